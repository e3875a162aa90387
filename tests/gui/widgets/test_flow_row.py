"""Widgets go on in a further line where one is too narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Chip
from stepflow_desktop.gui.widgets.flow_row import GAP, FlowRow


class Row(FlowRow):
    def __init__(self, theme: Theme, *words: str) -> None:
        super().__init__()
        self.chips = [Chip(theme, word, parent=self) for word in words]

    def flowing(self) -> Sequence[QWidget]:
        return self.chips


def test_what_does_not_fit_goes_below(theme: Theme, qtbot: Any) -> None:
    row = Row(theme, "All 318", "Running", "Queued")
    qtbot.addWidget(row)
    row.resize(row.sizeHint().width() + 1, 30)
    row.show()
    height = row.chips[0].height()
    assert row.height() == height
    assert row.chips[1].x() == row.chips[0].width() + GAP
    row.resize(row.chips[0].width() + row.chips[1].width() + GAP, 30)
    assert row.height() == 2 * height + GAP
    assert (row.chips[2].x(), row.chips[2].y()) == (0, height + GAP)


def test_hidden_ones_take_no_place_and_long_ones_are_cut(theme: Theme, qtbot: Any) -> None:
    row = Row(theme, "All 318", "A very long name of a view that nobody can read")
    qtbot.addWidget(row)
    row.resize(120, 30)
    row.show()
    row.chips[0].hide()
    row.arrange()
    assert (row.chips[1].x(), row.chips[1].y(), row.chips[1].width()) == (0, 0, 120)
    row.chips[1].hide()
    row.arrange()
    assert row.height() == 0
