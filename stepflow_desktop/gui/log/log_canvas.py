"""The picture of a log: the rows that can be seen, painted straight from the file, and the place it is scrolled to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from stepflow_desktop.core.clock import SystemClock
from stepflow_desktop.core.model import StepStatus
from stepflow_desktop.gui.log.document import LogDocument, ShownLine
from stepflow_desktop.gui.log.finding import Finding
from stepflow_desktop.gui.log.line_times import TimeMode
from stepflow_desktop.gui.log.overview_strip import WIDTH as STRIP_WIDTH
from stepflow_desktop.gui.log.overview_strip import OverviewStrip
from stepflow_desktop.gui.log.row_painter import RowPainter
from stepflow_desktop.gui.log.rows import RowKind
from stepflow_desktop.gui.log.scanner import Courtesy
from stepflow_desktop.gui.log.selecting import Selecting
from stepflow_desktop.gui.log.text_painter import Highlight
from stepflow_desktop.gui.log.viewport import HEADER_HEIGHT, TOP_GAP, Placed, Viewport
from stepflow_desktop.gui.log.worker import Snapshot
from stepflow_desktop.gui.theme import Theme

NO_ROW = -1
STICKY_HEADER = -2


class LogCanvas(QAbstractScrollArea):
    """Shows one ``LogDocument``. ``follow`` keeps its end in sight; any way upward or a selection turns it off.

    ``step_in_view`` has the id of the step at the top, ``follow_changed`` whether it follows now, ``moved`` comes
    after every change of place.
    """

    step_in_view = Signal(str)
    follow_changed = Signal(bool)
    moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.document: LogDocument | None = None
        self.place = Viewport()
        self.painter = RowPainter(theme)
        self.selecting = Selecting(self.place, self.painter, self)
        self.finding = Finding(self)
        self.follow = False
        self.wrap = False
        self.hovered_row = NO_ROW
        self._courtesy = Courtesy()
        self._clock = SystemClock()
        self._widest = 0
        self._step_in_view = ""
        self._time_mode = TimeMode.CLOCK
        self.shows_focus = False
        self.strip = OverviewStrip(theme, self)
        self.setViewportMargins(0, 0, STRIP_WIDTH, 0)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Log"))
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.selecting.scrolled.connect(self._place_changed)
        self.horizontalScrollBar().valueChanged.connect(self._on_horizontal)
        theme.changed.connect(self._on_theme)

    # -- what is shown

    def set_document(self, document: LogDocument | None, courtesy: Courtesy | None = None) -> None:
        """Show ``document``; ``courtesy`` holds back the thread that works for it while the view paints."""
        self._courtesy = courtesy or Courtesy()
        self.document = self.place.document = document
        self.place.top = self.place.skipped = self._widest = 0
        self.selecting.clear()
        self.finding.forget()
        self._step_in_view = ""
        if document is not None:
            document.time_mode = self._time_mode
        self.horizontalScrollBar().setRange(0, 0)
        self.refresh()

    def take(self, snapshot: Snapshot) -> None:
        """Show a newer state of the log: at its end when following, else what was in sight stays there."""
        document = self.document
        if document is None:
            return
        with self._courtesy:
            anchor = self.place.anchor()
            document.take(snapshot, keep_open=-1 if self.follow else self.place.current_step())
            self.place.restore(anchor)
            self.finding.take(snapshot)
            self._watch_running()
            self.refresh()

    def refresh(self) -> None:
        """Work out sizes and places anew and repaint."""
        document = self.document
        self.place.line_height = self.painter.text.line_height
        self.place.height = self.viewport().height()
        if document is not None:
            self.painter.layout(document.snapshot.lines, document.time_mode)
        columns = int((self.viewport().width() - self.painter.text_left - 8) / self.painter.text.column_width)
        self.place.wrap_columns = max(20, columns) if self.wrap else 0
        if self.follow:
            self.place.go_to(self.place.total)
        else:
            self.place.go_to(self.place.top, self.place.skipped)
        matches = document.snapshot.matches if document is not None else ()
        self.strip.set_marks(document, matches)
        self._place_changed()

    def _watch_running(self) -> None:
        document = self.document
        running = document is not None and any(step.status is StepStatus.RUNNING for step in list(document.steps)[-8:])
        (self._theme.pulse.watch if running else self._theme.pulse.unwatch)(self)

    # -- places

    def go_to_row(self, row: int) -> None:
        self.set_follow(False)
        self.place.show_row(row)
        self._place_changed()

    def go_to_piece(self, piece: int, *, select: bool = True) -> None:
        """Bring ``piece`` into sight, its step unfolded."""
        if self.document is None or not self.document.rows.total:
            return
        row = self.document.reveal(piece)
        if select:
            self.selecting.select_line(piece)
        self.go_to_row(row)

    def go_to_step(self, step: int) -> None:
        """The header of ``step`` at the top."""
        row = self.document.rows.of_step(step) if self.document is not None else None
        if row is not None:
            self.set_follow(False)
            self.place.go_to(row)
            self._place_changed()

    def set_follow(self, follow: bool) -> None:
        if follow:
            self.selecting.clear()
            self.place.go_to(self.place.total)
        if follow != self.follow:
            self.follow = follow
            self.follow_changed.emit(follow)
        self._place_changed()

    def scroll_lines(self, lines: int) -> None:
        if lines < 0:
            self.set_follow(False)
        self.place.scroll(lines)
        self._place_changed()

    def _place_changed(self) -> None:
        total = max(1, self.place.total)
        shown = max(1, self.place.height // self.place.line_height)
        share = min(1.0, shown / total)
        start = self.place.top / total
        if self.place.at_end():
            start = 1 - share
        self.strip.set_window(min(start, 1 - share), share)
        self._tell_step()
        self.viewport().update()
        self.moved.emit()

    def _tell_step(self) -> None:
        if self.document is None or not self.place.total:
            return
        step = self.document.row(min(self.place.top, self.place.total - 1)).step
        step_id = self.document.steps[step].id if step >= 0 else ""
        if step_id != self._step_in_view:
            self._step_in_view = step_id
            if step_id:
                self.step_in_view.emit(step_id)

    # -- switches

    def set_wrap(self, wrap: bool) -> None:
        self.wrap = wrap
        self.horizontalScrollBar().setValue(0)
        self.horizontalScrollBar().setRange(0, 0)
        self._widest = 0
        self.refresh()

    def set_time_mode(self, mode: TimeMode) -> None:
        self._time_mode = mode
        if self.document is not None:
            self.document.time_mode = mode
        self.refresh()

    def enlarge(self, pixels: int) -> None:
        """Make the text larger, or smaller, by some pixels."""
        self.painter.text.set_size(max(8, min(24, self.painter.text.font.pixelSize() + pixels)))
        self._widest = 0
        self.refresh()

    def fold(self, step: int, folded: bool) -> None:
        """Fold or unfold ``step``; the row at the top stays where it can."""
        if self.document is None or step < 0:
            return
        anchor = self.place.anchor()
        self.document.fold(step, folded)
        self.place.restore(anchor)
        self.refresh()

    def fold_all(self, folded: bool) -> None:
        if self.document is not None:
            anchor = self.place.anchor()
            self.document.fold_all(folded)
            self.place.restore(anchor)
            self.refresh()

    def _on_horizontal(self, value: int) -> None:
        self.selecting.horizontal = value
        self.viewport().update()

    def _on_theme(self) -> None:
        self.painter.take_colors()
        self.viewport().update()

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        with self._courtesy:
            self._paint()

    def _paint(self) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), self._theme.color("log_bg"))
        if self.document is None or not self.place.total:
            return
        now_s = self._clock.now().boot_us / 1e6
        widest = 0
        for placed in self.place.placed():
            widest = max(widest, self._paint_row(painter, self.document, placed, now_s))
        sticky = self.place.sticky_step()
        if sticky >= 0:
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
        return line.width

    def _highlights(self, line: ShownLine) -> list[Highlight]:
        found = self.finding.highlights(line)
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
