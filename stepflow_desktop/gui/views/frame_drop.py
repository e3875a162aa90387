"""Dropping a script or folder on the window: what will happen is said before the mouse is let go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui import wording
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_drop_place

SHOWN_AFTER_MS = 150


def dropped_path(mime: QMimeData) -> Path | None:
    """The one local file or folder that is dragged, or None for anything else."""
    urls = mime.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.exists() else None


class DropTarget(QObject):
    """Takes drops on ``host`` that no widget inside it wants; ``dropped`` carries the path."""

    dropped = Signal(object)  # Path

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._overlay = DropOverlay(theme, host)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SHOWN_AFTER_MS)
        self._pause.timeout.connect(self._overlay.cover)
        host.setAcceptDrops(True)
        host.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            return self._drop(event)
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            return self._drag(event)
        if event.type() == QEvent.Type.DragLeave:
            self._end()
        return super().eventFilter(watched, event)

    def _drag(self, event: QDragMoveEvent) -> bool:
        path = dropped_path(event.mimeData())
        if path is None:
            return False
        self._overlay.describe(path)
        if not self._overlay.isVisible() and not self._pause.isActive():
            self._pause.start()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _drop(self, event: QDropEvent) -> bool:
        path = dropped_path(event.mimeData())
        self._end()
        if path is None:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(path)
        return True

    def _end(self) -> None:
        self._pause.stop()
        self._overlay.hide()


class DropOverlay(QWidget):
    """A dashed frame over the page with the name and what will happen."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._title = ""
        self._text = ""
        # The drag must go on reaching the host below.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def describe(self, path: Path) -> None:
        self._title = self.tr("Start a new execution")
        if path.is_dir():
            self._text = self.tr("{name} becomes the working folder").format(name=path.name)
        else:
            size = wording.size(path.stat().st_size)
            self._text = self.tr("{name}, {size}, opens the form filled in").format(name=path.name, size=size)

    def cover(self) -> None:
        self.setGeometry(self._host.rect().adjusted(14, 14, -14, -14))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        paint_drop_place(painter, self.rect(), self._theme)
        center = self.rect().center()
        painter.drawPixmap(
            center.x() - 14, center.y() - 52, self._theme.pixmap("play", "accent", 28, self.devicePixelRatioF())
        )
        painter.setPen(color("text"))
        painter.setFont(self._theme.font("card_title"))
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(self.rect().adjusted(20, self.height() // 2 - 12, -20, 0), middle, self._title)
        painter.setPen(color("text2"))
        painter.setFont(self._theme.font("body"))
        painter.drawText(self.rect().adjusted(20, self.height() // 2 + 12, -20, 0), middle, self._text)
