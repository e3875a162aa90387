"""Rows of the list of executions: status shape, name, time; what it does; and a ribbon while it runs."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QRegion
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.estimates import Outlook
from stepflow_desktop.core.forecast import NOTHING_EXPECTED
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp, Step
from stepflow_desktop.gui.models.execution_text import first_line, held_words, right_texts, second_line
from stepflow_desktop.gui.models.executions import (
    EXECUTION_ROLE,
    EXPECTED_ROLE,
    HEADING_ROLE,
    HELD_ROLE,
    OUTLOOK_ROLE,
    STEPS_ROLE,
)
from stepflow_desktop.gui.models.segments import SegmentCache
from stepflow_desktop.gui.status_shapes import StatusShapes
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.ribbon import Segment, paint_ribbon
from stepflow_desktop.gui.widgets.row_painting import line_rect, paint_row_box, paint_text

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 64
RIBBON_ROW_HEIGHT = 76
HEADING_HEIGHT = 32
MARGIN = 8
LEFT = 18
TEXT_LEFT = 47
RIBBON_HEIGHT = 5
WORDS_HEIGHT = 52
_RIGHT = Qt.AlignmentFlag.AlignRight
_STRONG = (ExecutionStatus.RUNNING, ExecutionStatus.FAILED)


class ExecutionDelegate(QStyledItemDelegate):
    """Paints headings and executions.

    ``queue_reason`` is what a queued row says; of ``region`` only what lies in it is painted; ``right_margin`` is
    what is left free beside a row.
    """

    def __init__(self, theme: Theme, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shapes = StatusShapes(theme, self)
        self._clock = clock
        self.queue_reason = ""
        self.region = QRegion()
        self.right_margin = MARGIN
        self._ribbons = SegmentCache()
        # Of what is not the name; on the colour of the selected row it would be too faint.
        self._quiet = self._color("text3")

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        execution = index.data(EXECUTION_ROLE)
        if execution is None:
            return QSize(0, self._theme.px(HEADING_HEIGHT))
        height = RIBBON_ROW_HEIGHT if execution.status is ExecutionStatus.RUNNING else ROW_HEIGHT
        return QSize(0, self._theme.row(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect
        execution = index.data(EXECUTION_ROLE)
        if execution is None:
            self._paint_heading(painter, rect, index.data(HEADING_ROLE))
        else:
            paint_row_box(painter, rect.adjusted(MARGIN, 1, -self.right_margin, -1), option, self._theme, bar=True)
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._quiet = self._color("text2" if selected else "text3")
            self._paint_execution(painter, rect, execution, index, self._clock.now())
        painter.restore()

    def shape_rect(self, rect: QRect) -> QRect:
        """Where the status shape lies in a row, so that only that part turns."""
        return QRect(rect.left() + LEFT + 2, rect.top() + self._theme.row(18) - 9, 18, 18)

    def ribbon_rect(self, rect: QRect) -> QRect:
        return QRect(rect.left() + TEXT_LEFT, rect.top() + self._theme.row(55), self._room(rect), RIBBON_HEIGHT)

    def _room(self, rect: QRect) -> int:
        """The width of what stands beside the status shape."""
        return rect.width() - TEXT_LEFT - self.right_margin - (LEFT - MARGIN)

    def slides(self, index: Index) -> bool:
        """Whether the ribbon of a running row moves by itself, because it is unknown how far it is."""
        execution: Execution = index.data(EXECUTION_ROLE)
        shown = self._segments(execution, index.data(STEPS_ROLE), index, self._clock.now())
        return any(part.status == "running" and part.fraction is None for part in shown)

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: tuple[str, str] | None) -> None:
        if heading is None:
            return
        title, count = heading
        font = self._theme.font("micro_strong")
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.5)
        line = line_rect(
            rect.left() + LEFT, rect.left() + TEXT_LEFT + self._room(rect), rect.top() + self._theme.px(17)
        )
        color = self._theme.color("text3")
        paint_text(painter, line, title.upper(), font, color)
        paint_text(painter, line, count, self._theme.font("micro"), color, _RIGHT)

    def _paint_execution(self, painter: QPainter, rect: QRect, execution: Execution, index: Index, now: Stamp) -> None:
        phase = self._theme.pulse.phase
        self._shapes.paint(painter, self.shape_rect(rect), execution.status.value)
        words = QRect(rect.left() + TEXT_LEFT, rect.top(), self._room(rect), self._theme.row(WORDS_HEIGHT))
        if self._is_wanted(words):
            self._paint_words(painter, words, execution, index, now)
        if execution.status is ExecutionStatus.RUNNING and self._is_wanted(self.ribbon_rect(rect)):
            shown = self._segments(execution, index.data(STEPS_ROLE), index, now)
            paint_ribbon(painter, QRectF(self.ribbon_rect(rect)), shown, self._theme, phase)

    def _is_wanted(self, part: QRect) -> bool:
        """Whether ``part`` has to be painted: mostly only shapes and ribbons have moved."""
        return self.region.isEmpty() or self.region.intersects(part)

    def _paint_words(self, painter: QPainter, rect: QRect, execution: Execution, index: Index, now: Stamp) -> None:
        left, right = rect.left(), rect.right()
        top, bottom = rect.top() + self._theme.row(18), rect.top() + self._theme.row(38)
        steps: tuple[Step, ...] = index.data(STEPS_ROLE)
        outlook: Outlook = index.data(OUTLOOK_ROLE)
        first, second = right_texts(execution, now, outlook)
        room = self._paint_right(painter, line_rect(left, right, top), first, outlook)
        strong = execution.status in _STRONG
        name_font = self._theme.font("body_strong" if strong else "body_medium")
        paint_text(painter, line_rect(left, room, top), first_line(execution.name), name_font, self._color("text"))
        small = self._theme.font("small")
        micro = self._theme.font("micro")
        width = paint_text(painter, line_rect(left, right, bottom), second, micro, self._quiet, _RIGHT)
        told = held_words() if index.data(HELD_ROLE) else self._second_line(execution, steps, outlook)
        color = self._color("failed") if execution.status is ExecutionStatus.FAILED else self._quiet
        paint_text(painter, line_rect(left, right - width - 10, bottom), told, small, color)

    def _segments(self, execution: Execution, steps: tuple[Step, ...], index: Index, now: Stamp) -> list[Segment]:
        return self._ribbons.segments(execution, steps, now, index.data(EXPECTED_ROLE) or NOTHING_EXPECTED)

    def _paint_right(self, painter: QPainter, line: QRect, text: str, outlook: Outlook) -> int:
        """The time at the right of the name; answers where the name must end."""
        estimated = outlook.left_s is not None and not outlook.late_s
        font = self._theme.font("small_strong" if estimated else "small_medium")
        width = paint_text(painter, line, text, font, self._color("running") if estimated else self._quiet, _RIGHT)
        return line.right() - width - 10

    def _second_line(self, execution: Execution, steps: tuple[Step, ...], outlook: Outlook) -> str:
        if execution.status is ExecutionStatus.PENDING and self.queue_reason:
            return self.queue_reason
        return second_line(execution, steps, outlook)

    def _color(self, token: str) -> QColor:
        return self._theme.color(token)
