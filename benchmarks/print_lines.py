"""Print LINES lines of 80 bytes, in steps of PER_STEP lines each."""

import sys

lines, per_step = int(sys.argv[1]), int(sys.argv[2])
text = "x" * 79
for number in range(lines):
    if number % per_step == 0:
        print(f"STEP_START:Step {number // per_step}")
    print(text)
    if number % per_step == per_step - 1:
        print(f"STEP_COMPLETE:Step {number // per_step}")
