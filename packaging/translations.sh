#!/bin/sh
# Brings the catalogues in resources/translations up to date with the strings of the window: new ones are added as
# unfinished, those that are gone are dropped. Translate them with Qt Linguist (.venv/bin/pyside6-linguist) or by hand.
set -eu
cd "$(dirname "$0")/.."
mkdir -p resources/translations
exec .venv/bin/pyside6-lupdate -locations none -no-obsolete -extensions py stepflow_desktop/gui \
    -ts resources/translations/stepflow_zh_CN.ts
