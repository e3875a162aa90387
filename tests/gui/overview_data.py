"""A fortnight in figures, and an engine that tells them."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from stepflow_desktop.core.model import ArtifactType, ExecutionStatus
from stepflow_desktop.core.statistics import (
    CommandRuns,
    Picture,
    RunPoint,
    Slot,
    SlowStep,
    Statistics,
    StatisticsQuery,
    Tally,
    summed,
)
from tests.gui import sample_data as data

TRAIN, BACKUP = 11, 22


def statistics(query: StatisticsQuery, **changes: Any) -> Statistics:
    """Twelve completed, one failed and one cancelled execution a slot; the last slot is this day's."""
    edges = query.edges
    slots = tuple(
        Slot(start, end, Tally(12, 1, 1), 400.0 - number, 400 + number)
        for number, (start, end) in enumerate(itertools.pairwise(edges))
    )
    given: dict[str, Any] = {
        "slots": slots,
        "tally": summed([slot.tally for slot in slots]),
        "before": Tally(170, 8, 4),
        "median_s": 400.0,
        "median_before_s": 412.0,
        "commands": (CommandRuns(TRAIN, "Train churn model", 9), CommandRuns(BACKUP, "Nightly backup", 4)),
        "slow_steps": (
            SlowStep("Acquire spectra", "Spectrometer sweep", 1512.0, 1543.0, 9),
            SlowStep("Copy snapshots", "Nightly backup", 426.0, 361.0, 14),
            SlowStep('Say "hello"', "Greeting", 1.5, None, 2),
        ),
        "artifacts_added": 12,
        "artifacts_total": 412,
        "artifact_bytes": 9_600_000_000,
        "pictures": (picture("field_map.png"),),
    }
    return Statistics(**{**given, **changes})


def picture(file_name: str) -> Picture:
    return Picture(data.artifact("p1", 1, file_name, 1_000, ArtifactType.IMAGE), "Heat sensor scan")


class OverviewEngine(data.FakeEngine):
    """``changes`` are what the next statistics have different; ``asked`` holds every question."""

    def __init__(self, storage: Path) -> None:
        super().__init__(data.afternoon(), storage)
        self.changes: dict[str, Any] = {}
        self.asked: list[tuple[Any, ...]] = []

    async def statistics(self, query: StatisticsQuery) -> Statistics:
        self.asked.append(("statistics", query))
        return statistics(query, **self.changes)

    async def command_runs(self, key: int, since: datetime) -> tuple[RunPoint, ...]:
        self.asked.append(("runs", key, since))
        at = data.NOW - timedelta(days=1)
        return (
            RunPoint("now", data.NOW - timedelta(minutes=5), ExecutionStatus.RUNNING, None),
            RunPoint("second", at, ExecutionStatus.FAILED, 90.0),
            RunPoint("first", at - timedelta(days=1), ExecutionStatus.COMPLETED, 400.0 + key),
        )
