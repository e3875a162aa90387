"""What a chart shows as rows and columns: for people who do not see it, and for CSV files."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
Cell = str | int | float


@dataclass(frozen=True, slots=True)
class ChartTable:
    """Column names and rows of cells; numbers stay numbers, so that a spreadsheet can count with them.

    ``keys`` names the mark of each row, where a row is a link.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    keys: tuple[object, ...] = ()


def csv_text(table: ChartTable) -> str:
    """As RFC 4180 has it. A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_safe(column) for column in table.columns)
    writer.writerows([_safe(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"
    return cell


class ChartTableModel(QAbstractTableModel):
    """A chart table in a view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = ChartTable()

    def show_table(self, table: ChartTable) -> None:
        """Show other rows; those that stay in their places keep their selection."""
        if table == self._table:
            return
        if table.columns == self._table.columns and len(table.rows) == len(self._table.rows):
            self._table = table
            if table.rows:
                last = self.index(len(table.rows) - 1, len(table.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def key(self, row: int) -> object:
        """The mark of a row, None if it is no link."""
        return self._table.keys[row] if 0 <= row < len(self._table.keys) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self._table.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell if isinstance(cell, str) else f"{cell:,}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if isinstance(cell, str) else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.TextAlignmentRole and self._table.rows:
            is_text = isinstance(self._table.rows[0][section], str)
            side = Qt.AlignmentFlag.AlignLeft if is_text else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if across and role == Qt.ItemDataRole.DisplayRole and section < len(self._table.columns):
            return self._table.columns[section]
        return None
