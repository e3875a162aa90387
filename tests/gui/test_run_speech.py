"""Whoever listens hears what starts and how it ends, once, and failures at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import Execution, ExecutionStatus, Update
from stepflow_desktop.gui import run_speech
from stepflow_desktop.gui.run_speech import RunSpeech
from tests.gui import sample_data as data

FAILED = data.integration().execution
Said = list[tuple[str, bool]]


class SmallBridge(QObject):
    updated = Signal(list)


@pytest.fixture
def bridge() -> SmallBridge:
    return SmallBridge()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    heard: Said = []
    monkeypatch.setattr(run_speech.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(run_speech, "announce", lambda _w, text, *, urgent=False: heard.append((text, urgent)))
    return heard


@pytest.fixture
def window(qtbot: QtBot, bridge: SmallBridge) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    RunSpeech(bridge, window)  # type: ignore[arg-type]
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def completed(number: int) -> Execution:
    run = replace(FAILED, id=str(number), name=f"Job {number}", status=ExecutionStatus.COMPLETED, duration_s=3.0)
    return replace(run, artifacts_count=0)


def test_starts_and_ends_are_said(window: QWidget, bridge: SmallBridge, said: Said) -> None:
    bridge.updated.emit([Update(execution=completed(1), started=True), Update(execution=completed(2))])
    bridge.updated.emit([Update(execution=completed(1), ended=True)])
    assert said == [("Job 1 started", False), ("Job 1 completed. 3.0 s.", False)]


def test_a_failure_is_said_at_once_and_with_its_reason(window: QWidget, bridge: SmallBridge, said: Said) -> None:
    bridge.updated.emit([Update(execution=FAILED, started=True, ended=True)])
    ((text, urgent),) = said
    assert urgent and text.startswith("Integration tests failed. ") and "3 failed" in text


def test_many_are_said_in_one(window: QWidget, bridge: SmallBridge, said: Said) -> None:
    bridge.updated.emit([Update(execution=completed(number), started=True) for number in range(9)])
    bridge.updated.emit([Update(execution=completed(number), ended=True) for number in range(9)])
    assert said[0] == ("9 executions started", False)
    assert said[1][0].startswith("9 executions completed") and len(said) == 2


def test_what_went_well_beside_a_failure_can_wait(window: QWidget, bridge: SmallBridge, said: Said) -> None:
    bridge.updated.emit([Update(execution=FAILED, ended=True), Update(execution=completed(1), ended=True)])
    assert [urgent for _text, urgent in said] == [True, False]


def test_what_was_cancelled_is_not_said_to_be_completed(window: QWidget, bridge: SmallBridge, said: Said) -> None:
    runs = [replace(completed(number), status=ExecutionStatus.CANCELLED) for number in range(3)]
    bridge.updated.emit([Update(execution=run, ended=True) for run in runs])
    assert said == [("3 executions ended. Job 0, Job 1, Job 2", False)]


def test_behind_another_window_the_desktop_says_it(
    window: QWidget, bridge: SmallBridge, said: Said, qtbot: QtBot
) -> None:
    window.hide()
    qtbot.waitUntil(lambda: not window.isActiveWindow())
    bridge.updated.emit([Update(execution=FAILED, ended=True)])
    assert said == []
