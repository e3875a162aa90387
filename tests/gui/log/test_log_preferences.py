"""A log is shown as the settings say."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.log.line_times import TimeMode
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.log.log_preferences import take_log_settings
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.settings import Settings


@pytest.mark.parametrize(
    ("times", "mode"),
    [("clock", TimeMode.CLOCK), ("start", TimeMode.RUN), ("step", TimeMode.STEP), ("off", TimeMode.OFF)],
)
def test_times_wrapping_and_following_are_as_set(theme: Theme, qtbot: QtBot, times: str, mode: TimeMode) -> None:
    panel = LogPanel(theme)
    qtbot.addWidget(panel)
    told: list[TimeMode] = []
    panel.bar.times_changed.connect(told.append)
    take_log_settings(panel, Settings(log_timestamps=times, log_wrap=True, log_follow=False))
    assert told == [mode]
    assert panel.view.wrap and not panel.follows_from_start
    take_log_settings(panel, Settings())
    assert not panel.view.wrap and panel.follows_from_start
    take_log_settings(panel, Settings(log_follow=False), follow=False)
    assert panel.follows_from_start, "another setting of the log leaves alone what was chosen in the window"
