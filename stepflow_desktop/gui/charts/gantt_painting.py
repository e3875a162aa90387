"""How one row of a Gantt chart looks: shape and name, bar, dashed rest, bracket, diamonds, time."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF

from stepflow_desktop.gui.charts.gantt_rows import GanttRow
from stepflow_desktop.gui.charts.hatching import hatch
from stepflow_desktop.gui.charts.scales import Scale
from stepflow_desktop.gui.status_shapes import paint_status, status_token
from stepflow_desktop.gui.theme import Theme

SHAPE = 16.0
SHAPE_LEFT = 12.0
NAME_LEFT = 40.0
INDENT = 14.0
MOST_INDENT = 5
TIME_WIDTH = 84.0
BAR_SHARE = 0.38
DIAMOND = 7.5
LEAST_BAR = 3.0
GROUNDS = {"chosen": ("accent_soft", 0.55), "current": ("raised", 1.0), "even": ("hover", 0.55)}
"""What lies under a row, and how strongly: bars and lines are to stand out."""
_DIM = ("expected", "pending", "skipped")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where names end, and where the plot lies."""

    name_right: float
    plot_left: float
    plot_right: float


def columns_of(width: float, theme: Theme) -> Columns:
    names = min(theme.px(236), max(130.0, width * 0.25))
    return Columns(names - 8, names + 8, max(names + 60, width - theme.px(TIME_WIDTH) - 8))


def bar_rect(row: GanttRow, place: QRectF, across: Scale) -> QRectF | None:
    """The bar with its expected rest, as far as it lies in sight; None if nothing of it does."""
    begin, end = row.begins, row.expected_end if row.expected_end is not None else row.end
    if begin is None or end is None:
        return None
    left, right = across.place(begin), max(across.place(begin) + LEAST_BAR, across.place(end))
    left, right = max(across.start, left), min(across.end, right)
    if right <= left:
        return None
    height = max(9.0, place.height() * BAR_SHARE)
    return QRectF(left, place.center().y() - height / 2 - 1, right - left, height)


class RowPainter:
    """Paints rows in the colours of ``theme``."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint_ground(self, painter: QPainter, place: QRectF, ground: str) -> None:
        if ground not in GROUNDS:
            return
        token, strength = GROUNDS[ground]
        color = self._theme.color(token)
        color.setAlphaF(strength)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(place.adjusted(0, 1, 0, -1), 7, 7)

    def paint(self, painter: QPainter, row: GanttRow, place: QRectF, columns: Columns, across: Scale) -> None:
        self._paint_name(painter, row, place, columns)
        self._paint_time(painter, row, place)
        painter.save()
        painter.setClipRect(
            QRectF(columns.plot_left - 2, place.top(), columns.plot_right - columns.plot_left + 4, place.height()),
            Qt.ClipOperation.IntersectClip,
        )
        self._paint_expected(painter, row, place, across)
        self._paint_bar(painter, row, place, across)
        self._paint_bracket(painter, row, place, across)
        self._paint_diamonds(painter, row, place, across)
        painter.restore()

    def _paint_name(self, painter: QPainter, row: GanttRow, place: QRectF, columns: Columns) -> None:
        indent = INDENT * min(MOST_INDENT, row.depth)
        shape = QRectF(place.left() + SHAPE_LEFT + indent, place.center().y() - SHAPE / 2, SHAPE, SHAPE)
        paint_status(painter, shape, row.status, self._theme, self._theme.pulse.phase)
        strong = row.status in ("running", "failed")
        font = self._theme.font("body_strong" if strong else "body_medium")
        left = place.left() + NAME_LEFT + indent
        room = QRectF(left, place.top(), columns.name_right - left, place.height())
        painter.setFont(font)
        painter.setPen(self._theme.color("text3" if row.status in _DIM else "text"))
        shown = QFontMetrics(font).elidedText(row.name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_time(self, painter: QPainter, row: GanttRow, place: QRectF) -> None:
        running = row.status == "running"
        painter.setFont(self._theme.font("small_strong" if running else "small_medium"))
        token = "running" if running else "text3" if row.status in _DIM else "text2"
        painter.setPen(self._theme.color(token))
        width = self._theme.px(TIME_WIDTH)
        room = QRectF(place.right() - width - 12, place.top(), width, place.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.time_text)

    def _band(self, start: float, end: float, place: QRectF, across: Scale) -> QRectF:
        """A bar may be far wider than the window when zoomed: it is cut just outside."""
        left = max(across.place(start), across.start - 50)
        right = min(max(across.place(end), across.place(start) + LEAST_BAR), across.end + 50)
        height = max(9.0, place.height() * BAR_SHARE)
        return QRectF(left, place.center().y() - height / 2 - 1, max(0.0, right - left), height)

    def _paint_expected(self, painter: QPainter, row: GanttRow, place: QRectF, across: Scale) -> None:
        if row.expected_start is None or row.expected_end is None:
            return
        band = self._band(row.expected_start, row.expected_end, place, across).adjusted(0.5, 0.5, -0.5, -0.5)
        if band.width() <= 0:
            return
        running = row.status == "running"
        fill = self._theme.color("running_soft" if running else "raised")
        pen = QPen(self._theme.color("running" if running else "border3"), 1.2)
        pen.setDashPattern([3.5, 3.0])
        painter.setPen(pen)
        painter.setBrush(fill if running else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(band, 4, 4)

    def _paint_bar(self, painter: QPainter, row: GanttRow, place: QRectF, across: Scale) -> None:
        if row.start is None or row.end is None:
            return
        band = self._band(row.start, row.end, place, across)
        if band.width() <= 0:
            return
        color = self._theme.color(status_token(row.status))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        radius = min(4.0, band.width() / 2)
        painter.drawRoundedRect(band, radius, radius)
        if row.status in ("failed", "allowed"):
            hatch(painter, band, self._theme.color("surface"), radius)
        self._paint_inside(painter, row, band, across)

    def _paint_inside(self, painter: QPainter, row: GanttRow, band: QRectF, across: Scale) -> None:
        """The duration in the bar, where it fits and no diamond lies over it."""
        font = self._theme.font("small_strong")
        room = band.adjusted(8, 0, -8, 0)
        if row.status in ("failed", "allowed") or band.height() < self._theme.px(15) or not row.time_text:
            return
        width = QFontMetrics(font).horizontalAdvance(row.time_text) + 4
        covered = any(
            room.left() - DIAMOND <= across.place(diamond.at) <= room.left() + width + DIAMOND
            for diamond in row.diamonds
        )
        if width <= room.width() and not covered:
            painter.setFont(font)
            painter.setPen(self._theme.color("on_status"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, row.time_text)

    def _paint_bracket(self, painter: QPainter, row: GanttRow, place: QRectF, across: Scale) -> None:
        if row.begins is None or not row.usual_s:
            return
        band = self._band(row.begins, row.begins + row.usual_s, place, across)
        y = band.bottom() + 4.5
        painter.setPen(QPen(self._theme.color("border3"), 1.3))
        painter.drawLine(QPointF(band.left(), y), QPointF(band.right(), y))
        painter.drawLine(QPointF(band.right(), y - 3), QPointF(band.right(), y + 3))

    def _paint_diamonds(self, painter: QPainter, row: GanttRow, place: QRectF, across: Scale) -> None:
        y = place.center().y() - 1
        painter.setBrush(self._theme.color("chart3"))
        painter.setPen(QPen(self._theme.color("surface"), 1.6))
        last = -1e9
        for diamond in row.diamonds:
            x = across.place(diamond.at)
            # Hundreds at one moment are one to look at.
            if x - last < 3 or not across.start - DIAMOND <= x <= across.end + DIAMOND:
                continue
            last = x
            painter.drawPolygon(
                QPolygonF(
                    [QPointF(x, y - DIAMOND), QPointF(x + DIAMOND, y), QPointF(x, y + DIAMOND), QPointF(x - DIAMOND, y)]
                )
            )
