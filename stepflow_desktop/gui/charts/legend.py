"""What the colours and shapes of a chart mean, in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stepflow_desktop.gui.status_shapes import paint_status
from stepflow_desktop.gui.theme import Theme

SIGN = 13
GAP = 6
BETWEEN = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A word with the shape of ``status`` or a dot in the colour of ``token`` before it."""

    word: str
    token: str = ""
    status: str = ""


class Legend(QWidget):
    """One row; what does not fit is cut at the left, the words nearest to the edge stay."""

    def __init__(self, theme: Theme, entries: Sequence[Entry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: tuple[Entry, ...] = ()
        self.setFont(theme.font("small"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_entries(entries)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(entries)
        self.setAccessibleName(", ".join(entry.word for entry in self._entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        width = sum(SIGN + GAP + metrics.horizontalAdvance(entry.word) + 2 for entry in self._entries)
        return QSize(width + BETWEEN * max(0, len(self._entries) - 1), 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        metrics = QFontMetrics(self.font())
        right = self.width()
        for entry in reversed(self._entries):
            width = metrics.horizontalAdvance(entry.word) + 2
            left = right - width - GAP - SIGN
            if left < 0:
                return
            self._paint_sign(painter, QRectF(left, (self.height() - SIGN) / 2, SIGN, SIGN), entry)
            painter.setPen(self._theme.color("text2"))
            painter.drawText(QRect(right - width, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, entry.word)
            right = left - BETWEEN

    def _paint_sign(self, painter: QPainter, place: QRectF, entry: Entry) -> None:
        if entry.status:
            paint_status(painter, place, entry.status, self._theme)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(entry.token))
            painter.drawEllipse(place.adjusted(2.5, 2.5, -2.5, -2.5))
