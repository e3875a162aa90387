"""The computer is kept awake by a program that runs as long as something does, and ends with us."""

from __future__ import annotations

import sys

from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.desktop.keep_awake import KeepAwake

HOLDS = [sys.executable, "-c", "import sys; sys.stdin.read()"]


def test_it_is_held_while_wanted(qtbot: QtBot) -> None:
    awake = KeepAwake(command=HOLDS)
    awake.hold(True)
    awake.hold(True)
    assert awake.is_held
    process = awake._process
    assert process is not None and process.poll() is None
    awake.hold(False)
    assert process.poll() == 0
    assert not awake.is_held and awake.problem == ""


def test_a_system_that_refuses_is_told_and_not_asked_again(qtbot: QtBot) -> None:
    awake = KeepAwake(command=[sys.executable, "-c", "import sys; sys.exit('Access denied')"], look_ms=60_000)
    awake.hold(True)
    process = awake._process
    assert process is not None
    process.wait(10)
    with qtbot.waitSignal(awake.changed):
        awake._look()
    assert (awake.problem, awake.is_held) == ("Access denied", False)
    awake.hold(True)
    assert not awake.is_held


def test_a_computer_without_a_way_says_so(qapp: object) -> None:
    awake = KeepAwake(command=[])
    awake.hold(True)
    assert not awake.is_held
    assert awake.problem == "This computer offers no way to ask for it"


def test_a_program_that_cannot_be_started_is_told(qtbot: QtBot) -> None:
    awake = KeepAwake(command=["/nowhere/inhibit"])
    with qtbot.waitSignal(awake.changed):
        awake.hold(True)
    assert awake.problem and not awake.is_held
