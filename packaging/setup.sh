#!/bin/sh
# Makes .venv with the locked packages and this project in it. Does nothing when that is done already;
# mends a half-made or moved .venv by making a new one. PYTHON=/path/to/python chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."
. packaging/apt.sh
# What people have set for their own Pythons must not reach into .venv.
unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_ROOT
export PIP_USER=0

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    candidates="python3 python3.14 python3.13 python3.12 python3.11 python"
    # A shim of pyenv may stand for a version that is not switched on, so its versions are tried as well.
    for candidate in ${PYTHON:-$candidates "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.1[1-9]*/bin/python}; do
        if command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate"; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

# A .venv that was copied or moved here still points to its old place.
made_here() {
    ! grep -q '^command = ' .venv/pyvenv.cfg 2>/dev/null || grep -qF "$(pwd -P)/.venv" .venv/pyvenv.cfg
}

# The interpreter is still there, new enough, and the making of .venv was not interrupted before pip was in it.
usable() {
    .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# Debian and Ubuntu put venv's other half into a package of its own.
ensure_venv_module() {
    "$1" -c 'import venv, ensurepip' 2>/dev/null && return 0
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    echo "$1 lacks the venv module (package $package)." >&2
    apt_install "$package" >&2 && "$1" -c 'import venv, ensurepip'
}

# `make run` and `make test` may be started at once: one of them sets up, the other waits. The lock goes with whoever
# holds it, however that ends. Where there is no flock (macOS) nobody waits.
take_turn() {
    command -v flock >/dev/null 2>&1 || return 0
    exec 9>.setup-lock
    flock -n 9 && return 0
    echo "Another set-up is under way here; waiting for it ..."
    flock 9
}

# The packages, or in plain words what may be wrong; pip has said its own above.
install_packages() {
    .venv/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes \
        -r requirements.lock -c requirements.lock && return 0
    echo "The packages could not be installed; what pip says stands above. Most often it is one of these:" >&2
    echo "  - no network, or one that needs a proxy: set https_proxy, or pip's own index with PIP_INDEX_URL;" >&2
    echo "  - a full disk: .venv needs about 1 GB, here are $(df -h . | awk 'NR == 2 {print $4}') free." >&2
    echo "Then do the same again; what is there already is not fetched twice." >&2
    return 1
}

stamp=.venv/.setup-done
unfinished=.venv/.setup-unfinished
wanted=$(cat requirements.lock pyproject.toml | cksum)
done_before() { [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && made_here && usable; }
done_before && exit 0
take_turn
done_before && exit 0

if [ -e "$unfinished" ] || ! made_here || ! usable; then
    if ! python=$(find_python); then
        echo "StepFlow Desktop needs Python 3.11 or newer; found: $("${PYTHON:-python3}" --version 2>&1 || echo none)." >&2
        if [ "$(uname -s)" = Darwin ]; then
            echo "Install one from python.org or with: brew install python@3.13" >&2
        else
            echo "Install one with your system's package manager, pyenv or uv (uv python install 3.13)." >&2
        fi
        echo "Or name it: make PYTHON=/path/to/python3.12 setup" >&2
        exit 1
    fi
    if ! ensure_venv_module "$python"; then
        echo "Install it, or name another Python: make PYTHON=/path/to/python3.12 setup" >&2
        exit 1
    fi
    echo "Making .venv with $("$python" --version 2>&1) ..."
    rm -rf .venv
    "$python" -m venv .venv
fi

rm -f "$stamp" .venv/.libraries-*
touch "$unfinished"
echo "Installing the locked packages (about 200 MB the first time) ..."
install_packages
.venv/bin/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
# A first start that has to compile everything takes twice as long as it needs to.
.venv/bin/python -m compileall -q stepflow_desktop
rm "$unfinished"
echo "$wanted" >"$stamp"
echo "Ready: .venv holds StepFlow Desktop."
