"""A tree whose branches are told by chevrons in the colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QTreeView, QWidget

from stepflow_desktop.gui.theme import Theme

CHEVRON = 16


class ChevronTree(QTreeView):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        theme.changed.connect(self.viewport().update)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        model = self.model()
        if not model.hasChildren(index):
            return
        picture = "chevron-down" if self.isExpanded(index) else "chevron-right"
        # The last step of the indentation is the one that a click on it means.
        place = QRect(rect.right() - self.indentation() + 1, rect.top(), self.indentation(), rect.height())
        at = place.center()
        pixmap = self._theme.pixmap(picture, "text2", CHEVRON, painter.device().devicePixelRatioF())
        painter.drawPixmap(at.x() - CHEVRON // 2 + 1, at.y() - CHEVRON // 2 + 1, pixmap)
