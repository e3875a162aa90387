"""The small line beside a figure."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.charts.sparkline import Sparkline, spark_places
from stepflow_desktop.gui.theme import Theme

ROOM = QRectF(0, 0, 100, 50)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([None, None], []),
        ([7], [(0, 25)]),
        ([0, 10], [(0, 50), (100, 0)]),
        ([3, 3, 3], [(0, 25), (50, 25), (100, 25)]),
        ([0, None, 10], [(0, 50), (100, 0)]),
    ],
)
def test_values_are_spread_over_the_room(values: list[float | None], expected: list[tuple[float, float]]) -> None:
    assert [(place.x(), place.y()) for place in spark_places(values, ROOM)] == expected


def test_it_paints_its_line_and_takes_no_focus(qtbot: QtBot, theme: Theme) -> None:
    line = Sparkline(theme, "accent")
    qtbot.addWidget(line)
    line.resize(104, 60)
    empty = line.grab().toImage()
    line.show_values([1, 5, None, 3])
    assert line.grab().toImage() != empty
    assert line.focusPolicy() == Qt.FocusPolicy.NoFocus
