"""Axes: where the plot lies inside a chart, its horizontal lines with their words, and the words below it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from stepflow_desktop.gui.charts.scales import Scale, Tick
from stepflow_desktop.gui.theme import Theme

BELOW = 24
ABOVE = 8
GAP = 10
EDGE = 4
"""Between the edge and the words, for the ring of the keyboard."""

LINE_HEIGHT = 16
INDENT = 6
"""So far a word may begin before the plot: the vertical axis has its own words there."""


def plot_area(room: QRectF, theme: Theme, y_ticks: Sequence[Tick], *, right: float = 4) -> QRectF:
    """What is left for the marks beside the widest word of the vertical axis."""
    metrics = QFontMetrics(theme.font("small"))
    words = max((metrics.horizontalAdvance(tick.text) for tick in y_ticks), default=0)
    return room.adjusted(words + GAP + EDGE, theme.px(ABOVE), -right, -theme.px(BELOW))


def steps_that_fit(height: float, most: int = 5, apart: float = 36) -> int:
    """How many steps a vertical axis of this height has room for."""
    return max(1, min(most, int(height // apart)))


def paint_y_axis(painter: QPainter, plot: QRectF, scale: Scale, ticks: Sequence[Tick], theme: Theme) -> None:
    painter.setFont(theme.font("small"))
    line = theme.px(LINE_HEIGHT)
    for number, tick in enumerate(ticks):
        y = scale.place(tick.value)
        painter.setPen(QPen(theme.color("border" if number else "border2"), 1.0))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(theme.color("text3"))
        place = QRectF(0, y - line / 2, plot.left() - GAP, line)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tick.text)


def paint_x_axis(
    painter: QPainter, plot: QRectF, places: Sequence[tuple[float, str]], theme: Theme, *, strong: int = -1
) -> None:
    """Words under the plot, centred on their places and kept inside; those that would touch are left out.

    ``strong`` is the number of the one that is set off; it is always shown.
    """
    room = QRectF(plot.left() - INDENT, plot.bottom() + 4, plot.width() + INDENT + 6, theme.px(LINE_HEIGHT))
    usual, bold = theme.font("small"), theme.font("small_strong")
    boxes = []
    for number, (x, text) in enumerate(places):
        width = QFontMetrics(bold if number == strong else usual).horizontalAdvance(text) + 2
        left = min(max(x - width / 2, room.left()), max(room.left(), room.right() - width))
        boxes.append(QRectF(left, room.top(), width, room.height()))
    for number in shown_words(boxes, strong):
        painter.setFont(bold if number == strong else usual)
        painter.setPen(theme.color("text" if number == strong else "text3"))
        painter.drawText(boxes[number], Qt.AlignmentFlag.AlignCenter, places[number][1])


def shown_words(boxes: Sequence[QRectF], always: int = -1, gap: float = 8.0) -> list[int]:
    """Which of the words in a row do not touch each other: every one, every second, … and the one ``always``."""
    for step in range(1, len(boxes) + 1):
        # Counted from the one that must stay, so that the rest keeps its rhythm.
        start = always % step if always >= 0 else 0
        chosen = list(range(start, len(boxes), step))
        if all(boxes[a].right() + gap <= boxes[b].left() for a, b in itertools.pairwise(chosen)):
            return chosen
    return []
