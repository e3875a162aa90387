"""Rows of the steps card: shapes joined by a thin rail, names, durations, and what the step says of itself."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from stepflow_desktop.core.model import Step, StepStatus
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.models.steps import FRACTION_ROLE, NOTE_ROLE, STATE_ROLE, STEP_ROLE, TIME_ROLE
from stepflow_desktop.gui.status_shapes import StatusShapes, status_token
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.ribbon import Segment, paint_ribbon
from stepflow_desktop.gui.widgets.row_painting import line_rect, paint_row_box, paint_text

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 44
NOTE_ROW_HEIGHT = 58
BAR_ROW_HEIGHT = 68
MARGIN = 7
SHAPE_LEFT = 17
SHAPE = 17
TEXT_LEFT = 45
RIGHT = 15
_DIM = (StepStatus.PENDING, StepStatus.SKIPPED)


class StepDelegate(QStyledItemDelegate):
    """A running step gets a bar when it tells how far it is; planned steps are dimmed.

    ``shapes_only`` leaves out the words, ``one_height`` makes all rows alike: without notes, and with the
    bar close to the name.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shapes = StatusShapes(theme, self)
        self.shapes_only = False
        self.one_height = False

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        if self.one_height:
            return QSize(0, self._theme.row(ROW_HEIGHT))
        step: Step = index.data(STEP_ROLE)
        if step.status is StepStatus.COMPLETED:
            # Most of many rows, and all of them are asked whenever one is added.
            return QSize(0, self._theme.row(ROW_HEIGHT))
        if step.status is StepStatus.RUNNING and index.data(FRACTION_ROLE) is not None:
            return QSize(0, self._theme.row(BAR_ROW_HEIGHT))
        return QSize(0, self._theme.row(NOTE_ROW_HEIGHT if index.data(NOTE_ROLE) else ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect
        step: Step = index.data(STEP_ROLE)
        state: str = index.data(STATE_ROLE)
        paint_row_box(painter, rect.adjusted(MARGIN, 0, -MARGIN, 0), option, self._theme)
        self._paint_rail(painter, rect, index)
        shape = "expected" if state == "pending" else state
        self._shapes.paint(painter, self.shape_rect(rect), shape)
        if not self.shapes_only:
            self._paint_words(painter, rect, index, step, state)
        painter.restore()

    def shape_rect(self, rect: QRect) -> QRect:
        return QRect(rect.left() + SHAPE_LEFT, rect.top() + self._theme.row(21) - SHAPE // 2, SHAPE, SHAPE)

    def _paint_rail(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """From the shape above to the shape below, with a little air around each."""
        shape = self.shape_rect(rect)
        x = shape.center().x() + 0.5
        painter.setPen(QPen(self._theme.color("border"), 1.5))
        if index.row() > 0:
            painter.drawLine(QLineF(QPointF(x, rect.top()), QPointF(x, shape.top() - 4)))
        if index.row() < index.model().rowCount() - 1:
            painter.drawLine(QLineF(QPointF(x, shape.bottom() + 5), QPointF(x, rect.bottom() + 1)))

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index, step: Step, state: str) -> None:
        theme = self._theme
        left, right, top = rect.left() + TEXT_LEFT, rect.right() - RIGHT, rect.top() + theme.row(21)
        loud = state in ("running", "failed")
        token = status_token(state) if loud else "text3"
        time_font = theme.font("small_medium" if loud else "small")
        time: str = index.data(TIME_ROLE)
        line = line_rect(left, right, top)
        room = right - 10 - paint_text(painter, line, time, time_font, theme.color(token), Qt.AlignmentFlag.AlignRight)
        name_font = theme.font("body_strong" if loud else "body")
        name_color = theme.color("text3" if step.status in _DIM else "text")
        paint_text(painter, line_rect(left, room, top), first_line(step.name), name_font, name_color)
        note: str = index.data(NOTE_ROLE)
        if note and not self.one_height:
            color = theme.color(status_token(state) if state in ("failed", "allowed") else "text2")
            paint_text(painter, line_rect(left, right, rect.top() + theme.row(40)), note, theme.font("small"), color)
        fraction = index.data(FRACTION_ROLE)
        if step.status is StepStatus.RUNNING and fraction is not None:
            bar = QRectF(left, rect.top() + theme.row(36 if self.one_height else 53), right - left, 5)
            paint_ribbon(painter, bar, [Segment(step.name, "running", 1.0, fraction)], theme)
