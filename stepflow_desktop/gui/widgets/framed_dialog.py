"""A dialog's own frame: rounded, with a title that moves it and edges that resize it, as the system's frame would.

The window behind it is dimmed while the dialog has the keyboard.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.buttons import IconButton
from stepflow_desktop.gui.widgets.labels import Label
from stepflow_desktop.gui.widgets.painting import cut_corners
from stepflow_desktop.gui.widgets.scrim import Scrim

RADIUS = 14.0
EDGE = 6
HEADER_HEIGHT = 59
SCREEN_MARGIN = 24


class Frame(QDialog):
    """The frame alone. ``resizable`` says whether its edges can be dragged."""

    resizable = True

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scrim = Scrim.over(parent.window(), self) if parent is not None else None
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self._place()
        super().showEvent(event)

    def _place(self) -> None:
        """In the middle of its window, no larger than the screen."""
        parent = self.parentWidget()
        window = parent.window() if parent is not None else None
        screen = window.screen() if window else QGuiApplication.primaryScreen()
        room = screen.availableGeometry().adjusted(SCREEN_MARGIN, SCREEN_MARGIN, -SCREEN_MARGIN, -SCREEN_MARGIN)
        self.resize(self.size().boundedTo(room.size()))
        around = window.frameGeometry() if window else room
        place = self.rect()
        place.moveCenter(around.center())
        place.moveLeft(max(room.left(), min(place.left(), room.right() - place.width())))
        place.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height())))
        self.setGeometry(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut_corners(self, RADIUS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self.mask().isEmpty():
            # Half of a pixel on the edge of the shape would be blended with black.
            painter.fillRect(self.rect(), self._theme.color("border2"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.color("surface"))
        painter.setPen(QPen(self._theme.color("border2"), 1.0))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    # -- moving and resizing, which the system carries out

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.windowHandle()
        if event.button() != Qt.MouseButton.LeftButton or handle is None:
            return
        edges = self._edges_at(event.position())
        if edges:
            handle.startSystemResize(edges)
        elif event.position().y() <= HEADER_HEIGHT:
            handle.startSystemMove()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        edges = self._edges_at(event.position())
        level = edges & (Qt.Edge.LeftEdge | Qt.Edge.RightEdge)
        upright = edges & (Qt.Edge.TopEdge | Qt.Edge.BottomEdge)
        if level and upright:
            falling = edges in (Qt.Edge.LeftEdge | Qt.Edge.TopEdge, Qt.Edge.RightEdge | Qt.Edge.BottomEdge)
            self.setCursor(Qt.CursorShape.SizeFDiagCursor if falling else Qt.CursorShape.SizeBDiagCursor)
        elif level:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        elif upright:
            self.setCursor(Qt.CursorShape.SizeVerCursor)
        else:
            self.unsetCursor()

    def leaveEvent(self, event: QEvent) -> None:
        self.unsetCursor()
        super().leaveEvent(event)

    def _edges_at(self, point: QPointF) -> Qt.Edge:
        edges = Qt.Edge(0)
        if not self.resizable:
            return edges
        for near, edge in (
            (point.x() < EDGE, Qt.Edge.LeftEdge),
            (point.x() >= self.width() - EDGE, Qt.Edge.RightEdge),
            (point.y() < EDGE, Qt.Edge.TopEdge),
            (point.y() >= self.height() - EDGE, Qt.Edge.BottomEdge),
        ):
            if near:
                edges |= edge
        return edges


class FramedDialog(Frame):
    """``header`` takes widgets between the title and the cross, ``body`` everything below the title."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        bar = QWidget()
        bar.setFixedHeight(HEADER_HEIGHT)
        self.header = QHBoxLayout(bar)
        self.header.setContentsMargins(24, 0, 14, 0)
        self.header.setSpacing(12)
        self._title = Label(theme, role="dialog_title")
        self.header.addWidget(self._title)
        self.header.addStretch(1)
        self.cross = IconButton(theme, "x", self.tr("Close"), shortcut="Esc")
        self.cross.setObjectName("close")
        self.cross.clicked.connect(self.reject)
        column.addWidget(bar)
        column.addWidget(Line(theme))
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        column.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        self.setWindowTitle(title)
        self._title.setText(title)

    def open(self) -> None:
        """Show it beside the window, which stays usable: unlike Qt's own, this does not make it modal."""
        self.show()
        self.activateWindow()


class SmallDialog(Frame):
    """A few words and a row of buttons: as wide as ``WIDTH``, as high as its words. ``column`` takes the words.

    It holds the window up until it is answered.
    """

    WIDTH = 440
    resizable = False

    def __init__(self, theme: Theme, parent: QWidget | None, title: str) -> None:
        super().__init__(theme, parent)
        self.setWindowTitle(title)
        self.setFixedWidth(theme.px(self.WIDTH))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(18)
        self.column = QVBoxLayout()
        self.column.setSpacing(10)
        self.title = Label(theme, title, "dialog_title")
        self.title.setWordWrap(True)
        self.column.addWidget(self.title)
        whole.addLayout(self.column, 1)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.addStretch(1)
        whole.addLayout(self.row)

    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)

    def fit(self) -> None:
        """Take the height that the words need by now."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))


class Line(QWidget):
    """A hairline between parts; ``upright`` stands beside them."""

    def __init__(self, theme: Theme, *, upright: bool = False) -> None:
        super().__init__()
        self._theme = theme
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("border"))
