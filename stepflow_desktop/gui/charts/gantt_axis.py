"""The times above a Gantt chart, with a pill at now. It stays while the rows scroll."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stepflow_desktop.gui.charts.gantt_rows import TimeWindow
from stepflow_desktop.gui.charts.scales import Scale, Tick, time_ticks
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_box

HEIGHT = 32
PILL_HEIGHT = 20
TICK_WIDTH = 66


def axis_ticks(window: TimeWindow, width: float, tick_width: float = TICK_WIDTH) -> list[Tick]:
    return time_ticks(window.left, window.right, max(2, int(width // tick_width)))


def paint_axis(
    painter: QPainter, room: QRectF, plot: QRectF, window: TimeWindow, now: float | None, theme: Theme
) -> None:
    """Times over ``plot`` in ``room``; those that the pill would cover are left out."""
    across = Scale(window.left, window.right, plot.left(), plot.right())
    pill = _pill(room, plot, across, now, theme) if now is not None else None
    font = theme.font("small")
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(theme.color("text3"))
    for tick in axis_ticks(window, plot.width(), theme.px(TICK_WIDTH)):
        width = metrics.horizontalAdvance(tick.text) + 4
        place = QRectF(across.place(tick.value) - width / 2, room.top(), width, room.height())
        if pill is None or not place.adjusted(-4, 0, 4, 0).intersects(pill[0]):
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, tick.text)
    if pill is not None:
        paint_box(painter, pill[0].toRect(), 5, theme.color("accent"))
        painter.setFont(theme.font("small_strong"))
        painter.setPen(theme.color("on_accent"))
        painter.drawText(pill[0], Qt.AlignmentFlag.AlignCenter, pill[1])


def _pill(room: QRectF, plot: QRectF, across: Scale, now: float, theme: Theme) -> tuple[QRectF, str] | None:
    x = across.place(now)
    if not plot.left() - 1 <= x <= plot.right() + 1:
        return None
    clock = f"{datetime.fromtimestamp(now, UTC).astimezone():%H:%M}"
    text = QCoreApplication.translate("Charts", "now {time}").format(time=clock)
    width = QFontMetrics(theme.font("small_strong")).horizontalAdvance(text) + 14
    left = min(max(room.left(), x - width / 2), room.right() - width)
    height = theme.px(PILL_HEIGHT)
    return QRectF(left, room.center().y() - height / 2, width, height), text


class GanttAxis(QWidget):
    """``show_window`` is told where the plot lies, so that times stand over what they are about."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._window = TimeWindow()
        self._plot = (0.0, 1.0)
        self._now: float | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_window(self, window: TimeWindow, plot: tuple[float, float], now: float | None) -> None:
        self._window, self._plot, self._now = window, plot, now
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        left, right = self._plot
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        plot = QRectF(left, 0, right - left, self.height())
        paint_axis(painter, room, plot, self._window, self._now, self._theme)
