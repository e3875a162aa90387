"""The head of the table: it paints its titles with the theme and marks the column in whose order the rows are."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from stepflow_desktop.core.query import NEWEST, Order
from stepflow_desktop.gui.table.columns import LOOKS, Column, title
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.row_painting import paint_text

PADDING = 10
ARROW = 14


class TableHead(QHeaderView):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._order = NEWEST
        theme.changed.connect(self.viewport().update)

    def show_order(self, order: Order) -> None:
        self._order = order
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        column = Column(section)
        look = LOOKS[column]
        color = self._theme.color
        painter.fillRect(rect, color("raised"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, color("border"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), color("border"))
        sorted_by = look.sort is not None and look.sort is self._order.key and self._order != NEWEST
        line = rect.adjusted(PADDING, 0, -PADDING, 0)
        align = Qt.AlignmentFlag.AlignRight if look.right else Qt.AlignmentFlag.AlignLeft
        font = self._theme.font("small_strong")
        if sorted_by:
            line = line.adjusted(0, 0, -ARROW - 2, 0)
            icon = "chevron-down" if self._order.descending else "chevron-up"
            pixmap = self._theme.pixmap(icon, "accent", ARROW, painter.device().devicePixelRatioF())
            painter.drawPixmap(rect.right() - PADDING - ARROW + 2, rect.center().y() - ARROW // 2, pixmap)
        paint_text(painter, line, title(column), font, color("text" if sorted_by else "text2"), align)
        painter.restore()
