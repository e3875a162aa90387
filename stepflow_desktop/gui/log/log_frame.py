"""The parts of the log panel, the thread that works for them, and how news of the execution reaches both."""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from stepflow_desktop.core.clock import SystemClock
from stepflow_desktop.core.model import Artifact, Execution, ExecutionStatus, Step
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.log.announcing import LineReader
from stepflow_desktop.gui.log.document import LogDocument
from stepflow_desktop.gui.log.filter_strip import FilterStrip, LineFilter
from stepflow_desktop.gui.log.layout import Showing
from stepflow_desktop.gui.log.levels import LevelOf, level_of, stated_level
from stepflow_desktop.gui.log.log_bar import LogBar
from stepflow_desktop.gui.log.log_file import LogFile
from stepflow_desktop.gui.log.log_footer import LogFooter
from stepflow_desktop.gui.log.log_view import LogView
from stepflow_desktop.gui.log.worker import LogWorker, Snapshot
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.empty_state import EmptyState
from stepflow_desktop.gui.widgets.focus_stop import FocusStop
from stepflow_desktop.gui.widgets.painting import RADIUS_CARD, paint_box

LOOK_SOON_MS = 30
LOOK_EVERY_MS = 100
LOOK_WHEN_HIDDEN_MS = 250


class LogFrame(FocusStop):
    """Bar, view and footer of one log. ``arrived`` comes after each snapshot the view took."""

    arrived = Signal(Snapshot)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = SystemClock()
        self._path: Path | None = None
        self._execution: Execution | None = None
        self._worker: LogWorker | None = None
        self._news: deque[Snapshot] = deque(maxlen=1)
        self._let_go: weakref.finalize[[LogWorker, LogDocument], LogFrame] | None = None
        self._steps: tuple[Step, ...] = ()
        self._was_read = False
        self.follows_from_start = True
        self.guesses_levels = True
        self.bar = LogBar(theme)
        self.view = LogView(theme)
        self.footer = LogFooter(theme)
        self.filter_strip = FilterStrip(theme)
        self.reader = LineReader(self.view, self)
        self.empty = EmptyState(theme, "scroll-text", self.tr("No output"))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer)
        theme.changed.connect(self.update)
        self._build()
        self.clear()

    def _build(self) -> None:
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(1)
        column.addWidget(self.bar)
        column.addWidget(self.filter_strip)
        column.addLayout(self._stack, 1)
        column.addWidget(self.footer)
        # Only now: a stack shows its first widget at once, which without a parent would be a window of its own.
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self.focus_stop = self.view
        # Tab goes as the eye does.
        for before, after in pairwise((self.filter_strip.button, self.view, self.footer.errors, self.footer.warnings)):
            QWidget.setTabOrder(before, after)
        self.bar.showing_changed.connect(self._on_showing)
        self.filter_strip.cleared.connect(lambda: self.bar.set_line_filter(LineFilter()))

    # -- in

    def set_execution(
        self,
        log_path: Path,
        execution: Execution,
        steps: Sequence[Step],
        artifacts: Sequence[Artifact],
        masks: Sequence[str],
    ) -> None:
        """Show the log at ``log_path``, or take what is new if it is the one shown."""
        if log_path == self._path:
            self.update_execution(execution, steps, artifacts, masks)
            return
        self.clear()
        self._path = log_path
        self._was_read = False
        self.bar.set_line_filter(LineFilter())
        self._news.clear()
        self._worker = self._made_worker(log_path)
        document = LogDocument(log_path, self._worker.index, self._level_of())
        self._let_go = weakref.finalize(self, _let_go, self._worker, document)
        self.view.set_document(document, self._worker.courtesy)
        self.bar.setEnabled(True)
        self.update_execution(execution, steps, artifacts, masks)
        self._want(showing=self.bar.showing(), query=self.bar.find_field.query())
        self.view.finding.set_query(self.bar.find_field.query(), 0)
        self.view.set_follow(self.view.live and self.follows_from_start)
        self._worker.start()

    def _made_worker(self, path: Path) -> LogWorker:
        return LogWorker(LogFile(path), self._news.append, level_of=self._level_of())

    def _level_of(self) -> LevelOf:
        return level_of if self.guesses_levels else stated_level

    def update_execution(
        self, execution: Execution, steps: Sequence[Step], artifacts: Sequence[Artifact], masks: Sequence[str]
    ) -> None:
        """Take what has changed; the log may have grown as well."""
        if self._worker is None or self.view.document is None:
            return
        self._execution = self.view.document.execution = execution
        live = not execution.status.is_final
        self.bar.show_steps(steps)
        # The same objects are alike without a look into them, so that of many steps only those that changed cost.
        if tuple(steps) != self._steps:
            self._steps = tuple(steps)
        self._want(steps=self._steps, artifacts=tuple(artifacts), masks=tuple(masks), final=not live)
        self.view.set_live(live)
        self._pace()
        self._show_state()

    def clear(self) -> None:
        """Show nothing."""
        if self._let_go is not None:
            self._let_go()
        self._worker = self._path = self._execution = None
        self._steps = ()
        self._timer.stop()
        self.view.set_document(None)
        self.view.set_live(False)
        self.footer.restart()
        self.bar.show_steps(())
        self.bar.setEnabled(False)
        self._show_state()

    def _on_showing(self, showing: Showing) -> None:
        self.filter_strip.show_filter(self.bar.line_filter)
        self._want(showing=showing)

    def _want(self, **changes: object) -> None:
        if self._worker is not None:
            self._worker.want(**changes)
            self._pace()

    # -- time and looks

    def _pace(self) -> None:
        """Look for news while there may be any: soon after something was asked for, less often while hidden."""
        interval = 0
        if self._worker is not None and not self._is_settled(self._worker):
            interval = LOOK_SOON_MS
        elif self.view.live:
            interval = LOOK_EVERY_MS if self.isVisible() else LOOK_WHEN_HIDDEN_MS
        if not interval:
            self._timer.stop()
        elif not self._timer.isActive() or self._timer.interval() != interval:
            self._timer.start(interval)

    def _is_settled(self, worker: LogWorker) -> bool:
        """Whether the view shows all that is wanted, as far as the log goes."""
        document = self.view.document
        shown = document is not None and (worker.idle and document.snapshot.wanted == worker.wanted)
        return shown and not self._news

    def _on_timer(self) -> None:
        if self._worker is None:
            return
        if self._news:
            snapshot = self._news.pop()
            self.view.take(snapshot)
            self._read_new(snapshot)
            self.arrived.emit(snapshot)
        if self.view.live:
            self._worker.look()
        self._pace()
        self._show_state()

    def _read_new(self, snapshot: Snapshot) -> None:
        """Lines that came before the log was opened are not read."""
        document = self.view.document
        if document is not None and self._was_read:
            self.reader.take(document)
        elif snapshot.scanned >= 1:
            self._was_read = True
            self.reader.restart(snapshot.whole)

    def _show_state(self) -> None:
        """Footer, and what stands there while there is nothing to show."""
        document, execution = self.view.document, self._execution
        self.footer.setVisible(execution is not None)
        if document is None or execution is None:
            self._show_empty(self.tr("No log"), "")
            return
        snapshot = document.snapshot
        self.footer.show_state(execution, snapshot, self.view.live)
        if document.rows.total:
            self._stack.setCurrentWidget(self.view)
        elif snapshot.lines:
            self._show_empty(self.tr("No lines of this kind"), self.tr("Another level, step or filter has some."))
        else:
            self._show_empty(*self._no_output(execution))

    def _no_output(self, execution: Execution) -> tuple[str, str]:
        if execution.status is ExecutionStatus.PENDING:
            return self.tr("Not started yet"), ""
        if execution.status.is_final:
            return self.tr("No output"), ""
        if execution.started_boot_us is None:
            return self.tr("No output yet"), ""
        so_far = wording.duration(self._clock.now().seconds_since(execution.started_boot_us))
        hint = "" if execution.terminal else self.tr("Buffered output? Try PTY.")
        return self.tr("No output yet, {time} so far").format(time=so_far), hint

    def _show_empty(self, title: str, text: str) -> None:
        self.empty.set_words(title, text)
        self._stack.setCurrentWidget(self.empty)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pace()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pace()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), RADIUS_CARD, self._theme.color("surface"), self._theme.color("border"))
        painter.fillRect(1, self.bar.geometry().bottom() + 1, self.width() - 2, 1, self._theme.color("border"))
        if self.footer.isVisible():
            painter.fillRect(1, self.footer.y() - 1, self.width() - 2, 1, self._theme.color("border"))


def _let_go(worker: LogWorker, document: LogDocument) -> None:
    worker.stop()
    document.close()
