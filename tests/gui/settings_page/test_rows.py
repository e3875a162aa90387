"""A row shows its setting, changes it at once, and says what cannot be taken or changed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.settings_page.rows import (
    ChoiceRow,
    FieldRow,
    FolderRow,
    ProgramRow,
    SegmentRow,
    SettingRow,
    SwitchRow,
)
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.settings import Settings


def _shown(row: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(row)
    row.show()


def test_a_switch_is_the_setting_both_ways(theme: Theme, preferences: Preferences, qtbot: QtBot) -> None:
    row = SwitchRow(theme, preferences, "keep_awake", "Keep awake", "While something runs")
    _shown(row, qtbot)
    assert not row.switch.isChecked()
    qtbot.mouseClick(row.switch, Qt.MouseButton.LeftButton)
    assert preferences.value("keep_awake") is True
    preferences.reset(["keep_awake"])
    assert not row.switch.isChecked()
    assert (row.switch.objectName(), row.switch.accessibleName()) == ("setting_keep_awake", "Keep awake")


def test_a_switch_that_is_not_set_shows_what_holds(theme: Theme, preferences: Preferences, qtbot: QtBot) -> None:
    row = SwitchRow(theme, preferences, "reduce_motion", "Reduce motion", effective=lambda: True)
    _shown(row, qtbot)
    assert row.switch.isChecked() and preferences.value("reduce_motion") is None
    row.switch.click()
    assert preferences.value("reduce_motion") is False


def test_a_choice_is_taken_by_its_word(theme: Theme, preferences: Preferences, qtbot: QtBot) -> None:
    row = ChoiceRow(theme, preferences, "start_page", "Start on", (("last", "Last view"), ("server", "Server")))
    _shown(row, qtbot)
    assert row.box.currentText() == "Last view"
    row.box.setFocus()
    qtbot.keyClick(row.box, Qt.Key.Key_Down)
    assert preferences.value("start_page") == "server"
    preferences.set(start_page="overview")
    assert row.box.currentText() == "overview"


def test_segments_show_one_taken(theme: Theme, preferences: Preferences, qtbot: QtBot) -> None:
    row = SegmentRow(theme, preferences, "log_limit_action", "Beyond", (("warn", "Remark"), ("stop", "Stop")))
    _shown(row, qtbot)
    assert row.segments.key == "warn"
    qtbot.mouseClick(row.segments.buttons["stop"], Qt.MouseButton.LeftButton)
    assert preferences.value("log_limit_action") == "stop"
    preferences.set(log_limit_action="warn")
    assert row.segments.key == "warn"


@pytest.mark.parametrize(
    ("name", "factor", "typed", "value", "shown"),
    [
        ("slots", 1, "7", 7, "7"),
        ("grace_s", 1, "2.5", 2.5, "2.5"),
        ("log_limit_bytes", 1024, "1,5", 1536, "1.5"),
        ("artifact_roots", 1, " /a , /b ", ("/a", "/b"), "/a, /b"),
    ],
)
def test_what_is_typed_counts_when_the_field_is_left(
    theme: Theme,
    preferences: Preferences,
    qtbot: QtBot,
    name: str,
    factor: int,
    typed: str,
    value: object,
    shown: str,
) -> None:
    row = FieldRow(theme, preferences, name, "Name", factor=factor)
    _shown(row, qtbot)
    row.field.clear()
    qtbot.keyClicks(row.field, typed)
    assert preferences.value(name) != value
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert preferences.value(name) == value
    assert row.field.text() == shown


@pytest.mark.parametrize("typed", ["0", "many", "", "1e9"])
def test_what_cannot_be_taken_is_said_and_changes_nothing(
    theme: Theme, preferences: Preferences, qtbot: QtBot, typed: str
) -> None:
    row = FieldRow(theme, preferences, "slots", "Slots")
    _shown(row, qtbot)
    row.field.setText(typed)
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert preferences.value("slots") == 128
    assert "slots" in row.field.accessibleDescription()
    row.field.setText("5")
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert (preferences.value("slots"), row.field.accessibleDescription()) == (5, "")


def test_a_folder_must_be_there(theme: Theme, preferences: Preferences, qtbot: QtBot, tmp_path: Path) -> None:
    row = FolderRow(theme, preferences, "working_directory", "Working folder")
    _shown(row, qtbot)
    before = preferences.value("working_directory")
    row.field.setText(str(tmp_path / "gone"))
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert preferences.value("working_directory") == before
    (tmp_path / "new").mkdir()
    row.field.setText(str(tmp_path / "new"))
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert preferences.value("working_directory") == tmp_path / "new"


def test_a_folder_can_be_chosen(theme: Theme, preferences: Preferences, qtbot: QtBot, tmp_path: Path) -> None:
    row = FolderRow(theme, preferences, "working_directory", "Working folder")
    _shown(row, qtbot)
    row.choose.click()
    [picker] = row.findChildren(QFileDialog)
    picker.fileSelected.emit(str(tmp_path))
    picker.close()
    assert row.field.text() == str(tmp_path)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("no-such-shell", "Write the whole path, for example /bin/bash."),
        ("/no/such/shell", "This program does not exist."),
        ("{folder}", "This program does not exist."),
        ("{folder}/text", "This file may not be run as a program."),
    ],
)
def test_a_program_must_be_there_and_may_be_run(
    theme: Theme, preferences: Preferences, qtbot: QtBot, tmp_path: Path, typed: str, said: str
) -> None:
    (tmp_path / "text").write_text("no program")
    (tmp_path / "text").chmod(0o600)
    row = ProgramRow(theme, preferences, "shell", "Shell", "", "/bin/sh")
    _shown(row, qtbot)
    row.field.setText(typed.format(folder=tmp_path))
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert (preferences.value("shell"), row.field.accessibleDescription()) == ("", said)
    found = shutil.which("sh")
    for _ in ("another one", "the same again"):
        row.field.clear()
        qtbot.keyClicks(row.field, "sh")
        qtbot.keyClick(row.field, Qt.Key.Key_Return)
        assert (preferences.value("shell"), row.field.text(), row.field.accessibleDescription()) == (found, found, "")
    row.field.clear()
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert (preferences.value("shell"), row.field.placeholderText()) == ("", "/bin/sh")


def test_what_the_environment_decides_is_shown_and_cannot_be_changed(
    theme: Theme, settings: Settings, qtbot: QtBot
) -> None:
    fixed = replace(settings, fixed_by=MappingProxyType({"slots": "STEPFLOW_SLOTS"}))
    row = FieldRow(theme, Preferences(fixed), "slots", "Slots")
    _shown(row, qtbot)
    assert not row.field.isEnabled()
    assert row._remark.text() == "Decided by STEPFLOW_SLOTS"


def test_rows_are_found_by_words_and_by_the_name_of_the_setting(
    theme: Theme, preferences: Preferences, qtbot: QtBot
) -> None:
    row: SettingRow = SwitchRow(theme, preferences, "log_wrap", "Wrap lines", "Long lines go on in the next row")
    _shown(row, qtbot)
    assert row.matches("WRAP") and row.matches("long wrap") and row.matches("log_wrap")
    assert not row.matches("wrap artifacts")
