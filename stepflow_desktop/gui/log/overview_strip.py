"""The strip at the right of the log: the part that can be seen, and where warnings, errors and matches are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.log.document import LogDocument
from stepflow_desktop.gui.theme import Theme

WIDTH = 17
_MARK_HEIGHT = 3
_SMALLEST_HANDLE = 28


class OverviewStrip(QWidget):
    """``moved`` asks to show the part that begins at this fraction of all rows, ``turned`` tells of the wheel."""

    moved = Signal(float)
    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._start = 0.0
        self._share = 1.0
        self._grabbed_at: float | None = None
        self._marks: dict[str, list[QRect]] = {}
        self._state: tuple[int, ...] = (-1,)
        self.setAccessibleName(self.tr("Overview of the log"))
        theme.changed.connect(self.update)

    def set_window(self, start: float, share: float) -> None:
        """The part in view begins at fraction ``start`` and is ``share`` of all."""
        if (start, share) != (self._start, self._share):
            self._start, self._share = start, share
            self.update()

    def set_marks(self, document: LogDocument | None, matches: Sequence[int]) -> None:
        """Take the marks of ``document`` anew; costs a few look-ups per mark or per bar of the strip."""
        state = self._state_of(document, matches)
        if state == self._state:
            return
        self._state = state
        self._marks = {}
        if document is not None and document.rows.total:
            snapshot = document.snapshot
            marks = {"warning": snapshot.warnings, "failed": snapshot.errors, "chart3": matches}
            for token, pieces in marks.items():
                places = sorted(self._places(document, pieces))
                self._marks[token] = [QRect(4, y, WIDTH - 7, _MARK_HEIGHT) for y in places]
        self.update()

    def _state_of(self, document: LogDocument | None, matches: Sequence[int]) -> tuple[int, ...]:
        """What the marks depend on, in numbers; a growing log moves them when it has grown by a part in a hundred."""
        if document is None:
            return ()
        snapshot, total = document.snapshot, document.rows.total
        coarse = total >> max(0, total.bit_length() - 7)
        return coarse, total.bit_length(), len(snapshot.warnings), len(snapshot.errors), len(matches), self.height()

    def _places(self, document: LogDocument, pieces: Sequence[int]) -> set[int]:
        """Where marks go, in bars: each mark's place, or if they are many, that of a sample of them."""
        bars = max(1, self.height() // (_MARK_HEIGHT + 1))
        total, count = document.rows.total, len(pieces)
        every = max(1, count // bars)
        return {
            document.rows.of_piece(pieces[at]) * (self.height() - _MARK_HEIGHT) // total
            for at in range(0, count, every)
        }

    def _handle(self) -> QRectF:
        height = max(_SMALLEST_HANDLE, self.height() * self._share)
        room = self.height() - height
        start = self._start / (1 - self._share) if self._share < 1 else 0.0
        return QRectF(4, room * min(1.0, start), WIDTH - 8, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("log_bg"))
        painter.fillRect(0, 0, 1, self.height(), self._theme.color("border"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._share < 1:
            handle = self._theme.color("border2")
            painter.setBrush(handle)
            painter.drawRoundedRect(self._handle().adjusted(0, 1, 0, -1), 4, 4)
        for token, bars in self._marks.items():
            painter.setBrush(self._theme.color(token))
            painter.drawRects(bars)
        if self._share < 1:
            # Where there are many marks they would hide it.
            painter.setPen(QPen(self._theme.color("text3"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._handle().adjusted(-0.5, 0.5, 0.5, -0.5), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        handle, y = self._handle(), event.position().y()
        inside = self._share < 1 and handle.top() <= y <= handle.bottom()
        self._grabbed_at = y - handle.top() if inside else handle.height() / 2
        if not inside:
            self._move_to(y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed_at is not None:
            self._move_to(event.position().y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grabbed_at = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turned.emit(event.angleDelta().y())

    def _move_to(self, y: float) -> None:
        room = self.height() - self._handle().height()
        share = max(0.0, min(1.0, (y - (self._grabbed_at or 0)) / room)) if room > 0 else 0.0
        self.moved.emit(share * (1 - self._share))
