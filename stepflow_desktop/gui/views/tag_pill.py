"""A tag in the head of an execution: a click shows everything that carries it, executions dropped on it get it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy

from stepflow_desktop.gui.models.executions import EXECUTIONS_FORMAT
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Pill
from stepflow_desktop.gui.widgets.labels import as_tooltip

LEAST_TEXT = 36


def dragged_ids(mime: QMimeData) -> list[str]:
    """The executions that are dragged, by their ids."""
    return bytes(mime.data(EXECUTIONS_FORMAT).data()).decode("utf-8", "replace").split()


class TagPill(Pill):
    """``given`` carries the ids of executions that were dropped here."""

    clicked = Signal()
    given = Signal(object)  # list[str]

    def __init__(self, theme: Theme, tag: str) -> None:
        super().__init__(theme, tag, icon="tag")
        self._over = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAcceptDrops(True)

    def minimumSizeHint(self) -> QSize:
        """Long ones give way, down to a few letters."""
        full = self.sizeHint()
        return QSize(min(full.width(), self._beside_text() + LEAST_TEXT), full.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(as_tooltip(self.text()) if event.size().width() < self.sizeHint().width() else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_ids(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._mark(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(False)
        ids = dragged_ids(event.mimeData())
        if ids:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.given.emit(ids)

    def _mark(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._over:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            radius = self.height() / 2 - 1
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
