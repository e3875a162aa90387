"""Small pictures of files: images from a thread; documents and drawings from a reader's process, one after the other.

Those that were drawn are kept for a while.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from stepflow_desktop.core.model import Artifact
from stepflow_desktop.gui.models.thumbnails import SIDE, Thumbnails
from stepflow_desktop.gui.preview.kinds import SVG_BYTES, Kind, kind_of
from stepflow_desktop.gui.preview.reader_process import ReaderProcess

PATIENCE_S = 5.0
PDF_BYTES = 50_000_000
KEPT_BYTES = 20_000_000
# Of more than these the ones that were asked for longest ago get no picture until other files are shown.
MOST_WAITING = 200
_BYTES_PER_PIXEL = 4
_KEEP, _SMOOTH = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation


@dataclass(frozen=True, slots=True)
class _Wish:
    artifact_id: str
    path: Path
    size: int

    @property
    def key(self) -> tuple[str, int]:
        return (self.artifact_id, self.size)


def has_first_page(file_name: str, size: int) -> bool:
    """Whether a file of this name and size (bytes) is drawn small."""
    kind = kind_of(file_name, size=size)
    return (kind is Kind.PDF and size <= PDF_BYTES) or (kind is Kind.DRAWING and size <= SVG_BYTES)


class FirstPages(QObject):
    """``ready`` brings the id that was asked for and an image at most ``side`` pixels wide and high."""

    ready = Signal(str, QImage)

    def __init__(self, side: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._reader = ReaderProcess(self)
        self._waiting: OrderedDict[str, _Wish] = OrderedDict()
        self._now: _Wish | None = None
        self._kept: OrderedDict[tuple[str, int], QImage] = OrderedDict()
        # Answers come from Qt's loop, never while something is asked.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._next)

    def ask(self, artifact_id: str, path: Path, size: int) -> None:
        self._waiting[artifact_id] = _Wish(artifact_id, path, size)
        while len(self._waiting) > MOST_WAITING:
            self._waiting.popitem(last=False)
        if self._now is None:
            self._soon.start()

    def restart(self) -> None:
        """Forget what is still waiting; what was made is kept."""
        self._waiting.clear()
        self._soon.stop()
        self._now = None
        self._reader.close()

    def _next(self) -> None:
        self._now = None
        while self._waiting:
            _id, wish = self._waiting.popitem(last=False)
            kept = self._kept.get(wish.key)
            if kept is None:
                self._now = wish
                self._open(wish)
                return
            self._kept.move_to_end(wish.key)
            self.ready.emit(wish.artifact_id, kept)
        self._reader.close()

    def _open(self, wish: _Wish) -> None:
        if kind_of(wish.path.name, size=wish.size) is Kind.PDF:
            question, form = {"number": 0, "width": self._side}, QImage.Format.Format_RGB32
            kind, ask = "pdf", "page"
        else:
            question, form = {"width": self._side}, QImage.Format.Format_ARGB32_Premultiplied
            kind, ask = "drawing", "pixels"

        def drawn(told: Mapping[str, Any], payload: bytes) -> None:
            image = QImage(payload, told["width"], told["height"], told["stride"], form)
            self._take(wish, image)

        def opened(_told: Mapping[str, Any], _payload: bytes) -> None:
            self._reader.ask(ask, drawn, self._on_failed, patience_s=PATIENCE_S, **question)

        self._reader.open(kind, opened, self._on_failed, patience_s=PATIENCE_S, path=str(wish.path))

    def _take(self, wish: _Wish, image: QImage) -> None:
        side = self._side
        fitted = image.size().boundedTo(image.size().scaled(side, side, _KEEP))
        small = image.scaled(fitted, _KEEP, _SMOOTH) if fitted != image.size() else image.copy()
        self._kept[wish.key] = small
        while len(self._kept) * side * side * _BYTES_PER_PIXEL > KEPT_BYTES:
            self._kept.popitem(last=False)
        self._soon.start()
        self.ready.emit(wish.artifact_id, small)

    def _on_failed(self, _code: str, _detail: str) -> None:
        """Whoever looks at the file is told why; here it just has no picture."""
        self._soon.start()


class FileThumbnails(Thumbnails):
    """Small pictures of everything that has one; a process is started when there is a first document or drawing."""

    def __init__(self, parent: QObject | None = None, *, side: int = SIDE) -> None:
        super().__init__(parent, side=side)
        self._pages = FirstPages(side, self)
        self._pages.ready.connect(self.ready)

    def restart(self) -> None:
        super().restart()
        self._pages.restart()

    def ask_other(self, artifact: Artifact, path: Path) -> None:
        if has_first_page(artifact.file_name, artifact.file_size):
            self._pages.ask(artifact.id, path, artifact.file_size)
