"""Chips and pills say in words what their shape says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Chip, Pill
from tests.gui.legibility import problems


def test_a_chip_with_a_status_is_named_by_it(qtbot: QtBot, theme: Theme) -> None:
    chip = Chip(theme, "27", "failed")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Failed 27"
    chip.set_text("28")
    assert chip.accessibleName() == "Failed 28"


def test_a_chip_stays_down_and_looks_it(qtbot: QtBot, theme: Theme) -> None:
    chip = Chip(theme, "All 318")
    qtbot.addWidget(chip)
    up = chip.grab().toImage()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    assert chip.grab().toImage() != up


def test_a_pill_takes_the_word_of_its_status(qtbot: QtBot, theme: Theme) -> None:
    pill = Pill(theme, "Running", "running")
    qtbot.addWidget(pill)
    narrow = pill.sizeHint().width()
    pill.set_status("allowed")
    assert pill.accessibleName() == pill.text() == "Failed, allowed to"
    assert pill.sizeHint().width() > narrow


def test_only_a_running_pill_moves(qtbot: QtBot, theme: Theme) -> None:
    theme.pulse.set_reduced_motion(False)
    pill = Pill(theme, "Running", "running")
    qtbot.addWidget(pill)
    pill.show()
    qtbot.waitUntil(lambda: theme.pulse.is_running)
    pill.set_status("completed")
    assert not theme.pulse.is_running


def test_a_text_without_room_is_cut_with_an_ellipsis(qtbot: QtBot, theme: Theme) -> None:
    for widget in (Chip(theme, "a rather long word", "failed"), Pill(theme, "a rather long word", icon="tag")):
        qtbot.addWidget(widget)
        widget.setFixedWidth(70)
        widget.show()
        qtbot.waitExposed(widget)
        assert problems(widget) == []
        widget.setFixedWidth(widget.sizeHint().width())
        assert problems(widget) == []
