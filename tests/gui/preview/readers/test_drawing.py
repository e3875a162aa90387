"""Drawings lose every reference to something outside before they are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from stepflow_desktop.gui.preview.readers.answers import Refused
from stepflow_desktop.gui.preview.readers.drawing import DrawingReader, without_references

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20">'


@pytest.mark.parametrize(
    "reference",
    [
        "http://127.0.0.1:1/a.png",
        "file:///etc/hostname",
        "secret.png",
        "/etc/passwd",
        "&#104;ttp://host/",
        " http://h/",
    ],
)
def test_references_to_the_outside_are_taken_out(reference: str) -> None:
    cleaned = without_references(f'{HEAD}<image xlink:href="{reference}" width="9" height="9"/></svg>'.encode())
    assert b"href" not in cleaned.split(b"<ns0:image")[-1].split(b"<image")[-1]


def test_its_own_parts_stay() -> None:
    cleaned = without_references(f'{HEAD}<rect id="a"/><use xlink:href="#a"/></svg>'.encode())
    assert b'href="#a"' in cleaned


def test_a_drawing_becomes_pixels(tmp_path: Path, qapp: QApplication) -> None:
    (tmp_path / "a.svg").write_text(f'{HEAD}<rect width="40" height="20" fill="#ff0000"/></svg>')
    reader = DrawingReader(str(tmp_path / "a.svg"))
    assert reader.about()[0] == {"width": 40, "height": 20}
    told, data = reader.pixels(80)
    assert (told["width"], told["height"]) == (80, 40)
    assert data[:4] == b"\x00\x00\xff\xff"


def test_what_is_no_drawing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg")
    with pytest.raises(Refused):
        DrawingReader(str(tmp_path / "a.svg"))
