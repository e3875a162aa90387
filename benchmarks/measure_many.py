"""The window while fifty executions print a thousand lines a second each and one of their logs is scrolled."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks.figures import Figure, percentile
from benchmarks.program import Program

EXECUTIONS = 50
LINES_PER_S = 1000
SECONDS = 8.0
SETTLE_S = 2.0
PRINTER = Path(__file__).with_name("print_steadily.py")


def measure() -> list[Figure]:
    with Program(window=True, act="scroll_log") as program:
        idle_mb = program.rss_mb()
        command = [sys.executable, str(PRINTER), str(LINES_PER_S), str(SECONDS + 2 * SETTLE_S)]
        for _ in range(EXECUTIONS):
            program.create(command)
        time.sleep(SETTLE_S)
        spent, begun = program.cpu_s(), time.time()
        time.sleep(SECONDS)
        spent, ended = program.cpu_s() - spent, time.time()
        grown_mb = program.rss_mb() - idle_mb
    late = [each for at, each in program.probe["late_ms"] if begun <= at < ended]
    turns = [each for at, each in program.probe["turn_ms"] if begun <= at < ended]
    name = f"{EXECUTIONS} × {LINES_PER_S:,} lines/s, scrolling"
    return [
        Figure(name=f"{name}, 16 ms timer, p99 late", value=percentile(late, 0.99), unit="ms", at_most=16),
        Figure(name=f"{name}, beats of 60", value=len(late) / (ended - begun) / 62.5 * 60, unit="/s", at_least=55),
        Figure(name=f"{name}, processor time of one turn, p99", value=percentile(turns, 0.99), unit="ms", at_most=16),
        Figure(name=f"{name}, processors", value=spent / (ended - begun), unit="of one", at_most=1),
        Figure(name=f"{name}, memory more than idle", value=grown_mb, unit="MB", at_most=60),
    ]
