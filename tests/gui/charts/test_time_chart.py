"""Lines over time: every stretch, every hover, and more points than a screen has columns."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.charts.time_chart import Series, TimeChart
from stepflow_desktop.gui.theme import Theme

START = datetime(2026, 11, 17, 13, 45).astimezone().timestamp()
CPU = Series("CPU", "accent", tuple((START + 60 * n, 20.0 + n % 7) for n in range(61)))
MEMORY = Series("Memory", "chart2", tuple((START + 60 * n, 35.0) for n in range(61)))


def _percent(value: float) -> str:
    return f"{value:.0f} %"


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> TimeChart:
    chart = TimeChart(theme, "This computer, last hour", _percent, most=100)
    qtbot.addWidget(chart)
    chart.resize(420, 260)
    chart.show_series([CPU, MEMORY])
    chart.show()
    return chart


def test_hovering_anywhere_says_all_series_at_that_time(qtbot: QtBot, chart: TimeChart) -> None:
    qtbot.mouseMove(chart, QPoint(round(chart.marks[30].place.center().x()), 200))
    assert chart.card_text.splitlines() == ["2026-11-17 14:15:00", "CPU 22 %", "Memory 35 %"]
    qtbot.mouseMove(chart, QPoint(2, 2))
    assert chart.card_text == ""


def test_arrow_keys_go_through_time(qtbot: QtBot, chart: TimeChart) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.card_text.startswith("2026-11-17 14:45:00")
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.card_text.startswith("2026-11-17 14:44:00")


def test_both_lines_are_in_the_picture(chart: TimeChart, theme: Theme) -> None:
    image = chart.picture()
    colors = {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}
    assert {theme.color("accent").name(), theme.color("chart2").name()} <= colors


def test_the_table_has_a_row_for_each_time(chart: TimeChart) -> None:
    table = chart.table()
    assert table.columns == ("Time", "CPU", "Memory")
    assert len(table.rows) == 61
    assert table.rows[0] == ("2026-11-17 13:45:00", 20.0, 35.0)
    assert chart.accessibleDescription().startswith("CPU: now 24 %, lowest 20 %, highest 26 %")


def test_days_of_samples_stay_few_marks_and_few_strokes(chart: TimeChart) -> None:
    many = Series("CPU", "accent", tuple((START + 2.0 * n, float(n % 100)) for n in range(200_000)))
    chart.show_series([many])
    assert len(chart.marks) <= 240
    chart.grab()
    assert len(chart._lines(400.0)[0]) <= 802


def test_a_gap_is_no_line_and_no_series_is_no_crash(chart: TimeChart) -> None:
    chart.show_series([Series("CPU", "accent", ((START, 1.0), (START + 1, None), (START + 2, 3.0)))])
    chart.grab()
    assert chart.table().rows[1][1] == ""
    chart.set_empty_text("Nothing yet")
    chart.show_series([], (START, START + 3600))
    assert chart.marks == [] and chart.summary() == "Nothing yet"
    chart.grab()
