"""Reads what a run used of processor and memory, on a thread, again and again while it runs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from stepflow_desktop.core.run_usage import NO_USAGE, Usage, read_usage

EVERY_MS = 2_500
SELDOM_MS = 15_000
MANY_RECORDS = 50_000
FILE_NAME = "usage.idx"


class UsageFeed(QObject):
    """``ready`` brings Usage of the run that is watched. Nothing is read while nothing is watched."""

    ready = Signal(object)
    _read = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._folder: Path | None = None
        self._live = False
        self._reading = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._start)
        self._read.connect(self._on_read)

    def watch(self, folder: Path, *, live: bool) -> None:
        """Read the run in ``folder``, and go on reading while it is ``live``."""
        other = folder != self._folder
        ended = self._live and not live
        self._folder, self._live = folder, live
        if other or ended or (live and not self._timer.isActive()):
            self._start()

    def stop(self) -> None:
        self._folder = None
        self._timer.stop()

    def close(self) -> None:
        self.stop()
        self._pool.clear()
        self._pool.waitForDone()

    def _start(self) -> None:
        self._timer.stop()
        if self._folder is not None and not self._reading:
            self._reading = True
            self._pool.start(_Job(self._folder, self))

    def _on_read(self, folder: str, usage: Usage) -> None:
        self._reading = False
        if self._folder is None:
            return
        if str(self._folder) != folder:
            self._start()  # another run is watched meanwhile
            return
        if self._live:
            # What takes long to read is read seldom.
            self._timer.start(SELDOM_MS if usage.records > MANY_RECORDS else EVERY_MS)
        self.ready.emit(usage)


class _Job(QRunnable):
    def __init__(self, folder: Path, owner: UsageFeed) -> None:
        super().__init__()
        self._folder = folder
        self._owner = owner

    def run(self) -> None:
        try:
            usage = read_usage(self._folder / FILE_NAME)
        except OSError:
            usage = NO_USAGE  # gone with its run
        try:
            self._owner._read.emit(str(self._folder), usage)
        except RuntimeError:
            pass  # the window is gone
