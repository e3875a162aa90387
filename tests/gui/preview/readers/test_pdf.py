"""PDF documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from stepflow_desktop.gui.preview.readers import pdf as module
from stepflow_desktop.gui.preview.readers.answers import Refused
from stepflow_desktop.gui.preview.readers.pdf import PdfReader
from tests.gui.preview.conftest import document


def test_pages_become_pixels(tmp_path: Path, qapp: QApplication) -> None:
    reader = PdfReader(str(document(tmp_path / "a.pdf")))
    assert reader.about()[0]["pages"] == 2
    told, data = reader.page(0, 300)
    assert 299 <= told["width"] <= 301
    assert len(data) == told["stride"] * told["height"]
    # How dark they are depends on the typefaces of the computer, of which PDFium takes any for one that is missing.
    assert min(data[0::4]) < 250, "there are letters on it"


def test_no_page_is_drawn_too_large(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PIXELS", 10_000)
    told, _data = PdfReader(str(document(tmp_path / "a.pdf"))).page(0, 5000)
    assert told["width"] * told["height"] < 11_000


def test_words_are_found_with_their_places(tmp_path: Path, qapp: QApplication) -> None:
    found = PdfReader(str(document(tmp_path / "a.pdf"))).find("SECOND")[0]["found"]
    assert found
    page, left, top, right, bottom = found[0]
    assert page == 1
    assert 0 <= left < right <= 1 and 0 <= top < bottom <= 1


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 nothing more")
    with pytest.raises(Refused) as refusal:
        PdfReader(str(tmp_path / "a.pdf"))
    assert refusal.value.code == "damaged"
