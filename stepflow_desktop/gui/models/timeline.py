"""The steps of a run as rows over time: what was, what is, and what earlier runs let expect.

Finished steps never change, so their rows are made once; a run of thousands of steps costs what its open ones cost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.core.forecast import Expected, elapsed_s
from stepflow_desktop.core.model import Artifact, Execution, ExecutionStatus, Stamp, Step, StepStatus
from stepflow_desktop.core.run_state import PARENT
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.charts.gantt_rows import Diamond, Gantt, GanttRow, span_of
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.step_states import step_state
from stepflow_desktop.gui.translation import our_words

LATE_SHARE = 0.05
"""Of what was expected: so much is drawn ahead of a step that should have ended."""

Diamonds = dict[str, tuple[Diamond, ...]]


class Timeline:
    """Makes rows; keeps those of steps that have not changed."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Step, str, float | None, tuple[Diamond, ...], int, GanttRow]] = {}
        self._of = ""

    def gantt(
        self,
        execution: Execution,
        steps: Sequence[Step],
        artifacts: Sequence[Artifact],
        expected: Expected,
        now: Stamp,
    ) -> Gantt:
        if execution.id != self._of:
            self._of = execution.id
            self._kept.clear()
        moment = now.wall_us / 1_000_000
        diamonds = _diamonds(artifacts, steps)
        depths = depths_of(steps)
        latest = latest_of(steps)
        rows = [
            self._row(execution, step, latest, expected, diamonds.get(step.id, ()), depths.get(step.id, 0), now)
            for step in steps
        ]
        if not steps:
            rows = _output_row(execution, now, sum(diamonds.values(), ()))
        running = execution.status is ExecutionStatus.RUNNING
        if running:
            rows = _with_future(rows, expected, moment)
        start = execution.started_at.timestamp() if execution.started_at is not None else None
        end = execution.completed_at.timestamp() if execution.completed_at is not None else None
        return Gantt(tuple(rows), moment if running else None, span_of(rows, start, moment if running else end))

    def _row(
        self,
        execution: Execution,
        step: Step,
        latest: Sequence[Step],
        expected: Expected,
        diamonds: tuple[Diamond, ...],
        depth: int,
        now: Stamp,
    ) -> GanttRow:
        usual = expected.seconds.get(step.id)
        state = step_state(step, latest, execution) if step.status is StepStatus.FAILED else step.status.value
        kept = self._kept.get(step.id)
        same = kept is not None and kept[0] is step and kept[1:5] == (state, usual, diamonds, depth)
        if kept is not None and same and step.status.is_final:
            return kept[5]
        row = _made(step, state, usual, diamonds, depth, now, running=execution.status is ExecutionStatus.RUNNING)
        if step.status.is_final:
            self._kept[step.id] = (step, state, usual, diamonds, depth, row)
        return row


def latest_of(steps: Sequence[Step]) -> list[Step]:
    """The step that was begun last: whether the run went on after another one, it tells as well as all of them."""
    begun = [step for step in steps if step.started_at is not None]
    return [max(begun, key=lambda step: step.index)] if begun else []


def depths_of(steps: Sequence[Step]) -> dict[str, int]:
    """How many steps each step lies in."""
    depths: dict[str, int] = {}
    for step in steps:
        parent = str(step.metadata.get(PARENT, ""))
        depths[step.id] = depths.get(parent, -1) + 1
    return depths


def _made(
    step: Step, state: str, usual: float | None, diamonds: tuple[Diamond, ...], depth: int, now: Stamp, *, running: bool
) -> GanttRow:
    took = elapsed_s(step, now)
    start = step.started_at.timestamp() if step.started_at is not None else None
    if start is not None and step.status is StepStatus.RUNNING:
        # The bar ends at the line of now, whatever the wall clock did in between.
        took = max(0.0, now.wall_us / 1_000_000 - start) if took is None else took
    return GanttRow(
        key=step.id,
        name=first_line(step.name),
        status="expected" if state == StepStatus.PENDING and running else state,
        start=start,
        end=start + took if start is not None and took is not None else None,
        usual_s=usual,
        depth=depth,
        time_text=_time_text(step, took, usual),
        notes=_notes(step, start, usual),
        diamonds=diamonds,
    )


def _time_text(step: Step, took: float | None, usual: float | None) -> str:
    translate = QCoreApplication.translate
    if took is not None:
        return wording.duration(took)
    if step.status is StepStatus.SKIPPED:
        return translate("Timeline", "not reached")
    return translate("Timeline", "≈ {duration}").format(duration=wording.duration(usual)) if usual else ""


def _notes(step: Step, start: float | None, usual: float | None) -> tuple[tuple[str, str], ...]:
    translate = QCoreApplication.translate
    notes = []
    if start is not None:
        notes.append((translate("Timeline", "Started"), f"{datetime.fromtimestamp(start, UTC).astimezone():%H:%M:%S}"))
    if usual is not None:
        notes.append((translate("Timeline", "Usually"), wording.duration(usual)))
    if step.error_message:
        notes.append((our_words(first_line(step.error_message)), ""))
    return tuple(notes)


def _diamonds(artifacts: Sequence[Artifact], steps: Sequence[Step]) -> Diamonds:
    """By step. What belongs to none, an upload say, is shown with the step that was begun last by then."""
    begun = sorted((step.started_at, step.id) for step in steps if step.started_at is not None)
    by_step: dict[str, list[Diamond]] = {}
    for artifact in artifacts:
        diamond = Diamond(artifact.created_at.timestamp(), first_line(artifact.name))
        owner = artifact.step_id or ""
        if not owner and begun:
            place = bisect_right(begun, artifact.created_at, key=lambda each: each[0])
            owner = begun[max(0, place - 1)][1]
        by_step.setdefault(owner, []).append(diamond)
    return {step: tuple(sorted(found, key=lambda each: each.at)) for step, found in by_step.items()}


def _output_row(execution: Execution, now: Stamp, diamonds: tuple[Diamond, ...]) -> list[GanttRow]:
    """A run that names no steps is one row."""
    if execution.started_at is None:
        return []
    start, took = execution.started_at.timestamp(), elapsed_s(execution, now) or 0.0
    name = QCoreApplication.translate("Timeline", "Output")
    return [
        GanttRow(
            "",
            name,
            execution.status.value,
            start,
            start + took,
            usual_s=execution.usual_s,
            time_text=wording.duration(took),
            diamonds=tuple(sorted(diamonds, key=lambda each: each.at)),
        )
    ]


def _with_future(rows: Sequence[GanttRow], expected: Expected, now: float) -> list[GanttRow]:
    """What is still to come: the rest of open steps, then the planned ones and those that earlier runs had."""
    found, cursor = [], now
    for row in rows:
        if row.status == "running" and row.start is not None and row.usual_s is not None:
            end = max(row.start + row.usual_s, now + LATE_SHARE * row.usual_s)
            row = replace(row, expected_start=row.start, expected_end=end)
            cursor = max(cursor, end)
        found.append(row)
    for number, row in enumerate(found):
        if row.status == "expected" and row.usual_s is not None:
            found[number] = replace(row, expected_start=cursor, expected_end=cursor + row.usual_s)
            cursor += row.usual_s
    translate = QCoreApplication.translate
    for usual in expected.ahead:
        text = translate("Timeline", "≈ {duration}").format(duration=wording.duration(usual.usual_s))
        row = GanttRow("", first_line(usual.name), "expected", usual_s=usual.usual_s, time_text=text)
        if usual.parent is None:
            row = replace(row, expected_start=cursor, expected_end=cursor + usual.usual_s)
            cursor += usual.usual_s
        else:
            row = replace(row, depth=1)
        found.append(row)
    return found


def shares(steps: Sequence[Step], execution: Execution, now: Stamp) -> list[tuple[Step, str, float]]:
    """Where the time went: steps with their state and share of the run, the longest first.

    Steps that lie in others are counted there, so that the shares make a whole.
    """
    whole = elapsed_s(execution, now) or 0.0
    if whole <= 0:
        return []
    found = []
    latest = latest_of(steps)
    for step in steps:
        took = elapsed_s(step, now)
        if took and not step.metadata.get(PARENT):
            state = step_state(step, latest, execution) if step.status is StepStatus.FAILED else step.status.value
            found.append((step, state, min(1.0, took / whole)))
    return sorted(found, key=lambda each: each[2], reverse=True)
