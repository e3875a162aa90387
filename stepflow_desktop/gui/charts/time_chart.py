"""Lines over time, with the area under them lightly filled: load, traffic, memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.charts.axes import paint_x_axis, paint_y_axis, plot_area, steps_that_fit
from stepflow_desktop.gui.charts.chart import Chart
from stepflow_desktop.gui.charts.chart_table import ChartTable
from stepflow_desktop.gui.charts.marks import CardLine, Mark
from stepflow_desktop.gui.charts.scales import Scale, Tick, nice_ticks, number_text, time_ticks
from stepflow_desktop.gui.charts.thinning import Point, nearest, thinned
from stepflow_desktop.gui.theme import Theme

MOST_MARKS = 240
WORD_WIDTH = 86


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name, the token of its colour, its points in order of time, and whether it is filled."""

    name: str
    token: str
    points: tuple[Point, ...] = ()
    is_filled: bool = True


class TimeChart(Chart):
    """One or more series over one stretch of time.

    ``value_text`` writes a value on axis and card; ``most`` is the top of the axis (``100`` for percent), None to
    follow the data. ``set_range`` fixes the time shown, else it is that of the points.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        value_text: Callable[[float], str] = number_text,
        parent: QWidget | None = None,
        *,
        most: float | None = None,
        least_step: float = 0.0,
    ) -> None:
        super().__init__(theme, title, parent)
        self._value_text = value_text
        self._most = most
        self._least_step = least_step
        self._range: tuple[float, float] | None = None
        self._series: tuple[Series, ...] = ()
        self._thin: tuple[float, list[list[Point]]] | None = None

    @property
    def series(self) -> tuple[Series, ...]:
        return self._series

    def show_series(self, series: Sequence[Series], span: tuple[float, float] | None = None) -> None:
        """Show these lines; ``span`` is the time from and to, in seconds since 1970."""
        self._series, self._range, self._thin = tuple(series), span, None
        self._renew()

    # -- where things lie

    def _span(self) -> tuple[float, float]:
        if self._range is not None:
            return self._range
        moments = [point[0] for each in self._series for point in (*each.points[:1], *each.points[-1:])]
        return (min(moments), max(moments)) if moments else (0.0, 0.0)

    def _y_ticks(self, room: QRectF) -> list[Tick]:
        highest = self._most
        if highest is None:
            highest = max((v for each in self._series for _, v in each.points if v is not None), default=1.0)
        values = nice_ticks(highest, steps_that_fit(room.height(), apart=self._theme.px(36)), least=self._least_step)
        return [Tick(value, self._value_text(value)) for value in values]

    def _scales(self, room: QRectF) -> tuple[QRectF, Scale, Scale, list[Tick]]:
        ticks = self._y_ticks(room)
        plot = plot_area(room, self._theme, ticks)
        start, end = self._span()
        across = Scale(start, end, plot.left(), plot.right())
        return plot, across, Scale(ticks[0].value, ticks[-1].value, plot.bottom(), plot.top()), ticks

    def _lines(self, width: float) -> list[list[Point]]:
        """The points that are drawn: two per pixel at most."""
        if self._thin is None or self._thin[0] != width:
            self._thin = (width, [thinned(each.points, max(8, int(width * 2))) for each in self._series])
        return self._thin[1]

    def _laid_out(self, room: QRectF) -> list[Mark]:
        plot, across, _, _ = self._scales(room)
        start, end = self._span()
        longest = max(self._series, key=lambda each: len(each.points), default=None)
        points = [point for point in longest.points if start <= point[0] <= end] if longest is not None else []
        every = -(-len(points) // MOST_MARKS) or 1
        found = []
        for moment, _ in points[::every]:
            x = across.place(moment)
            found.append(Mark(QRectF(x - 1, plot.top(), 2, plot.height()), _moment_text(moment), self._at(moment)))
        return found

    def _at(self, moment: float) -> tuple[CardLine, ...]:
        lines = []
        for each in self._series:
            point = nearest(each.points, moment)
            if point is not None and point[1] is not None:
                lines.append(CardLine(each.name, self._value_text(point[1]), each.token))
        return tuple(lines)

    def _mark_at(self, point: QPointF) -> int:
        """Anywhere over the plot, the mark nearest in time is meant."""
        plot, _, _, _ = self._scales(QRectF(self.rect()))
        if not plot.adjusted(-6, -6, 6, 6).contains(point):
            return -1
        away = [abs(mark.place.center().x() - point.x()) for mark in self.marks]
        return away.index(min(away)) if away else -1

    # -- painting

    def _paint_chart(self, painter: QPainter, room: QRectF) -> None:
        plot, across, up, ticks = self._scales(room)
        paint_y_axis(painter, plot, up, ticks, self._theme)
        start, end = self._span()
        times = time_ticks(start, end, max(2, int(plot.width() // self._theme.px(WORD_WIDTH))))
        paint_x_axis(painter, plot, [(across.place(tick.value), tick.text) for tick in times], self._theme)
        painter.save()
        painter.setClipRect(plot.adjusted(-2, -2, 2, 2))
        for each, points in zip(self._series, self._lines(plot.width()), strict=True):
            for run in _runs(points):
                self._paint_line(painter, each, plot, [QPointF(across.place(t), up.place(v)) for t, v in run])
        painter.restore()
        if self._current >= 0:
            self._paint_pointer(painter, plot, across, up)

    def _paint_line(self, painter: QPainter, series: Series, plot: QRectF, places: list[QPointF]) -> None:
        color = self._theme.color(series.token)
        if series.is_filled and len(places) > 1:
            paint_area(painter, places, plot, series.token, self._theme)
        painter.setPen(QPen(color, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(places) == 1:
            painter.setBrush(color)
            painter.drawEllipse(places[0], 1.5, 1.5)
        else:
            painter.drawPolyline(QPolygonF(places))

    def _paint_pointer(self, painter: QPainter, plot: QRectF, across: Scale, up: Scale) -> None:
        """A line at the moment that the card is about, and a dot on each series."""
        x = self.marks[self._current].place.center().x()
        painter.setPen(QPen(self._theme.color("border3"), 1.0))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        for each in self._series:
            point = nearest(each.points, across.value(x))
            if point is not None and point[1] is not None:
                painter.setPen(QPen(self._theme.color("surface"), 2.0))
                painter.setBrush(self._theme.color(each.token))
                painter.drawEllipse(QPointF(across.place(point[0]), up.place(point[1])), 4.5, 4.5)

    def _paint_current(self, painter: QPainter) -> None:
        """The pointer shows it already."""

    # -- words

    def table(self) -> ChartTable:
        moments = sorted({moment for each in self._series for moment, _ in each.points})
        by_series = [dict(each.points) for each in self._series]
        rows = []
        for moment in moments:
            values = [known.get(moment) for known in by_series]
            rows.append((_moment_text(moment), *("" if value is None else round(value, 3) for value in values)))
        return ChartTable((self.tr("Time"), *(each.name for each in self._series)), tuple(rows))

    def summary(self) -> str:
        parts = []
        for each in self._series:
            values = [value for _, value in each.points if value is not None]
            if values:
                words = self.tr("{name}: now {now}, lowest {low}, highest {high}")
                now, low, high = (self._value_text(value) for value in (values[-1], min(values), max(values)))
                parts.append(words.format(name=each.name, now=now, low=low, high=high))
        return ". ".join(parts) or self.empty_text


def paint_area(painter: QPainter, places: Sequence[QPointF], plot: QRectF, token: str, theme: Theme) -> None:
    """A light fill under a line, gone at the bottom of the plot."""
    area = QPainterPath(QPointF(places[0].x(), plot.bottom()))
    for place in places:
        area.lineTo(place)
    area.lineTo(places[-1].x(), plot.bottom())
    area.closeSubpath()
    top, bottom = theme.color(token), theme.color(token)
    top.setAlphaF(0.20)
    bottom.setAlphaF(0.02)
    shade = QLinearGradient(0, plot.top(), 0, plot.bottom())
    shade.setColorAt(0, top)
    shade.setColorAt(1, bottom)
    painter.fillPath(area, shade)


def _runs(points: Sequence[Point]) -> list[list[tuple[float, float]]]:
    """The points between the gaps."""
    runs: list[list[tuple[float, float]]] = [[]]
    for moment, value in points:
        if value is None:
            runs.append([])
        else:
            runs[-1].append((moment, value))
    return [run for run in runs if run]


def _moment_text(moment: float) -> str:
    return f"{datetime.fromtimestamp(moment, UTC).astimezone():%Y-%m-%d %H:%M:%S}"
