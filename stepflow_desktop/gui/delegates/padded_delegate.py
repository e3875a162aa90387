"""Cells of a table with air before their text, so that it stands under the word in the header."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

PADDING = 7
UNDER_TITLE = 14
"""So that the first column stands under the title of its card; its header has the property ``inset``."""


class PaddedDelegate(QStyledItemDelegate):
    """What lies behind the text goes on to the edge of the cell. ``first`` is the air in the first column."""

    def __init__(self, parent: QObject | None = None, *, first: int = PADDING) -> None:
        super().__init__(parent)
        self._first = first

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        fill = index.data(Qt.ItemDataRole.BackgroundRole)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        elif fill is not None:
            painter.fillRect(option.rect, fill)
        padded = QStyleOptionViewItem(option)
        padded.rect = option.rect.adjusted(PADDING if index.column() else self._first, 0, 0, 0)
        super().paint(painter, padded, index)
