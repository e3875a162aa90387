"""Fill a database with made-up executions, fast: ``python benchmarks/fill_database.py PATH [COUNT]``.

The rows go in without indices and triggers, which are made afterwards as the schema has them. Every execution is
reproducible from its number.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from stepflow_desktop.core import schema
from stepflow_desktop.core.model import ErrorCode, Execution, ExecutionStatus, Step, StepStatus
from stepflow_desktop.core.store_rows import (
    CHANGING_COLUMNS,
    GIVEN_COLUMNS,
    STEP_COLUMNS,
    changing_values,
    given_values,
    step_values,
)

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
SECONDS_APART = 60
STATUSES = [ExecutionStatus.COMPLETED] * 860 + [ExecutionStatus.FAILED] * 100 + [ExecutionStatus.CANCELLED] * 40
USERS = ("ann",) * 80 + ("ben",) * 15 + ("cho",) * 4 + ("dee",)
TAGS = (("nightly",), ("nightly", "ml"), ("training",), ("release", "linux"), ())
JOBS = ("train model", "build wheel", "render report", "import orders", "check links", "back up photos")


def execution(number: int) -> Execution:
    """The execution of that number, counted from 1; every thousandth has the tag ``rare``."""
    chance = random.Random(number)
    status = chance.choice(STATUSES)
    created_at = FIRST + timedelta(seconds=SECONDS_APART * number)
    duration_s = round(chance.uniform(1, 900), 3)
    job = chance.choice(JOBS)
    failed = status is ExecutionStatus.FAILED
    return Execution(
        id=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        name=f"{job} {number}",
        command=f"python -m jobs.{job.replace(' ', '_')} --seed {chance.randrange(100_000)}",
        working_directory="/home/ann/projects/jobs",
        created_at=created_at,
        environment={"SEED": str(number)},
        user=chance.choice(USERS),
        tags=("rare",) if number % 1000 == 0 else chance.choice(TAGS),
        metadata={"number": number},
        status=status,
        exit_code=1 if failed else 0,
        error_code=ErrorCode.EXECUTION_ERROR if failed else None,
        error_message="The command ended with exit code 1." if failed else None,
        started_at=created_at + timedelta(milliseconds=20),
        completed_at=created_at + timedelta(seconds=duration_s),
        duration_s=duration_s,
        total_steps=3,
        completed_steps=2 if failed else 3,
        current_step_index=2,
        progress=66.7 if failed else 100.0,
        log_size=chance.randrange(1_000_000),
        seq=12,
    )


def steps(of: Execution) -> Iterator[Step]:
    for index, name in enumerate(("Prepare", "Work", "Tidy up")):
        yield Step(
            id=str(uuid.uuid5(uuid.UUID(of.id), str(index))),
            execution_id=of.id,
            name=name,
            index=index,
            created_at=of.created_at,
            status=StepStatus.COMPLETED,
            started_at=of.created_at,
            duration_s=1.0,
            start_offset=index * 1000,
            end_offset=index * 1000 + 900,
        )


def fill(
    path: Path,
    count: int,
    *,
    with_steps: bool = False,
    execution: Callable[[int], Execution] = execution,
    steps: Callable[[Execution], Iterable[Step]] = steps,
) -> None:
    """Make the database at ``path``, which must not exist, with ``count`` executions: those of ``execution``."""
    if path.exists():
        raise FileExistsError(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        connection.execute("BEGIN")
        schema.create_tables(connection)
        connection.executemany(
            _insert("executions", "row_id", *GIVEN_COLUMNS, *CHANGING_COLUMNS), _rows(count, execution)
        )
        if with_steps:
            connection.executemany(
                _insert("steps", "execution_row", *STEP_COLUMNS), _step_rows(count, execution, steps)
            )
        schema.derive_side_tables(connection)
        schema.create_indices_and_triggers(connection)
        connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS)}")
        connection.execute("COMMIT")


def _insert(table: str, *columns: str) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _rows(count: int, execution: Callable[[int], Execution]) -> Iterator[tuple[Any, ...]]:
    for number in range(1, count + 1):
        one = execution(number)
        yield (number, *given_values(one), *changing_values(one))


def _step_rows(
    count: int, execution: Callable[[int], Execution], steps: Callable[[Execution], Iterable[Step]]
) -> Iterator[tuple[Any, ...]]:
    for number in range(1, count + 1):
        for step in steps(execution(number)):
            yield (number, *step_values(step))


def main() -> None:
    path, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    begun = time.monotonic()
    fill(path, count)
    seconds = time.monotonic() - begun
    print(f"{count} executions in {seconds:.1f} s, {path.stat().st_size / 1_000_000:.0f} MB")


if __name__ == "__main__":
    main()
