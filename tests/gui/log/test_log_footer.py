"""The line under the log in words, and its counts as buttons."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus, Level
from stepflow_desktop.gui.log import log_footer as module
from stepflow_desktop.gui.log.log_footer import LogFooter
from stepflow_desktop.gui.log.worker import Snapshot
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.supervisor import TERMINAL_SIZE
from tests.gui.log.log_samples import execution

RUNNING = execution(ExecutionStatus.RUNNING)


@pytest.fixture
def footer(qtbot: QtBot, theme: Theme) -> LogFooter:
    footer = LogFooter(theme)
    qtbot.addWidget(footer)
    footer.resize(700, 32)
    footer.show()
    return footer


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [50.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return now


def test_a_live_log_says_how_fast_it_grows(footer: LogFooter, seconds: list[float]) -> None:
    footer.show_state(RUNNING, Snapshot(lines=1000), live=True)
    assert footer._lines.text() == "1,000 lines"
    seconds[0] += 2
    footer.show_state(RUNNING, Snapshot(lines=1003), live=True)
    assert footer._lines.text() == "1,003 lines · 1.5 lines/s"
    seconds[0] += 60
    footer.show_state(RUNNING, Snapshot(lines=1003), live=True)
    seconds[0] += 60
    footer.show_state(RUNNING, Snapshot(lines=1003), live=True)
    assert footer._lines.text() == "1,003 lines"


def test_a_very_fast_log_says_that_nothing_is_lost(footer: LogFooter, seconds: list[float]) -> None:
    footer.show_state(RUNNING, Snapshot(lines=10), live=True)
    seconds[0] += 2
    footer.show_state(RUNNING, Snapshot(lines=80_010, fast=True), live=True)
    told = "40,000 lines/s: showing every update twice a second, nothing is lost"
    assert footer._lines.text() == f"{told} · 80,010 lines"


def test_lines_from_before_the_log_was_opened_did_not_come_just_now(footer: LogFooter, seconds: list[float]) -> None:
    footer.show_state(RUNNING, Snapshot(lines=0), live=True)
    for lines, scanned in ((2000, 0.5), (4000, 1.0)):
        seconds[0] += 1
        footer.show_state(RUNNING, Snapshot(lines=lines, scanned=scanned), live=True)
        assert footer._lines.text() == f"{lines:,} lines"
    seconds[0] += 2
    footer.show_state(RUNNING, Snapshot(lines=4010), live=True)
    assert footer._lines.text() == "4,010 lines · 5.0 lines/s"


def test_an_ended_log_says_when(footer: LogFooter) -> None:
    footer.show_state(execution(), Snapshot(lines=1), live=False)
    assert footer._lines.text().startswith("Ended ") and footer._lines.text().endswith(" · 1 line")


def test_a_terminal_is_named_with_its_size(footer: LogFooter) -> None:
    footer.show_state(RUNNING, Snapshot(), live=True)
    assert footer._encoding.text() == "UTF-8"
    footer.show_state(replace(RUNNING, terminal=True), Snapshot(), live=True)
    lines, columns = TERMINAL_SIZE
    assert footer._encoding.text() == f"UTF-8 · PTY {columns}×{lines}"


def test_counts_lead_to_the_next_one(qtbot: QtBot, footer: LogFooter) -> None:
    footer.show_state(RUNNING, Snapshot(errors=[1], warnings=[], scanned=0.5), live=True)
    assert footer.errors.text() == "1+ error" and not footer.warnings.isEnabled()
    with qtbot.waitSignal(footer.level_pressed) as pressed:
        qtbot.mouseClick(footer.errors, Qt.MouseButton.LeftButton)
    assert pressed.args == [Level.ERROR]
