"""Files of every kind, and some that were made to do harm."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter

from stepflow_desktop.gui.preview.previewer import Shown

Shower = Callable[[str, bytes | str], Shown]


@pytest.fixture
def write(tmp_path: Path) -> Shower:
    """Writes a file and answers what a previewer is given for it."""

    def write(name: str, content: bytes | str) -> Shown:
        path = tmp_path / name
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(data)
        return Shown(path, name, len(data))

    return write


def shown(path: Path) -> Shown:
    return Shown(path, path.name, path.stat().st_size)


def picture(path: Path, width: int = 64, height: int = 40, colour: str = "teal") -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))
    return path


def document(path: Path, pages: tuple[str, ...] = ("first page", "second page")) -> Path:
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    painter = QPainter(writer)
    for number, words in enumerate(pages):
        if number:
            writer.newPage()
        painter.drawText(600, 900, words)
    painter.end()
    return path


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return path


def as_json(value: object) -> str:
    return json.dumps(value)
