#!/bin/sh
# Makes dist/stepflow, a folder that needs neither Python nor a set-up, and looks whether it works.
set -eu
cd "$(dirname "$0")/.."
. packaging/apt.sh
packaging/setup.sh
# PyInstaller takes the libraries that Qt needs for a screen from this computer, so they have to be here.
QT_QPA_PLATFORM=offscreen packaging/libraries.sh screen
has_library() {
    .venv/bin/python -c 'from PyInstaller.depend.bindepend import get_python_library_path as p; p()' >/dev/null 2>&1
}
if ! has_library; then
    # Debian and Ubuntu keep it in a package of its own.
    library=$(.venv/bin/python -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])')
    if ! { apt_install "$library" >&2 && has_library; }; then
        echo "This Python has no shared library ($library), which a bundle needs. Install it, or use another Python:" >&2
        echo "    make PYTHON=/path/to/python3 setup bundle" >&2
        exit 1
    fi
fi
if [ "$(uname -s)" = Linux ] && ! command -v objdump >/dev/null 2>&1; then
    apt_install binutils >&2 || { echo "PyInstaller needs objdump, from the package binutils." >&2; exit 1; }
fi
.venv/bin/python packaging/icons.py build/icons
.venv/bin/python -m PyInstaller stepflow.spec --noconfirm --log-level ERROR --distpath dist --workpath build/bundle
if [ "$(uname -s)" = Linux ] && command -v strip >/dev/null 2>&1; then
    # Names for a debugger make up most of Python's own library and of the compiled parts of packages. Qt has none.
    find dist/stepflow/_internal -maxdepth 1 -name 'libpython*.so*' -exec strip --strip-unneeded {} +
    find dist/stepflow/_internal -mindepth 2 -name '*.so' ! -path '*/PySide6/*' ! -path '*/shiboken6/*' \
        ! -path '*/pypdfium2_raw/*' -exec strip --strip-unneeded {} +
fi
.venv/bin/python packaging/check_bundle.py dist/stepflow
