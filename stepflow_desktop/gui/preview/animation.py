"""Plays a picture that moves; its frames are decoded in a reader's process, one ahead of the one that is seen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from stepflow_desktop.gui.preview.reader_process import ReaderProcess

FRAME_PATIENCE_S = 5.0


class Animation(QObject):
    """``shown`` carries a frame, ``stopped`` says that it cannot go on."""

    shown = Signal(QImage)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = ReaderProcess(self)
        self._path: Path | None = None
        self._next: tuple[QImage, int] | None = None
        self._due = True
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_due)
        self.is_playing = False

    def play(self, path: Path) -> None:
        """From the first frame, or from where it was paused."""
        self.is_playing = True
        if path != self._path:
            self._path, self._next, self._due = path, None, True
            self._reader.open("frames", lambda _told, _payload: self._ask(), self._on_failed, path=str(path))
        else:
            self._on_due()

    def pause(self) -> None:
        self.is_playing = False
        self._timer.stop()

    def end(self) -> None:
        """Forget the file and end its process."""
        self.pause()
        self._reader.close()
        self._path = self._next = None

    def _ask(self) -> None:
        self._reader.ask("frame", self._on_frame, self._on_failed, patience_s=FRAME_PATIENCE_S)

    def _on_frame(self, told: Mapping[str, Any], payload: bytes) -> None:
        form = QImage.Format.Format_ARGB32_Premultiplied
        image = QImage(payload, told["width"], told["height"], told["stride"], form).copy()
        self._next = (image, told["delay_ms"])
        if self._due and self.is_playing:
            self._show_next()

    def _on_due(self) -> None:
        self._due = True
        if self._next is not None:
            self._show_next()

    def _show_next(self) -> None:
        assert self._next is not None
        image, delay_ms = self._next
        self._next, self._due = None, False
        self._timer.start(delay_ms)
        self.shown.emit(image)
        self._ask()

    def _on_failed(self, _code: str, _detail: str) -> None:
        self.end()
        self.stopped.emit()
