"""Small pictures of image files, decoded on a worker thread.

What a picture would take in memory is known from its header; larger ones are not decoded at all.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader

from stepflow_desktop.core.model import Artifact

SIDE = 96
MOST_PIXELS = 50_000_000
MOST_BYTES = 64_000_000
# Formats whose decoders read pixels and nothing else; SVG can name other files.
_FORMATS = {".png": b"png", ".jpg": b"jpeg", ".jpeg": b"jpeg", ".gif": b"gif", ".webp": b"webp", ".bmp": b"bmp"}


def can_picture(artifact: Artifact) -> bool:
    return Path(artifact.file_name).suffix.lower() in _FORMATS and artifact.file_size <= MOST_BYTES


def read_thumbnail(path: Path, side: int = SIDE) -> QImage | None:
    """The picture at ``path``, at most ``side`` pixels wide and high; None if it is none or too big."""
    # The name decides the format: bytes of another kind are refused instead of trying every decoder on them.
    reader = QImageReader(str(path), _FORMATS.get(path.suffix.lower(), b"png"))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    fitted = size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
    if fitted.width() < size.width():
        reader.setScaledSize(fitted.expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image


class Thumbnails(QObject):
    """``ready`` brings the id of an artifact and its small picture; what cannot be shown brings nothing."""

    ready = Signal(str, QImage)

    def __init__(self, parent: QObject | None = None, *, side: int = SIDE) -> None:
        super().__init__(parent)
        self.side = side
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._asked: set[str] = set()

    def restart(self) -> None:
        """Forget what is still waiting: other files are shown."""
        self._pool.clear()
        self._asked.clear()

    def ask(self, artifact: Artifact, path: Path) -> None:
        if artifact.id in self._asked:
            return
        self._asked.add(artifact.id)
        if can_picture(artifact):
            self._pool.start(_Job(artifact.id, path, self))
        else:
            self.ask_other(artifact, path)

    def ask_other(self, artifact: Artifact, path: Path) -> None:
        """What is not made of pixels has no small picture here."""

    def close(self) -> None:
        self.restart()
        self._pool.clear()
        self._pool.waitForDone()


class _Job(QRunnable):
    def __init__(self, artifact_id: str, path: Path, owner: Thumbnails) -> None:
        super().__init__()
        self._artifact_id = artifact_id
        self._path = path
        self._owner = owner

    def run(self) -> None:
        image = read_thumbnail(self._path, self._owner.side)
        if image is not None:
            self._owner.ready.emit(self._artifact_id, image)
