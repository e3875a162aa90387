"""The figures of the overview at a million executions, of which the newest have steps: time of the reader's thread."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import fill_database
from benchmarks.figures import Figure, median_of
from benchmarks.measure_lists import EXECUTIONS, _database
from stepflow_desktop.core.statistics import StatisticsQuery
from stepflow_desktop.core.store_connection import open_reader
from stepflow_desktop.core.store_rows import STEP_COLUMNS, step_values
from stepflow_desktop.core.store_statistics import statistics

WITH_STEPS = 60_000
ROUNDS = 7
PERIODS = (("24 hours", 24, timedelta(hours=1)), ("14 days", 14, timedelta(days=1)), ("90 days", 90, timedelta(days=1)))


def measure() -> list[Figure]:
    with closing(open_reader(_database_with_steps())) as connection:
        (newest,) = connection.execute("SELECT max(created_us) FROM executions").fetchone()
        now = datetime.fromtimestamp(newest / 1_000_000, UTC) + timedelta(minutes=1)
        return [_figure(connection, now, *period) for period in PERIODS]


def _figure(connection: sqlite3.Connection, now: datetime, name: str, slots: int, length: timedelta) -> Figure:
    query = StatisticsQuery(tuple(now - length * (slots - n) for n in range(slots + 1)), now)

    def ask() -> float:
        start = time.thread_time()
        statistics(connection, query)
        return 1000 * (time.thread_time() - start)

    total = statistics(connection, query).tally.total
    note = f"{total:,} executions in the period"
    most = 50 if slots < 90 else 150
    return Figure(name=f"overview of {name}", value=median_of(ask, ROUNDS), unit="ms", at_most=most, note=note)


def _database_with_steps() -> Path:
    lists = _database()
    path = lists.with_name(lists.name.replace("stepflow-bench", "stepflow-bench-steps"))
    if not path.exists():
        unfinished = path.with_suffix(f".{os.getpid()}")
        shutil.copyfile(lists, unfinished)
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            connection.executemany(
                fill_database._insert("steps", "execution_row", *STEP_COLUMNS),
                (
                    (number, *step_values(step))
                    for number in range(EXECUTIONS - WITH_STEPS + 1, EXECUTIONS + 1)
                    for step in fill_database.steps(fill_database.execution(number))
                ),
            )
            connection.execute("COMMIT")
        unfinished.rename(path)
    return path
