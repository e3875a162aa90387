"""A Gantt chart: one row per step over time. Rows scroll, time can be zoomed and dragged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import overload

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from stepflow_desktop.gui.charts.chart import Chart
from stepflow_desktop.gui.charts.chart_table import ChartTable
from stepflow_desktop.gui.charts.gantt_axis import HEIGHT as AXIS_HEIGHT
from stepflow_desktop.gui.charts.gantt_axis import TICK_WIDTH, axis_ticks, paint_axis
from stepflow_desktop.gui.charts.gantt_painting import Columns, RowPainter, bar_rect, columns_of
from stepflow_desktop.gui.charts.gantt_rows import Gantt, GanttRow, TimeWindow
from stepflow_desktop.gui.charts.marks import CardLine, Mark
from stepflow_desktop.gui.charts.scales import Scale
from stepflow_desktop.gui.status_shapes import status_word
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_focus

MOST_ROW, LEAST_ROW = 50, 28
STEP_ZOOM = 1.5
PAN_SHARE = 0.1
MOST_PICTURE = 4_000
MOST_NAMED = 6


class GanttChart(Chart):
    """``activated`` carries the key of the row that was chosen, ``opened`` that of a double click or Enter.

    ``window_changed`` is sent when another stretch of time is in sight, ``dragged`` when rows are to scroll.
    """

    opened = Signal(object)
    window_changed = Signal()
    dragged = Signal(int)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self.link_text = self.tr("Show in the log")
        self.gantt = Gantt()
        self.time = TimeWindow()
        self.selected = ""
        self._painter = RowPainter(theme)
        self._room = 0
        self._exposed: QRect | None = None
        self._press: QPointF | None = None
        self._dragging = False

    # -- in

    def show_gantt(self, gantt: Gantt) -> None:
        """Show other rows, or the same further on; what is in sight stays in sight."""
        grown = len(gantt.rows) != len(self.gantt.rows)
        self.gantt = gantt
        self._set_time(self.time.over(*gantt.span))
        if any(row.status == "running" for row in gantt.rows):
            self._theme.pulse.watch(self)
        else:
            self._theme.pulse.unwatch(self)
        if grown:
            self._fit_height()
        self._renew()

    def restart(self) -> None:
        """Another run is shown: everything of it is in sight."""
        self.time = TimeWindow()
        self.selected = ""

    def set_room(self, height: int) -> None:
        """How much height there is; rows grow into it."""
        self._room = height
        self._fit_height()

    def select(self, key: str) -> None:
        if key != self.selected:
            self.selected = key
            self.update()

    @property
    def row_height(self) -> int:
        least, most = self._theme.px(LEAST_ROW), self._theme.px(MOST_ROW)
        return max(least, min(most, self._room // max(1, len(self.gantt.rows))))

    def _fit_height(self) -> None:
        self.setFixedHeight(max(self._room, self.row_height * len(self.gantt.rows)))
        self._laid = None
        self.update()

    # -- zoom and pan

    def zoom(self, factor: float, at: float | None = None) -> None:
        """``at`` is the moment that stays where it is, None for the middle of what is in sight."""
        middle = (self.time.left + self.time.right) / 2
        self._set_time(self.time.zoomed(factor, middle if at is None else at))

    def fit(self) -> None:
        self._set_time(self.time.fit())

    def pan(self, pixels: float) -> None:
        self._set_time(self.time.panned(pixels * (self.time.right - self.time.left) / max(1.0, self._across_width())))

    def _set_time(self, window: TimeWindow) -> None:
        if window != self.time:
            self.time = window
            self._laid = None
            self._hide_card()
            self.window_changed.emit()
            self.update()

    # -- where things lie

    def plot(self) -> tuple[float, float]:
        """Left and right end of the times, for the axis above."""
        columns = columns_of(self.width(), self._theme)
        return columns.plot_left, columns.plot_right

    def _across_width(self) -> float:
        left, right = self.plot()
        return right - left

    def _across(self, columns: Columns) -> Scale:
        return Scale(self.time.left, self.time.right, columns.plot_left, columns.plot_right)

    def _row_rect(self, number: int) -> QRectF:
        return QRectF(0, number * self.row_height, self.width(), self.row_height)

    def row_rect(self, key: str) -> QRect | None:
        """Where the row of a key lies, to bring it into sight."""
        for number, row in enumerate(self.gantt.rows):
            if row.key == key:
                return self._row_rect(number).toRect()
        return None

    def _laid_out(self, room: QRectF) -> Sequence[Mark]:
        return _Marks(self)

    def mark_of(self, number: int) -> Mark:
        row, place, columns = self.gantt.rows[number], self._row_rect(number), columns_of(self.width(), self._theme)
        bar = bar_rect(row, place, self._across(columns))
        if bar is None:
            bar = QRectF(place.left(), place.top(), columns.name_right, place.height())
        return Mark(bar, row.name, _lines(row), row.key or None)

    def _mark_at(self, point: QPointF) -> int:
        """Anywhere in a row means the row."""
        number = int(point.y() // self.row_height)
        return number if point.y() >= 0 and number < len(self.gantt.rows) else -1

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press, self._dragging = event.globalPosition(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        moved = event.globalPosition() - self._press
        if not self._dragging and moved.manhattanLength() < QApplication.startDragDistance():
            return
        self._dragging = True
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._press = event.globalPosition()
        self.pan(-moved.x())
        self.dragged.emit(round(-moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._press, self._dragging = self._dragging, None, False
        if dragged:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._mark_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.activate(self._mark_at(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms at the pointer, Shift moves in time; else the rows scroll."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            across = self._across(columns_of(self.width(), self._theme))
            self.zoom(1.0015**turned, across.value(event.position().x()))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(event.angleDelta().x()) > abs(turned) / 2:
            self.pan(-turned)
        else:
            super().wheelEvent(event)
            return
        event.accept()

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if sideways is not None and not self.time.is_fit:
            self.pan(sideways * PAN_SHARE * self._across_width())
        elif event.text() in ("+", "=", "-", "0") and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            {"+": self._closer, "=": self._closer, "-": self._further, "0": self.fit}[event.text()]()
        else:
            before = self._current
            super().keyPressEvent(event)
            if self._current != before and self._current >= 0:
                self._choose(self._current)

    def _after_key(self, key: Qt.Key) -> int:
        """From the row that is selected, where the keyboard is at none yet."""
        if self._current < 0 and self.selected:
            self._current = next((n for n, row in enumerate(self.gantt.rows) if row.key == self.selected), -1)
        return super()._after_key(key)

    def _closer(self) -> None:
        self.zoom(STEP_ZOOM)

    def _further(self) -> None:
        self.zoom(1 / STEP_ZOOM)

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self.gantt.rows):
            row = self.gantt.rows[number]
            if row.key:
                self.select(row.key)
                self.activated.emit(row.key)

    def activate(self, number: int) -> None:
        """Enter, a double click or the menu: to the log."""
        if 0 <= number < len(self.gantt.rows) and self.gantt.rows[number].key:
            self._hide_card()
            self.opened.emit(self.gantt.rows[number].key)

    # -- painting

    def sizeHint(self) -> QSize:
        return QSize(600, max(1, len(self.gantt.rows)) * LEAST_ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._exposed = event.rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.gantt.rows:
            self._paint_rows(painter, self._exposed)
        elif self.empty_text:
            self._paint_empty(painter)
        if self.hasFocus() and self._current < 0:
            paint_focus(painter, self, self._theme, 6)

    def _paint_chart(self, painter: QPainter, room: QRectF) -> None:
        self._paint_rows(painter, room.toRect())

    def _paint_rows(self, painter: QPainter, exposed: QRect) -> None:
        """Only rows that can be seen are painted: there may be thousands."""
        height = self.row_height
        first = max(0, exposed.top() // height)
        last = min(len(self.gantt.rows) - 1, exposed.bottom() // height)
        columns = columns_of(self.width(), self._theme)
        across = self._across(columns)
        for number in range(first, last + 1):
            self._paint_ground(painter, number)
        self._paint_lines(painter, exposed, columns, across)
        for number in range(first, last + 1):
            self._painter.paint(painter, self.gantt.rows[number], self._row_rect(number), columns, across)
        self._paint_now(painter, exposed, across)

    def _paint_ground(self, painter: QPainter, number: int) -> None:
        row, place = self.gantt.rows[number], self._row_rect(number)
        chosen = bool(row.key) and (row.key == self.selected or (not self.selected and row.status == "running"))
        ground = "chosen" if chosen else "current" if number == self._current else "even" if number % 2 == 0 else ""
        self._painter.paint_ground(painter, place, ground)
        if number == self._current and self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(1, 2, -1, -2), 7, 7)

    def _paint_lines(self, painter: QPainter, exposed: QRect, columns: Columns, across: Scale) -> None:
        painter.setPen(QPen(self._theme.color("border"), 1.0))
        for tick in axis_ticks(self.time, columns.plot_right - columns.plot_left, self._theme.px(TICK_WIDTH)):
            x = across.place(tick.value)
            painter.drawLine(QPointF(x, exposed.top()), QPointF(x, exposed.bottom() + 1))

    def _paint_now(self, painter: QPainter, exposed: QRect, across: Scale) -> None:
        now = self.gantt.now
        if now is not None and self.time.left <= now <= self.time.right:
            x = across.place(now)
            painter.setPen(QPen(self._theme.color("accent"), 2.0))
            painter.drawLine(QPointF(x, exposed.top()), QPointF(x, exposed.bottom() + 1))

    # -- pictures, table, words

    def picture_size(self) -> QSize:
        return self._picture_rect().size() + QSize(0, self._axis_height())

    def paint_on(self, painter: QPainter) -> None:
        """The rows under their times; of very many rows those in sight."""
        shown, axis = self._picture_rect(), self._axis_height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, 0, shown.width(), shown.height() + axis, self._theme.color("surface"))
        left, right = self.plot()
        room = QRectF(0, 0, self.width(), axis)
        paint_axis(painter, room, QRectF(left, 0, right - left, axis), self.time, self.gantt.now, self._theme)
        painter.translate(0, axis - shown.top())
        current, self._current = self._current, -1
        try:
            self._paint_rows(painter, shown)
        finally:
            self._current = current

    def _axis_height(self) -> int:
        return self._theme.px(AXIS_HEIGHT)

    def _on_theme(self) -> None:
        super()._on_theme()
        self._fit_height()

    def _picture_rect(self) -> QRect:
        whole = self.rect()
        return whole if whole.height() <= MOST_PICTURE else self.visibleRegion().boundingRect() or whole

    def table(self) -> ChartTable:
        columns = (
            *(self.tr("Step"), self.tr("Status"), self.tr("Started"), self.tr("Duration")),
            *(self.tr("Usual seconds"), self.tr("Artifacts")),
        )
        rows = tuple(
            (
                f"{'    ' * row.depth}{row.name}",
                status_word(row.status),
                "" if row.start is None else f"{datetime.fromtimestamp(row.start, UTC).astimezone():%H:%M:%S}",
                row.time_text,
                "" if row.usual_s is None else round(row.usual_s, 3),
                len(row.diamonds),
            )
            for row in self.gantt.rows
        )
        return ChartTable(columns, rows, tuple(row.key or None for row in self.gantt.rows))

    def summary(self) -> str:
        rows = self.gantt.rows
        if not rows:
            return self.empty_text
        parts = [self.tr("{n} steps").format(n=f"{len(rows):,}")]
        for status in ("completed", "running", "failed", "allowed", "expected"):
            count = sum(row.status == status for row in rows)
            if count:
                parts.append(f"{count:,} {status_word(status).lower()}")
        running = [row.name for row in rows if row.status == "running"]
        if running:
            parts.append(self.tr("now: {steps}").format(steps=", ".join(running[:MOST_NAMED])))
        return ", ".join(parts)


class _Marks(Sequence[Mark]):
    """Marks of thousands of rows, each made when it is asked for."""

    def __init__(self, chart: GanttChart) -> None:
        self._chart = chart

    def __len__(self) -> int:
        return len(self._chart.gantt.rows)

    @overload
    def __getitem__(self, number: int) -> Mark: ...
    @overload
    def __getitem__(self, number: slice) -> list[Mark]: ...
    def __getitem__(self, number: int | slice) -> Mark | list[Mark]:
        if isinstance(number, slice):
            return [self._chart.mark_of(each) for each in range(*number.indices(len(self)))]
        return self._chart.mark_of(number)


def _lines(row: GanttRow) -> tuple[CardLine, ...]:
    lines = [CardLine(status_word(row.status), row.time_text, status=row.status)]
    lines.extend(CardLine(word, value) for word, value in row.notes)
    lines.extend(CardLine(diamond.name, token="chart3") for diamond in row.diamonds[:MOST_NAMED])
    return tuple(lines)
