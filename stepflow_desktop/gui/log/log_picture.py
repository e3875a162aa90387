"""The rows of a log that can be seen, painted straight from the file, and no more of them than has changed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from stepflow_desktop.core.clock import SystemClock
from stepflow_desktop.core.model import StepStatus
from stepflow_desktop.gui.log.document import LogDocument, ShownLine
from stepflow_desktop.gui.log.finding import Finding
from stepflow_desktop.gui.log.links import Link
from stepflow_desktop.gui.log.repainting import SeenRow, repainting
from stepflow_desktop.gui.log.row_painter import RowPainter
from stepflow_desktop.gui.log.rows import RowKind
from stepflow_desktop.gui.log.scanner import Courtesy
from stepflow_desktop.gui.log.selecting import Selecting
from stepflow_desktop.gui.log.selection import Place
from stepflow_desktop.gui.log.text_painter import Highlight
from stepflow_desktop.gui.log.viewport import HEADER_HEIGHT, TOP_GAP, Placed, Viewport
from stepflow_desktop.gui.theme import Theme

CARET_WIDTH = 2
NO_ROW = -1
STICKY_HEADER = -2


class LogPicture(QAbstractScrollArea):
    """Paints what lies at ``place`` of ``document``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.document: LogDocument | None = None
        self.place = Viewport()
        self.painter = RowPainter(theme)
        self.selecting = Selecting(self.place, self.painter, self)
        self.finding = Finding(self)
        self.wrap = False
        self.hovered_row = NO_ROW
        self.hovered_link: tuple[int, Link] | None = None
        self.shows_focus = False
        self.caret_on = False
        self._courtesy = Courtesy()
        self._clock = SystemClock()
        self._widest = 0
        # The pulse repaints whatever is watched; this dot stands for the few shapes that really turn.
        self._turning = QWidget(self)
        self._turning.setFixedSize(1, 1)
        self._turning.hide()
        self._turned_s = 0
        self._seen: tuple[SeenRow, ...] = ()
        self._seen_sticky: tuple[object, ...] = ()
        self._fitted: tuple[object, ...] = ()
        self._known_pieces = 0
        theme.pulse.watch(self._turning)
        theme.pulse.beat.connect(self._on_beat)
        self.viewport().setAutoFillBackground(False)
        # Without it Qt does not move what is on the screen but has it painted again.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # -- what has to be painted

    def _repaint(self) -> None:
        """Have painted what looks different now; rows that have only moved are moved as they are."""
        old, self._seen, was_fitted, self._fitted = self._seen, tuple(self._rows_seen()), self._fitted, self._fit_now()
        port = self.viewport()
        change = repainting(old, self._seen, port.height()) if was_fitted == self._fitted else None
        if change is None or self.shows_focus:
            port.update()
            return
        if change.moved:
            top = self.place.content_top()
            port.scroll(0, change.moved, QRect(0, top, port.width(), port.height() - top))
        for start, end in change.bands:
            port.update(0, start, port.width(), end - start)
        sticky = self._header_look(self.place.sticky_step())
        if sticky != self._seen_sticky:
            self._seen_sticky = sticky
            port.update(0, 0, port.width(), TOP_GAP + HEADER_HEIGHT)

    def _fit_now(self) -> tuple[object, ...]:
        """What every row depends on."""
        return (
            *(self.painter.number_right, self.painter.text_left, self.place.wrap_columns, self.place.line_height),
            *(self.horizontalScrollBar().value(), self.viewport().width()),
        )

    def _rows_seen(self) -> Iterator[SeenRow]:
        document = self.document
        if document is None:
            return
        for placed in self.place.placed():
            row = document.row(placed.number)
            look: tuple[object, ...]
            if row.kind is RowKind.STEP:
                look = self._header_look(row.item)
            elif row.kind is RowKind.ARTIFACT:
                look = (row.kind, document.snapshot.layout.artifacts[row.item].id, row.item)
            else:
                # A line that has just come may grow, or get its time a moment later.
                growing = document.snapshot.size if row.item >= self._known_pieces - 1 else 0
                group = document.group_at(row.item)
                folded = group >= 0 and document.is_group_folded(group)
                look = (row.kind, row.item, placed.skipped, growing, group >= 0, folded)
            yield SeenRow(look, placed.y, placed.height)

    def _header_look(self, step: int) -> tuple[object, ...]:
        document = self.document
        if document is None or step < 0:
            return ()
        shown = document.steps[step]
        return RowKind.STEP, shown.id, shown.name, shown.status, document.is_folded(step), document.step_lines(step)

    def _on_beat(self) -> None:
        """Turn the rings of running steps; their times are written anew once a second."""
        if not self._turning.isVisible():
            return
        second = int(self._clock.now().boot_us / 1e6)
        whole, self._turned_s = second != self._turned_s, second
        for card in self._running_headers():
            self.viewport().update(card if whole else self.painter.shape_rect(card))

    def _running_headers(self) -> list[QRect]:
        """Where the headers of running steps are in sight."""
        document = self.document
        if document is None or not self.place.total:
            return []
        shown = [(self.place.sticky_step(), TOP_GAP)]
        for placed in self.place.placed():
            row = document.row(placed.number)
            if row.kind is RowKind.STEP:
                shown.append((row.item, placed.y))
        return [
            self.painter.card_rect(y, self.viewport().width())
            for step, y in shown
            if step >= 0 and document.steps[step].status is StepStatus.RUNNING
        ]

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with self._courtesy:
            self._paint(event.region())

    def _paint(self, part: QRegion) -> None:
        """Paint the rows that lie in ``part`` of the viewport."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(part.boundingRect(), self._theme.color("log_bg"))
        if self.document is None or not self.place.total:
            return
        now_s = self._clock.now().boot_us / 1e6
        widest = 0
        for placed in self.place.placed():
            if part.intersects(QRect(0, placed.y, self.viewport().width(), placed.height)):
                widest = max(widest, self._paint_row(painter, self.document, placed, now_s))
        sticky = self.place.sticky_step()
        if sticky >= 0 and part.intersects(QRect(0, 0, self.viewport().width(), TOP_GAP + HEADER_HEIGHT)):
            width = self.viewport().width()
            painter.fillRect(0, 0, width, TOP_GAP + HEADER_HEIGHT, self._theme.color("log_bg"))
            hovered = self.hovered_row == STICKY_HEADER
            self.painter.paint_header(painter, self.document, sticky, TOP_GAP, width, now_s, hovered)
        if self.shows_focus and self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()
        self._take_widest(widest)

    def _paint_row(self, painter: QPainter, document: LogDocument, placed: Placed, now_s: float) -> int:
        """Paint one row; how many columns it has."""
        row, view = document.row(placed.number), self.viewport().rect()
        hovered = placed.number == self.hovered_row
        if row.kind is RowKind.STEP:
            self.painter.paint_header(painter, document, row.item, placed.y, view.width(), now_s, hovered)
            return 0
        if row.kind is RowKind.ARTIFACT:
            artifact = document.snapshot.layout.artifacts[row.item]
            self.painter.paint_artifact(painter, artifact, placed.y, placed.height, view.width(), hovered)
            return 0
        line = document.line(row.item)
        self.painter.paint_line(
            painter,
            document,
            line,
            row.step,
            placed,
            view,
            self.horizontalScrollBar().value(),
            self.place.wrap_columns,
            self._highlights(line),
        )
        if self.caret_on and self.hasFocus():
            self._paint_caret(painter, line, placed)
        return line.width

    def _paint_caret(self, painter: QPainter, line: ShownLine, placed: Placed) -> None:
        selection = self.selecting.selection
        if selection is not None and selection.caret.piece == line.piece:
            rect = self._cell(line, selection.caret.character, placed)
            painter.fillRect(rect.x() - 1, rect.y() + 1, CARET_WIDTH, rect.height() - 2, self._theme.color("accent"))

    def rect_of(self, row: int, place: Place | None) -> QRect | None:
        """Where in the viewport ``place`` in ``row`` is, or the whole row; None if it is not in sight."""
        for placed in self.place.placed():
            if placed.number == row:
                if place is None or self.document is None:
                    return QRect(0, placed.y, self.viewport().width(), placed.height)
                return self._cell(self.document.line(place.piece), place.character, placed)
        return None

    def _cell(self, line: ShownLine, character: int, placed: Placed) -> QRect:
        """The room of ``character`` in the row at ``placed``."""
        text, column = self.painter.text, line.column(character)
        down, wrap = 0, self.place.wrap_columns
        if wrap:
            down, column = divmod(column, wrap)
            down, column = (down - 1, wrap) if column == 0 and down and character >= len(line.text) else (down, column)
        x = self.painter.text_left + column * text.column_width - self.horizontalScrollBar().value()
        y = placed.y + (down - placed.skipped) * text.line_height
        return QRect(round(x), y, round(text.column_width), text.line_height)

    def _highlights(self, line: ShownLine) -> list[Highlight]:
        found = self.finding.highlights(line)
        if self.hovered_link is not None and self.hovered_link[0] == line.piece:
            link = self.hovered_link[1]
            found.append(Highlight(line.column(link.start), line.column(link.end), "link"))
        selection = self.selecting.selection
        if selection is not None:
            start, end = selection.columns(line.piece, len(line.text))
            if end > start or (selection.first.piece <= line.piece < selection.last.piece):
                found.append(Highlight(line.column(start), max(line.column(end), line.column(start) + 1), "selection"))
        return found

    def _take_widest(self, columns: int) -> None:
        """Let the view scroll sideways as far as the widest line seen so far."""
        if self.wrap or columns <= self._widest:
            return
        self._widest = columns
        room = self.viewport().width() - self.painter.text_left - 8
        width = columns * self.painter.text.column_width
        bar = self.horizontalScrollBar()
        bar.setPageStep(int(room))
        bar.setSingleStep(int(self.painter.text.column_width * 4))
        bar.setRange(0, max(0, int(width - room)))
