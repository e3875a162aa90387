"""Diagonal strokes over what failed, so that it reads without its colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

APART = 4.0


def hatch(painter: QPainter, place: QRectF, color: QColor, radius: float = 2.5) -> None:
    painter.save()
    clip = QPainterPath()
    clip.addRoundedRect(place, radius, radius)
    painter.setClipPath(clip)
    stroke = QColor(color)
    stroke.setAlphaF(0.5)
    painter.setPen(QPen(stroke, 1.2))
    x = place.left() - place.height()
    while x < place.right():
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x + place.height(), place.top()))
        x += APART
    painter.restore()
