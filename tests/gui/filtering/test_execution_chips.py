"""Chips filter by status: one, several with Ctrl, or all."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from stepflow_desktop.core.model import ExecutionStatus as Status
from stepflow_desktop.gui.filtering.execution_chips import StatusChips
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.flow_row import GAP

COUNTS = {Status.RUNNING: 4, Status.PENDING: 1, Status.FAILED: 27, Status.COMPLETED: 1279, Status.CANCELLED: 0}


@pytest.fixture
def chips(theme: Theme, qtbot: Any) -> StatusChips:
    chips = StatusChips(theme)
    qtbot.addWidget(chips)
    chips.resize(308, 26)
    chips.set_counts(COUNTS)
    chips.show()
    return chips


def chip(chips: StatusChips, name: str) -> QPushButton:
    found = chips.findChild(QPushButton, f"chip_{name}")
    assert isinstance(found, QPushButton)
    return found


def press(qtbot: Any, button: QPushButton, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, modifier)


def test_counts_and_names(chips: StatusChips) -> None:
    assert chip(chips, "all").text() == "All 1,311"
    assert chip(chips, "failed").text() == "27"
    assert chip(chips, "failed").accessibleName() == "Failed 27"
    assert chip(chips, "cancelled").isHidden()
    assert chip(chips, "all").isChecked()


def test_one_click_shows_one_status_and_again_all(chips: StatusChips, qtbot: Any) -> None:
    seen: list[object] = []
    chips.changed.connect(seen.append)
    press(qtbot, chip(chips, "failed"))
    press(qtbot, chip(chips, "running"))
    assert [chip(chips, name).isChecked() for name in ("all", "failed", "running")] == [False, False, True]
    press(qtbot, chip(chips, "running"))
    assert seen == [{Status.FAILED}, {Status.RUNNING}, frozenset()]
    assert chip(chips, "all").isChecked()


def test_all_takes_the_filter_away(chips: StatusChips, qtbot: Any) -> None:
    press(qtbot, chip(chips, "failed"))
    press(qtbot, chip(chips, "all"))
    assert chips.chosen == frozenset()


def test_a_chip_that_is_down_stays_when_its_count_falls_to_zero(chips: StatusChips, qtbot: Any) -> None:
    press(qtbot, chip(chips, "running"))
    chips.set_counts({**COUNTS, Status.RUNNING: 0})
    assert not chip(chips, "running").isHidden()


def test_chips_wrap_and_take_the_height_they_need(chips: StatusChips) -> None:
    one_line = chips.height()
    chips.resize(180, chips.height())
    assert chips.height() > one_line
    for name in ("all", "running", "pending", "failed", "completed"):
        assert chips.rect().contains(chip(chips, name).geometry())


def test_chips_stand_closer_where_that_spares_a_line(chips: StatusChips) -> None:
    apart = chip(chips, "failed").width()
    full = sum(chip(chips, name).width() + GAP for name in ("all", "running", "pending", "failed", "completed"))
    chips.resize(full - GAP - 4, chips.height())
    assert chip(chips, "failed").width() < apart
    assert chips.height() == chip(chips, "failed").height()
    chips.resize(180, chips.height())
    assert chip(chips, "failed").width() == apart, "in two lines there is room enough"
