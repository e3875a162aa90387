"""What the window says of the time that is left: one figure for the row, the head and the steps of a run.

The arithmetic is the core's (``core.estimates``); here it gets its numbers, and what is shown is held steady.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stepflow_desktop.core.estimates import NO_OUTLOOK, Outlook, Part, Steady, outlook_of, outlook_of_run
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp, Step, StepStatus
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import elapsed_s

MOST_KEPT = 1_000


def part_of(step: Step, now: Stamp) -> Part:
    return Part(elapsed_s(step, now), step.progress, step.estimated_duration_s)


class Expectations:
    """Remembers what it said last, by execution and by step."""

    def __init__(self) -> None:
        self._said: dict[str, Steady] = {}

    def of_run(self, execution: Execution, steps: Sequence[Step], now: Stamp) -> Outlook:
        if execution.status is not ExecutionStatus.RUNNING:
            self._said.pop(execution.id, None)
            return NO_OUTLOOK
        running = [part_of(step, now) for step in steps if step.status is StepStatus.RUNNING]
        planned = [part_of(step, now) for step in steps if step.status is StepStatus.PENDING]
        if not execution.total_steps:
            # Progress without a step is the run's own.
            progress = execution.progress / 100 if execution.progress > 0 else None
            running = [Part(elapsed_s(execution, now), progress)]
        outlook = outlook_of_run(running, planned, execution.total_steps - len(steps))
        return self._steady(execution.id, outlook, now)

    def of_step(self, step: Step, now: Stamp) -> Outlook:
        if step.status is not StepStatus.RUNNING:
            self._said.pop(step.id, None)
            return NO_OUTLOOK
        return self._steady(step.id, outlook_of(part_of(step, now)), now)

    def _steady(self, key: str, outlook: Outlook, now: Stamp) -> Outlook:
        if key not in self._said:
            if len(self._said) >= MOST_KEPT:
                self._said.clear()
            self._said[key] = Steady()
        return replace(outlook, left_s=self._said[key].take(outlook.left_s, now.boot_us))


def outlook_words(outlook: Outlook, *, whose: str = "the script's estimate") -> str:
    """``about 4 min left``, ``2m 10s longer than the script's estimate``, or nothing."""
    if outlook.late_s > 0:
        return f"{wording.duration(outlook.late_s)} longer than {whose}"
    return wording.time_left(outlook.left_s) if outlook.left_s is not None else ""
