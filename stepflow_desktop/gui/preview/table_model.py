"""Rows of a table, brought in pages by its reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

Index = QModelIndex | QPersistentModelIndex
PAGE = 1_000
_ROOT = QModelIndex()


class TableModel(QAbstractTableModel):
    """``ask`` is called with the place to begin and how many. ``sort_wanted`` carries a column and whether down."""

    sort_wanted = Signal(int, bool)

    def __init__(self, ask: Callable[[int, int], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._names: list[str] = []
        self.types: list[str] = []
        self._rows: list[list[str]] = []
        self._numbers: list[int] = []
        self._more = False
        self._asked = False

    def show(self, names: Sequence[str], types: Sequence[str]) -> None:
        """Other columns, no row yet."""
        self.beginResetModel()
        self._names, self.types = list(names), list(types)
        self._rows, self._numbers = [], []
        self._more = bool(names)
        self._asked = False
        self.endResetModel()

    def restart(self) -> None:
        """The same columns, as wide as they are; the rows anew, since they come in another order."""
        if self._rows:
            self.beginRemoveRows(_ROOT, 0, len(self._rows) - 1)
            self._rows, self._numbers = [], []
            self.endRemoveRows()
        self._more, self._asked = bool(self._names), False
        self.fetchMore(_ROOT)

    def add(self, rows: Sequence[list[str]], numbers: Sequence[int], more: bool) -> None:
        self._asked, self._more = False, more
        if rows:
            first = len(self._rows)
            self.beginInsertRows(_ROOT, first, first + len(rows) - 1)
            self._rows.extend(rows)
            self._numbers.extend(numbers)
            self.endInsertRows()

    @property
    def names(self) -> Sequence[str]:
        return self._names

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._names)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid() and self._more and not self._asked:
            self._asked = True
            self._ask(len(self._rows), PAGE)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self._rows[index.row()]
            return row[index.column()].replace("\n", "↵") if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.types[index.column()] == "number"
            return int((Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | _MIDDLE)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = orientation == Qt.Orientation.Vertical or self.types[section] == "number"
            return int((Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | _MIDDLE)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return f"{self._numbers[section]}" if section < len(self._numbers) else None
        return self._names[section] if section < len(self._names) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Asked for by the header; the reader does it."""
        self.sort_wanted.emit(column, order == Qt.SortOrder.DescendingOrder)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter
