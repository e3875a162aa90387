"""Print LINES lines of 80 bytes a second for SECONDS seconds, ten times a second a tenth of them."""

import sys
import time

lines, seconds = int(sys.argv[1]), float(sys.argv[2])
part = ("x" * 79 + "\n") * (lines // 10)
due, end = time.monotonic(), time.monotonic() + seconds
print("STEP_START:Print")
while due < end:
    sys.stdout.write(part)
    sys.stdout.flush()
    due += 0.1
    time.sleep(max(0.0, due - time.monotonic()))
print("STEP_COMPLETE:Print")
