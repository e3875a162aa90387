"""The steps of one execution as rows, those that earlier runs let expect after those that are there.

A run without markers has no steps; one row "Output" stands for it then. Its ``id`` is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.forecast import elapsed_s
from stepflow_desktop.core.history import UsualStep
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp, Step, StepStatus
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import exit_words, first_line
from stepflow_desktop.gui.models.expectations import Expectations, outlook_words
from stepflow_desktop.gui.step_states import step_state
from stepflow_desktop.gui.translation import our_words, translate

Index = QModelIndex | QPersistentModelIndex
STEP_ROLE = Qt.ItemDataRole.UserRole + 1
STATE_ROLE = Qt.ItemDataRole.UserRole + 2
NOTE_ROLE = Qt.ItemDataRole.UserRole + 3
TIME_ROLE = Qt.ItemDataRole.UserRole + 4
FRACTION_ROLE = Qt.ItemDataRole.UserRole + 5

EXPECTED = "expected:"
_ROOT = QModelIndex()
_BLOCK = 256
MOST_TOLD = 32
_OUTPUT_STATUS = {
    ExecutionStatus.PENDING: StepStatus.PENDING,
    ExecutionStatus.RUNNING: StepStatus.RUNNING,
    ExecutionStatus.COMPLETED: StepStatus.COMPLETED,
    ExecutionStatus.FAILED: StepStatus.FAILED,
    ExecutionStatus.CANCELLED: StepStatus.SKIPPED,
}
_STATE_WORDS: dict[str, object] = {
    "allowed": QT_TRANSLATE_NOOP("StepsModel", "failed, allowed to"),
    "skipped": QT_TRANSLATE_NOOP("StepsModel", "not reached"),
    "pending": QT_TRANSLATE_NOOP("StepsModel", "planned"),
    "expected": QT_TRANSLATE_NOOP("StepsModel", "expected"),
    "running": QT_TRANSLATE_NOOP("StepsModel", "running"),
    "completed": QT_TRANSLATE_NOOP("StepsModel", "completed"),
    "failed": QT_TRANSLATE_NOOP("StepsModel", "failed"),
    "cancelled": QT_TRANSLATE_NOOP("StepsModel", "cancelled"),
}


class StepsModel(QAbstractListModel):
    """Rows are told apart by step id: a change of one step changes its row only."""

    def __init__(
        self, clock: Clock, parent: QObject | None = None, *, expectations: Expectations | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._expectations = expectations or Expectations()
        self._execution: Execution | None = None
        self._steps: list[Step] = []
        self._running: set[int] | None = None
        self.expected_count = 0
        """How many of the rows, the last ones, are steps that earlier runs let expect."""

    def show(self, execution: Execution | None, steps: Sequence[Step] = ()) -> None:
        """Show ``steps``, which may be those of another execution than before."""
        shown = list(steps)
        self.expected_count = 0
        if execution is not None:
            ahead = self._expectations.expected(execution, steps).ahead
            shown.extend(_expected(execution, len(steps), ahead))
            self.expected_count = len(ahead)
            if not shown and execution.started_at is not None:
                shown = [_output(execution)]
        same = self._execution is not None and execution is not None and self._execution.id == execution.id
        was = self._execution
        self._execution = execution
        if not same:
            self.beginResetModel()
            self._running = None
            self._steps = shown
            self.endResetModel()
            return
        self._diff(shown)
        if self._steps and was is not None and execution is not None and was.status is not execution.status:
            self.dataChanged.emit(self.index(0), self.index(len(self._steps) - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        step = self._steps[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return step.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(step)
            case _ if role == STEP_ROLE:
                return step
            case _ if role == STATE_ROLE:
                return self.state(step)
            case _ if role == NOTE_ROLE:
                return self._note(step)
            case _ if role == TIME_ROLE:
                return self._time(step, self._clock.now())
            case _ if role == FRACTION_ROLE:
                return self._expectations.fraction(step, self._clock.now())
        return None

    def step(self, row: int) -> Step | None:
        return self._steps[row] if 0 <= row < len(self._steps) else None

    def all(self) -> tuple[Step, ...]:
        return tuple(self._steps)

    def shows(self, execution_id: str) -> bool:
        return self._execution is not None and self._execution.id == execution_id

    def row_of(self, step_id: str) -> int:
        """Row of a step, -1 if there is none."""
        return next((row for row, step in enumerate(self._steps) if step.id == step_id), -1)

    def reached(self, execution: Execution) -> int:
        """The number of the step that runs; of a run that has ended how many were passed, the allowed failures too."""
        if execution.status is ExecutionStatus.RUNNING:
            return execution.current_step_index + 1
        return sum(step.status is StepStatus.COMPLETED or self.state(step) == "allowed" for step in self._steps)

    def running_rows(self) -> list[int]:
        if self._running is None:
            self._running = {row for row, step in enumerate(self._steps) if step.status is StepStatus.RUNNING}
        return sorted(self._running)

    def state(self, step: Step) -> str:
        return step_state(step, self._steps, self._execution)

    # -- words

    def _note(self, step: Step) -> str:
        """What the step says of itself on its second line."""
        message = our_words(first_line(step.error_message or ""))
        if self.state(step) == "allowed":
            if message:
                return self.tr("Failed, allowed to: {message}").format(message=message)
            return self.tr("Failed, allowed to")
        if step.status is StepStatus.FAILED:
            return message or exit_words(step.exit_code)
        if step.status is not StepStatus.RUNNING:
            return ""
        parts = [first_line(step.progress_text or "")]
        if not parts[0] and step.progress is not None:
            parts = [self.tr("{percent} %").format(percent=f"{step.progress * 100:.0f}")]
        outlook = self._expectations.of_step(step, self._clock.now())
        parts.append(outlook_words(outlook, whose=self.tr("its estimate")))
        return " · ".join(part for part in parts if part)

    def _time(self, step: Step, now: Stamp) -> str:
        took = elapsed_s(step, now)
        if took is not None:
            return wording.duration(took)
        if step.status is StepStatus.SKIPPED:
            return self.tr("not reached") if step.id else ""
        expected_s = self._expectations.part(step, now).expected_s
        if step.status is StepStatus.PENDING and expected_s is not None:
            return self.tr("≈ {duration}").format(duration=wording.duration(expected_s))
        return ""

    def _sentence(self, step: Step) -> str:
        state = self.state(step)
        word = self.tr(str(_STATE_WORDS["expected" if is_expected(step) else state]))
        number = self.tr("Step {number}").format(number=step.index + 1) if step.id else ""
        parts = [number, first_line(step.name), word]
        note = self._note(step)
        if state != "allowed" and note:
            parts.append(note)
        if step.status is not StepStatus.SKIPPED:
            parts.append(self._time(step, self._clock.now()).replace("≈", self.tr("about")))
        return ", ".join(part for part in parts if part)

    # -- row diffs

    def _diff(self, wanted: list[Step]) -> None:
        known = len(self._steps)
        changed = list(_changed_rows(self._steps, wanted))
        if len(wanted) >= known and all(self._steps[row].id == wanted[row].id for row in changed):
            # A run that goes on: all that is new comes at the end, in one go.
            self._put_all(changed, wanted)
            if len(wanted) > known:
                self.beginInsertRows(_ROOT, known, len(wanted) - 1)
                self._steps.extend(wanted[known:])
                self._note_running(known)
                self.endInsertRows()
            return
        self._running = None
        keep = {step.id for step in wanted}
        for row in range(len(self._steps) - 1, -1, -1):
            if self._steps[row].id not in keep:
                self._take(row)
        for row, step in enumerate(wanted):
            here = self._steps[row] if row < len(self._steps) else None
            if here is not None and here.id != step.id:
                old = self.row_of(step.id)
                if old >= 0:
                    self._take(old)
                here = None
            if here is None:
                self.beginInsertRows(_ROOT, row, row)
                self._steps.insert(row, step)
                self.endInsertRows()
            elif here is not step and here != step:
                self._put(row, step)
        self._running = None

    def _put_all(self, rows: list[int], wanted: list[Step]) -> None:
        """Tell a few rows one by one, many as one stretch: who watches looks at what is in sight."""
        if len(rows) <= MOST_TOLD:
            for row in rows:
                self._put(row, wanted[row])
            return
        for row in rows:
            self._steps[row] = wanted[row]
        self._running = None
        self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))

    def _put(self, row: int, step: Step) -> None:
        self._steps[row] = step
        if self._running is not None:
            (self._running.add if step.status is StepStatus.RUNNING else self._running.discard)(row)
        self.dataChanged.emit(self.index(row), self.index(row))

    def _note_running(self, first: int) -> None:
        """Rows from ``first`` on are new."""
        if self._running is not None:
            new = enumerate(self._steps[first:], first)
            self._running.update(row for row, step in new if step.status is StepStatus.RUNNING)

    def _take(self, row: int) -> None:
        self.beginRemoveRows(_ROOT, row, row)
        del self._steps[row]
        self._running = None
        self.endRemoveRows()


def _changed_rows(old: list[Step], new: list[Step]) -> Iterator[int]:
    """Rows that both have and that differ; of parts that hold the same objects no row is looked at."""
    for start in range(0, min(len(old), len(new)), _BLOCK):
        before, now = old[start : start + _BLOCK], new[start : start + _BLOCK]
        if before[: len(now)] != now[: len(before)]:
            for row, (a, b) in enumerate(zip(before, now, strict=False), start):
                if a is not b and a != b:
                    yield row


def is_expected(step: Step) -> bool:
    """Whether this row is there because earlier runs had such a step."""
    return step.id.startswith(EXPECTED)


def _expected(execution: Execution, index: int, ahead: Sequence[UsualStep]) -> list[Step]:
    return [
        Step(
            id=f"{EXPECTED}{usual.nth}:{usual.name}",
            execution_id=execution.id,
            name=usual.name,
            index=index + number,
            created_at=execution.created_at,
            estimated_duration_s=usual.usual_s,
        )
        for number, usual in enumerate(ahead)
    ]


def _output(execution: Execution) -> Step:
    """A row for the output of a run that names no steps."""
    return Step(
        id="",
        execution_id=execution.id,
        name=translate("Steps", "Output"),
        index=0,
        created_at=execution.created_at,
        status=_OUTPUT_STATUS[execution.status],
        exit_code=execution.exit_code,
        error_message=execution.error_message,
        started_at=execution.started_at,
        completed_at=execution.completed_at,
        started_boot_us=execution.started_boot_us,
        duration_s=execution.duration_s,
    )
