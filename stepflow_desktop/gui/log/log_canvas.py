"""The picture of a log that can be scrolled: what it shows of which document, and the place it is at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from stepflow_desktop.core.model import StepStatus
from stepflow_desktop.gui.log.document import LogDocument
from stepflow_desktop.gui.log.line_times import TimeMode
from stepflow_desktop.gui.log.log_picture import LogPicture
from stepflow_desktop.gui.log.overview_strip import WIDTH as STRIP_WIDTH
from stepflow_desktop.gui.log.overview_strip import OverviewStrip
from stepflow_desktop.gui.log.scanner import Courtesy
from stepflow_desktop.gui.log.worker import Snapshot
from stepflow_desktop.gui.theme import Theme

SMALLEST_TEXT = 8
LARGEST_TEXT = 24


class LogCanvas(LogPicture):
    """Shows one ``LogDocument``. ``follow`` keeps its end in sight; any way upward or a selection turns it off.

    ``step_in_view`` has the id of the step at the top, ``follow_changed`` whether it follows now, ``moved`` comes
    after every change of place.
    """

    step_in_view = Signal(str)
    follow_changed = Signal(bool)
    moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        theme = theme.for_log()
        super().__init__(theme, parent)
        self.follow = False
        self._step_in_view = ""
        self._time_mode = TimeMode.CLOCK
        self.strip = OverviewStrip(theme, self)
        self.setViewportMargins(0, 0, STRIP_WIDTH, 0)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Log"))
        self.viewport().setMouseTracking(True)
        self.selecting.scrolled.connect(self._place_changed)
        self.horizontalScrollBar().valueChanged.connect(self._on_horizontal)
        theme.changed.connect(self._on_theme)

    # -- what is shown

    def set_document(self, document: LogDocument | None, courtesy: Courtesy | None = None) -> None:
        """Show ``document``; ``courtesy`` holds back the thread that works for it while the view paints."""
        self._courtesy = courtesy or Courtesy()
        self.document = self.place.document = document
        self.place.top = self.place.skipped = 0
        self.selecting.clear()
        self.finding.forget()
        self._step_in_view = ""
        if document is not None:
            document.time_mode = self._time_mode
        self._forget_widest()
        self.refresh()

    def take(self, snapshot: Snapshot) -> None:
        """Show a newer state of the log: at its end when following, else what was in sight stays there."""
        document = self.document
        if document is None:
            return
        with self._courtesy:
            anchor = self.place.anchor()
            self._known_pieces = document.snapshot.pieces
            if snapshot.wanted.showing != document.snapshot.wanted.showing:
                self._forget_widest()
            keep_open = -1 if self.follow else self.place.current_step()
            document.take(snapshot, keep_open, reading=not self.follow)
            self.place.restore(anchor)
            self.finding.take(snapshot)
            self._watch_running()
            self._fit()

    def _forget_widest(self) -> None:
        self._widest = 0
        self.horizontalScrollBar().setRange(0, 0)

    def refresh(self) -> None:
        """Work out sizes and places anew and repaint everything."""
        self._seen = ()
        self._fit()

    def _fit(self) -> None:
        document = self.document
        self.place.line_height = self.painter.text.line_height
        self.place.height = self.viewport().height()
        if document is not None:
            has_groups = bool(document.snapshot.layout.groups.first)
            self.painter.layout(document.snapshot.lines, document.time_mode, has_groups=has_groups)
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
        running = document is not None and any(step.status is StepStatus.RUNNING for step in document.steps[-8:])
        self._turning.setVisible(running)

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

    def go_to_start(self) -> None:
        self.set_follow(False)
        self.place.go_to(0)
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
        self._repaint()
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
        """Make the text larger, or smaller, by some pixels; 0 brings back its usual size."""
        usual = self._theme.font("log").pixelSize()
        wanted = self.painter.text.font.pixelSize() + pixels if pixels else usual
        self.painter.text.set_size(max(SMALLEST_TEXT, min(LARGEST_TEXT, wanted)))
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

    def fold_group(self, group: int, folded: bool) -> None:
        """Fold or unfold a group of lines."""
        if self.document is not None:
            anchor = self.place.anchor()
            self.document.fold_group(group, folded)
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
        if self.painter.text.take_font():
            self.refresh()
        self.viewport().update()
