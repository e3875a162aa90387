"""Horizontal bars: as many rows as fit, each a link."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.charts.bar_list import Bar, BarList
from stepflow_desktop.gui.theme import Theme

BARS = (
    Bar("Acquire spectra", 1.0, "25.2 m", "Spectrometer sweep", "−2 %", key=1),
    Bar("Copy snapshots", 0.3, "7.1 m", "Nightly backup", "+18 %", "failed", key=2),
    Bar("Run pytest", 0.1, "4.8 m", "Integration tests", "+6 %", key=3),
)


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> BarList:
    chart = BarList(theme, "Slowest steps", ("Step", "Median", "Change"))
    qtbot.addWidget(chart)
    chart.resize(400, 240)
    chart.show_bars(BARS)
    chart.show()
    return chart


def test_a_row_is_a_link(qtbot: QtBot, chart: BarList) -> None:
    with qtbot.waitSignal(chart.activated) as sent:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.marks[1].place.center().toPoint())
    assert sent.args == [2]
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.card_text.splitlines()[0] == BARS[chart.current].name


def test_what_does_not_fit_is_left_out_of_the_picture_but_not_of_the_table(chart: BarList) -> None:
    chart.resize(400, 85)
    assert len(chart.marks) == 2
    assert [row[0] for row in chart.table().rows] == [bar.name for bar in BARS]
    assert chart.table().columns == ("Step", "Of", "Median", "Change")


def test_a_longer_bar_is_longer(chart: BarList, theme: Theme) -> None:
    image, accent = chart.picture(), theme.color("accent").name()

    def length(number: int) -> int:
        y = round(2 * chart.marks[number].place.center().y())
        return sum(QColor(image.pixel(x, y)).name() == accent for x in range(image.width()))

    assert length(0) > 2 * length(1) > 2 * length(2) > 0


def test_rows_without_a_second_line_are_lower(chart: BarList) -> None:
    chart.show_bars([Bar("Train", 0.57, "57 %"), Bar("Load", 0.06, "6 %")])
    assert chart.marks[0].place.height() < 30
    assert chart.accessibleDescription() == "Train 57 %; Load 6 %"
