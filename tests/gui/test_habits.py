"""How times are told and whether single keys work, for the whole window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication

from stepflow_desktop.gui import wording
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.habits import single_keys_work, take_habits, times_are_relative
from stepflow_desktop.gui.live_settings import LiveSettings
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.settings import Settings

NOW = datetime(2026, 11, 17, 14, 45, tzinfo=UTC)


@pytest.fixture(autouse=True)
def usual_afterwards(qapp: QCoreApplication) -> Iterator[None]:
    yield
    take_habits(Settings())


def test_times_are_those_of_the_clock_until_others_are_chosen(settings: Settings) -> None:
    earlier = NOW - timedelta(minutes=5)
    assert wording.moment(earlier, NOW) == wording.clock(earlier, NOW)
    take_habits(replace(settings, times="relative"))
    assert wording.moment(earlier, NOW) == "5 min ago"


def test_single_keys_work_until_they_are_switched_off(settings: Settings) -> None:
    assert single_keys_work()
    take_habits(replace(settings, single_keys=False))
    assert not single_keys_work()


def test_a_changed_setting_counts_at_once_and_draws_everything_again(
    settings: Settings, theme: Theme, qapp: QCoreApplication
) -> None:
    preferences = Preferences(settings, save=lambda _path, _changes: None)
    LiveSettings(preferences, theme, EngineBridge(None))
    drawn: list[bool] = []
    theme.changed.connect(lambda: drawn.append(times_are_relative()))
    preferences.set(times="relative", single_keys=False)
    assert drawn[-1:] == [True]
    assert not single_keys_work()
