"""Where a key moves the end of the selection: by characters, words, lines and pages, over what is hidden."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt

from stepflow_desktop.gui.log.document import LogDocument
from stepflow_desktop.gui.log.rows import RowKind
from stepflow_desktop.gui.log.selection import LINE_END, Place
from stepflow_desktop.gui.log.viewport import Viewport

_WORD = re.compile(r"\w+|[^\w\s]+")


def moved(viewport: Viewport, caret: Place, key: Qt.Key, *, control: bool = False) -> Place | None:
    """Where ``key`` brings ``caret``; with ``control`` by words, or to an end of the log. None for other keys."""
    document = viewport.document
    assert document is not None
    page = viewport.page_lines()
    lines = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
    if key in lines:
        return lines_on(viewport, caret, lines[key])
    if key == Qt.Key.Key_Left:
        return _back(viewport, document, caret, words=control)
    if key == Qt.Key.Key_Right:
        return _on(viewport, document, caret, words=control)
    if key == Qt.Key.Key_Home:
        return Place(lines_on(viewport, caret, -viewport.total).piece if control else caret.piece, 0)
    if key == Qt.Key.Key_End:
        return Place(lines_on(viewport, caret, viewport.total).piece if control else caret.piece, LINE_END)
    return None


def lines_on(viewport: Viewport, caret: Place, lines: int) -> Place:
    """``lines`` further down, or up if negative; the furthest line there is if there are fewer."""
    document = viewport.document
    assert document is not None
    if abs(lines) >= viewport.total:
        return Place(_outermost(viewport, document, caret.piece, 1 if lines > 0 else -1), caret.character)
    number, step = document.rows.of_piece(caret.piece), 1 if lines > 0 else -1
    found = caret.piece
    while lines and 0 <= number + step < viewport.total:
        number += step
        row = document.row(number)
        if row.kind is RowKind.LINE:
            found, lines = row.item, lines - step
    return Place(found, caret.character)


def _outermost(viewport: Viewport, document: LogDocument, piece: int, direction: int) -> int:
    """The first or last line there is."""
    numbers = range(viewport.total - 1, -1, -1) if direction > 0 else range(viewport.total)
    rows = (document.row(number) for number in numbers)
    return next((row.item for row in rows if row.kind is RowKind.LINE), piece)


def _back(viewport: Viewport, document: LogDocument, caret: Place, *, words: bool) -> Place:
    text = document.line(caret.piece).text
    index = min(caret.character, len(text))
    if index == 0:
        above = lines_on(viewport, caret, -1).piece
        return Place(above, LINE_END) if above != caret.piece else Place(above, 0)
    if not words:
        return Place(caret.piece, index - 1)
    return Place(caret.piece, max((word.start() for word in _WORD.finditer(text, 0, index)), default=0))


def _on(viewport: Viewport, document: LogDocument, caret: Place, *, words: bool) -> Place:
    text = document.line(caret.piece).text
    index = min(caret.character, len(text))
    if index == len(text):
        below = lines_on(viewport, caret, 1).piece
        return Place(below, 0) if below != caret.piece else Place(below, index)
    if not words:
        return Place(caret.piece, index + 1)
    return Place(caret.piece, next((word.end() for word in _WORD.finditer(text, index)), len(text)))
