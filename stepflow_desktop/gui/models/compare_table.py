"""What is compared as a table: a row for each thing, a column for each run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from stepflow_desktop.gui.models.comparison import CompareRow
from stepflow_desktop.gui.models.execution_text import plain_tip
from stepflow_desktop.gui.status_shapes import status_pixmap, status_word
from stepflow_desktop.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class CompareModel(QAbstractTableModel):
    """What differs from the first run is set off by weight, colour and, for a screen reader, a word."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._titles: tuple[str, ...] = ()
        self._all: tuple[CompareRow, ...] = ()
        self._rows: tuple[CompareRow, ...] = ()
        self._only = False
        theme.changed.connect(self._repaint)

    def show_rows(self, titles: Sequence[str], rows: Sequence[CompareRow]) -> None:
        """``titles`` are the runs."""
        self.beginResetModel()
        self._titles, self._all = tuple(titles), tuple(rows)
        self._rows = self._chosen()
        self.endResetModel()

    def show_differences_only(self, only: bool) -> None:
        self.beginResetModel()
        self._only = only
        self._rows = self._chosen()
        self.endResetModel()

    @property
    def differing(self) -> int:
        return sum(row.differs for row in self._all)

    def _chosen(self) -> tuple[CompareRow, ...]:
        return tuple(row for row in self._all if row.differs or not self._only)

    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._titles)))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.FontRole:
            return self._theme.font("small_strong")
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section - 1] if section else ""
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        text = row.values[column - 1] if column else row.label
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(text.split("\n"))
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(text)
            case Qt.ItemDataRole.DecorationRole:
                return self._shape(row, column)
            case Qt.ItemDataRole.FontRole:
                return self._theme.font("body_strong" if self._stands_out(row, column) else "body")
            case Qt.ItemDataRole.ForegroundRole:
                return self._theme.color("text" if row.differs else "text2")
            case Qt.ItemDataRole.BackgroundRole if column and row.is_apart(column - 1):
                return self._theme.color("warning_soft")
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(row, column, text)
        return None

    def _stands_out(self, row: CompareRow, column: int) -> bool:
        return row.is_apart(column - 1) if column else row.differs

    def _shape(self, row: CompareRow, column: int) -> object:
        state = row.states[column - 1] if column and row.states else ""
        shape = "expected" if state == "pending" else state
        return status_pixmap(shape, self._theme) if shape else None

    def _sentence(self, row: CompareRow, column: int, text: str) -> str:
        if not column:
            return self.tr("{label}, differs").format(label=text) if row.differs else text
        state = row.states[column - 1] if row.states else ""
        return ", ".join(part for part in (status_word(state).lower() if state else "", text) if part)
