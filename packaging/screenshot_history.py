"""Two weeks of made-up executions, so that the pictures of the README look like a program in use."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.fill_database import fill
from stepflow_desktop.core.model import ErrorCode, Execution, ExecutionStatus, Step, StepStatus

COUNT = 190
DAYS = 14
STATUSES = (ExecutionStatus.COMPLETED,) * 17 + (ExecutionStatus.FAILED,) * 2 + (ExecutionStatus.CANCELLED,)
# name, command, folder, tags, and the steps with their usual seconds
Job = tuple[str, str, str, tuple[str, ...], tuple[tuple[str, float], ...]]
DEMO_STEPS = (
    *(("Prepare", 2.0), ("Collect readings", 5.3), ("Check readings", 3.3), ("Train model", 8.7)),
    *(("Write report", 5.3), ("Publish report", 2.0)),
)
JOBS: tuple[Job, ...] = (
    ("Unit tests", "make test", "app", ("ci",), (("Install", 20), ("Lint", 12), ("Run pytest", 160), ("Report", 6))),
    ("Build wheel", "make wheel", "app", ("ci", "release"), (("Build", 44), ("Check", 8))),
    ("Back up photos", "sh backup.sh", "", ("nightly",), (("Scan", 30), ("Copy", 240), ("Verify", 75))),
    ("Import orders", "python3 orders.py --since 1d", "etl", ("etl",), (("Fetch", 25), ("Match", 90), ("Write", 33))),
    ("Render report", "Rscript report.R", "report", ("weekly",), (("Read", 9), ("Plot", 48), ("Knit", 21))),
)


def fill_history(database: Path, home: Path, demo: str) -> None:
    """``demo`` is the command of the demo in ``home``: every third execution ran it."""
    database.parent.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    jobs = (("Solar roof report", demo, "solar-roof", ("ml", "nightly"), DEMO_STEPS), *JOBS)

    def execution(number: int) -> Execution:
        return _execution(number, now, home, jobs)

    def steps(of: Execution) -> Iterator[Step]:
        return _steps(of, next(job for job in jobs if job[0] == of.name))

    fill(database, COUNT, with_steps=True, execution=execution, steps=steps)


def _execution(number: int, now: datetime, home: Path, jobs: tuple[Job, ...]) -> Execution:
    chance = random.Random(number)
    name, command, folder, tags, parts = jobs[0] if number % 3 == 0 else chance.choice(jobs[1:])
    status = chance.choice(STATUSES)
    ended = status is ExecutionStatus.COMPLETED
    done = len(parts) if ended else chance.randrange(1, len(parts))
    duration_s = sum(seconds for _, seconds in parts[: done + 1]) * chance.uniform(0.92, 1.1)
    # Fewer on two days of the week; the latest an hour ago.
    days = DAYS * (1 - number / COUNT) ** 1.15
    at = now - timedelta(days=days, minutes=60 + chance.randrange(45))
    failed = status is ExecutionStatus.FAILED
    return Execution(
        id=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        name=name,
        command=command,
        working_directory=str(home / folder),
        created_at=at,
        user="you",
        tags=tags,
        status=status,
        exit_code={ExecutionStatus.COMPLETED: 0, ExecutionStatus.FAILED: 1}.get(status),
        error_code=ErrorCode.EXECUTION_ERROR if failed else None,
        error_message="The command ended with exit code 1." if failed else None,
        started_at=at,
        completed_at=at + timedelta(seconds=duration_s),
        duration_s=round(duration_s, 3),
        total_steps=len(parts),
        completed_steps=done,
        current_step_index=min(done, len(parts) - 1),
        current_step_name=parts[min(done, len(parts) - 1)][0],
        failed_step_name=parts[done][0] if failed else None,
        progress=100.0 if ended else 100.0 * done / len(parts),
        seq=9,
    )


def _steps(of: Execution, job: Job) -> Iterator[Step]:
    chance, at = random.Random(of.id), of.created_at
    for index, (name, usual_s) in enumerate(job[4][: of.completed_steps + 1]):
        seconds = usual_s * chance.uniform(0.92, 1.1)
        yield Step(
            id=str(uuid.uuid5(uuid.UUID(of.id), str(index))),
            execution_id=of.id,
            name=name,
            index=index,
            created_at=at,
            status=StepStatus.COMPLETED if index < of.completed_steps else StepStatus.FAILED,
            started_at=at,
            completed_at=at + timedelta(seconds=seconds),
            duration_s=seconds,
        )
        at += timedelta(seconds=seconds)
