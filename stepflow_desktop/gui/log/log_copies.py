"""Copies of the log, on the clipboard or in a file, made in a thread so that the window goes on."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from stepflow_desktop.gui.log.exporting import export_log
from stepflow_desktop.gui.log.job import Job
from stepflow_desktop.gui.log.log_view import LogView

LOOKED_AT_MS = 50
SUFFIXES = {"text": ".txt", "ansi": ".ansi", "html": ".html"}


class LogCopies(QObject):
    """Of the document that ``view`` shows.

    ``saved`` comes when the log was saved or copied: the path, empty for a copy, and the problem, empty if all went
    well.
    """

    saved = Signal(str, str)

    def __init__(self, view: LogView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._widget = parent
        self._stopping = threading.Event()
        weakref.finalize(self, self._stopping.set)
        self._jobs: list[tuple[Job, Callable[[Job], None]]] = []
        self._timer = QTimer(self, interval=LOOKED_AT_MS)
        self._timer.timeout.connect(self._on_timer)

    def ask_where(self, kind: str, name: str, part: tuple[int, int | None] = (0, None)) -> None:
        """Ask where to save the log, or the bytes of a ``part`` of it, as ``kind``, proposing ``name``."""
        words = {
            "text": self.tr("Text (*.txt)"),
            "ansi": self.tr("Text with colours (*.ansi)"),
            "html": self.tr("Page (*.html)"),
        }
        picker = QFileDialog(self._widget, self.tr("Save log"))
        picker.setObjectName("save_log_as")
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setNameFilter(words[kind])
        picker.setDefaultSuffix(SUFFIXES[kind])
        plain = "".join(char if char.isalnum() or char in " -_." else "_" for char in name)
        picker.selectFile(f"{plain[:80] or 'log'}{SUFFIXES[kind]}")
        picker.fileSelected.connect(lambda target: self.save_to(Path(target), kind, part))
        picker.open()

    def save_to(self, target: Path, kind: str, part: tuple[int, int | None] = (0, None)) -> None:
        """Write the log as ``text``, ``ansi`` or ``html``; ``saved`` tells the outcome."""
        document = self._view.document
        if document is None:
            return
        path, masks, stopping = document.path, document.snapshot.wanted.masks, self._stopping

        def work() -> str:
            export_log(path, target, kind, masks, stopping.is_set, part)
            return str(target)

        self.run(Job("log-export", work), lambda job: self.saved.emit(str(target), job.problem))

    def copy_all(self) -> None:
        """Everything that is shown, as plain text."""
        self._view.selecting.select_all()
        self.copy_selection()

    def copy_selection(self) -> None:
        """Copy what may be long, without holding up the window."""
        document, selection = self._view.document, self._view.selecting.selection
        if document is None or selection is None:
            return
        twin = document.twin()

        def work() -> str:
            try:
                return "\n".join(twin.texts(selection.first, selection.last))
            finally:
                twin.close()

        self.run(Job("log-copy", work), self._on_copied)

    def run(self, job: Job, finish: Callable[[Job], None]) -> None:
        """Call ``finish`` in this thread when ``job`` is done."""
        self._jobs.append((job, finish))
        self._timer.start()

    def _on_timer(self) -> None:
        done = [each for each in self._jobs if each[0].done]
        self._jobs = [each for each in self._jobs if each not in done]
        if not self._jobs:
            self._timer.stop()
        for job, finish in done:
            finish(job)

    def _on_copied(self, job: Job) -> None:
        if not job.problem:
            QGuiApplication.clipboard().setText(job.text)
        self.saved.emit("", job.problem)
