"""A change after a pause is shown at once, one of many a little later, and then the newest of them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.staggering import MANY, MANY_MS, Later, pace_ms


def test_the_first_at_once_and_the_newest_of_the_others_later(qtbot: QtBot) -> None:
    done: list[object] = []
    parent = QObject()
    later = Later(done.append, 20, 60_000, parent)
    for number in range(5):
        later.ask(number)
    assert done == [0]
    qtbot.waitUntil(lambda: done == [0, 4])


def test_after_a_pause_it_is_at_once_again(qtbot: QtBot) -> None:
    done: list[object] = []
    parent = QObject()
    later = Later(done.append, 60_000, 1, parent)
    later.ask("first")
    qtbot.waitUntil(lambda: later._asked.elapsed() > 2)
    later.ask("second")
    assert done == ["first", "second"]


def test_what_cannot_wait_does_not_and_takes_the_place_of_what_waits(qtbot: QtBot) -> None:
    done: list[object] = []
    parent = QObject()
    later = Later(done.append, 60_000, 60_000, parent)
    later.ask("first")
    later.ask("waiting")
    later.at_once("now")
    assert done == ["first", "now"] and not later._timer.isActive()


def test_another_delay_holds_from_the_next_time_on(qtbot: QtBot) -> None:
    done: list[object] = []
    parent = QObject()
    later = Later(done.append, 20, 60_000, parent)
    later.ask("first")
    later.ask("waiting")
    later.set_delay(60_000)
    qtbot.waitUntil(lambda: done == ["first", "waiting"])
    later.set_delay(30_000)
    later.ask("third")
    assert later._timer.remainingTime() > 20_000


def test_many_changes_are_shown_less_often() -> None:
    assert pace_ms(1, 100) == 100
    assert pace_ms(MANY, 100) == MANY_MS
