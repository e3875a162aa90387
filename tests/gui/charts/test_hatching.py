"""Hatching stays inside what it hatches."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from stepflow_desktop.gui.charts.hatching import hatch


def test_strokes_are_drawn_inside_and_nothing_outside(qapp: QApplication) -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    hatch(painter, QRectF(10, 10, 20, 20), QColor("white"))
    painter.end()
    lit = {(x, y) for x in range(40) for y in range(40) if QColor(image.pixel(x, y)).value() > 20}
    assert len(lit) > 40
    assert all(10 <= x < 30 and 10 <= y < 30 for x, y in lit)
