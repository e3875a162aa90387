#!/bin/sh
# libraries.sh offscreen|screen: checks by loading that Qt finds its system libraries, without a display (tests) or
# with one (the window), and installs what is missing on Debian and Ubuntu. A success is remembered in .venv.
# libraries.sh display: says in plain words when no window can open here at all; Qt would name a library instead.
set -eu
cd "$(dirname "$0")/.."
. packaging/apt.sh

purpose=${1:?offscreen, screen or display}
if [ "$purpose" != offscreen ] && [ "$(uname -s)" = Linux ] \
    && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    echo "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set, so no window can open here." >&2
    echo "Run this in a desktop session, or serve without a window: make setup && .venv/bin/stepflow serve" >&2
    exit 1
fi
[ "$purpose" = display ] && exit 0
done_before=.venv/.libraries-$purpose
[ -e "$done_before" ] && exit 0

packages="libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libglib2.0-0 libbrotli1 libgssapi-krb5-2"
plugins=libqoffscreen.so
if [ "$purpose" = screen ]; then
    packages="$packages libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
    packages="$packages libwayland-cursor0 libwayland-egl1"
    plugins="$plugins libqxcb.so libqwayland.so"
fi

# Names of missing libraries, one per line; what the loader itself says when ldd has nothing to add.
missing() {
    if [ "$(uname -s)" = Linux ] && command -v ldd >/dev/null 2>&1; then
        qt=$(.venv/bin/python -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')
        for plugin in $plugins; do
            [ -e "$qt/Qt/plugins/platforms/$plugin" ] && ldd "$qt/Qt/plugins/platforms/$plugin"
        done | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u
    fi
    .venv/bin/python -c 'import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtNetwork, PySide6.QtDBus' 2>&1 | tail -n 1
}

lacking=$(missing)
if [ -n "$lacking" ]; then
    echo "Qt lacks system libraries:" >&2
    echo "$lacking" | sed 's/^/    /' >&2
    # shellcheck disable=SC2086  # one word per package is meant
    if ! apt_install $packages >&2; then
        command -v apt-get >/dev/null 2>&1 \
            || echo "Install them with your system's package manager; docs/troubleshooting.md has their names." >&2
        exit 1
    fi
    lacking=$(missing)
    if [ -n "$lacking" ]; then
        echo "Still missing after installing $packages:" >&2
        echo "$lacking" | sed 's/^/    /' >&2
        exit 1
    fi
fi
# The typefaces of the design; the window does well without them, and tests that measure text in them are left out.
if command -v apt-get >/dev/null 2>&1 \
    && ! fc-list 2>/dev/null | grep -q 'JetBrains'; then
    apt_install fonts-inter fonts-jetbrains-mono >/dev/null 2>&1 || true
fi
touch "$done_before"
