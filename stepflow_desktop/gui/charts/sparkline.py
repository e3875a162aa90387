"""A small line without axes beside a figure: where it comes from, ending in a dot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from stepflow_desktop.gui.charts.scales import Scale
from stepflow_desktop.gui.charts.time_chart import paint_area
from stepflow_desktop.gui.theme import Theme

WIDTH, HEIGHT = 104, 60
MARGIN = 5.0
DOT = 3.2


class Sparkline(QWidget):
    """Decoration beside a figure that says the same: it takes no focus and is not read out."""

    def __init__(self, theme: Theme, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._token = token
        self._values: tuple[float | None, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    @property
    def values(self) -> tuple[float | None, ...]:
        return self._values

    def show_values(self, values: Sequence[float | None]) -> None:
        """Values at even distances, oldest first; where there is none the line goes straight on."""
        if tuple(values) != self._values:
            self._values = tuple(values)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        places = spark_places(self._values, QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN))
        if not places:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._theme.color(self._token)
        if len(places) > 1:
            paint_area(painter, places, QRectF(self.rect()), self._token, self._theme)
            painter.setPen(QPen(color, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(places[-1], DOT, DOT)


def spark_places(values: Sequence[float | None], room: QRectF) -> list[QPointF]:
    """Where the points lie; values that are all the same lie in the middle."""
    known = [(number, value) for number, value in enumerate(values) if value is not None]
    if not known:
        return []
    low, high = min(value for _, value in known), max(value for _, value in known)
    up = Scale(low, high, room.bottom(), room.top())
    across = Scale(0, max(1, len(values) - 1), room.left(), room.right())
    return [QPointF(across.place(number), up.place(value)) for number, value in known]
