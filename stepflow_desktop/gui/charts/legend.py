"""What the colours and shapes of a chart mean, in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from stepflow_desktop.gui.status_shapes import paint_status
from stepflow_desktop.gui.theme import Theme

SIGN = 13
GAP = 6
BETWEEN = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A word with the shape of ``status`` or a dot in the colour of ``token`` before it.

    ``sign`` is another sign instead: ``bracket``, ``dashed`` or ``diamond``.
    """

    word: str
    token: str = ""
    status: str = ""
    sign: str = ""


class Legend(QWidget):
    """One row; what does not fit is cut at the left, the words nearest to the edge stay."""

    def __init__(self, theme: Theme, entries: Sequence[Entry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: tuple[Entry, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)
        self.show_entries(entries)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(entries)
        self.setAccessibleName(", ".join(entry.word for entry in self._entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("small"))
        width = sum(SIGN + GAP + metrics.horizontalAdvance(entry.word) + 2 for entry in self._entries)
        return QSize(width + BETWEEN * max(0, len(self._entries) - 1), self._theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("small"))
        metrics = QFontMetrics(self._theme.font("small"))
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
        elif entry.sign:
            paint_sign(painter, place, entry.sign, self._theme)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(entry.token))
            painter.drawEllipse(place.adjusted(2.5, 2.5, -2.5, -2.5))


def paint_sign(painter: QPainter, place: QRectF, sign: str, theme: Theme) -> None:
    center = place.center()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if sign == "bracket":
        painter.setPen(QPen(theme.color("border3"), 1.4))
        painter.drawLine(QPointF(place.left() - 3, center.y()), QPointF(place.right(), center.y()))
        painter.drawLine(QPointF(place.right(), center.y() - 3), QPointF(place.right(), center.y() + 3))
    elif sign == "dashed":
        pen = QPen(theme.color("border3"), 1.2)
        pen.setDashPattern([3.0, 2.4])
        painter.setPen(pen)
        painter.drawRoundedRect(place.adjusted(-2.5, 1.5, 0.5, -1.5), 3, 3)
    elif sign == "diamond":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("chart3"))
        half = place.width() / 2 - 0.5
        corners = [QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)]
        painter.drawPolygon(QPolygonF([center + corner for corner in corners]))
