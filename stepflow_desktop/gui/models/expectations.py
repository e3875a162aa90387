"""What the window says of the time that is left: one figure for the row, the head and the steps of a run.

The arithmetic is the core's (``core.forecast``); here it gets its numbers, and what is shown is held steady. Where the
core has told when an execution will have ended, that is what counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core.estimates import NO_OUTLOOK, Outlook, Part, Steady, fraction_of, outlook_of
from stepflow_desktop.core.forecast import NOTHING_EXPECTED, Expected, elapsed_s, expected_of, forecast, is_late
from stepflow_desktop.core.forecast import part_of as expected_part
from stepflow_desktop.core.foresight import LiveFacts
from stepflow_desktop.core.history import NO_HISTORY, RunHistory
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp, Step, StepStatus
from stepflow_desktop.gui import wording

MOST_KEPT = 1_000
WIDE_SPREAD = 0.5
SILENT_S = 300.0
LATE_SHARE = 0.25


def part_of(step: Step, now: Stamp) -> Part:
    """The step by its script's word alone."""
    return Part(elapsed_s(step, now), step.progress, step.estimated_duration_s)


@dataclass(frozen=True, slots=True)
class _Known:
    execution: Execution
    steps: Sequence[Step]
    history: RunHistory
    expected: Expected


class Expectations:
    """Remembers what it said last, by execution and by step.

    ``facts_of`` answers what the engine knows of a run that has not ended; histories of others are handed to ``keep``.
    """

    def __init__(self, facts_of: Callable[[str], LiveFacts | None] = lambda _execution_id: None) -> None:
        self._facts_of = facts_of
        self._said: dict[str, Steady] = {}
        self._histories: dict[str, RunHistory] = {}
        self._known: dict[str, _Known] = {}

    def keep(self, execution_id: str, history: RunHistory) -> None:
        _make_room(self._histories)
        self._histories[execution_id] = history

    def history_of(self, execution: Execution) -> RunHistory:
        facts = None if execution.status.is_final else self._facts_of(execution.id)
        return facts.history if facts is not None else self._histories.get(execution.id, NO_HISTORY)

    def silent_s(self, execution: Execution) -> float:
        """How long a running execution has written nothing."""
        facts = self._facts_of(execution.id) if execution.status is ExecutionStatus.RUNNING else None
        return facts.silent_s if facts is not None else 0.0

    def starts_in_s(self, execution: Execution) -> float | None:
        """When a queued execution will start, as far as can be told."""
        facts = self._facts_of(execution.id) if execution.status is ExecutionStatus.PENDING else None
        return facts.starts_in_s if facts is not None else None

    def expected(self, execution: Execution, steps: Sequence[Step]) -> Expected:
        """Reckoned anew only when something about it has changed."""
        history = self.history_of(execution)
        known = self._known.get(execution.id)
        same = known is not None and known.execution is execution and known.steps is steps
        if known is not None and same and known.history is history:
            return known.expected
        _make_room(self._known)
        found = expected_of(execution, steps, history)
        self._known[execution.id] = _Known(execution, steps, history, found)
        return found

    def of_run(self, execution: Execution, steps: Sequence[Step], now: Stamp) -> Outlook:
        if execution.status is not ExecutionStatus.RUNNING:
            self._said.pop(execution.id, None)
            return NO_OUTLOOK
        expected, history = self.expected(execution, steps), self.history_of(execution)
        if execution.expected_end_at is None:
            # Progress without a step is the run's own.
            reported = execution.progress / 100 if execution.progress > 0 and not execution.total_steps else None
            outlook = forecast(execution, steps, expected, history, now, reported=reported)
        else:
            outlook = _as_told(execution, steps, expected, history, now)
        return self._steady(execution.id, replace(outlook, ahead=len(expected.ahead)), now)

    def part(self, step: Step, now: Stamp) -> Part:
        """The step with what is expected of it; ``expected`` has been asked about its run before."""
        known = self._known.get(step.execution_id)
        expected = known.expected if known is not None else NOTHING_EXPECTED
        return expected_part(step, expected, now) if step.id in expected.seconds else part_of(step, now)

    def fraction(self, step: Step, now: Stamp) -> float | None:
        """How much of a running step is done, None if unknown."""
        return fraction_of(self.part(step, now)) if step.status is StepStatus.RUNNING else None

    def of_step(self, step: Step, now: Stamp) -> Outlook:
        if step.status is not StepStatus.RUNNING:
            self._said.pop(step.id, None)
            return NO_OUTLOOK
        part = self.part(step, now)
        outlook = _without_trifles(outlook_of(part), part.expected_s or 0.0)
        known = self._known.get(step.execution_id)
        if known is not None and step.id in known.expected.learned:
            outlook = replace(outlook, runs=max(1, known.history.runs))
        return self._steady(step.id, outlook, now)

    def is_stuck(self, execution: Execution, steps: Sequence[Step], now: Stamp) -> bool:
        """Over twice as long as expected, and nothing written for minutes."""
        parts = [self.part(step, now) for step in steps if step.status is StepStatus.RUNNING]
        if not steps and execution.usual_s is not None:
            parts = [Part(elapsed_s(execution, now), None, execution.usual_s)]
        late = any(part.expected_s and (part.elapsed_s or 0.0) > 2 * part.expected_s for part in parts)
        return late and self.silent_s(execution) >= SILENT_S

    def _steady(self, key: str, outlook: Outlook, now: Stamp) -> Outlook:
        if key not in self._said:
            _make_room(self._said)
            self._said[key] = Steady()
        return replace(outlook, left_s=self._said[key].take(outlook.left_s, now.boot_us))


def _make_room(kept: dict[str, Any]) -> None:
    if len(kept) >= MOST_KEPT:
        kept.clear()


def _as_told(
    execution: Execution, steps: Sequence[Step], expected: Expected, history: RunHistory, now: Stamp
) -> Outlook:
    """What the core has told, with how late the running steps are."""
    assert execution.expected_end_at is not None
    left_s = max(0.0, (execution.expected_end_at - now.at).total_seconds())
    runs = execution.usual_runs if expected.learned or expected.ahead or not steps else 0
    told = bool(expected.seconds) or bool(runs)
    late_s = 0.0
    for step in steps:
        if step.status is StepStatus.RUNNING:
            part = expected_part(step, expected, now)
            late_s = max(late_s, _without_trifles(outlook_of(part), part.expected_s or 0.0).late_s)
    if not steps and execution.usual_s is not None and runs:
        part = Part(elapsed_s(execution, now), None, execution.usual_s)
        late_s = _without_trifles(outlook_of(part), execution.usual_s).late_s
    if late_s <= LATE_SHARE * left_s:
        # A step that is a little late is no news while much is still to come.
        late_s = 0.0
    spread = history.spread_s / history.usual_s if history.usual_s and runs else 0.0
    return Outlook(left_s, late_s, told, runs, spread)


def _without_trifles(outlook: Outlook, expected_s: float) -> Outlook:
    return outlook if is_late(outlook, expected_s) else replace(outlook, late_s=0.0)


def outlook_words(outlook: Outlook, *, whose: str = "") -> str:
    """``about 4 min left``, ``5 to 12 min left``, ``2 min longer than usual``, or nothing.

    ``whose`` is the estimate that was exceeded, where no earlier runs tell.
    """
    translate = QCoreApplication.translate
    if outlook.late_s > 0 and outlook.runs:
        return translate("Outlook", "{time} longer than usual").format(time=rough(outlook.late_s))
    if outlook.late_s > 0:
        whose = whose or translate("Outlook", "the script's estimate")
        late = wording.duration(outlook.late_s)
        return translate("Outlook", "{time} longer than {estimate}").format(time=late, estimate=whose)
    if outlook.left_s is None:
        return ""
    return _range_words(outlook) or wording.time_left(outlook.left_s)


def _range_words(outlook: Outlook) -> str:
    """``5 to 12 min left`` where earlier runs lay far apart."""
    left_s = outlook.left_s or 0.0
    if outlook.spread <= WIDE_SPREAD or outlook.runs < 2 or left_s < 90:
        return ""
    low = max(1, round(left_s * max(0.0, 1 - outlook.spread) / 60))
    high = max(low + 1, round(left_s * (1 + outlook.spread) / 60))
    words = QCoreApplication.translate("Outlook", "{low} to {high} min left")
    return words.format(low=low, high=high) if high < 60 else ""


def rough(seconds: float) -> str:
    """``45 s``, ``2 min``, ``1 h 20 min``: a time that is known roughly."""
    translate = QCoreApplication.translate
    if seconds < 90:
        return translate("Outlook", "{seconds} s").format(seconds=max(1, round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 60:
        return translate("Outlook", "{minutes} min").format(minutes=minutes)
    hours, rest = divmod(minutes, 60)
    words = translate("Outlook", "{hours} h {minutes} min") if rest else translate("Outlook", "{hours} h")
    return words.format(hours=hours, minutes=rest)


def basis_words(outlook: Outlook) -> str:
    """What the figure rests on, for a tooltip."""
    translate = QCoreApplication.translate
    if outlook.left_s is None:
        return ""
    if outlook.runs == 1:
        return translate("Outlook", "From one earlier run of this command")
    if outlook.runs:
        return translate("Outlook", "Median of the last {n} completed runs of this command").format(n=outlook.runs)
    if outlook.is_expected:
        return translate("Outlook", "By the script's own estimate")
    return translate("Outlook", "By the progress that it reports")
