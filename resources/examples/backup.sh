#!/bin/sh
# Packs a folder into an archive, checks the archive and keeps it.   Usage: backup.sh [FOLDER]
# Without a folder it packs a small one of its own, so that it can be tried anywhere.
set -eu
work=$(mktemp -d "${STEPFLOW_ARTIFACTS_DIR:-${TMPDIR:-/tmp}}/backup-XXXXXX")

echo "META:STEPS:Choose folder|Pack|Check archive"

echo "STEP_START:Choose folder"
folder=${1:-$work/sample}
if [ $# -eq 0 ]; then
    mkdir "$folder"
    for number in 1 2 3 4 5; do
        echo "page $number" >"$folder/page-$number.txt"
    done
fi
if [ ! -d "$folder" ]; then
    echo "STEP_ERROR:There is no folder $folder"
    exit 1
fi
echo "Packing $folder"
echo "STEP_COMPLETE:Choose folder"

echo "STEP_START:Pack"
archive=$work/backup.tar.gz
tar -czf "$archive" -C "$folder" .
echo "META:size:$(wc -c <"$archive" | tr -d ' ')"
echo "STEP_COMPLETE:Pack"

echo "STEP_START:Check archive"
tar -tzf "$archive"
[ $# -gt 0 ] || rm -r "$folder"
echo "ARTIFACT:$archive:Backup of $(basename "$folder")"
echo "STEP_COMPLETE:Check archive"
