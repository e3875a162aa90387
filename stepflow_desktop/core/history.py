"""What earlier runs of the same command tell about the next one. Pure; ``store_history`` reads the rows.

Only completed runs count: how long a run took that failed or was stopped says nothing. A step is known again by its
name and by how often that name came before it in its run (``nth``, from 0).
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from stepflow_desktop.core.meta_values import fold
from stepflow_desktop.core.model import Execution, ExecutionStatus

COUNTED_RUNS = 10
MOST_STEPS = 500
"""Of a run; what comes after them is not learned."""

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step of an earlier run that took its time. ``parent`` is the step it lies in, ``name`` may be shown."""

    key: Key
    name: str
    took_s: float
    parent: Key | None = None


@dataclass(frozen=True, slots=True)
class PastRun:
    took_s: float
    steps: tuple[PastStep, ...] = ()


@dataclass(frozen=True, slots=True)
class UsualStep:
    """What is usual of a step: ``usual_s`` is the median of ``samples``, ``spread_s`` their median distance from it.

    ``folded`` is the name by which it is known again, where what may be shown differs from it.
    """

    name: str
    nth: int
    usual_s: float
    spread_s: float = 0.0
    samples: int = 1
    parent: Key | None = None
    folded: str = ""

    @property
    def key(self) -> Key:
        return self.folded or fold(self.name), self.nth


@dataclass(frozen=True, slots=True, kw_only=True)
class RunHistory:
    """``runs`` completed runs took ``usual_s`` in the median; None if there are none.

    ``steps`` are those of the newest one in its order, what is likely to come; ``usual`` are those of all of them.
    """

    runs: int = 0
    usual_s: float | None = None
    spread_s: float = 0.0
    steps: tuple[UsualStep, ...] = ()
    usual: Mapping[Key, UsualStep] = field(default_factory=dict)


NO_HISTORY = RunHistory()


def keys_of(names: Iterable[str]) -> list[Key]:
    """The keys of steps with these names, in their order."""
    seen: dict[str, int] = {}
    keys = []
    for name in names:
        folded = fold(name)
        nth = seen.get(folded, 0)
        seen[folded] = nth + 1
        keys.append((folded, nth))
    return keys


def learned(runs: Sequence[PastRun]) -> RunHistory:
    """What completed runs, the newest first, tell together."""
    if not runs:
        return NO_HISTORY
    took: dict[Key, list[float]] = {}
    newest: dict[Key, PastStep] = {}
    for run in runs:
        for step in run.steps:
            took.setdefault(step.key, []).append(step.took_s)
            newest.setdefault(step.key, step)
    usual = {key: _usual(newest[key], seconds) for key, seconds in took.items()}
    whole = [run.took_s for run in runs]
    middle = statistics.median(whole)
    return RunHistory(
        runs=len(runs),
        usual_s=middle,
        spread_s=_spread(whole, middle),
        steps=tuple(usual[step.key] for step in runs[0].steps),
        usual=usual,
    )


def _usual(step: PastStep, seconds: Sequence[float]) -> UsualStep:
    middle = statistics.median(seconds)
    folded = "" if fold(step.name) == step.key[0] else step.key[0]
    return UsualStep(step.name, step.key[1], middle, _spread(seconds, middle), len(seconds), step.parent, folded)


def _spread(seconds: Sequence[float], middle: float) -> float:
    return statistics.median(abs(each - middle) for each in seconds)


@dataclass(frozen=True, slots=True)
class PastRuns:
    """Runs of the same command, newest first. ``total`` counts them up to ``MOST_COUNTED``."""

    executions: tuple[Execution, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class FailureRecord:
    """How the step that failed has fared in the ``runs`` runs up to now, this one counted."""

    failed: int = 0
    runs: int = 0
    last_success: datetime | None = None


def failure_record(execution: Execution, earlier: Sequence[Execution]) -> FailureRecord:
    """``earlier`` are the runs before ``execution``, newest first."""
    ended = [run for run in earlier if run.status in (ExecutionStatus.COMPLETED, ExecutionStatus.FAILED)]
    counted = [execution, *ended[: COUNTED_RUNS - 1]]
    failed = [run for run in counted if run.status is ExecutionStatus.FAILED and _same_step(run, execution)]
    done = [run.completed_at for run in ended if run.status is ExecutionStatus.COMPLETED]
    return FailureRecord(len(failed), len(counted), done[0] if done else None)


def _same_step(run: Execution, execution: Execution) -> bool:
    return fold(run.failed_step_name or "") == fold(execution.failed_step_name or "")
