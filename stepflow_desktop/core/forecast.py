"""What is still to come of a run, from what it has done, what its script announced and what earlier runs took.

The script's word comes first where it says what will come, the history where it is about how long that takes. Core
and window reckon with these same functions, so a percentage over REST is the one in the window.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from stepflow_desktop.core.estimates import (
    LEAST_SHARE,
    MOST_FRACTION,
    NO_OUTLOOK,
    Outlook,
    Part,
    outlook_of,
    outlook_of_run,
)
from stepflow_desktop.core.history import NO_HISTORY, RunHistory, UsualStep, keys_of
from stepflow_desktop.core.meta_values import fold
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp, Step, StepStatus

MOST_STEPS_KNOWN = 1_000


@dataclass(frozen=True, slots=True)
class Expected:
    """``seconds`` is how long a step is expected to take, by its id; ``learned`` are those that the history told.

    ``ahead`` are steps that earlier runs had and that are likely to come, ``unnamed`` is how many were announced of
    which nothing is known.
    """

    seconds: Mapping[str, float] = field(default_factory=dict)
    learned: frozenset[str] = frozenset()
    ahead: tuple[UsualStep, ...] = ()
    unnamed: int = 0


NOTHING_EXPECTED = Expected()


def expected_of(execution: Execution, steps: Sequence[Step], history: RunHistory = NO_HISTORY) -> Expected:
    """Of very many steps only what their script says: to know each of them again would take too long."""
    if not history.usual or len(steps) > MOST_STEPS_KNOWN:
        told = {step.id: step.estimated_duration_s for step in steps if step.estimated_duration_s is not None}
        unnamed = 0 if execution.status.is_final else max(0, execution.total_steps - len(steps))
        return Expected(told, unnamed=unnamed)
    keys = keys_of(step.name for step in steps)
    seconds: dict[str, float] = {}
    learned = set()
    for step, key in zip(steps, keys, strict=True):
        usual = history.usual.get(key)
        if usual is not None:
            seconds[step.id] = usual.usual_s
            learned.add(step.id)
        elif step.estimated_duration_s is not None:
            seconds[step.id] = step.estimated_duration_s
    unnamed = max(0, execution.total_steps - len(steps))
    if execution.status.is_final or (execution.has_plan and not unnamed):
        return Expected(seconds, frozenset(learned), (), 0 if execution.status.is_final else unnamed)
    ahead = _still_to_come(history, dict(zip(keys, steps, strict=True)))
    if execution.has_plan or unnamed:
        ahead = ahead[:unnamed]
        unnamed -= len(ahead)
    return Expected(seconds, frozenset(learned), ahead, unnamed)


def _still_to_come(history: RunHistory, steps: Mapping[tuple[str, int], Step]) -> tuple[UsualStep, ...]:
    """The steps of the newest earlier run that come after the last one that this run has begun."""
    at = -1
    for place, usual in enumerate(history.steps):
        step = steps.get(usual.key)
        if step is not None and step.status is not StepStatus.PENDING:
            at = place
    return tuple(usual for usual in history.steps[at + 1 :] if usual.key not in steps)


def part_of(step: Step, expected: Expected, now: Stamp) -> Part:
    return Part(elapsed_s(step, now), step.progress, expected.seconds.get(step.id))


def elapsed_s(item: Execution | Step, now: Stamp) -> float | None:
    """Seconds it took, or has taken so far; None if it has not started."""
    if item.duration_s is not None:
        return item.duration_s
    if item.started_at is None or item.status.is_final:
        return None
    if item.started_boot_us is not None and item.started_boot_us <= now.boot_us:
        return now.seconds_since(item.started_boot_us)
    return max(0.0, (now.at - item.started_at).total_seconds())


def forecast(
    execution: Execution,
    steps: Sequence[Step],
    expected: Expected,
    history: RunHistory,
    now: Stamp,
    *,
    reported: float | None = None,
) -> Outlook:
    """What is left of a running execution. ``reported`` is how far it says it is as a whole, 0 to 1."""
    elapsed = elapsed_s(execution, now)
    if execution.status is not ExecutionStatus.RUNNING or elapsed is None:
        return NO_OUTLOOK
    if not steps and not expected.ahead and not expected.unnamed:
        outlook = outlook_of(Part(elapsed, reported, history.usual_s))
    else:
        outlook = _by_steps(steps, expected, history, now) or _after_the_steps(elapsed, history)
    if outlook.left_s is None or not outlook.is_expected or (steps and not expected.learned and not expected.ahead):
        return outlook
    spread = history.spread_s / history.usual_s if history.usual_s else 0.0
    return replace(outlook, runs=history.runs, spread=spread)


def _by_steps(steps: Sequence[Step], expected: Expected, history: RunHistory, now: Stamp) -> Outlook | None:
    """None when every step that was to come has ended."""
    running = [step for step in steps if step.status is StepStatus.RUNNING]
    planned = [part_of(step, expected, now) for step in steps if step.status is StepStatus.PENDING]
    overlap = _overlap(history)
    open_names = {fold(step.name) for step in running}
    ahead = [Part(expected_s=step.usual_s * overlap) for step in _roots(expected.ahead, open_names)]
    if not running and not planned and not ahead and not expected.unnamed:
        return None
    return outlook_of_run([part_of(step, expected, now) for step in running], [*planned, *ahead], expected.unnamed)


def _after_the_steps(elapsed: float, history: RunHistory) -> Outlook:
    """All known steps have ended, or none is known: the length of earlier runs is what is left to go by."""
    return outlook_of(Part(elapsed, None, history.usual_s)) if history.usual_s is not None else NO_OUTLOOK


def _roots(steps: Sequence[UsualStep], open_names: Collection[str] = ()) -> list[UsualStep]:
    """Without those that lie in another one that is counted already."""
    counted = {step.key for step in steps}
    return [
        step
        for step in steps
        if step.parent is None or (step.parent not in counted and step.parent[0] not in open_names)
    ]


def _overlap(history: RunHistory) -> float:
    """Less than 1 where steps run side by side: the whole takes less time than all of them together."""
    together = sum(step.usual_s for step in _roots(history.steps))
    return min(1.0, history.usual_s / together) if history.usual_s and together > 0 else 1.0


def percent_of(outlook: Outlook, elapsed: float) -> float | None:
    """How far that makes the whole, 0 to 95; None without an expectation."""
    if outlook.left_s is None or not outlook.is_expected:
        return None
    whole = elapsed + outlook.left_s
    return round(100 * min(MOST_FRACTION, elapsed / whole), 2) if whole > 0 else 0.0


def is_late(outlook: Outlook, expected_s: float) -> bool:
    """Late enough to say so: a step of a second that takes two is nobody's concern."""
    return outlook.late_s > max(5.0, LEAST_SHARE * expected_s)


def ends_at(outlook: Outlook, now: Stamp) -> datetime | None:
    if outlook.left_s is None:
        return None
    return Stamp(now.wall_us + round(outlook.left_s * 1_000_000), now.boot_us).at
