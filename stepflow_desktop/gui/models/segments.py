"""The segments of a step ribbon: widths by what steps took or are said to take, one status each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core.estimates import Part, fraction_of, outlook_of
from stepflow_desktop.core.forecast import NOTHING_EXPECTED, Expected, elapsed_s, part_of
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp, Step, StepStatus
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import first_line, knows_total
from stepflow_desktop.gui.models.segment_blocks import StepBlocks
from stepflow_desktop.gui.step_states import step_state
from stepflow_desktop.gui.widgets.ribbon import MOST_SEGMENTS, Segment, merged

LEAST_S = 0.1
MANY_STEPS = 500
KEPT_US = 250_000
MOST_KEPT = 256


def segments(
    execution: Execution,
    steps: Sequence[Step],
    now: Stamp,
    expected: Expected = NOTHING_EXPECTED,
    blocks: StepBlocks | None = None,
) -> list[Segment]:
    """One segment for each step, known, announced or expected; without steps, one for the whole run.

    Of many steps few segments are made at once; ``blocks`` remembers what of them need not be looked at again.
    """
    if len(steps) > MANY_STEPS:
        return _of_many(execution, steps, now, expected, blocks or StepBlocks())
    ahead = [
        Segment(first_line(step.name), "expected", step.usual_s, note=_usual(step.usual_s)) for step in expected.ahead
    ]
    if not steps:
        return ahead or _without_steps(execution)
    known = {step.id: seconds for step in steps if (seconds := _seconds(step, expected, now)) is not None}
    several = [*known.values(), *(step.usual_s for step in expected.ahead)]
    usual = sum(several) / len(several) if several else 1.0
    missing = execution.total_steps - len(steps) - len(ahead)
    # Of so many that neighbours become one nothing is said but what they are.
    noted = len(steps) + len(ahead) + max(0, missing) <= MOST_SEGMENTS
    found = [
        Segment(
            first_line(step.name),
            (status := _status(step, steps, execution)),
            known.get(step.id, usual),
            fraction_of(_part(step, expected, now)) if step.status is StepStatus.RUNNING else None,
            _note(step, status, expected, now) if noted else "",
            step.id if step.start_offset is not None else "",
        )
        for step in steps
    ]
    rest = "skipped" if execution.status.is_final else "expected"
    return [*found, *ahead, *(Segment("", rest, usual) for _ in range(missing))]


def _of_many(
    execution: Execution, steps: Sequence[Step], now: Stamp, expected: Expected, blocks: StepBlocks
) -> list[Segment]:
    def look(step: Step) -> tuple[str, float | None, float | None]:
        running = step.status is StepStatus.RUNNING
        fraction = fraction_of(_part(step, expected, now)) if running else None
        return _status(step, steps, execution), _seconds(step, expected, now), fraction

    rest = []
    if expected.ahead:
        usual_s = sum(step.usual_s for step in expected.ahead)
        rest.append(Segment("", "expected", usual_s, counts=(("expected", len(expected.ahead)),)))
    missing = execution.total_steps - len(steps) - len(expected.ahead)
    if missing > 0:
        status = "skipped" if execution.status.is_final else "expected"
        rest.append(Segment("", status, 0.0, counts=((status, missing),)))
    return blocks.segments(steps, look, rest)


def _note(step: Step, status: str, expected: Expected, now: Stamp) -> str:
    """``1m 32s, usually 1m 40s``: what a step took and what is usual."""
    took = elapsed_s(step, now)
    usual = _usual(expected.seconds[step.id]) if step.id in expected.learned else ""
    if took is None or status == "skipped":
        return usual if status == "expected" else ""
    if not usual:
        return wording.duration(took)
    words = QCoreApplication.translate("Segments", "{duration}, {usual}")
    return words.format(duration=wording.duration(took), usual=usual)


def _usual(seconds: float) -> str:
    return QCoreApplication.translate("Segments", "usually {duration}").format(duration=wording.duration(seconds))


class SegmentCache:
    """Segments as a small ribbon shows them, kept while nothing has changed: rows are painted many times a second."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Execution, Sequence[Step], Expected, int, list[Segment]]] = {}
        self._blocks: dict[str, StepBlocks] = {}

    def segments(
        self, execution: Execution, steps: Sequence[Step], now: Stamp, expected: Expected = NOTHING_EXPECTED
    ) -> list[Segment]:
        kept = self._kept.get(execution.id)
        same = kept is not None and kept[0] is execution and kept[1] is steps and kept[2] is expected
        if kept is not None and same and 0 <= now.boot_us - kept[3] < KEPT_US:
            return kept[4]
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
            self._blocks.clear()
        blocks = self._blocks.setdefault(execution.id, StepBlocks()) if len(steps) > MANY_STEPS else None
        shown = merged(segments(execution, steps, now, expected, blocks))
        self._kept[execution.id] = (execution, steps, expected, now.boot_us, shown)
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


def _seconds(step: Step, expected: Expected, now: Stamp) -> float | None:
    took = elapsed_s(step, now)
    usual = expected.seconds.get(step.id, step.estimated_duration_s)
    if step.status.is_final:
        return max(LEAST_S, took) if took is not None else usual
    if took is None:
        return usual
    # A step that is late is as long as it has taken; one that says how far it is, as long as that lets expect.
    left = outlook_of(_part(step, expected, now)).left_s if step.progress is not None else None
    return max(LEAST_S, took + left if left is not None else max(took, usual or 0.0))


def _part(step: Step, expected: Expected, now: Stamp) -> Part:
    """By what is expected of the step, else by its script's word."""
    if step.id in expected.seconds:
        return part_of(step, expected, now)
    return Part(elapsed_s(step, now), step.progress, step.estimated_duration_s)
