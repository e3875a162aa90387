"""The log of one execution as the rest of the window uses it: news in, commands, and what the user does out."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from stepflow_desktop.core.model import Level, StepStatus
from stepflow_desktop.gui.log.exporting import export_log
from stepflow_desktop.gui.log.finding import neighbour
from stepflow_desktop.gui.log.job import Job
from stepflow_desktop.gui.log.log_frame import LogFrame
from stepflow_desktop.gui.log.search import Query
from stepflow_desktop.gui.log.worker import Snapshot
from stepflow_desktop.gui.theme import Theme

JOBS_LOOKED_AT_MS = 50


class LogPanel(LogFrame):
    """``artifact_activated`` has an artifact's id, ``step_in_view`` a step's.

    ``saved`` comes when the log was saved or copied: the path, empty for a copy, and the problem, empty if all went
    well.
    """

    artifact_activated = Signal(str)
    step_in_view = Signal(str)
    saved = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._error_wanted = False
        self._step_wanted = ""
        super().__init__(theme, parent)
        self._stopping = threading.Event()
        weakref.finalize(self, self._stopping.set)
        self._jobs: list[tuple[Job, Callable[[Job], None]]] = []
        self._job_timer = QTimer(self, interval=JOBS_LOOKED_AT_MS)
        self._job_timer.timeout.connect(self._on_job_timer)
        self._connect()

    def _connect(self) -> None:
        bar, view = self.bar, self.view
        self.setFocusProxy(view)
        self.arrived.connect(self._on_arrived)
        bar.showing_changed.connect(lambda showing: self._want(showing=showing))
        bar.times_changed.connect(view.set_time_mode)
        bar.wrap_changed.connect(view.set_wrap)
        bar.follow_changed.connect(self.set_follow)
        bar.stepped.connect(self._on_stepped)
        bar.find_field.query_changed.connect(self._on_query)
        bar.find_field.left.connect(view.setFocus)
        bar.copy_all.triggered.connect(self.copy_all)
        bar.save.triggered.connect(self.save_as)
        bar.go_to_line.triggered.connect(self.go_to_line)
        bar.fold_all.triggered.connect(lambda: view.fold_all(True))
        bar.unfold_all.triggered.connect(lambda: view.fold_all(False))
        bar.larger.triggered.connect(lambda: view.enlarge(1))
        bar.smaller.triggered.connect(lambda: view.enlarge(-1))
        view.artifact_activated.connect(self.artifact_activated)
        view.step_in_view.connect(self.step_in_view)
        view.follow_changed.connect(bar.show_follow)
        view.finding.changed.connect(lambda: bar.find_field.show_count(view.finding))
        view.long_copy_wanted.connect(self._copy_selection)
        view.link_activated.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))
        self.footer.level_pressed.connect(lambda level: self.go_to_level(level, 1))
        for keys, direction in (("F3", 1), ("Shift+F3", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda direction=direction: self._on_stepped(direction))

    # -- what the window asks for

    def find(self) -> None:  # type: ignore[override]
        """Go to the field, with a word chosen in the log in it."""
        chosen = self.view.selecting.text(2)
        if chosen and "\n" not in chosen and len(chosen) < 200:
            self.bar.find_field.setText(chosen)
        self.bar.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.find_field.selectAll()

    def set_follow(self, follow: bool) -> None:
        self.view.set_follow(follow)

    def toggle_follow(self) -> None:
        self.set_follow(not self.view.follow)

    def toggle_wrap(self) -> None:
        self.bar.wrap.toggle()

    def toggle_timestamps(self) -> None:
        self.bar.times.click()

    def show_step(self, step_id: str) -> None:
        """Scroll to the header of a step and unfold it."""
        showing = self.bar.showing()
        if showing.is_sparse or showing.step_id not in (None, step_id):
            self.bar.show_all_steps()
        self._step_wanted = step_id
        if self.view.document is not None and self.bar.showing() == self.view.document.snapshot.wanted.showing:
            self._seek_step(self.view.document.snapshot)

    def _seek_step(self, snapshot: Snapshot) -> None:
        if snapshot.wanted.showing != self.bar.showing():
            return
        for at, step in enumerate(snapshot.layout.steps):
            if step.id == self._step_wanted and step.start_offset is not None:
                self.view.fold(at, False)
                self.view.go_to_step(at)
        self._step_wanted = ""

    def go_to_first_error(self) -> None:
        """The first error of the step that failed, else of the log, else where the failed step ends."""
        self.bar.show_all_steps()
        self._error_wanted = True
        if self.view.document is not None:
            self._seek_error(self.view.document.snapshot)

    def _seek_error(self, snapshot: Snapshot) -> None:
        layout, errors = snapshot.layout, snapshot.errors
        failed = next((at for at, step in enumerate(layout.steps) if step.status is StepStatus.FAILED), -1)
        sections = [at for at, step in enumerate(layout.step) if step == failed] if failed >= 0 else []
        inside = neighbour(errors, layout.first[sections[0]] - 1, 1) if sections else None
        last = layout.first[sections[-1] + 1] if sections and sections[-1] + 1 < len(layout.first) else layout.end
        if inside is not None and sections and layout.first[sections[0]] <= inside < last:
            self._go_to_error(inside)
        elif snapshot.scanned >= 1 and snapshot.wanted.showing == self.bar.showing() and snapshot.pieces:
            self._go_to_error(errors[0] if len(errors) else max(0, last - 1))

    def _go_to_error(self, piece: int) -> None:
        self._error_wanted = False
        self.view.go_to_piece(piece)

    def next_error(self) -> None:
        self.go_to_level(Level.ERROR, 1)

    def previous_error(self) -> None:
        self.go_to_level(Level.ERROR, -1)

    def go_to_level(self, level: Level, direction: int) -> None:
        """The next (1) or previous (-1) line of ``level``, from the last one gone to or the top."""
        if self.view.document is None:
            return
        snapshot = self.view.document.snapshot
        pieces = snapshot.errors if level is Level.ERROR else snapshot.warnings
        selection = self.view.selecting.selection
        piece = neighbour(pieces, selection.caret.piece if selection else self.view.place.top_piece() - 1, direction)
        if piece is not None:
            self.view.go_to_piece(piece)

    def go_to_line(self) -> None:
        """Ask for a line number and go there."""
        if self.view.document is None:
            return
        lines = max(1, self.view.document.snapshot.lines)
        number, chosen = QInputDialog.getInt(self, self.tr("Go to line"), self.tr("Line number"), 1, 1, lines)
        if chosen:
            self.show_line(number)

    def show_line(self, number: int) -> None:
        if self.view.document is not None:
            self.view.go_to_piece(self.view.document.piece_of_line(number))

    def save_as(self) -> None:
        """Ask where to, and write the log there in a thread of its own."""
        if self._path is None or self._execution is None:
            return
        kinds = {
            self.tr("Text (*.txt)"): "text",
            self.tr("Text with colours (*.ansi)"): "ansi",
            "HTML (*.html)": "html",
        }
        name = "".join(char if char.isalnum() or char in " -_." else "_" for char in self._execution.name)
        target, chosen = QFileDialog.getSaveFileName(
            self, self.tr("Save log"), f"{name or 'log'}.txt", ";;".join(kinds)
        )
        if target:
            self.save_to(Path(target), kinds.get(chosen, "text"))

    def save_to(self, target: Path, kind: str) -> None:
        """Write the log as ``text``, ``ansi`` or ``html``; ``saved`` tells the outcome."""
        path, document = self._path, self.view.document
        if path is None or document is None:
            return
        masks, stopping = document.snapshot.wanted.masks, self._stopping

        def work() -> str:
            export_log(path, target, kind, masks, stopping.is_set)
            return str(target)

        self._start_job(Job("log-export", work), lambda job: self.saved.emit(str(target), job.problem))

    def copy_all(self) -> None:
        """Everything that is shown, as plain text."""
        self.view.selecting.select_all()
        self._copy_selection()

    def _copy_selection(self) -> None:
        """Copy what may be long, without holding up the window."""
        document, selection = self.view.document, self.view.selecting.selection
        if document is None or selection is None:
            return
        twin = document.twin()

        def work() -> str:
            try:
                return "\n".join(twin.texts(selection.first, selection.last))
            finally:
                twin.close()

        self._start_job(Job("log-copy", work), self._on_copied)

    def _start_job(self, job: Job, finish: Callable[[Job], None]) -> None:
        self._jobs.append((job, finish))
        self._job_timer.start()

    def _on_job_timer(self) -> None:
        done = [each for each in self._jobs if each[0].done]
        self._jobs = [each for each in self._jobs if each not in done]
        if not self._jobs:
            self._job_timer.stop()
        for job, finish in done:
            finish(job)

    # -- what the parts tell

    def _on_copied(self, job: Job) -> None:
        if not job.problem:
            QGuiApplication.clipboard().setText(job.text)
        self.saved.emit("", job.problem)

    def _on_stepped(self, direction: int) -> None:
        self.view.finding.step(direction, self.view.place.top_piece())

    def _on_query(self, query: Query | None) -> None:
        self.view.finding.set_query(query, self.view.place.top_piece())
        self._want(query=query)

    def _on_arrived(self, snapshot: Snapshot) -> None:
        if self._error_wanted:
            self._seek_error(snapshot)
        if self._step_wanted:
            self._seek_step(snapshot)
