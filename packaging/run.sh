#!/bin/sh
# `make run` for computers without make: sets up what is missing, then opens the window. Arguments go to stepflow.
set -eu
cd "$(dirname "$0")/.."
packaging/libraries.sh display
packaging/setup.sh
packaging/libraries.sh screen
exec .venv/bin/stepflow "$@"
