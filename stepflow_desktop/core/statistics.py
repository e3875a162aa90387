"""What a stretch of time looks like in figures: how many executions, how they ended, how long they took.

A *period* is cut into *slots* (days or hours) by its edges. Figures are compared with the period before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from stepflow_desktop.core.model import Artifact, ExecutionStatus


@dataclass(frozen=True, slots=True)
class StatisticsQuery:
    """``edges`` are the starts of the slots and the end of the last one, ``now`` is where the period ends so far.

    The period before it is as long: what was, at this point of it.
    """

    edges: tuple[datetime, ...]
    now: datetime

    @property
    def before(self) -> tuple[datetime, datetime]:
        length = self.edges[-1] - self.edges[0]
        return self.edges[0] - length, self.now - length


@dataclass(frozen=True, slots=True)
class Tally:
    """Executions created in a slot or period, by how they ended; ``unfinished`` ones wait or run."""

    completed: int = 0
    failed: int = 0
    cancelled: int = 0
    unfinished: int = 0

    @property
    def total(self) -> int:
        return self.completed + self.failed + self.cancelled + self.unfinished

    @property
    def success_rate(self) -> float | None:
        """Of those that came to an end of their own, 0 to 1; None if there are none."""
        ended = self.completed + self.failed
        return self.completed / ended if ended else None


@dataclass(frozen=True, slots=True)
class Slot:
    """A day or an hour. ``median_s`` is that of completed executions, ``artifacts`` how many were kept by its end."""

    start: datetime
    end: datetime
    tally: Tally
    median_s: float | None = None
    artifacts: int = 0


@dataclass(frozen=True, slots=True)
class CommandRuns:
    """A command that ran in the period: ``key`` stands for it, ``name`` is that of its newest run."""

    key: int
    name: str
    runs: int


@dataclass(frozen=True, slots=True)
class RunPoint:
    """One run of a command. ``duration_s`` is None until it has ended."""

    execution_id: str
    started_at: datetime
    status: ExecutionStatus
    duration_s: float | None


@dataclass(frozen=True, slots=True)
class SlowStep:
    """``median_s`` of a step of a command, and what it was in the period before, None if it did not run then."""

    name: str
    command: str
    median_s: float
    before_s: float | None
    runs: int

    @property
    def change(self) -> float | None:
        """0.18 is 18 % slower than before."""
        return None if not self.before_s else self.median_s / self.before_s - 1


@dataclass(frozen=True, slots=True)
class Picture:
    artifact: Artifact
    execution_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """``median_s`` and the steps come from samples where a period has very many executions."""

    slots: tuple[Slot, ...]
    tally: Tally
    before: Tally
    median_s: float | None = None
    median_before_s: float | None = None
    commands: tuple[CommandRuns, ...] = ()
    slow_steps: tuple[SlowStep, ...] = ()
    artifacts_added: int = 0
    artifacts_total: int = 0
    artifact_bytes: int = 0
    pictures: tuple[Picture, ...] = ()


def summed(tallies: Sequence[Tally]) -> Tally:
    return Tally(
        sum(each.completed for each in tallies),
        sum(each.failed for each in tallies),
        sum(each.cancelled for each in tallies),
        sum(each.unfinished for each in tallies),
    )


def weighted_median(samples: Sequence[tuple[Sequence[float], float]]) -> float | None:
    """The median of groups of values, each value of a group standing for ``weight`` of its kind."""
    values = sorted((value, weight) for group, weight in samples for value in group)
    if not values:
        return None
    half = sum(weight for _, weight in values) / 2
    reached = 0.0
    for number, (value, weight) in enumerate(values):
        reached += weight
        if reached > half + 1e-9:
            return value
        if abs(reached - half) <= 1e-9:
            return (value + values[number + 1][0]) / 2
    return values[-1][0]
