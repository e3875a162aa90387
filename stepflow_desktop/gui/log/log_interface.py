"""The log as assistive technology sees it: a text that can be read, with a caret and what is chosen.

PySide6 hands Qt the interfaces made here and keeps them until the program ends, so they hold nothing but a weak
reference to the log. Of Qt's text interface it leaves two methods out, ``selection`` and ``attributes``, so nobody
may be told that there is a selection to ask for: that is sent as an event instead.
"""

from __future__ import annotations

import weakref
from functools import cache

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtWidgets import QAccessibleWidget

from stepflow_desktop.gui.log.log_canvas import LogCanvas
from stepflow_desktop.gui.log.selection import Place
from stepflow_desktop.gui.log.stretch import BLOCK, Stretch, stretch_around

_NOTHING = Stretch()


@cache
def install() -> None:
    """Have Qt ask here first how a widget is read; once is for all of them."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    return LogInterface(thing) if isinstance(thing, LogCanvas) else None


def tell_caret(view: LogCanvas) -> None:
    """Tell where the caret is now, and what is chosen."""
    if not QAccessible.isActive():
        return
    interface = QAccessible.queryAccessibleInterface(view)
    if not isinstance(interface, LogInterface):
        return
    start, end = interface.lines.chosen()
    if start != end:
        QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(view, start, end))
    QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, interface.lines.cursorPosition()))


class LogLines(QAccessibleTextInterface):
    """The rows around the caret as one text."""

    def __init__(self, view: LogCanvas) -> None:
        super().__init__()
        self._of = weakref.ref(view)
        self._key: tuple[object, int] | None = None
        self._stretch = _NOTHING

    def stretch(self) -> Stretch:
        """What is around the caret now; made anew only when rows or the block have changed."""
        view, caret = self._view(), self._caret()
        if view is None or view.document is None or caret is None:
            self._key, self._stretch = None, _NOTHING
            return _NOTHING
        row = view.document.rows.of_piece(caret.piece)
        key = (view.document.rows, row // BLOCK)
        if self._key != key:
            self._key, self._stretch = key, stretch_around(view.document, row)
        return self._stretch

    def chosen(self) -> tuple[int, int]:
        """Where what is chosen begins and ends, the same twice if nothing is."""
        view = self._view()
        selection = view.selecting.selection if view is not None else None
        if selection is None:
            return 0, 0
        return self._offset(selection.first), self._offset(selection.last)

    # -- what Qt asks

    def text(self, start: int, end: int) -> str:
        return self.stretch().text(start, end)

    def characterCount(self) -> int:
        return self.stretch().length

    def cursorPosition(self) -> int:
        caret = self._caret()
        return self._offset(caret) if caret is not None else 0

    def setCursorPosition(self, offset: int) -> None:
        self.setSelection(0, offset, offset)

    def selectionCount(self) -> int:
        return 0

    def addSelection(self, start: int, end: int) -> None:
        self.setSelection(0, start, end)

    def removeSelection(self, _number: int) -> None:
        view = self._view()
        if view is not None:
            view.selecting.clear()

    def setSelection(self, _number: int, start: int, end: int) -> None:
        view, stretch = self._view(), self.stretch()
        anchor, caret = stretch.place_at(start), stretch.place_at(end)
        if view is not None and anchor is not None and caret is not None:
            view.set_follow(False)
            view.selecting.put(anchor, caret)

    def scrollToSubstring(self, start: int, _end: int) -> None:
        view, stretch = self._view(), self.stretch()
        if view is not None and stretch.length:
            view.go_to_row(stretch.row_at(start))

    def characterRect(self, offset: int) -> QRect:
        view, stretch = self._view(), self.stretch()
        if view is None or not stretch.length:
            return QRect()
        rect = view.rect_of(stretch.row_at(offset), stretch.place_at(offset))
        return QRect(view.viewport().mapToGlobal(rect.topLeft()), rect.size()) if rect is not None else QRect()

    def offsetAtPoint(self, point: QPoint) -> int:
        view = self._view()
        if view is None or not view.viewport().rect().contains(view.viewport().mapFromGlobal(point)):
            return -1
        place = view.selecting.place_at(view.viewport().mapFromGlobal(point), between=False)
        return self._offset(place) if place is not None else -1

    # -- inside

    def _view(self) -> LogCanvas | None:
        view = self._of()
        return view if view is not None and shiboken6.isValid(view) else None

    def _caret(self) -> Place | None:
        view = self._view()
        return view.selecting.caret() if view is not None else None

    def _offset(self, place: Place) -> int:
        view = self._view()
        if view is None or view.document is None:
            return 0
        return self.stretch().offset_of(view.document.rows.of_piece(place.piece), place)


class LogInterface(QAccessibleWidget):
    """A text field that can only be read, made of ``lines``."""

    def __init__(self, view: LogCanvas) -> None:
        super().__init__(view, QAccessible.Role.EditableText)
        self.lines = LogLines(view)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        wanted = kind == QAccessible.InterfaceType.TextInterface
        # PySide6 crashes on anything else, even on None and on the number that it says it wants.
        return shiboken6.VoidPtr(shiboken6.getCppPointer(self.lines)[0] if wanted else 0)  # type: ignore[return-value]

    def state(self) -> QAccessible.State:
        state = super().state()
        state.readOnly = state.multiLine = state.selectableText = True
        return state

    def text(self, kind: QAccessible.Text) -> str:
        return self.lines.text(0, -1) if kind == QAccessible.Text.Value else super().text(kind)
