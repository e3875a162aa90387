"""Strokes that the rows share: the box under a hovered or selected row and one line of plain text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from stepflow_desktop.gui.theme import Theme

RADIUS = 8.0
BAR_WIDTH = 3.0
_LINE = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter


def paint_row_box(
    painter: QPainter, rect: QRect, option: QStyleOptionViewItem, theme: Theme, *, bar: bool = False
) -> None:
    """What lies under a row: accent when selected, a shade when hovered, a ring when it has the keyboard."""
    state = option.state
    selected = bool(state & QStyle.StateFlag.State_Selected)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(theme.color("accent_soft" if selected else "hover"))
        painter.drawRoundedRect(QRectF(rect), RADIUS, RADIUS)
    if selected and bar:
        painter.setBrush(theme.color("accent"))
        side = QRectF(rect.left() - 1, rect.top() + 10, BAR_WIDTH, rect.height() - 20)
        painter.drawRoundedRect(side, BAR_WIDTH / 2, BAR_WIDTH / 2)
    keyboard = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    if state & keyboard == keyboard:
        painter.setPen(QPen(theme.color("accent"), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS, RADIUS)


def paint_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """One line in ``rect``, cut at the right where it is too long; answers how wide it came out."""
    if not text or rect.width() <= 0:
        return 0
    metrics = QFontMetrics(font)
    width = metrics.horizontalAdvance(text)
    if width > rect.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        width = metrics.horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(rect, int(_LINE | align), text)
    return width


def line_rect(left: int, right: int, center: int, height: int = 44) -> QRect:
    """A line box from ``left`` to ``right`` around the height ``center``, high enough for the largest text."""
    return QRect(left, center - height // 2, max(0, right - left), height)
