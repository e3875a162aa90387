"""Choosing text in the log with mouse and keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from stepflow_desktop.gui.log.caret import moved
from stepflow_desktop.gui.log.row_painter import RowPainter
from stepflow_desktop.gui.log.rows import RowKind
from stepflow_desktop.gui.log.selection import LINE_END, Place, Selection
from stepflow_desktop.gui.log.viewport import Viewport

_WORD = re.compile(r"[\w./:@~-]+|\S")
_AUTOSCROLL_MS = 50
_FASTEST = 40
Stretch = tuple[Place, Place]


class Selecting(QObject):
    """Holds the ``selection``. ``changed`` is sent when it differs, ``scrolled`` when dragging moved the view."""

    changed = Signal()
    scrolled = Signal()

    def __init__(self, viewport: Viewport, painter: RowPainter, parent: QObject) -> None:
        super().__init__(parent)
        self._viewport = viewport
        self._painter = painter
        self.selection: Selection | None = None
        self.horizontal = 0
        self._dragging = False
        self._pointer = QPoint()
        self._unit: Callable[[Place], Stretch] = _just
        self._origin: Stretch = (Place(0, 0), Place(0, 0))
        self._timer = QTimer(self)
        self._timer.setInterval(_AUTOSCROLL_MS)
        self._timer.timeout.connect(self._on_autoscroll)

    @property
    def has_text(self) -> bool:
        return self.selection is not None and not self.selection.is_empty

    def clear(self) -> None:
        self._dragging = False
        self._timer.stop()
        self._set(None)

    def select_line(self, piece: int) -> None:
        self._set(Selection(Place(piece, 0), Place(piece, LINE_END)))

    def select_all(self) -> None:
        document = self._viewport.document
        if document is not None and document.snapshot.pieces:
            self._set(Selection(Place(0, 0), Place(document.snapshot.pieces - 1, LINE_END)))

    def text(self, most_lines: int) -> str:
        """The chosen text without colours, no more than ``most_lines`` of it."""
        document, selection = self._viewport.document, self.selection
        if document is None or selection is None or selection.is_empty:
            return ""
        texts = document.texts(selection.first, selection.last)
        return "\n".join(text for text, _ in zip(texts, range(most_lines), strict=False))

    # -- the mouse

    def press(self, position: QPoint, extend: bool) -> None:
        place = self.place_at(position)
        if place is None:
            return
        self._unit = self._line_at if position.x() < self._painter.number_right + 4 else _just
        if extend and self.selection is not None:
            self._origin = self._unit(self.selection.anchor)
        else:
            self._origin = self._unit(place)
        self._dragging, self._pointer = True, position
        self._extend_to(place)

    def press_word(self, position: QPoint) -> None:
        """Choose the word there; going on with the button pressed chooses whole words."""
        self._press_unit(position, self._word_at)

    def press_line(self, position: QPoint) -> None:
        """Choose the line there; going on with the button pressed chooses whole lines."""
        self._press_unit(position, self._line_at)

    def _press_unit(self, position: QPoint, unit: Callable[[Place], Stretch]) -> None:
        place = self.place_at(position, between=False)
        if place is not None:
            self._unit, self._origin = unit, unit(place)
            self._dragging, self._pointer = True, position
            self._extend_to(place)

    def move(self, position: QPoint) -> None:
        if not self._dragging or self.selection is None:
            return
        self._pointer = position
        if self._outside() and not self._timer.isActive():
            self._timer.start()
        elif not self._outside():
            self._timer.stop()
        self._extend_to_pointer()

    def release(self) -> bool:
        """Let go of the button; whether that ended a choice."""
        dragging, self._dragging = self._dragging, False
        self._timer.stop()
        return dragging

    def _word_at(self, place: Place) -> Stretch:
        document = self._viewport.document
        assert document is not None
        for word in _WORD.finditer(document.line(place.piece).text):
            if word.start() <= place.character < word.end():
                return Place(place.piece, word.start()), Place(place.piece, word.end())
        return place, place

    @staticmethod
    def _line_at(place: Place) -> Stretch:
        return Place(place.piece, 0), Place(place.piece, LINE_END)

    def place_at(self, position: QPoint, *, between: bool = True) -> Place | None:
        """The place in the text nearest to ``position`` in the viewport: between two characters, or on one."""
        document = self._viewport.document
        placed = self._viewport.at(position.y())
        if document is None or placed is None:
            return None
        number = placed.number
        while number > 0 and document.row(number).kind is not RowKind.LINE:
            number -= 1
        row = document.row(number)
        if row.kind is not RowKind.LINE:
            return None
        line = document.line(row.item)
        across = (position.x() - self._painter.text_left + self.horizontal) / self._painter.text.column_width
        column = round(across) if between else int(across)
        if self._viewport.wrap_columns and number == placed.number:
            down = max(0, position.y() - placed.y) // self._viewport.line_height + placed.skipped
            column = min(max(0, column), self._viewport.wrap_columns) + down * self._viewport.wrap_columns
        return Place(row.item, line.index_at(column) if number == placed.number else len(line.text))

    # -- the keyboard

    def extend(self, event: QKeyEvent) -> bool:
        """Move the end of the selection by an arrow key pressed with Shift; whether the key meant that."""
        return self._go(event, extend=True)

    def step(self, event: QKeyEvent) -> bool:
        """Move the caret by a key, with nothing chosen any more; whether the key meant that."""
        return self._go(event, extend=False)

    def put(self, anchor: Place, caret: Place) -> None:
        """Choose from ``anchor`` to ``caret``, and bring that end into sight."""
        document = self._viewport.document
        if document is not None:
            self._set(Selection(anchor, caret))
            self._viewport.show_row(document.rows.of_piece(caret.piece))
            self.scrolled.emit()

    def caret(self) -> Place | None:
        """The end that moves; with nothing chosen the first line in sight, if there is a line at all."""
        if self.selection is not None:
            return self.selection.caret
        document = self._viewport.document
        if document is None or not self._viewport.total:
            return None
        piece = self._viewport.top_piece()
        return Place(piece, 0) if piece < document.snapshot.pieces else None

    def _go(self, event: QKeyEvent, *, extend: bool) -> bool:
        caret = self.caret()
        if caret is None:
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        goal = moved(self._viewport, caret, Qt.Key(event.key()), control=control)
        if goal is None:
            return False
        anchor = self.selection.anchor if self.selection is not None else caret
        self.put(anchor if extend else goal, goal)
        return True

    # -- inside

    def _extend_to_pointer(self) -> None:
        place = self.place_at(self._pointer, between=self._unit is _just)
        if place is not None and self.selection is not None:
            self._extend_to(place)

    def _extend_to(self, place: Place) -> None:
        """Choose from where it was begun to what is at ``place``, both whole."""
        start, end = self._origin
        first, last = self._unit(place)
        self._set(Selection(end, first) if first < start else Selection(start, max(end, last)))

    def _outside(self) -> int:
        """How far the pointer is above (negative) or below the lines, in pixels."""
        y = self._pointer.y()
        return min(0, y) or max(0, y - self._viewport.height)

    def _on_autoscroll(self) -> None:
        """The further out, the faster."""
        outside = self._outside()
        lines = min(_FASTEST, 1 + abs(outside) // self._viewport.line_height)
        self._viewport.scroll(-lines if outside < 0 else lines)
        self._extend_to_pointer()
        self.scrolled.emit()

    def _set(self, selection: Selection | None) -> None:
        if selection != self.selection:
            self.selection = selection
            self.changed.emit()


def _just(place: Place) -> Stretch:
    return place, place
