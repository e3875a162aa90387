"""Rows of what runs now: status shape, name, time left; step and percent; a ribbon."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.estimates import Outlook
from stepflow_desktop.core.forecast import NOTHING_EXPECTED
from stepflow_desktop.core.model import Execution
from stepflow_desktop.gui.models.execution_text import first_line, right_texts, second_line
from stepflow_desktop.gui.models.executions import EXECUTION_ROLE, EXPECTED_ROLE, OUTLOOK_ROLE, STEPS_ROLE
from stepflow_desktop.gui.models.segments import SegmentCache
from stepflow_desktop.gui.status_shapes import paint_status
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.ribbon import paint_ribbon
from stepflow_desktop.gui.widgets.row_painting import line_rect, paint_row_box, paint_text

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 60
LEFT = 8
TEXT_LEFT = 34
RIBBON_HEIGHT = 6
_RIGHT = Qt.AlignmentFlag.AlignRight


class RunningDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._ribbons = SegmentCache()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._theme.row(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect
        paint_row_box(painter, rect.adjusted(0, 1, 0, -1), option, self._theme)
        self._paint_row(painter, rect, index)
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        color, font = self._theme.color, self._theme.font
        execution: Execution = index.data(EXECUTION_ROLE)
        outlook: Outlook = index.data(OUTLOOK_ROLE)
        steps, now, phase = index.data(STEPS_ROLE), self._clock.now(), self._theme.pulse.phase
        shape = QRectF(rect.left() + LEFT, rect.top() + self._theme.row(18) - 8, 16, 16)
        paint_status(painter, shape, execution.status.value, self._theme, phase)
        left, right = rect.left() + TEXT_LEFT, rect.right() - LEFT
        top, bottom = rect.top() + self._theme.row(18), rect.top() + self._theme.row(36)
        first, second = right_texts(execution, now, outlook)
        estimated = outlook.left_s is not None and not outlook.late_s
        time_font = font("small_strong" if estimated else "small_medium")
        time_color = color("running" if estimated else "text2")
        width = paint_text(painter, line_rect(left, right, top), first, time_font, time_color, _RIGHT)
        name = line_rect(left, right - width - 10, top)
        paint_text(painter, name, first_line(execution.name), font("body_strong"), color("text"))
        width = paint_text(painter, line_rect(left, right, bottom), second, font("small"), color("text2"), _RIGHT)
        told = second_line(execution, steps, outlook)
        paint_text(painter, line_rect(left, right - width - 10, bottom), told, font("small"), color("text2"))
        ribbon = QRectF(left, rect.top() + self._theme.row(49), right - left, RIBBON_HEIGHT)
        shown = self._ribbons.segments(execution, steps, now, index.data(EXPECTED_ROLE) or NOTHING_EXPECTED)
        paint_ribbon(painter, ribbon, shown, self._theme, phase)
