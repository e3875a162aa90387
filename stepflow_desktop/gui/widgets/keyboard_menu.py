"""Menus asked for with the keyboard: they open where the keyboard is, and Shift+F10 opens them everywhere.

Qt knows the Menu key, but only on Windows Shift+F10 too, and asks a list for the menu of whatever is in its middle.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget


def open_menu_of(widget: QWidget | None) -> None:
    """Open the menu of ``widget``, as the Menu key does."""
    if widget is None or not widget.isEnabled():
        return
    place = QRectF(widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)).center().toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)


class KeyboardMenu(QObject):
    """Has ``customContextMenuRequested`` of a list tell the current row when the keyboard asks for a menu."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QContextMenuEvent) or event.reason() is not QContextMenuEvent.Reason.Keyboard:
            return False
        current = self._view.currentIndex()
        if current.isValid():
            self._view.scrollTo(current)
            self._view.customContextMenuRequested.emit(self._view.visualRect(current).center())
        return True
