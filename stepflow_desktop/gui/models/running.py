"""What runs now, as rows: longest running first, with its steps for the ribbon."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Execution, ExecutionStatus, Step, Update
from stepflow_desktop.gui.models.execution_text import row_tip, sentence
from stepflow_desktop.gui.models.executions import EXECUTION_ROLE, EXPECTED_ROLE, ID_ROLE, OUTLOOK_ROLE, STEPS_ROLE
from stepflow_desktop.gui.models.expectations import Expectations

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
Running = tuple[Execution, tuple[Step, ...]]


class RunningModel(QAbstractListModel):
    """At most as many rows as were read; what starts later comes in by its update."""

    def __init__(
        self, clock: Clock, parent: QObject | None = None, *, expectations: Expectations | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._expectations = expectations or Expectations()
        self._rows: list[Running] = []

    def show(self, running: Sequence[Running]) -> None:
        """Take the rows as they were read."""
        rows = sorted(running, key=_by_age)
        same = [execution.id for execution, _ in rows] == [execution.id for execution, _ in self._rows]
        if same:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def apply(self, updates: Sequence[Update]) -> None:
        for update in updates:
            self._apply(update)

    def _apply(self, update: Update) -> None:
        execution = update.execution
        row = self.row_of(execution.id)
        runs = execution.status is ExecutionStatus.RUNNING and not update.deleted
        if row >= 0 and not runs:
            self.beginRemoveRows(_ROOT, row, row)
            del self._rows[row]
            self.endRemoveRows()
        elif row >= 0:
            self._rows[row] = (execution, tuple(update.all_steps) or self._rows[row][1])
            self.dataChanged.emit(self.index(row), self.index(row))
        elif runs:
            self.beginInsertRows(_ROOT, len(self._rows), len(self._rows))
            self._rows.append((execution, tuple(update.all_steps)))
            self.endInsertRows()

    def row_of(self, execution_id: str) -> int:
        return next((row for row, (execution, _) in enumerate(self._rows) if execution.id == execution_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        execution, steps = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return execution.name
            case Qt.ItemDataRole.AccessibleTextRole:
                now = self._clock.now()
                return sentence(execution, now, self._expectations.of_run(execution, steps, now))
            case Qt.ItemDataRole.ToolTipRole:
                return row_tip(execution)
            case _ if role == EXECUTION_ROLE:
                return execution
            case _ if role == STEPS_ROLE:
                return steps
            case _ if role == ID_ROLE:
                return execution.id
            case _ if role == OUTLOOK_ROLE:
                return self._expectations.of_run(execution, steps, self._clock.now())
            case _ if role == EXPECTED_ROLE:
                return self._expectations.expected(execution, steps)
        return None


def _by_age(running: Running) -> int:
    return running[0].row_id
