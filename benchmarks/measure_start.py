"""From starting the process to the first paint of the window, and to the first healthy answer; warm."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from benchmarks.figures import Figure
from benchmarks.program import Program

ROUNDS = 5


def measure() -> list[Figure]:
    paints, healthy, ratios = [], [], []
    with Program(window=True):
        pass  # fills the caches of the file system and of the interpreter
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import PySide6.QtWidgets"], check=True)
        bare = time.perf_counter() - start
        with Program(window=True) as program:
            pass
        paint = program.probe["painted_at"] - program.spawned_at
        paints.append(paint)
        ratios.append(paint / bare)
        healthy.append(program.healthy_after_s)
    return [
        Figure(name="first paint", value=statistics.median(paints), unit="s", at_most=0.4),
        Figure(name="first paint", value=statistics.median(ratios), unit="×", note="importing Qt in a bare process"),
        Figure(name="healthy", value=statistics.median(healthy), unit="s", at_most=1.0),
    ]
