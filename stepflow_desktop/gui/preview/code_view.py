"""Text with line numbers and colours, of a length that Qt's own text view shows without effort."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from stepflow_desktop.gui.preview.readers.text import CLASSES
from stepflow_desktop.gui.theme import Theme

MOST_MARKED = 2_000
PART_LINES = 8_000
# class: colour of the terminal palette, which is made to be read on the log's ground
_ANSI = {"keyword": 5, "name": 4, "string": 2, "number": 3, "operator": 8, "added": 2, "removed": 1, "heading": 4}


class CodeView(QPlainTextEdit):
    """``counted`` carries which match is reached (from 1), how many there are and whether more were not counted."""

    counted = Signal(int, int, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("code_view")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(theme.font("log"))
        self.document().setDocumentMargin(8)
        self._numbers = _Numbers(self, theme)
        self._colours = _Colours(self.document(), theme)
        self._paint_soon = QTimer(self, singleShot=True, interval=0)
        self._paint_soon.timeout.connect(self._colour_seen)
        self._add_soon = QTimer(self, singleShot=True, interval=0)
        self._add_soon.timeout.connect(self._add_part)
        self._rest: Iterator[str] = iter(())
        self._sought = ""
        self._matches: list[int] = []
        self._length = 0
        self._reached = -1
        self._more = False
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._on_update)
        theme.changed.connect(self._take_theme)
        self._take_theme()

    def show_text(self, text: str) -> None:
        self._colours.set_spans(array("I"))
        self.find_text("")
        # The end of the last line is no line of its own.
        self._rest = _in_parts(text.removesuffix("\n"))
        self.setPlainText(next(self._rest, ""))
        self._make_room()
        self._add_soon.start()

    def _add_part(self) -> None:
        """Add what follows: a hundred thousand lines at once would take a quarter of a second."""
        part = next(self._rest, None)
        if part is not None:
            end = QTextCursor(self.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            end.insertText(part)
            self._add_soon.start()
        elif self._sought:
            self.find_text(self._sought)

    def show_colours(self, spans: array[int]) -> None:
        self._colours.set_spans(spans)
        self._colour_seen()

    def set_numbered(self, numbered: bool) -> None:
        self._numbers.setVisible(numbered)
        self._make_room()

    def set_wrapped(self, wrapped: bool) -> None:
        mode = QPlainTextEdit.LineWrapMode
        self.setLineWrapMode(mode.WidgetWidth if wrapped else mode.NoWrap)

    # -- finding

    def find_text(self, text: str) -> None:
        """Mark all places of ``text``, in whatever case, and go to the first one from here."""
        self._sought = text
        self._matches, self._reached, self._more = [], -1, False
        self._length = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if text:
            found = QTextCursor(self.document())
            while len(self._matches) <= MOST_MARKED:
                found = self.document().find(text, found)
                if found.isNull():
                    break
                self._matches.append(found.selectionStart())
            self._more = len(self._matches) > MOST_MARKED
            del self._matches[MOST_MARKED:]
        if self._matches:
            here = self.cursorForPosition(self.viewport().rect().topLeft()).position()
            self._reach(bisect_left(self._matches, here) % len(self._matches))
        else:
            self._mark()

    def step(self, direction: int) -> None:
        if self._matches:
            self._reach((self._reached + direction) % len(self._matches))

    def _reach(self, at: int) -> None:
        self._reached = at
        cursor = self._cursor_at(self._matches[at])
        cursor.setPosition(self._matches[at])
        self.setTextCursor(cursor)
        self.centerCursor()
        self._mark()

    def _cursor_at(self, start: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(start + self._length, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _mark(self) -> None:
        marks = []
        for at, start in enumerate(self._matches):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor_at(start)
            mark.format.setBackground(self._theme.color("current_match" if at == self._reached else "match"))
            marks.append(mark)
        self.setExtraSelections(marks)
        self.counted.emit(self._reached + 1, len(self._matches), self._more)

    # -- looks

    def _take_ground(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._theme.color("log_bg"))
        palette.setColor(QPalette.ColorRole.Text, self._theme.color("log_text"))
        self.setPalette(palette)

    def showEvent(self, event: QShowEvent) -> None:
        # A style sheet resets the palette of a widget that it polishes only now, after the theme has changed.
        self._take_ground()
        super().showEvent(event)

    def _take_theme(self) -> None:
        self._take_ground()
        self._colours.take_theme()
        self._mark()
        self._colour_seen()

    def _make_room(self) -> None:
        self.setViewportMargins(self._numbers.sizeHint().width() if not self._numbers.isHidden() else 0, 0, 0, 0)
        self._place_numbers()

    def _place_numbers(self) -> None:
        inside = self.contentsRect()
        self._numbers.setGeometry(QRect(inside.left(), inside.top(), self._numbers.sizeHint().width(), inside.height()))

    def _on_update(self, rect: QRect, scrolled: int) -> None:
        if scrolled:
            self._numbers.scroll(0, scrolled)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())
        if self._colours.has_more:
            self._paint_soon.start()

    def _colour_seen(self) -> None:
        """Only lines in sight are coloured; the others when they come into it."""
        for block in self.seen_blocks():
            self._colours.colour(block)

    def seen_blocks(self) -> list[QTextBlock]:
        blocks = []
        block = self.firstVisibleBlock()
        bottom = self.viewport().height()
        while block.isValid() and self.blockBoundingGeometry(block).translated(self.contentOffset()).top() <= bottom:
            blocks.append(block)
            block = block.next()
        return blocks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_numbers()


def _in_parts(text: str) -> Iterator[str]:
    """``text`` in parts of some thousand lines, each but the last with the end of its last line."""
    start = 0
    while start < len(text):
        end = start
        for _ in range(PART_LINES):
            end = text.find("\n", end) + 1
            if not end:
                end = len(text)
                break
        yield text[start:end]
        start = end


class _Numbers(QWidget):
    """Line numbers at the left."""

    def __init__(self, view: CodeView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self.setFont(theme.font("log"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        digits = max(2, len(str(max(1, self._view.blockCount()))))
        return QSize(self.fontMetrics().horizontalAdvance("9") * digits + 26, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color("log_bg"))
        painter.setFont(self.font())
        painter.setPen(self._theme.color("log_gutter"))
        for block in self._view.seen_blocks():
            top = self._view.blockBoundingGeometry(block).translated(self._view.contentOffset()).top()
            place = QRect(0, round(top), self.width() - 14, self.fontMetrics().height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))


class _Colours:
    """Colours words from spans that were found elsewhere, line by line as they come into sight.

    Qt's own highlighter goes through all lines of a text whenever it is set.
    """

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        self._document = document
        self._theme = theme
        self._starts = self._lengths = self._classes = array("I")
        self._done: set[int] = set()
        self._formats: list[QTextCharFormat] = []

    @property
    def has_more(self) -> bool:
        return bool(self._starts)

    def set_spans(self, spans: array[int]) -> None:
        self._starts, self._lengths, self._classes = spans[0::3], spans[1::3], spans[2::3]
        self._done.clear()

    def take_theme(self) -> None:
        self._formats = [self._format(name) for name in CLASSES]
        self._done.clear()

    def _format(self, name: str) -> QTextCharFormat:
        form = QTextCharFormat()
        colour = QColor(self._theme.color("log_text"))
        if name == "comment":
            colour = self._theme.color("log_dim")
        elif name == "error":
            colour = self._theme.color("failed")
        elif name in _ANSI:
            colour = self._theme.ansi(_ANSI[name])
        form.setForeground(colour)
        return form

    def colour(self, block: QTextBlock) -> None:
        number = block.blockNumber()
        if self._starts and number not in self._done:
            self._done.add(number)
            block.layout().setFormats(self._ranges(block))
            self._document.markContentsDirty(block.position(), block.length())

    def _ranges(self, block: QTextBlock) -> list[QTextLayout.FormatRange]:
        ranges = []
        start = block.position()
        end = start + block.length()
        at = max(0, bisect_left(self._starts, start) - 1)
        while at < len(self._starts) and self._starts[at] < end:
            first = max(start, self._starts[at])
            last = min(end, self._starts[at] + self._lengths[at])
            if first < last:
                part = QTextLayout.FormatRange()
                part.start, part.length = first - start, last - first
                part.format = self._formats[self._classes[at]]
                ranges.append(part)
            at += 1
        return ranges
