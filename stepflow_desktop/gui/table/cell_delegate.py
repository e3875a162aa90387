"""Paints the cells of the table: check boxes, status shapes, two lines of text, ribbons and tags."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.estimates import Outlook
from stepflow_desktop.core.forecast import NOTHING_EXPECTED
from stepflow_desktop.core.model import Execution, ExecutionStatus
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.models.executions import EXECUTION_ROLE, EXPECTED_ROLE, OUTLOOK_ROLE, STEPS_ROLE
from stepflow_desktop.gui.models.segments import SegmentCache
from stepflow_desktop.gui.status_shapes import paint_status, status_token
from stepflow_desktop.gui.table.columns import LOOKS, Column
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_box
from stepflow_desktop.gui.widgets.ribbon import Segment, paint_ribbon
from stepflow_desktop.gui.widgets.row_painting import line_rect, paint_text

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 51
COMPACT_HEIGHT = 34
PADDING = 10
BOX = 16
SHAPE = 15
RIBBON = 6
PILL = 20
_RIGHT = Qt.AlignmentFlag.AlignRight
_QUIET = (ExecutionStatus.PENDING, ExecutionStatus.CANCELLED)


class CellDelegate(QStyledItemDelegate):
    """``hovered`` is the row under the mouse, which is shaded over all columns; -1 for none."""

    def __init__(self, theme: Theme, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self.hovered = -1
        self.compact = False
        self._ribbons = SegmentCache()

    @property
    def row_height(self) -> int:
        return COMPACT_HEIGHT if self.compact else ROW_HEIGHT

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, self.row_height)

    def slides(self, index: Index) -> bool:
        """Whether the ribbon moves by itself, because it is unknown how far the run is."""
        execution: Execution = index.data(EXECUTION_ROLE)
        shown = self._segments(index, execution)
        return any(part.status == "running" and part.fraction is None for part in shown)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        execution = index.data(EXECUTION_ROLE)
        if execution is None:
            return
        painter.save()
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or index.row() == self.hovered:
            painter.fillRect(rect, self._theme.color("accent_soft" if selected else "hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.color("border"))
        self._paint_cell(painter, rect, index, execution, selected)
        self._paint_keyboard(painter, rect, option, index)
        painter.restore()

    def _paint_keyboard(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        """The row that has the keyboard is edged; each cell paints its part of the ring."""
        wanted = QStyle.StateFlag.State_KeyboardFocusChange | QStyle.StateFlag.State_Active
        view = self.parent()
        current = getattr(view, "currentIndex", lambda: index)()
        has_focus = bool(getattr(view, "hasFocus", lambda: False)())
        if not has_focus or current.row() != index.row() or option.state & wanted != wanted:
            return
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1)

    def _paint_cell(self, painter: QPainter, rect: QRect, index: Index, execution: Execution, selected: bool) -> None:
        match Column(index.column()):
            case Column.SELECT:
                self._paint_box(painter, rect, selected)
            case Column.STATUS:
                self._paint_status(painter, rect, index, execution)
            case Column.NAME:
                self._paint_name(painter, rect, execution)
            case Column.PROGRESS:
                self._paint_progress(painter, rect, index, execution)
            case Column.TAGS:
                self._paint_tags(painter, rect, execution)
            case column:
                self._paint_plain(painter, rect, index, column, execution)

    def _paint_box(self, painter: QPainter, rect: QRect, selected: bool) -> None:
        box = QRect(0, 0, BOX, BOX)
        box.moveCenter(rect.center())
        color = self._theme.color
        if not selected:
            paint_box(painter, box, 4, color("surface"), color("border3"))
            return
        paint_box(painter, box, 4, color("accent"))
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(box.adjusted(2, 2, -2, -2), self._theme.pixmap("check", "on_accent", BOX - 4, ratio))

    def _paint_status(self, painter: QPainter, rect: QRect, index: Index, execution: Execution) -> None:
        shape = QRectF(self.shape_rect(rect))
        status = execution.status.value
        paint_status(painter, shape, status, self._theme, self._theme.pulse.phase)
        token = "text2" if execution.status in _QUIET else status_token(status)
        line = line_rect(int(shape.right()) + 9, rect.right() - 4, rect.center().y())
        paint_text(painter, line, str(index.data()), self._theme.font("body"), self._theme.color(token))

    def shape_rect(self, rect: QRect) -> QRect:
        """Where the status shape lies in its cell, so that only that part turns."""
        return QRect(rect.left() + PADDING, rect.center().y() - SHAPE // 2, SHAPE, SHAPE)

    def _paint_name(self, painter: QPainter, rect: QRect, execution: Execution) -> None:
        left, right = rect.left() + PADDING, rect.right() - PADDING
        middle = rect.center().y()
        color, font = self._theme.color, self._theme.font
        name = first_line(execution.name)
        if self.compact:
            paint_text(painter, line_rect(left, right, middle), name, font("body_strong"), color("text"))
            return
        paint_text(
            painter, line_rect(left, right, middle - self._theme.px(9)), name, font("body_strong"), color("text")
        )
        mono = font("mono")
        mono.setPixelSize(self._theme.px(11))
        paint_text(
            painter,
            line_rect(left, right, middle + self._theme.px(10)),
            first_line(execution.command),
            mono,
            color("text2"),
        )

    def ribbon_rect(self, rect: QRect) -> QRect:
        left, width = rect.left() + PADDING, rect.width() - 2 * PADDING
        if self.compact:
            return QRect(left, rect.center().y() - 2, min(90, width // 3), RIBBON - 1)
        return QRect(left, rect.center().y() - self._theme.px(12), width, RIBBON)

    def _paint_progress(self, painter: QPainter, rect: QRect, index: Index, execution: Execution) -> None:
        ribbon = self.ribbon_rect(rect)
        segments = self._segments(index, execution)
        paint_ribbon(painter, QRectF(ribbon), segments, self._theme, self._theme.pulse.phase)
        right = rect.right() - PADDING
        line = line_rect(rect.left() + PADDING, right, rect.center().y() + self._theme.px(10))
        if self.compact:
            line = line_rect(ribbon.right() + 10, right, rect.center().y())
        failed = execution.status is ExecutionStatus.FAILED
        color = self._theme.color("failed" if failed else "text2")
        paint_text(painter, line, str(index.data()), self._theme.font("micro"), color)

    def _segments(self, index: Index, execution: Execution) -> list[Segment]:
        expected = index.data(EXPECTED_ROLE) or NOTHING_EXPECTED
        return self._ribbons.segments(execution, index.data(STEPS_ROLE), self._clock.now(), expected)

    def _paint_tags(self, painter: QPainter, rect: QRect, execution: Execution) -> None:
        font = self._theme.font("micro_medium")
        metrics = QFontMetrics(font)
        pill = self._theme.px(PILL)
        x, right, top = rect.left() + PADDING, rect.right() - PADDING, rect.center().y() - pill // 2 + 1
        for number, tag in enumerate(execution.tags):
            rest = len(execution.tags) - number
            reserved = metrics.horizontalAdvance(f"+{rest}") + 4 if rest > 1 else 0
            width = min(metrics.horizontalAdvance(tag) + 14, max(30, right - x))
            if x + width + reserved > right + 1 and number:
                more = line_rect(x, right, top + pill // 2)
                paint_text(painter, more, f"+{rest}", font, self._theme.color("text3"))
                return
            place = QRect(x, top, width, pill)
            paint_box(painter, place, pill / 2, self._theme.color("raised"))
            paint_text(painter, place.adjusted(7, 0, -6, 0), tag, font, self._theme.color("text2"))
            x += width + 6

    def _paint_plain(self, painter: QPainter, rect: QRect, index: Index, column: Column, execution: Execution) -> None:
        theme = self._theme
        font, token = theme.font("body"), "text2"
        if column is Column.DURATION:
            font, token = theme.font("body_strong"), "text"
        elif column is Column.FILES:
            token = "text"
        elif column is Column.ESTIMATE:
            outlook: Outlook = index.data(OUTLOOK_ROLE)
            font = theme.font("small")
            if execution.status is ExecutionStatus.RUNNING and outlook.left_s is not None:
                font, token = theme.font("small_medium"), "warning" if outlook.late_s else "running"
        elif column in (Column.ID, Column.FOLDER):
            font = theme.font("mono")
        line = line_rect(rect.left() + PADDING, rect.right() - PADDING, rect.center().y() + 1)
        align = _RIGHT if LOOKS[column].right else Qt.AlignmentFlag.AlignLeft
        paint_text(painter, line, str(index.data()), font, theme.color(token), align)
