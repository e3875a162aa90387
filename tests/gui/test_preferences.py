"""Settings change at once, are told once, and stand in the file afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from stepflow_desktop.errors import SettingsError
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.settings import Settings


@pytest.fixture
def preferences(qapp: object, settings: Settings) -> Preferences:
    return Preferences(settings)


def test_a_change_counts_at_once_is_told_and_written(
    preferences: Preferences, settings: Settings, qtbot: QtBot
) -> None:
    settings.config_path.parent.mkdir()
    settings.config_path.write_text("# mine\nslots = 8  # small\n")
    with qtbot.waitSignal(preferences.changed) as told:
        preferences.set(slots=3, theme="dark")
    assert told.args == [frozenset({"slots", "theme"})]
    assert (preferences.settings.slots, preferences.value("theme")) == (3, "dark")
    qtbot.waitUntil(lambda: "dark" in settings.config_path.read_text())
    assert settings.config_path.read_text() == '# mine\nslots = 3  # small\ntheme = "dark"\n'
    preferences.flush()


def test_what_is_the_same_is_not_told(preferences: Preferences, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.set(theme="system", slots=128)
    preferences.flush()


def test_resetting_takes_a_setting_out_of_the_file(preferences: Preferences, settings: Settings) -> None:
    preferences.set(slots=3, log_size=14)
    preferences.flush()
    preferences.reset(["slots", "working_directory"])
    preferences.flush()
    assert settings.config_path.read_text() == "log_size = 14\n"
    assert (preferences.value("slots"), preferences.value("working_directory")) == (128, Path.home())


def test_a_value_that_cannot_be_used_changes_nothing(preferences: Preferences, settings: Settings) -> None:
    with pytest.raises(SettingsError, match="slots"):
        preferences.set(theme="dark", slots=0)
    preferences.flush()
    assert preferences.value("theme") == "system"
    assert not settings.config_path.exists()


def test_what_the_environment_decides_is_named_and_stays(qapp: object, settings: Settings, qtbot: QtBot) -> None:
    fixed = replace(settings, slots=2, fixed_by=MappingProxyType({"slots": "--slots"}))
    preferences = Preferences(fixed)
    assert (preferences.fixed_by("slots"), preferences.fixed_by("theme")) == ("--slots", "")
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.set(slots=5)
        preferences.reset(["slots"])
    preferences.flush()
    assert preferences.value("slots") == 2
    assert not settings.config_path.exists()


def test_changes_one_after_another_are_written_together(qapp: object, settings: Settings) -> None:
    written: list[dict[str, Any]] = []

    def save(_path: Path, changes: Mapping[str, Any]) -> None:
        written.append(dict(changes))

    preferences = Preferences(settings, save=save)
    for percent in (90, 100, 110):
        preferences.set(interface_size=percent)
    preferences.reset(["theme"])
    preferences.flush()
    assert written == [{"interface_size": 110, "theme": None}]


def test_a_file_that_cannot_be_written_is_told(qapp: object, settings: Settings, qtbot: QtBot) -> None:
    settings.config_path.parent.mkdir()
    settings.config_path.write_text("this is no toml")
    preferences = Preferences(settings)
    with qtbot.waitSignal(preferences.failed) as told:
        preferences.set(slots=4)
    assert str(settings.config_path) in told.args[0]
    assert settings.config_path.read_text() == "this is no toml"
    preferences.flush()
