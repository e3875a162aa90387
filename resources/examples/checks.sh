#!/bin/sh
# Runs several checks, each as a step, and goes on when one fails. The exit code tells whether all passed.
# --strict makes the failing one count; without it that failure is allowed.
set -u
strict=${1:-}
failed=0

check() {
    name=$1
    shift
    echo "STEP_START:$name"
    if "$@"; then
        echo "STEP_COMPLETE:$name"
    else
        echo "STEP_ERROR:$name failed with exit code $?"
        failed=$((failed + 1))
    fi
}

spelling() {
    echo "::warning file=notes.txt,line=3::'recieve' is spelt 'receive'"
    return 1
}

echo "META:STEPS:Arithmetic|Sorting|Spelling|Slow checks"
check Arithmetic test $((6 * 7)) -eq 42
check Sorting test "$(printf 'b\na\n' | sort | head -n 1)" = a
check Spelling spelling
echo "STEP_SKIP:Slow checks"

echo "$failed of 3 checks failed"
[ "$strict" != --strict ] || exit "$failed"
