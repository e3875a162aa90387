"""The shade over a window behind a dialog, as long as the dialog has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QWidget

SHADE = QColor(12, 14, 22, 104)


class Scrim(QWidget):
    """Lies over everything in ``window`` and lets the mouse through.

    A dialog that leaves the window usable dims it only until somebody goes back to the window.
    """

    def __init__(self, window: QWidget, dialog: QDialog) -> None:
        super().__init__(window)
        self._window, self._dialog = window, dialog
        self.setObjectName("scrim")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.installEventFilter(self)
        dialog.installEventFilter(self)
        dialog.destroyed.connect(self.deleteLater)

    @classmethod
    def over(cls, window: QWidget, dialog: QDialog) -> Scrim:
        return cls(window, dialog)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._dialog:
            if kind in (QEvent.Type.Show, QEvent.Type.WindowActivate) and self._dialog.isVisible():
                self._cover()
            elif kind == QEvent.Type.Hide:
                self.hide()
        elif kind == QEvent.Type.WindowActivate:
            self.hide()
        elif kind == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def _cover(self) -> None:
        """Once, however many dialogs stand over the window."""
        others = self._window.findChildren(Scrim, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if any(other is not self and other.isVisible() for other in others):
            return
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), SHADE)
