"""Draws the program's icon at every size that a desktop asks for, from resources/icons/stepflow.svg.

``python packaging/icons.py FOLDER`` writes ``hicolor/``, as Linux keeps it, and with Qt's writers ``stepflow.ico`` for
Windows and ``stepflow.icns`` for macOS. None of it is kept in the repository.
"""

from __future__ import annotations

import os
import shutil
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "resources" / "icons" / "stepflow.svg"
NAME = "io.github.stepflow_desktop.StepFlow"
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
WINDOWS_SIZES = (16, 24, 32, 48, 64, 256)
# The kinds of a macOS icon file that hold a PNG, by the size of their picture.
MAC_KINDS = {32: b"ic11", 64: b"ic12", 128: b"ic07", 256: b"ic08", 512: b"ic09"}


def main(folder: Path) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication([])
    pictures = {size: drawn(size) for size in sorted({*SIZES, *WINDOWS_SIZES, *MAC_KINDS})}
    for size in SIZES:
        _write(folder / "hicolor" / f"{size}x{size}" / "apps" / f"{NAME}.png", pictures[size])
    scalable = folder / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SOURCE, scalable / f"{NAME}.svg")
    _write(folder / "stepflow.ico", ico({size: pictures[size] for size in WINDOWS_SIZES}))
    _write(folder / "stepflow.icns", icns({size: pictures[size] for size in MAC_KINDS}))
    del app
    return 0


def drawn(size: int) -> bytes:
    """The icon as a PNG of ``size`` by ``size`` pixels."""
    from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(SOURCE)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise OSError(f"the icon of {size} pixels could not be drawn")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon file that holds these PNGs: a head, an entry for each, then the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        # 0 stands for 256, the largest there is.
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return head + entries + b"".join(pictures.values())


def icns(pictures: dict[int, bytes]) -> bytes:
    """A macOS icon file that holds these PNGs: each behind its kind and its length."""
    parts = b"".join(MAC_KINDS[size] + struct.pack(">I", len(png) + 8) + png for size, png in pictures.items())
    return b"icns" + struct.pack(">I", len(parts) + 8) + parts


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
