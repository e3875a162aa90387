"""Fonts that a bundle brings along are used where the computer has none of that name."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase

from stepflow_desktop.gui.bundled_fonts import add_bundled_fonts


def test_without_a_folder_nothing_is_added(qapp, tmp_path):
    assert add_bundled_fonts(tmp_path / "none") == []


def test_a_family_that_is_missing_is_added_and_one_that_is_there_is_not(qapp, tmp_path, monkeypatch):
    installed = sorted(Path("/usr/share/fonts").rglob("*.ttf"))
    if not installed:
        pytest.skip("no font file is installed to try it with")
    (tmp_path / f"Nowhere-{installed[0].name}").write_bytes(installed[0].read_bytes())
    before = set(QFontDatabase.families())
    added = add_bundled_fonts(tmp_path)
    assert added
    assert set(added) <= set(QFontDatabase.families()) | before
    monkeypatch.setattr(QFontDatabase, "families", lambda: ["Nowhere"])
    assert add_bundled_fonts(tmp_path) == []
