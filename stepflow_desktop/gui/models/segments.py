"""The segments of a step ribbon: widths by what steps took or are said to take, one status each."""

from __future__ import annotations

from collections.abc import Sequence

from stepflow_desktop.core.estimates import fraction_of, outlook_of
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp, Step, StepStatus
from stepflow_desktop.gui.models.execution_text import elapsed_s, first_line, knows_total
from stepflow_desktop.gui.models.expectations import part_of
from stepflow_desktop.gui.models.steps import step_state
from stepflow_desktop.gui.widgets.ribbon import Segment, merged

LEAST_S = 0.1
KEPT_US = 250_000
MOST_KEPT = 256


def segments(execution: Execution, steps: Sequence[Step], now: Stamp) -> list[Segment]:
    """One segment for each step, known or announced; without steps, one for the whole run."""
    if not steps:
        return _without_steps(execution)
    known = {step.id: seconds for step in steps if (seconds := _seconds(step, now)) is not None}
    usual = sum(known.values()) / len(known) if known else 1.0
    found = [
        Segment(first_line(step.name), _status(step, steps, execution), known.get(step.id, usual), _done(step, now))
        for step in steps
    ]
    missing = execution.total_steps - len(steps)
    rest = "skipped" if execution.status.is_final else "expected"
    return [*found, *(Segment("", rest, usual) for _ in range(missing))]


class SegmentCache:
    """Segments as a small ribbon shows them, kept while nothing has changed: rows are painted many times a second."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Execution, Sequence[Step], int, list[Segment]]] = {}

    def segments(self, execution: Execution, steps: Sequence[Step], now: Stamp) -> list[Segment]:
        kept = self._kept.get(execution.id)
        if kept is not None and kept[0] is execution and kept[1] is steps and 0 <= now.boot_us - kept[2] < KEPT_US:
            return kept[3]
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        shown = merged(segments(execution, steps, now))
        self._kept[execution.id] = (execution, steps, now.boot_us, shown)
        return shown


def _without_steps(execution: Execution) -> list[Segment]:
    """What the counts alone tell, as in a list that has not read the steps."""
    if execution.status is ExecutionStatus.PENDING:
        return []
    if execution.status is not ExecutionStatus.RUNNING or execution.current_step_index < 0:
        return [Segment("", execution.status.value)]
    here = execution.current_step_index
    total = max(execution.total_steps, here + 1) if knows_total(execution) else here + 1
    name = first_line(execution.current_step_name or "")
    return [
        *(Segment("", "completed") for _ in range(here)),
        Segment(name, "running"),
        *(Segment("", "expected") for _ in range(total - here - 1)),
    ]


def _status(step: Step, steps: Sequence[Step], execution: Execution) -> str:
    state = step_state(step, steps, execution)
    return "expected" if state == StepStatus.PENDING else state


def _seconds(step: Step, now: Stamp) -> float | None:
    took = elapsed_s(step, now)
    if step.status.is_final:
        return max(LEAST_S, took) if took is not None else step.estimated_duration_s
    if took is None:
        return step.estimated_duration_s
    # A step that is late is as long as it has taken; one that says how far it is, as long as that lets expect.
    left = outlook_of(part_of(step, now)).left_s if step.progress is not None else None
    return max(LEAST_S, took + left if left is not None else max(took, step.estimated_duration_s or 0.0))


def _done(step: Step, now: Stamp) -> float | None:
    """How much of a running step is done, None if unknown."""
    return fraction_of(part_of(step, now)) if step.status is StepStatus.RUNNING else None
