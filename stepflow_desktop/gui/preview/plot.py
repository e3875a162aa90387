"""The quick plot of two columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stepflow_desktop.gui.preview.column_card import short_number
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Label


def ticks(least: float, most: float, about: int = 5) -> list[float]:
    """Round numbers from ``least`` to ``most``, about so many."""
    span = most - least
    if span <= 0 or not math.isfinite(span):
        return [least]
    rough = span / max(1, about)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    first = math.ceil(least / step)
    return [round(number * step, 12) for number in range(first, math.floor(most / step + 1e-9) + 1)]


class PlotPanel(QWidget):
    """``wanted`` asks for the points of two columns (x may be -1: the number of the row)."""

    wanted = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("plot_panel")
        self.setMinimumHeight(190)
        self._x, self._y = QComboBox(), QComboBox()
        self._x.setObjectName("plot_x")
        self._y.setObjectName("plot_y")
        self._note = Label(theme, "", "small", "text2")
        row = QHBoxLayout()
        row.setContentsMargins(14, 6, 14, 0)
        row.setSpacing(8)
        for word, box in ((self.tr("Across"), self._x), (self.tr("Up"), self._y)):
            row.addWidget(Label(theme, word, "small", "text2"))
            box.setFont(theme.font("small"))
            box.setFixedHeight(28)
            box.setAccessibleName(word)
            box.setMinimumWidth(110)
            box.setMaximumWidth(220)
            box.activated.connect(lambda _at: self.ask())
            row.addWidget(box)
        row.addStretch(1)
        row.addWidget(self._note)
        self.plot = Plot(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.plot, 1)
        theme.changed.connect(self.update)
        self.hide()

    def set_columns(self, names: Sequence[str], types: Sequence[str]) -> None:
        self._x.clear()
        self._y.clear()
        self._x.addItem(self.tr("Row"), -1)
        for at, (name, kind) in enumerate(zip(names, types, strict=True)):
            if kind == "number":
                self._x.addItem(name[:60], at)
                self._y.addItem(name[:60], at)
        if self._y.count() > 1:
            self._x.setCurrentIndex(1)
            self._y.setCurrentIndex(1)
        self.plot.show_points([], "", "")

    def choose(self, column: int) -> None:
        at = self._y.findData(column)
        if at >= 0:
            self._y.setCurrentIndex(at)

    def ask(self) -> None:
        if self._y.count():
            self.wanted.emit(self._x.currentData(), self._y.currentData())
        else:
            self._note.setText(self.tr("No column of numbers"))

    def show_points(self, points: Sequence[Sequence[float]], of: int) -> None:
        text = self.tr("{shown} of {all} points") if len(points) < of else self.tr("{all} points")
        self._note.setText(text.format(shown=f"{len(points):,}", all=f"{of:,}"))
        self.plot.show_points(points, self._x.currentText(), self._y.currentText())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("border"))


class Plot(QWidget):
    """Points joined by a line when they go from left to right, else points alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._points: Sequence[Sequence[float]] = ()
        self.setObjectName("plot")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(400, 170)

    def show_points(self, points: Sequence[Sequence[float]], x: str, y: str) -> None:
        self._points = points
        name = self.tr("{y} over {x}, {count} points").format(x=x, y=y, count=f"{len(points):,}")
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("micro"))
        xs, ys = [p[0] for p in self._points], [p[1] for p in self._points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        x1, y1 = (x1 if x1 > x0 else x0 + 1), (y1 if y1 > y0 else y0 + 1)
        across, up = ticks(x0, x1), ticks(y0, y1, 4)
        metrics = painter.fontMetrics()
        left = max((metrics.horizontalAdvance(short_number(v)) for v in up), default=20) + 22
        area = QRectF(left, 12, self.width() - left - 18, self.height() - 40)
        if area.width() < 20 or area.height() < 20:
            return

        def place(x: float, y: float) -> QPointF:
            return QPointF(
                area.left() + (x - x0) / (x1 - x0) * area.width(), area.bottom() - (y - y0) / (y1 - y0) * area.height()
            )

        for value in up:
            y = place(x0, value).y()
            painter.setPen(self._theme.color("border"))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(self._theme.color("text2"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - 8, left - 8, 16), right, short_number(value))
        for value in across:
            x = place(value, y0).x()
            painter.setPen(self._theme.color("text2"))
            painter.drawText(
                QRectF(x - 50, area.bottom() + 5, 100, 16), Qt.AlignmentFlag.AlignHCenter, short_number(value)
            )
        places = [place(x, y) for x, y in zip(xs, ys, strict=True)]
        if all(a <= b for a, b in pairwise(xs)):
            painter.setPen(QPen(self._theme.color("accent"), 1.6))
            painter.drawPolyline(QPolygonF(places))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            for point in places:
                painter.drawEllipse(point, 2, 2)
