"""Runs of a command: shapes by outcome, and the median of the completed ones only."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.charts.run_scatter import Run, RunScatter, usual
from stepflow_desktop.gui.theme import Theme

START = datetime(2026, 11, 3, 9, 0).astimezone().timestamp()
DAY = 86_400
RUNS = (
    Run(START + 3 * DAY, 1_260, "completed", "c"),
    Run(START, 1_300, "completed", "a"),
    Run(START + DAY, 400, "failed", "b"),
    Run(START + 5 * DAY, 1_200, "completed", "d"),
    Run(START + 6 * DAY, 60, "running", "e"),
)


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> RunScatter:
    chart = RunScatter(theme, "Duration by run")
    qtbot.addWidget(chart)
    chart.resize(420, 260)
    chart.show_runs(RUNS)
    chart.show()
    return chart


def test_only_completed_runs_make_the_median() -> None:
    found = usual(RUNS)
    assert found is not None
    assert (found.median_s, found.count) == (1_260, 3)
    assert found.low_s <= found.median_s <= found.high_s
    assert usual(RUNS[:1]) is None


def test_runs_lie_in_order_of_time_and_longer_ones_higher(chart: RunScatter) -> None:
    centers = [mark.place.center() for mark in chart.marks]
    assert [c.x() for c in centers] == sorted(c.x() for c in centers)
    assert centers[0].y() < centers[1].y()


def test_a_run_is_a_link_by_mouse_and_by_keyboard(qtbot: QtBot, chart: RunScatter) -> None:
    with qtbot.waitSignal(chart.activated) as sent:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.marks[1].place.center().toPoint())
    assert sent.args == ["b"]
    qtbot.keyClick(chart, Qt.Key.Key_End)
    with qtbot.waitSignal(chart.activated) as sent:
        qtbot.keyClick(chart, Qt.Key.Key_Space)
    assert sent.args == ["e"]


def test_the_card_says_how_it_ended_and_how_long_it_took(qtbot: QtBot, chart: RunScatter) -> None:
    qtbot.mouseMove(chart, chart.marks[0].place.center().toPoint())
    assert chart.card_text.splitlines() == ["2026-11-03 09:00", "Completed 21m 40s", "Median 21m 00s"]


def test_only_something_running_keeps_the_pulse_going(chart: RunScatter, theme: Theme) -> None:
    assert theme.pulse.is_running
    chart.show_runs(RUNS[:3])
    assert not theme.pulse.is_running


def test_words_and_table_say_the_same(chart: RunScatter) -> None:
    said = chart.accessibleDescription()
    assert said == "5 runs. The latest: running, 1m 00s. Median of 3 completed runs: 21m 00s"
    table = chart.table()
    assert table.rows[0][1:] == ("Running", "1m 00s", 60)
    assert table.keys == ("e", "d", "c", "b", "a")


def test_one_run_and_no_run_are_painted_too(chart: RunScatter) -> None:
    chart.show_runs(RUNS[:1])
    chart.grab()
    assert len(chart.marks) == 1 and chart.usual is None
    chart.set_empty_text("No runs yet")
    chart.show_runs([])
    chart.grab()
    assert chart.summary() == "No runs yet"
