"""Lists and single executions over REST at a million executions, against bare queries of the same database.

The database is filled once, which takes minutes, and kept in the folder for temporary files.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import asking, fill_database
from benchmarks.figures import Figure, percentile
from benchmarks.program import Program
from stepflow_desktop.core import schema

EXECUTIONS = 1_000_000
REQUESTS = 400
CLIENTS = 32
SECONDS = 5.0
LIMIT = 100


def measure() -> list[Figure]:
    database = _database()
    ids = _ids(database, 4_000)
    bare_list = _bare(database, lambda c, n: c.execute(f"{_ROWS} ORDER BY row_id DESC LIMIT {LIMIT} OFFSET {n}"))
    bare_one = _bare(database, lambda c, n: c.execute(f"{_ROWS} WHERE id = ?", (ids[n],)))
    first = [f"/api/executions?limit={LIMIT}"]
    pages = [f"/api/executions?limit={LIMIT}&offset={offset}" for offset in range(2_000)]
    failed = [f"/api/executions?limit={LIMIT}&status=failed&offset={offset}" for offset in range(200)]
    ones = [f"/api/executions/{each}" for each in ids]
    figures = []
    with Program(window=True, prepare=lambda storage: _place(database, storage)) as program:
        port = urlsplit(program.address).port or 0
        for name, paths, bare in (
            ("GET list, the first page", first, bare_list),
            ("GET list, a page nobody asked for", pages, bare_list),
            ("GET list, status=failed", failed, bare_list),
            ("GET one", ones, bare_one),
        ):
            times = asking.latencies_ms(port, paths, REQUESTS)
            median = percentile(times, 0.5)
            figures += [
                Figure(name=f"{name}, p50", value=median, unit="ms"),
                Figure(name=f"{name}, p99", value=percentile(times, 0.99), unit="ms"),
                Figure(name=f"{name}, p50", value=median / bare, unit="×", note="a bare SQLite query of the rows"),
            ]
            speed = asking.answers_per_s(port, paths, CLIENTS, SECONDS)
            figures += [
                Figure(name=f"{name}, {CLIENTS} clients", value=speed, unit="answers/s"),
                Figure(
                    name=f"{name}, {CLIENTS} clients",
                    value=speed * bare / 1000,
                    unit="×",
                    note="bare SQLite queries of the rows in a row",
                ),
            ]
        figures.append(Figure(name="memory at 1,000,000 executions", value=program.rss_mb(), unit="MB", at_most=300))
    return figures


_ROWS = "SELECT * FROM executions"


def _database() -> Path:
    path = Path(tempfile.gettempdir()) / f"stepflow-bench-{EXECUTIONS}-{len(schema.MIGRATIONS)}.db"
    if not path.exists():
        unfinished = path.with_suffix(f".{os.getpid()}")
        fill_database.fill(unfinished, EXECUTIONS)
        unfinished.rename(path)
    return path


def _place(database: Path, storage: Path) -> None:
    storage.mkdir(mode=0o700)
    shutil.copyfile(database, storage / "stepflow.db")


def _ids(database: Path, count: int) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        step = EXECUTIONS // count
        found = connection.execute("SELECT id FROM executions WHERE row_id % ? = 1", (step,))
        return [str(row[0]) for row in found]


def _bare(database: Path, ask: Callable[[sqlite3.Connection, int], sqlite3.Cursor]) -> float:
    """Milliseconds of one query in the middle, its rows fetched."""
    times = []
    with closing(sqlite3.connect(database)) as connection:
        for number in range(REQUESTS):
            start = time.perf_counter()
            ask(connection, number).fetchall()
            times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)
