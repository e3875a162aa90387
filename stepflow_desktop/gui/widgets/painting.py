"""Shared strokes of the painted controls: the rounded box and the focus ring."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPen, QRegion
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.theme import Theme

RADIUS_BUTTON = 7.0
RADIUS_CARD = 10.0


def paint_box(painter: QPainter, rect: QRect, radius: float, fill: QColor | None, edge: QColor | None = None) -> None:
    """A rounded box with a hairline edge that lies inside ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1.0) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    inset = 0.5 if edge is not None else 0.0
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)


def paint_drop_place(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """The dashed box over a place where what is dragged can be let go."""
    fill = theme.color("accent_soft")
    fill.setAlphaF(0.94)
    paint_box(painter, rect, RADIUS_CARD, fill)
    pen = QPen(theme.color("accent"), 2)
    pen.setDashPattern([5, 4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)


def paint_focus(painter: QPainter, widget: QWidget, theme: Theme, radius: float = RADIUS_BUTTON) -> None:
    """The two-pixel ring of the control that has the keyboard."""
    if not widget.hasFocus():
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent"), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), radius, radius)


def paint_inner_focus(painter: QPainter, widget: QWidget, theme: Theme, radius: float = RADIUS_BUTTON) -> None:
    """Beside the ring of a control that is filled with the accent: a line of the surface's colour within it."""
    if widget.hasFocus():
        painter.setPen(QPen(theme.color("surface"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(widget.rect()).adjusted(2.75, 2.75, -2.75, -2.75), radius - 2, radius - 2)


def cut_corners(window: QWidget, radius: float) -> None:
    """X11 may have nothing that blends windows; rounded corners would be black there, so they are left out."""
    if QGuiApplication.platformName() == "xcb":
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(window.rect()), radius - 1, radius - 1)
        window.setMask(QRegion(outline.toFillPolygon().toPolygon()))
