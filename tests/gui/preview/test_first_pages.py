"""Documents and drawings have small pictures, made one after the other and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from stepflow_desktop.core.model import ArtifactType
from stepflow_desktop.gui.preview import first_pages
from stepflow_desktop.gui.preview.first_pages import FileThumbnails, FirstPages, has_first_page
from tests.gui import sample_data as data
from tests.gui.preview.conftest import document, picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#f00"/></svg>'


@pytest.fixture
def pages(qtbot: Any) -> Any:
    pages = FirstPages(96)
    pages.got = []  # type: ignore[attr-defined]
    pages.ready.connect(lambda key, image: pages.got.append((key, QImage(image))))  # type: ignore[attr-defined]
    yield pages
    pages.restart()


def test_a_document_and_a_drawing_are_drawn_small(pages: Any, tmp_path: Path, qtbot: Any) -> None:
    path = document(tmp_path / "a.pdf")
    (tmp_path / "a.svg").write_text(SVG)
    pages.ask("one", path, path.stat().st_size)
    pages.ask("two", tmp_path / "a.svg", len(SVG))
    qtbot.waitUntil(lambda: len(pages.got) == 2)
    (first, page), (second, drawing) = pages.got
    assert (first, second) == ("one", "two")
    assert page.height() == 96 and page.width() < 96
    assert drawing.width() == 96 and drawing.pixelColor(40, 20).name() == "#ff0000"


def test_what_was_made_is_kept_and_what_waits_is_forgotten(
    pages: Any, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.svg").write_text(SVG)
    pages.ask("one", tmp_path / "a.svg", len(SVG))
    qtbot.waitUntil(lambda: len(pages.got) == 1)
    (tmp_path / "a.svg").unlink()
    pages.ask("one", tmp_path / "a.svg", len(SVG))
    qtbot.waitUntil(lambda: len(pages.got) == 2)
    pages.ask("two", tmp_path / "a.svg", len(SVG))
    pages.restart()
    pages.ask("one", tmp_path / "a.svg", len(SVG))
    qtbot.waitUntil(lambda: len(pages.got) == 3)
    assert [key for key, _image in pages.got] == ["one", "one", "one"]


def test_a_broken_file_has_none_and_does_not_hold_up_the_next(pages: Any, tmp_path: Path, qtbot: Any) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "b.svg").write_text(SVG)
    pages.ask("broken", tmp_path / "a.pdf", 15)
    pages.ask("whole", tmp_path / "b.svg", len(SVG))
    qtbot.waitUntil(lambda: bool(pages.got))
    assert [key for key, _image in pages.got] == ["whole"]


def test_no_more_is_kept_than_may_be(pages: Any, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_pages, "KEPT_BYTES", 96 * 96 * 4)
    (tmp_path / "a.svg").write_text(SVG)
    for key in ("one", "two"):
        pages.ask(key, tmp_path / "a.svg", len(SVG))
    qtbot.waitUntil(lambda: len(pages.got) == 2)
    assert [key for key, _size in pages._kept] == ["two"]


@pytest.mark.parametrize(
    ("name", "size", "drawn"),
    [
        ("a.pdf", 1, True),
        ("a.SVG", 1, True),
        ("a.png", 1, False),
        ("a.pdf", 50_000_001, False),
        ("a.svg", 10_000_001, False),
    ],
)
def test_large_ones_are_left_alone(name: str, size: int, drawn: bool) -> None:
    assert has_first_page(name, size) is drawn


def test_all_sorts_of_files_have_small_pictures(tmp_path: Path, qtbot: Any) -> None:
    small, got = FileThumbnails(), set[str]()
    small.ready.connect(lambda key, _image: got.add(key))
    files = {"a.png": picture(tmp_path / "a.png"), "a.pdf": document(tmp_path / "a.pdf")}
    files |= {"a.svg": tmp_path / "a.svg", "a.txt": tmp_path / "a.txt"}
    for path in (files["a.svg"], files["a.txt"]):
        path.write_text(SVG)
    for number, (name, path) in enumerate(files.items()):
        small.ask(data.artifact("run", number, name, path.stat().st_size, ArtifactType.OTHER), path)
    qtbot.waitUntil(lambda: len(got) == 3)
    small.close()
