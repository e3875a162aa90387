"""Pictures made of pixels: the size in the header first, then the pixels, in a thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from stepflow_desktop.gui.preview.kinds import PICTURE_BYTES, PICTURE_PIXELS

# The name decides the decoder, so that odd bytes are refused instead of being tried on every decoder.
FORMATS = {
    ".png": b"png",
    ".jpg": b"jpeg",
    ".jpeg": b"jpeg",
    ".gif": b"gif",
    ".webp": b"webp",
    ".bmp": b"bmp",
    ".tif": b"tiff",
    ".tiff": b"tiff",
    ".ico": b"ico",
    ".ppm": b"ppm",
}


@dataclass(frozen=True)
class Picture:
    """``image`` is None when it was not decoded, and ``code`` says why. ``frames`` is 1 unless it moves."""

    size: QSize
    image: QImage | None = None
    frames: int = 1
    code: str = ""


def read_picture(path: Path) -> Picture:
    """The picture at ``path``, the first of its frames. Raises OSError when the file cannot be read."""
    if path.stat().st_size > PICTURE_BYTES:
        return Picture(QSize(), code="too_big")
    reader = QImageReader(str(path), FORMATS.get(path.suffix.lower(), b"png"))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        return Picture(QSize(), code="damaged")
    if size.width() * size.height() > PICTURE_PIXELS:
        return Picture(size, code="too_many_pixels")
    frames = max(1, reader.imageCount()) if reader.supportsAnimation() else 1
    image = reader.read()
    if image.isNull():
        return Picture(size, code="damaged")
    return Picture(image.size(), image, frames)


def scaled_down(image: QImage, size: QSize) -> QImage:
    """``image`` smooth at a smaller size; takes its time, so it belongs into a thread."""
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
