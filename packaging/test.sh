#!/bin/sh
# `make test` for computers without make: sets up what is missing, then runs the tests. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
packaging/setup.sh
packaging/libraries.sh offscreen
# Two at a time, who is done takes over from the other; no display is looked for even where there is one.
QT_QPA_PLATFORM=offscreen
export QT_QPA_PLATFORM
exec .venv/bin/python -m pytest -n 2 --dist worksteal "$@"
