"""Cards of short facts side by side where there is room for two columns, else below one another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.gui.views.detail_cards import MOST_WIDTH, FactsCard

GAP = 14
LEAST_COLUMN = 340


class CardColumns(QWidget):
    """The cards go into the left column until it holds half of their lines, the others into the right one."""

    def __init__(self, cards: Sequence[FactsCard]) -> None:
        super().__init__()
        self.setMaximumWidth(MOST_WIDTH)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._columns = [QVBoxLayout(), QVBoxLayout()]
        half, lines = sum(card.lines for card in cards) / 2, 0
        for card in cards:
            column = self._columns[0 if not lines or lines + card.lines / 2 <= half else 1]
            column.addWidget(card)
            lines += card.lines
        for column in self._columns:
            column.setSpacing(GAP)
            if column.count():
                self._row.addLayout(column, 1)

    @property
    def is_wide(self) -> bool:
        return self._row.direction() is QBoxLayout.Direction.LeftToRight

    def minimumSizeHint(self) -> QSize:
        """That of one column: it could never become narrower otherwise."""
        widths = [column.minimumSize().width() for column in self._columns]
        return QSize(max(widths), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = max(LEAST_COLUMN, *(column.minimumSize().width() for column in self._columns))
        wide = event.size().width() >= 2 * needed + GAP
        if wide != self.is_wide:
            direction = QBoxLayout.Direction
            self._row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
