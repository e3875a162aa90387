"""A tab that is pulled out of its window: a small picture of it goes with the mouse until it is let go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QTabBar

AWAY = 24
_HOT_SPOT = QPoint(16, 16)


class TabPulling(QObject):
    """``pulled`` carries the tab's number and where on the screen it was let go, outside of the window. Esc cancels."""

    pulled = Signal(int, QPoint)

    def __init__(self, tabs: QTabBar) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._pressed = -1
        self._picture: QLabel | None = None
        tabs.installEventFilter(self)

    @property
    def is_pulling(self) -> bool:
        return self._picture is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and self.is_pulling:
            return self._on_key(event)
        if watched is self._tabs and isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress:
                left = event.button() == Qt.MouseButton.LeftButton
                self._pressed = self._tabs.tabAt(event.position().toPoint()) if left else -1
            elif event.type() == QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.LeftButton:
                self._on_move(event)
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._on_release(event)
        return False

    def _on_move(self, event: QMouseEvent) -> None:
        near = self._tabs.rect().adjusted(-AWAY, -AWAY, AWAY, AWAY)
        if self._picture is None and self._pressed >= 0 and not near.contains(event.position().toPoint()):
            self._begin()
        if self._picture is not None:
            at = event.globalPosition().toPoint()
            self._picture.move(at + _HOT_SPOT)
            self._picture.setEnabled(self._is_outside(at))

    def _begin(self) -> None:
        self._picture = QLabel(None, Qt.WindowType.ToolTip | Qt.WindowType.WindowTransparentForInput)
        self._picture.setObjectName("pulled_tab")
        self._picture.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._picture.setPixmap(self._tabs.grab(self._tabs.tabRect(self._pressed)))
        self._picture.show()
        self._tabs.setCursor(Qt.CursorShape.ClosedHandCursor)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def _on_release(self, event: QMouseEvent) -> None:
        tab, pulling = self._pressed, self.is_pulling
        self._end()
        at = event.globalPosition().toPoint()
        if pulling and self._is_outside(at):
            self.pulled.emit(tab, at)

    def _on_key(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._end()
            return True
        return False

    def _end(self) -> None:
        self._pressed = -1
        if self._picture is not None:
            self._picture.close()
            self._picture.deleteLater()
            self._picture = None
            self._tabs.unsetCursor()
            application = QApplication.instance()
            if application is not None:
                application.removeEventFilter(self)

    def _is_outside(self, at: QPoint) -> bool:
        return not self._tabs.window().frameGeometry().contains(at)
