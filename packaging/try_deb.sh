#!/bin/sh
# Tries dist/*.deb where nothing else is installed: a Debian made by debootstrap in a temporary folder. Installs it, runs
# the demo in it without Python, kills it in the middle and starts it again (check_bundle.py), removes it, and looks
# whether anything stayed. Needs root, debootstrap and a Debian mirror; CLEAN_ROOT names a root made before, which is
# copied. SUITE is the Debian to try (bookworm).
set -eu
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "Making a root folder and changing into it needs root: sudo make try-deb" >&2; exit 1; }
# The newest of them.
package=$(find dist -maxdepth 1 -name '*.deb' -printf '%T@ %p\n' 2>/dev/null | sort -n | tail -n 1 | cut -d' ' -f2-)
[ -n "$package" ] || { echo "There is no package yet: make deb" >&2; exit 1; }
root=$(mktemp -d "${TMPDIR:-/tmp}/stepflow-root-XXXXXX")
leave() {
    for place in proc dev/pts; do
        mountpoint -q "$root/$place" && umount -l "$root/$place"
    done
    rm -rf --one-file-system "$root"
}
trap leave EXIT INT TERM

if [ -n "${CLEAN_ROOT:-}" ]; then
    cp -a "$CLEAN_ROOT/." "$root/"
else
    . packaging/apt.sh
    command -v debootstrap >/dev/null 2>&1 || apt_install debootstrap >/dev/null
    debootstrap --variant=minbase "${SUITE:-bookworm}" "$root" "${MIRROR:-http://deb.debian.org/debian}" >/dev/null
fi
chmod 755 "$root"
cp /etc/resolv.conf "$root/etc/resolv.conf"
mount -t proc proc "$root/proc"
inside() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}
# What lies there, but for what installing anything changes.
listing() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./var -o -path ./tmp -o -path ./run \) -prune -o -print | sort)
}

inside apt-get update -qq
depends=$(dpkg-deb -f "$package" Depends Recommends | sed 's/^[A-Za-z]*: //; s/([^)]*)//g; s/|[^,]*//g' | tr ',\n' '  ')
# Its dependencies first, so that afterwards only what the package itself left would be found.
# shellcheck disable=SC2086  # one word per package is meant
inside apt-get install -y -qq --no-install-recommends $depends >/dev/null 2>&1
inside sh -c '! command -v python3' || { echo "There is a Python in this root, so it proves less." >&2; }
before=$(listing)
cp "$package" "$root/tmp/stepflow.deb"
inside apt-get install -y -qq --no-install-recommends /tmp/stepflow.deb >/dev/null 2>&1
echo "Installed $(inside stepflow --version) in $(. "$root/etc/os-release" && echo "$PRETTY_NAME")"
python=.venv/bin/python
[ -x "$python" ] || python=python3
"$python" packaging/check_bundle.py /opt/stepflow --root "$root"
inside dpkg --remove stepflow-desktop >/dev/null
left=$(listing | { printf '%s\n' "$before" >"$root/tmp/before"; comm -13 "$root/tmp/before" -; })
if [ -n "$left" ]; then
    echo "Left behind after removing it:" >&2
    echo "$left" >&2
    exit 1
fi
echo "  ok  removed, nothing stayed"
