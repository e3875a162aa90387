"""Pages are laid out once outside of the window; slow ones never come into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from stepflow_desktop.gui.preview.readers import page as module
from stepflow_desktop.gui.preview.readers.answers import Refused
from stepflow_desktop.gui.preview.readers.page import PageReader


def test_a_quick_page_comes_with_its_source(tmp_path: Path, qapp: QApplication) -> None:
    (tmp_path / "a.md").write_text("# Title\n\ntext")
    told, payload = PageReader(str(tmp_path / "a.md"), "markdown").about()
    assert payload == b"# Title\n\ntext"
    assert told["took_s"] < module.MOST_LAYOUT_S


def test_a_slow_page_is_refused(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LAYOUT_S", 0.0)
    (tmp_path / "a.html").write_text("<p>text</p>" * 500)
    with pytest.raises(Refused) as refusal:
        PageReader(str(tmp_path / "a.html"), "html").about()
    assert refusal.value.code == "too_slow"
