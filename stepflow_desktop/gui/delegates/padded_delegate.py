"""Cells of a table with air before their text, so that it stands under the word in the header."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

PADDING = 7


class PaddedDelegate(QStyledItemDelegate):
    """What lies behind the text goes on to the edge of the cell."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        fill = index.data(Qt.ItemDataRole.BackgroundRole)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        elif fill is not None:
            painter.fillRect(option.rect, fill)
        padded = QStyleOptionViewItem(option)
        padded.rect = option.rect.adjusted(PADDING, 0, 0, 0)
        super().paint(painter, padded, index)
