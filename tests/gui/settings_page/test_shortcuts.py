"""Keys are chosen by pressing them; what gets in each other's way is said with both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.key_choices import Shortcut, clashes, keys_of, with_choice
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.settings_page.shortcuts import Shortcuts
from stepflow_desktop.gui.theme import Theme

USUAL = {"stop": "Ctrl+.", "kill": "", "run_demo": "Ctrl+D"}


@pytest.fixture
def section(theme: Theme, preferences: Preferences, qtbot: QtBot) -> Shortcuts:
    words = {"stop": "Stop", "kill": "Kill", "run_demo": "Run the demo"}
    section = Shortcuts(theme, preferences, [Shortcut(n, "File", words[n], keys) for n, keys in USUAL.items()])
    qtbot.addWidget(section)
    section.resize(800, 400)
    section.show()
    return section


def test_keys_that_are_pressed_are_taken(section: Shortcuts, preferences: Preferences, qtbot: QtBot) -> None:
    row = section.by_name["kill"]
    qtbot.keyClick(row.edit, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: preferences.value("shortcuts") == ("kill=Ctrl+Shift+J",))
    row.clear.click()
    assert preferences.value("shortcuts") == ()
    qtbot.keyClick(section, Qt.Key.Key_Shift)  # or Qt goes on taking Ctrl and Shift for held down


def test_keys_are_taken_away_and_come_back(section: Shortcuts, preferences: Preferences) -> None:
    row = section.by_name["stop"]
    assert not row.back.isEnabled()
    row.clear.click()
    assert preferences.value("shortcuts") == ("stop=",)
    assert row.edit.keySequence().isEmpty() and not row.clear.isEnabled()
    assert [line.placeholderText() for line in row.edit.findChildren(QLineEdit)] == ["None"]
    row.back.click()
    assert (preferences.value("shortcuts"), row.edit.keySequence().toString()) == ((), "Ctrl+.")


def test_a_clash_is_said_at_both(section: Shortcuts, preferences: Preferences) -> None:
    preferences.set(shortcuts=["kill=Ctrl+D"])
    remarks = {name: row._remark.text() for name, row in section.by_name.items()}
    assert remarks["kill"].startswith("Also the keys of Run the demo")
    assert remarks["run_demo"].startswith("Also the keys of Kill")
    assert remarks["stop"] == ""


def test_actions_are_found_by_their_keys(section: Shortcuts) -> None:
    assert section.by_name["stop"].matches("ctrl + .")
    assert not section.by_name["kill"].matches("ctrl+.")


@pytest.mark.parametrize(
    ("kept", "name", "keys", "after"),
    [
        ((), "stop", "Ctrl+J", ("stop=Ctrl+J",)),
        (("stop=Ctrl+J",), "stop", "Ctrl+.", ()),
        (("stop=Ctrl+J",), "kill", "Ctrl+=", ("stop=Ctrl+J", "kill=Ctrl+=")),
        (("stop=Ctrl+J",), "stop", "", ("stop=",)),
        (("gone=Ctrl+1",), "stop", "", ("gone=Ctrl+1", "stop=")),
    ],
)
def test_only_what_differs_is_kept(kept: tuple[str, ...], name: str, keys: str, after: tuple[str, ...]) -> None:
    assert with_choice(USUAL, kept, name, keys) == after


def test_the_chosen_keys_come_before_the_usual_ones() -> None:
    assert keys_of(USUAL, ("stop=", "kill=Ctrl+=")) == {"stop": "", "kill": "Ctrl+=", "run_demo": "Ctrl+D"}
    assert clashes({"a": "F1", "b": "F1", "c": "", "d": ""}) == {"a": ("b",), "b": ("a",)}
