"""The runs of one command as rows of a table, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.estimates import NO_OUTLOOK
from stepflow_desktop.core.forecast import elapsed_s
from stepflow_desktop.core.model import Execution
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.estimate_text import estimate_text
from stepflow_desktop.gui.models.execution_text import first_line, row_tip, second_line, sentence, status_words
from stepflow_desktop.gui.status_shapes import status_pixmap
from stepflow_desktop.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole + 1
STATUS, STARTED, DURATION, USUAL, RESULT, NAME = range(6)
COLUMNS = 6
_ROOT = QModelIndex()


class PastRunsModel(QAbstractTableModel):
    """``current_id`` is the run that is looked at; its row is set off."""

    def __init__(self, theme: Theme, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._runs: tuple[Execution, ...] = ()
        self.current_id = ""
        theme.changed.connect(self._repaint)

    def show_runs(self, runs: Sequence[Execution], current_id: str) -> None:
        """Show ``runs``; while they are the same ones in the same order, the selection stays."""
        shown = tuple(runs)
        same = [run.id for run in shown] == [run.id for run in self._runs]
        if same:
            self._runs, self.current_id = shown, current_id
            self._repaint()
            return
        self.beginResetModel()
        self._runs, self.current_id = shown, current_id
        self.endResetModel()

    def _repaint(self) -> None:
        if self._runs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._runs) - 1, COLUMNS - 1))

    def execution(self, row: int) -> Execution:
        return self._runs[row]

    def all(self) -> tuple[Execution, ...]:
        return self._runs

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._runs)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.FontRole:
            return self._theme.font("small_strong")
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (
            self.tr("Status"),
            self.tr("Started"),
            self.tr("Duration"),
            self.tr("Against usual"),
            self.tr("Result"),
            self.tr("Name"),
        )
        return titles[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        run = self._runs[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(run, index.column())
            case Qt.ItemDataRole.DecorationRole if index.column() == STATUS:
                return status_pixmap(run.status.value, self._theme)
            case Qt.ItemDataRole.ForegroundRole if index.column() in (USUAL, NAME):
                return self._theme.color("text2")
            case Qt.ItemDataRole.FontRole:
                return self._font(run)
            case Qt.ItemDataRole.ToolTipRole:
                return row_tip(run)
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == STATUS:
                return sentence(run, self._clock.now())
            case _ if role == ID_ROLE:
                return run.id
        return None

    def _font(self, run: Execution) -> QFont:
        return self._theme.font("body_strong" if run.id == self.current_id else "body")

    def _text(self, run: Execution, column: int) -> str:
        now = self._clock.now()
        match column:
            case 0:
                return status_words(run.status)
            case 1:
                return wording.moment(run.started_at or run.created_at, now.at)
            case 2:
                took = elapsed_s(run, now)
                return wording.duration(took) if took is not None else ""
            case 3:
                return self.tr("this run") if run.id == self.current_id else estimate_text(run, NO_OUTLOOK)
            case 4:
                return second_line(run)
        return first_line(run.name)
