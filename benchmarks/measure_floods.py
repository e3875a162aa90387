"""The longest turn of the window while very much of one thing arrives at once in the execution that is shown."""

from __future__ import annotations

import sys
import time

from benchmarks.figures import Figure
from benchmarks.program import Program

SETTLE_S = 2.0
_WRITE = "import os, sys\nw = sys.stdout.write\n"
FLOODS = {
    "10,000 steps": "w(''.join(f'STEP_START:Step {i}\\nSTEP_COMPLETE:Step {i}\\n' for i in range(10_000)))",
    "10,000 files": (
        "d = os.environ['STEPFLOW_ARTIFACTS_DIR']\n"
        "for i in range(10_000):\n open(f'{d}/{i}.txt', 'w').write('x'); w(f'ARTIFACT:{d}/{i}.txt\\n')"
    ),
    "a line of 100,000 colours": "w(''.join(f'\\x1b[{31 + i % 6}mab' for i in range(100_000)) + '\\n')",
    "a line of 50 MB": "w('x' * 50_000_000 + '\\n')",
    "1,000,000 warnings": "w(''.join(f'WARNING: {i} is odd\\n' for i in range(1_000_000)))",
}


def measure() -> list[Figure]:
    return [_flood(name, code) for name, code in FLOODS.items()]


def _flood(name: str, code: str) -> Figure:
    with Program(window=True) as program:
        program.run(["true"])
        time.sleep(SETTLE_S)
        begun = time.time()
        program.run([sys.executable, "-c", _WRITE + code])
        time.sleep(SETTLE_S)
        ended = time.time()
    longest = max(spent for at, spent in program.probe["turn_ms"] if begun <= at < ended)
    return Figure(name=f"{name} at once, processor time of the longest turn", value=longest, unit="ms", at_most=150)
