"""The tray tells what runs and what failed, and its menu leads to both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.desktop.tray import Tray, left_words
from stepflow_desktop.gui.theme import Theme
from tests.gui.desktop.test_telling import RUN


@pytest.fixture
def tray(theme: Theme, qtbot: QtBot) -> Iterator[Tray]:
    window = QWidget()
    qtbot.addWidget(window)
    tray = Tray(theme, window)
    yield tray
    tray.set_shown(False)


def _ends_in(minutes: float, name: str = "Train") -> object:
    return replace(RUN, id=name, name=name, expected_end_at=datetime.now(UTC) + timedelta(minutes=minutes, seconds=5))


def _words(tray: Tray) -> list[str]:
    return [action.text() for action in tray.menu.actions() if not action.isSeparator()]


def test_at_rest_the_menu_has_what_one_wants_there(tray: Tray) -> None:
    assert _words(tray) == ["New execution…", "Show window", "Mute for 1 hour", "Quit…"]
    assert tray.icon.toolTip() == "StepFlow: nothing running"


def test_what_runs_is_listed_with_the_time_left(tray: Tray, qtbot: QtBot) -> None:
    runs = [_ends_in(7, "A & B"), replace(RUN, id="x", name="No idea"), _ends_in(2, "Backup")]
    tray.show_state(runs, 4, failed=False)  # type: ignore[arg-type]
    assert _words(tray)[:3] == ["A && B\t7 minutes", "No idea", "Backup\t2 minutes"]
    assert tray.icon.toolTip() == "4 running, next ends in 2 minutes"
    with qtbot.waitSignal(tray.execution_chosen) as told:
        tray.menu.actions()[2].trigger()
    assert told.args == ["Backup"]
    tray.show_state([], 0, failed=False)
    assert len(_words(tray)) == 4


def test_no_more_than_five_are_listed(tray: Tray) -> None:
    tray.show_state([_ends_in(n, str(n)) for n in range(9)], 9, failed=False)  # type: ignore[misc]
    assert len(_words(tray)) == 4 + 5


def test_the_sign_differs_for_rest_work_and_failure(tray: Tray) -> None:
    keys = set()
    for count, failed in ((0, False), (2, False), (2, True)):
        tray.show_state([], count, failed=failed)
        keys.add(tray.icon.icon().pixmap(64).toImage().bits().tobytes())
    assert len(keys) == 3


@pytest.mark.parametrize(
    ("name", "signal"), [("new", "new_wanted"), ("show_window", "window_wanted"), ("quit", "quit_wanted")]
)
def test_the_menu_asks_the_window(tray: Tray, qtbot: QtBot, name: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(tray, signal)):
        getattr(tray, name).trigger()


def test_mute_and_a_click_are_told(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.mute_wanted) as told:
        tray.mute.trigger()
    assert told.args == [True]
    with qtbot.waitSignal(tray.window_wanted):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


def test_time_left_is_said_in_a_word_or_two() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    ends = {seconds: replace(RUN, expected_end_at=now + timedelta(seconds=seconds)) for seconds in (5, 420, 7_500)}
    assert [left_words(run, now) for run in ends.values()] == ["1 minute", "7 minutes", "2h 05m"]
    assert left_words(RUN, now) == ""
