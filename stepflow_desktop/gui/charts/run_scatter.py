"""How long runs took, one shape per run by how it ended, with the median of the completed ones and their band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui import wording
from stepflow_desktop.gui.charts.axes import paint_x_axis, paint_y_axis, plot_area, steps_that_fit
from stepflow_desktop.gui.charts.chart import Chart
from stepflow_desktop.gui.charts.chart_table import ChartTable
from stepflow_desktop.gui.charts.marks import CardLine, Mark
from stepflow_desktop.gui.charts.scales import Scale, Tick, duration_ticks, time_ticks
from stepflow_desktop.gui.status_shapes import paint_status, status_word
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_box

SHAPE = 14.0
WORD_WIDTH = 74
PILL_HEIGHT = 20
LEAST_PILLS = 3
CURRENT_SHAPE = 17.0


@dataclass(frozen=True, slots=True)
class Run:
    """One run: when it started (seconds since 1970), how long it took or has taken, and how it ended."""

    at: float
    duration_s: float
    status: str
    key: object = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Usual:
    """The middle of the completed runs and the band that half of them lie in."""

    median_s: float
    low_s: float
    high_s: float
    count: int = field(default=0)


def usual(runs: Sequence[Run]) -> Usual | None:
    """None with fewer than two completed runs: one run is no rule."""
    took = sorted(run.duration_s for run in runs if run.status == "completed")
    if len(took) < 2:
        return None
    return Usual(median(took), took[(len(took) - 1) // 4], took[-1 - (len(took) - 1) // 4], len(took))


class RunScatter(Chart):
    """``activated`` carries the key of a run."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self.link_text = self.tr("Open this execution")
        self._runs: tuple[Run, ...] = ()
        self._span: tuple[float, float] | None = None
        self._usual: Usual | None = None

    def show_runs(self, runs: Sequence[Run], span: tuple[float, float] | None = None) -> None:
        """Show these runs in any order; ``span`` is the time from and to, else that of the runs."""
        self._runs = tuple(sorted(runs, key=lambda run: run.at))
        self._span, self._usual = span, usual(self._runs)
        if any(run.status == "running" for run in runs):
            self._theme.pulse.watch(self)
        else:
            self._theme.pulse.unwatch(self)
        self._renew()

    @property
    def usual(self) -> Usual | None:
        return self._usual

    def _scales(self, room: QRectF) -> tuple[QRectF, Scale, Scale, list[Tick]]:
        highest = max((run.duration_s for run in self._runs), default=60.0)
        ticks = duration_ticks(highest * 1.04, steps_that_fit(room.height(), apart=self._theme.px(36)))
        plot = plot_area(room, self._theme, ticks, right=SHAPE / 2 + 2)
        start, end = self._span or (self._runs[0].at, self._runs[-1].at) if self._runs else self._span or (0.0, 0.0)
        across = Scale(start, end, plot.left() + SHAPE / 2 + 2, plot.right())
        return plot, across, Scale(0.0, ticks[-1].value, plot.bottom(), plot.top()), ticks

    def _laid_out(self, room: QRectF) -> list[Mark]:
        _, across, up, _ = self._scales(room)
        found = []
        for run in self._runs:
            x, y = across.place(run.at), up.place(run.duration_s)
            place = QRectF(x - SHAPE / 2, y - SHAPE / 2, SHAPE, SHAPE)
            found.append(Mark(place, _moment_text(run.at), self._lines(run), run.key))
        return found

    def _lines(self, run: Run) -> tuple[CardLine, ...]:
        lines = [CardLine(status_word(run.status), wording.duration(run.duration_s), status=run.status)]
        if run.name:
            lines.insert(0, CardLine(run.name))
        if self._usual is not None and run.status == "completed":
            lines.append(CardLine(self.tr("Median"), wording.duration(self._usual.median_s)))
        return tuple(lines)

    def _paint_chart(self, painter: QPainter, room: QRectF) -> None:
        plot, across, up, ticks = self._scales(room)
        paint_y_axis(painter, plot, up, ticks, self._theme)
        times = time_ticks(across.low, across.high, max(2, int(plot.width() // self._theme.px(WORD_WIDTH))))
        paint_x_axis(painter, plot, [(across.place(tick.value), tick.text) for tick in times], self._theme)
        if self._usual is not None:
            self._paint_usual(painter, plot, up, self._usual)
        self._paint_thread(painter)
        for number, (run, mark) in enumerate(zip(self._runs, self.marks, strict=True)):
            place = mark.place
            if number == self._current:
                grown = (CURRENT_SHAPE - SHAPE) / 2
                place = place.adjusted(-grown, -grown, grown, grown)
            paint_status(painter, place, run.status, self._theme, self._theme.pulse.phase)
        if self._usual is not None and plot.height() >= LEAST_PILLS * self._theme.px(PILL_HEIGHT):
            self._paint_pill(painter, plot, up, self._usual)

    def _paint_usual(self, painter: QPainter, plot: QRectF, up: Scale, usual: Usual) -> None:
        band = _band(plot, up, usual)
        soft = self._theme.color("accent")
        soft.setAlphaF(0.10)
        painter.fillRect(band, soft)
        y = up.place(usual.median_s)
        pen = QPen(self._theme.color("accent"), 1.2)
        pen.setDashPattern([5.0, 4.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _paint_pill(self, painter: QPainter, plot: QRectF, up: Scale, usual: Usual) -> None:
        """The median in words, over everything, and where it covers no run if there is such a place."""
        text = self.tr("median {duration}").format(duration=wording.duration(usual.median_s))
        font = self._theme.font("small_strong")
        width = QFontMetrics(font).horizontalAdvance(text) + 14
        size = QSizeF(width, self._theme.px(PILL_HEIGHT))
        place = pill_place(plot, _band(plot, up, usual), size, [mark.place for mark in self.marks])
        paint_box(painter, place.toRect(), size.height() / 2, self._theme.color("accent_soft"))
        painter.setFont(font)
        painter.setPen(self._theme.color("accent"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_thread(self, painter: QPainter) -> None:
        """A thin line through the completed runs, so that a trend can be followed."""
        places = [
            mark.place.center() for run, mark in zip(self._runs, self.marks, strict=True) if run.status == "completed"
        ]
        if len(places) > 1:
            painter.setPen(QPen(self._theme.color("border2"), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(places))

    def table(self) -> ChartTable:
        columns = (self.tr("Started"), self.tr("Outcome"), self.tr("Duration"), self.tr("Seconds"))
        rows = [
            (_moment_text(run.at), status_word(run.status), wording.duration(run.duration_s), round(run.duration_s, 3))
            for run in reversed(self._runs)
        ]
        return ChartTable(columns, tuple(rows), tuple(run.key for run in reversed(self._runs)))

    def summary(self) -> str:
        if not self._runs:
            return self.empty_text
        latest = self._runs[-1]
        words = self.tr("{runs}. The latest: {outcome}, {duration}")
        said = words.format(
            runs=wording.count(len(self._runs), "run", "runs"),
            outcome=status_word(latest.status).lower(),
            duration=wording.duration(latest.duration_s),
        )
        if self._usual is None:
            return said
        median_words = self.tr("Median of {count} completed runs: {duration}").format(
            count=f"{self._usual.count:,}", duration=wording.duration(self._usual.median_s)
        )
        return f"{said}. {median_words}"


def _moment_text(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC).astimezone():%Y-%m-%d %H:%M}"


def pill_place(plot: QRectF, band: QRectF, size: QSizeF, taken: Sequence[QRectF]) -> QRectF:
    """Under the band or above it, as far left as nothing lies there; the first place if everything is full."""
    below, above = band.bottom() + 6, band.top() - 6 - size.height()
    edges = (plot.bottom() - size.height() - 4, plot.top() + 4)
    wanted = (below, above, below + 10, above - 10, below + 20, *edges)
    heights = [y for y in wanted if plot.top() <= y and y + size.height() <= plot.bottom()] or [plot.top()]
    step = max(8.0, size.width() / 3)
    across = max(1, int((plot.width() - size.width() - 6) // step) + 1)
    places = [QRectF(QPointF(plot.left() + 6 + n * step, y), size) for y in heights for n in range(across)]
    return next((place for place in places if not any(place.intersects(each) for each in taken)), places[0])


def _band(plot: QRectF, up: Scale, usual: Usual) -> QRectF:
    """From the quicker to the slower quarter of the completed runs."""
    return QRectF(QPointF(plot.left(), up.place(usual.high_s)), QPointF(plot.right(), up.place(usual.low_s)))
