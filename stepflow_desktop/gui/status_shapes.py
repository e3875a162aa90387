"""One shape per status, so that no status is told by its colour alone.

Completed is a disc with a tick, failed an octagon with a cross, running a turning ring with a dot, queued a clock,
an allowed failure a triangle, cancelled a struck circle, skipped a double chevron, expected a dashed circle.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from stepflow_desktop.gui.translation import translate

if TYPE_CHECKING:
    from stepflow_desktop.gui.theme import Theme

TOKENS = {
    "running": "running",
    "completed": "completed",
    "failed": "failed",
    "allowed": "warning",
    "warning": "warning",
    "pending": "queued",
    "queued": "queued",
    "cancelled": "queued",
    "skipped": "queued",
    "expected": "queued",
}
WORDS: dict[str, object] = {
    "running": QT_TRANSLATE_NOOP("Status", "Running"),
    "completed": QT_TRANSLATE_NOOP("Status", "Completed"),
    "failed": QT_TRANSLATE_NOOP("Status", "Failed"),
    "allowed": QT_TRANSLATE_NOOP("Status", "Failed, allowed to"),
    "warning": QT_TRANSLATE_NOOP("Status", "Warning"),
    "pending": QT_TRANSLATE_NOOP("Status", "Queued"),
    "queued": QT_TRANSLATE_NOOP("Status", "Queued"),
    "cancelled": QT_TRANSLATE_NOOP("Status", "Cancelled"),
    "skipped": QT_TRANSLATE_NOOP("Status", "Skipped"),
    "expected": QT_TRANSLATE_NOOP("Status", "Expected"),
}


def status_token(status: str) -> str:
    """The colour token of a status; ``status_token(s) + "_soft"`` is its background."""
    return TOKENS.get(status, "queued")


def status_word(status: str) -> str:
    """The word of a status in the language of the window."""
    return translate("Status", str(WORDS.get(status, status.capitalize())))


def paint_status(painter: QPainter, rect: QRectF, status: str, theme: Theme, phase: float = 0.0) -> None:
    """The shape of ``status`` in the largest square in ``rect``; ``phase`` 0 to 1 turns the running ring."""
    side = min(rect.width(), rect.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _SHAPES.get(str(status), _paint_clock)(painter, square, theme, phase)
    painter.restore()


def status_pixmap(status: str, theme: Theme, size: int = 16, dpr: float = 1.0) -> QPixmap:
    """The shape as a picture, for menus and labels."""
    pixmap = QPixmap(round(size * dpr), round(size * dpr))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.scale(dpr, dpr)
    paint_status(painter, QRectF(0, 0, size, size), status, theme)
    painter.end()
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


class StatusShapes(QObject):
    """For rows that are painted again and again: shapes that do not turn are drawn once and kept as pictures."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept: dict[tuple[str, int, float], QPixmap] = {}
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self._kept.clear()

    def paint(self, painter: QPainter, square: QRect, status: str) -> None:
        dpr = painter.device().devicePixelRatio()
        if status == "running" or not dpr.is_integer():
            # Between the pixels of the screen a picture would be blurred.
            paint_status(painter, QRectF(square), status, self._theme, self._theme.pulse.phase)
            return
        key = (status, square.width(), dpr)
        picture = self._kept.get(key)
        if picture is None:
            picture = self._kept[key] = status_pixmap(status, self._theme, square.width(), dpr)
        painter.drawPixmap(square.topLeft(), picture)


def _pen(color: QColor, width: float) -> QPen:
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _at(square: QRectF, x: float, y: float) -> QPointF:
    """The point at fractions ``x`` and ``y`` of the square."""
    return QPointF(square.x() + x * square.width(), square.y() + y * square.height())


def _line(painter: QPainter, square: QRectF, *points: tuple[float, float]) -> None:
    painter.drawPolyline(QPolygonF([_at(square, x, y) for x, y in points]))


def _inset(square: QRectF, fraction: float) -> QRectF:
    margin = square.width() * fraction
    return square.adjusted(margin, margin, -margin, -margin)


def _paint_ring(painter: QPainter, square: QRectF, theme: Theme, phase: float) -> None:
    color, width = theme.color("running"), square.width() * 0.12
    ring = _inset(square, 0.09)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(theme.color("running_rest"), width))
    painter.drawEllipse(ring)
    painter.setPen(_pen(color, width))
    painter.drawArc(ring, round((90 - 360 * phase) * 16), -200 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(_inset(square, 0.36))


def _paint_disc(painter: QPainter, square: QRectF, theme: Theme, _phase: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("completed"))
    painter.drawEllipse(_inset(square, 0.03))
    painter.setPen(_pen(theme.color("on_status"), square.width() * 0.12))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _line(painter, square, (0.30, 0.52), (0.44, 0.66), (0.70, 0.37))


def _paint_octagon(painter: QPainter, square: QRectF, theme: Theme, _phase: float) -> None:
    center, radius = square.center(), square.width() * 0.52
    corners = [
        QPointF(center.x() + radius * math.cos(angle), center.y() + radius * math.sin(angle))
        for angle in (math.pi / 8 + k * math.pi / 4 for k in range(8))
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("failed"))
    painter.drawPolygon(QPolygonF(corners))
    painter.setPen(_pen(theme.color("on_status"), square.width() * 0.12))
    _line(painter, square, (0.35, 0.35), (0.65, 0.65))
    _line(painter, square, (0.65, 0.35), (0.35, 0.65))


def _paint_triangle(painter: QPainter, square: QRectF, theme: Theme, _phase: float) -> None:
    color = theme.color("warning")
    painter.setPen(_pen(color, square.width() * 0.12))
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([_at(square, 0.5, 0.12), _at(square, 0.93, 0.87), _at(square, 0.07, 0.87)]))
    painter.setPen(_pen(theme.color("on_status"), square.width() * 0.11))
    _line(painter, square, (0.5, 0.38), (0.5, 0.58))
    painter.drawPoint(_at(square, 0.5, 0.75))


def _paint_clock(painter: QPainter, square: QRectF, theme: Theme, _phase: float) -> None:
    painter.setPen(_pen(theme.color("queued"), square.width() * 0.1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(_inset(square, 0.08))
    _line(painter, square, (0.5, 0.28), (0.5, 0.52), (0.66, 0.61))


def _paint_struck(painter: QPainter, square: QRectF, theme: Theme, _phase: float) -> None:
    painter.setPen(_pen(theme.color("queued"), square.width() * 0.1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(_inset(square, 0.08))
    _line(painter, square, (0.23, 0.77), (0.77, 0.23))


def _paint_chevrons(painter: QPainter, square: QRectF, theme: Theme, _phase: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(theme.color("border2"), square.width() * 0.09))
    painter.drawEllipse(_inset(square, 0.05))
    painter.setPen(_pen(theme.color("queued"), square.width() * 0.1))
    for x in (0.33, 0.53):
        _line(painter, square, (x, 0.34), (x + 0.16, 0.5), (x, 0.66))


def _paint_dashed(painter: QPainter, square: QRectF, theme: Theme, _phase: float) -> None:
    pen = QPen(theme.color("border3"), square.width() * 0.08)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.2, 2.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(_inset(square, 0.07))


_SHAPES: dict[str, Callable[[QPainter, QRectF, Theme, float], None]] = {
    "running": _paint_ring,
    "completed": _paint_disc,
    "failed": _paint_octagon,
    "allowed": _paint_triangle,
    "warning": _paint_triangle,
    "pending": _paint_clock,
    "queued": _paint_clock,
    "cancelled": _paint_struck,
    "skipped": _paint_chevrons,
    "expected": _paint_dashed,
}
