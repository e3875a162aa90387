#!/bin/sh
# install.sh: puts the bundle of this checkout where this user's desktop finds it: menu entry, icons, "Open with" for
# scripts, links, and the commands stepflow and stepflow-desktop. install.sh remove: takes all of it away again.
# PREFIX is ~/.local; with /usr/local and root it is for everybody. Executions and settings are never touched.
set -eu
cd "$(dirname "$0")/.."

id=io.github.stepflow_desktop.StepFlow
prefix=${PREFIX:-${HOME:?}/.local}
program=$prefix/lib/stepflow
if [ "$(uname -s)" != Linux ]; then
    echo "This is for Linux; on a Mac drag dist/StepFlow.app into the folder Applications." >&2
    exit 1
fi

tell_desktop() {
    if command -v update-desktop-database >/dev/null 2>&1; then
        update-desktop-database -q "$prefix/share/applications" || true
    fi
    if command -v gtk-update-icon-cache >/dev/null 2>&1; then
        gtk-update-icon-cache -qtf "$prefix/share/icons/hicolor" 2>/dev/null || true
    fi
}

remove() {
    rm -rf "$program"
    rm -f "$prefix/bin/stepflow" "$prefix/bin/stepflow-desktop" "$prefix/share/applications/$id.desktop" \
        "$prefix/share/metainfo/$id.metainfo.xml" "$prefix/share/man/man1/stepflow.1"
    find "$prefix/share/icons/hicolor" -name "$id.*" -type f -exec rm -f {} + 2>/dev/null || true
}

case ${1:-install} in
remove)
    remove
    tell_desktop
    echo "Removed. Executions are still in ${XDG_DATA_HOME:-$HOME/.local/share}/stepflow."
    exit 0
    ;;
install) ;;
*)
    echo "usage: packaging/install.sh [remove]" >&2
    exit 2
    ;;
esac

bundle=${BUNDLE:-dist/stepflow}
[ -x "$bundle/stepflow" ] || packaging/bundle.sh
[ -d build/icons/hicolor ] || .venv/bin/python packaging/icons.py build/icons
remove
mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share/applications" "$prefix/share/metainfo" \
    "$prefix/share/icons" "$prefix/share/man/man1"
cp -a "$bundle" "$program"
ln -s "$program/stepflow" "$prefix/bin/stepflow"
ln -s "$program/stepflow-desktop" "$prefix/bin/stepflow-desktop"
# A desktop need not look for programs in ~/.local/bin. A blank in the path is written as the format wants it.
quoted=$(printf '"%s/stepflow-desktop"' "$program" | sed 's/[&|\\]/\\&/g')
sed "s|^Exec=stepflow-desktop|Exec=$quoted|; s|^TryExec=.*|TryExec=$program/stepflow-desktop|" \
    "packaging/linux/$id.desktop" >"$prefix/share/applications/$id.desktop"
sed "s/@VERSION@/$("$program/stepflow" --version | sed 's/.* //')/; s/@DATE@/$(date -u +%F)/" \
    "packaging/linux/$id.metainfo.xml" >"$prefix/share/metainfo/$id.metainfo.xml"
cp -r build/icons/hicolor "$prefix/share/icons/"
cp packaging/linux/stepflow.1 "$prefix/share/man/man1/stepflow.1"
tell_desktop
echo "Installed in $prefix. Remove it with: make uninstall"
case ":$PATH:" in
*":$prefix/bin:"*) ;;
*) echo "$prefix/bin is not on your PATH: the command is $prefix/bin/stepflow until it is." ;;
esac
