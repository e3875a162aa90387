"""Another language is chosen, and the row offers the window that speaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.settings_page.language_row import LanguageRow
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.settings import Settings


@pytest.fixture
def reopened() -> list[str]:
    return []


@pytest.fixture
def row(qtbot: QtBot, theme: Theme, tmp_path: Path, reopened: list[str]) -> LanguageRow:
    settings = Settings(language="en", config_path=tmp_path / "config.toml")
    preferences = Preferences(settings, save=lambda _path, _changes: None)
    row = LanguageRow(theme, preferences, lambda: reopened.append(str(preferences.value("language"))))
    preferences.setParent(row)
    qtbot.addWidget(row)
    row.show()
    return row


def _choose(row: LanguageRow, value: str) -> None:
    at = row.box.findData(value)
    row.box.setCurrentIndex(at)
    row.box.activated.emit(at)


def test_another_language_is_said_to_need_a_new_window_and_offers_it(row: LanguageRow, reopened: list[str]) -> None:
    assert not row.reopen.isVisible() and not row._remark.isVisible()
    _choose(row, "zh_CN")
    assert row.reopen.isVisible()
    assert row._remark.text() == "The window has to be opened anew for it."
    row.reopen.click()
    assert reopened == ["zh_CN"]


def test_going_back_to_what_is_spoken_needs_nothing(row: LanguageRow) -> None:
    _choose(row, "zh_CN")
    _choose(row, "en")
    assert not row.reopen.isVisible() and not row._remark.isVisible()
