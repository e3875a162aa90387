"""The window with 100,000 executions in its list, against the window with none: first paint, scrolling, memory."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import fill_database
from benchmarks.figures import Figure, percentile
from benchmarks.program import Program

EXECUTIONS = 100_000
ROUNDS = 3
SETTLE_S = 2.0
SCROLLED_S = 5.0


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="stepflow-bench-") as folder:
        database = Path(folder) / "filled.db"
        fill_database.fill(database, EXECUTIONS)

        def place(storage: Path) -> None:
            storage.mkdir()
            shutil.copyfile(database, storage / "stepflow.db")

        with Program(window=True, prepare=place):
            pass  # fills the caches of the file system
        empty = [_opened(lambda _: None) for _ in range(ROUNDS)]
        full = [_opened(place) for _ in range(ROUNDS)]
        late, turns = _scrolled(place)
    first, first_full = (statistics.median(each[0] for each in rounds) for rounds in (empty, full))
    memory, memory_full = (statistics.median(each[1] for each in rounds) for rounds in (empty, full))
    name = f"list of {EXECUTIONS:,}"
    more = "more than an empty list"
    return [
        Figure(name=f"{name}, first paint", value=first_full / first, unit="×", at_most=1.2, note="an empty list"),
        Figure(name=f"{name}, memory", value=memory_full - memory, unit="MB", at_most=30, note=more),
        Figure(name="memory of the window, idle", value=memory, unit="MB"),
        Figure(name=f"{name}, scrolling, 16 ms timer, p99 late", value=percentile(late, 0.99), unit="ms", at_most=16),
        Figure(name=f"{name}, scrolling, one turn, p99", value=percentile(turns, 0.99), unit="ms", at_most=16),
    ]


def _opened(prepare: Callable[[Path], None]) -> tuple[float, float]:
    """Seconds to the first paint, and megabytes a while later."""
    with Program(window=True, prepare=prepare) as program:
        time.sleep(SETTLE_S)
        memory = program.rss_mb()
    return program.probe["painted_at"] - program.spawned_at, memory


def _scrolled(prepare: Callable[[Path], None]) -> tuple[list[float], list[float]]:
    with Program(window=True, prepare=prepare, act="scroll_list") as program:
        time.sleep(SETTLE_S)
        begun = time.time()
        time.sleep(SCROLLED_S)
        ended = time.time()
    probe = program.probe
    return [each for at, each in probe["late_ms"] if begun <= at < ended], [
        each for at, each in probe["turn_ms"] if begun <= at < ended
    ]
