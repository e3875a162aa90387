#!/bin/sh
# Makes dist/stepflow-desktop_VERSION_ARCHITECTURE.deb of the bundle and has it looked at by the tools of the desktop.
# Needs dpkg-deb; the validators are installed where this user may install them, and left out with a word elsewhere.
set -eu
cd "$(dirname "$0")/.."
. packaging/apt.sh

id=io.github.stepflow_desktop.StepFlow
command -v dpkg-deb >/dev/null 2>&1 || { echo "A .deb is made with dpkg-deb, which only Debian and its kin have." >&2; exit 1; }
[ -x dist/stepflow/stepflow ] && [ "${FRESH:-1}" = 0 ] || packaging/bundle.sh

version=$(.venv/bin/python -c 'import stepflow_desktop; print(stepflow_desktop.__version__)')
architecture=$(dpkg --print-architecture)
# The day of the last change, so that the same source makes the same package.
seconds=$(git log -1 --format=%ct 2>/dev/null || date +%s)
SOURCE_DATE_EPOCH=$seconds
export SOURCE_DATE_EPOCH
root=build/deb
rm -rf "$root"
umask 022
mkdir -p "$root/opt" "$root/usr/bin" "$root/usr/share/applications" "$root/usr/share/metainfo" "$root/usr/share/icons" \
    "$root/usr/share/man/man1" "$root/usr/share/doc/stepflow-desktop" "$root/usr/share/lintian/overrides" "$root/DEBIAN"
cp -a dist/stepflow "$root/opt/stepflow"
# The package depends on the system's own copies.
rm -rf "$root/opt/stepflow/_internal/stepflow_desktop/resources/fonts"
chmod -R u+rwX,go+rX,go-w "$root/opt/stepflow"
find "$root/opt/stepflow" -type f -name '*.so*' -exec chmod 644 {} +
for program in stepflow stepflow-desktop; do
    ln -s "/opt/stepflow/$program" "$root/usr/bin/$program"
done
cp packaging/linux/$id.desktop "$root/usr/share/applications/"
sed "s/@VERSION@/$version/; s/@DATE@/$(date -u -d "@$seconds" +%F)/" packaging/linux/$id.metainfo.xml \
    >"$root/usr/share/metainfo/$id.metainfo.xml"
cp -r build/icons/hicolor "$root/usr/share/icons/hicolor"
gzip -9nc packaging/linux/stepflow.1 >"$root/usr/share/man/man1/stepflow.1.gz"
ln -s stepflow.1.gz "$root/usr/share/man/man1/stepflow-desktop.1.gz"
cp packaging/linux/copyright "$root/usr/share/doc/stepflow-desktop/copyright"
gzip -9nc CHANGELOG.md >"$root/usr/share/doc/stepflow-desktop/NEWS.md.gz"
maintainer=$(sed -n 's/^Maintainer: //p' packaging/linux/control)
printf 'stepflow-desktop (%s) unstable; urgency=medium\n\n  * See NEWS.md.gz.\n\n -- %s  %s\n' \
    "$version" "$maintainer" "$(LC_ALL=C date -u -d "@$seconds" -R)" |
    gzip -9nc >"$root/usr/share/doc/stepflow-desktop/changelog.gz"
cp packaging/linux/lintian-overrides "$root/usr/share/lintian/overrides/stepflow-desktop"
# The newest symbol of the C library that anything in the bundle asks for.
glibc=$(find dist/stepflow -type f \( -name '*.so*' -o -perm -u+x \) -exec grep -ahoE 'GLIBC_2\.[0-9]+' {} + | sort -uV | tail -n 1)
sed "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@SIZE@/$(du -sk "$root" | cut -f1)/; s/@GLIBC@/${glibc#GLIBC_}/" \
    packaging/linux/control >"$root/DEBIAN/control"
(cd "$root" && find opt usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
chmod 644 "$root/DEBIAN/control" "$root/DEBIAN/md5sums"

for tool in desktop-file-validate:desktop-file-utils appstreamcli:appstream; do
    command -v "${tool%%:*}" >/dev/null 2>&1 || apt_install "${tool##*:}" >/dev/null 2>&1 || true
done
if command -v desktop-file-validate >/dev/null 2>&1; then
    desktop-file-validate "$root/usr/share/applications/$id.desktop"
else
    echo "desktop-file-validate is missing: the desktop entry was not looked at." >&2
fi
if command -v appstreamcli >/dev/null 2>&1; then
    appstreamcli validate --no-net "$root/usr/share/metainfo/$id.metainfo.xml"
else
    echo "appstreamcli is missing: the description for software centres was not looked at." >&2
fi
package=dist/stepflow-desktop_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz -z4 --build "$root" "$package" >/dev/null
if command -v lintian >/dev/null 2>&1; then
    lintian --fail-on error --suppress-tags dir-or-file-in-opt "$package"
fi
echo "$package: $(du -h "$package" | cut -f1)"
