#!/bin/sh
# Brings the catalogues in resources/translations up to date with the strings of the window: new ones are added as
# unfinished, those that are gone are dropped. Translate them with Qt Linguist (.venv/bin/pyside6-linguist) or by hand.
# CATALOGUE is the one to bring up to date and BIN where the tools are, if it is not as usual.
set -eu
cd "$(dirname "$0")/.."
mkdir -p resources/translations
words=$(mktemp -d)
trap 'rm -rf "$words"' EXIT
bin=${BIN:-.venv/bin}
"$bin/python" packaging/sentences.py >"$words/sentences.py"
"$bin/pyside6-lupdate" -locations none -no-obsolete -extensions py stepflow_desktop/gui "$words" \
    -ts "${CATALOGUE:-resources/translations/stepflow_zh_CN.ts}"
