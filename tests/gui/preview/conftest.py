"""Files of every kind, and some that were made to do harm."""

from __future__ import annotations

import hashlib
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


def locked_document(path: Path, password: str) -> Path:
    """A document of one empty page behind a password, by the oldest of the standard's ways."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    padded = (password.encode() + pad)[:32]
    number = b"0123456789abcdef"
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    key = hashlib.md5(padded + owner + (-4).to_bytes(4, "little", signed=True) + number).digest()[:5]
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>",
        f"<</Filter/Standard/V 1/R 2/P -4/O<{owner.hex()}>/U<{_rc4(key, pad).hex()}>>>",
    ]
    text, places = "%PDF-1.4\n", []
    for at, content in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{at} 0 obj{content}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<{number.hex()}><{number.hex()}>]>>"
    text += f"xref\n0 5\n0000000000 65535 f \n{table}trailer{trailer}\nstartxref\n{len(text)}\n%%EOF"
    path.write_bytes(text.encode())
    return path


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return path


def as_json(value: object) -> str:
    return json.dumps(value)


def moving_picture(path: Path, colours: tuple[str, ...] = ("#ff0000", "#0000ff"), side: int = 8) -> Path:
    """A GIF with a frame of each colour, each to be seen for 40 milliseconds; its codes stay as short as at first."""
    size = side.to_bytes(2, "little") * 2
    table = b"".join(bytes.fromhex(colour[1:]) for colour in colours).ljust(12, b"\0")
    out = b"GIF89a" + size + b"\xf1\0\0" + table + b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    for number in range(len(colours)):
        # Clear, two pixels, clear and so on: the table of codes never grows.
        codes = [code for _ in range(side * side // 2) for code in (4, number, number)] + [5]
        bits = sum(code << (3 * at) for at, code in enumerate(codes))
        data = bits.to_bytes((3 * len(codes) + 7) // 8, "little")
        blocks = b"".join(bytes([len(data[at : at + 255])]) + data[at : at + 255] for at in range(0, len(data), 255))
        out += b"\x21\xf9\x04\x04\x04\0\0\0\x2c\0\0\0\0" + size + b"\0\x02" + blocks + b"\0"
    path.write_bytes(out + b"\x3b")
    return path
