from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.clean_up import CleanUp
from stepflow_desktop.core.store_usage import Ended
from stepflow_desktop.gui.server.clean_up_dialog import USUAL_DAYS, CleanUpDialog
from stepflow_desktop.gui.theme import Theme

PLAN = CleanUp(USUAL_DAYS, Ended(("a", "b"), 5, 1_900_000_000))


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> CleanUpDialog:
    dialog = CleanUpDialog(theme)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_says_what_goes_before_it_goes(qtbot: QtBot, dialog: CleanUpDialog) -> None:
    with qtbot.waitSignal(dialog.plan_wanted) as asked:
        dialog.ask()
    assert asked.args == [30] and not dialog.delete.isEnabled()
    dialog.show_plan(PLAN)
    assert dialog.words.text() == "2 executions and 5 artifacts go, 1.9 GB in all."
    with qtbot.waitSignal(dialog.delete_wanted) as wanted:
        qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    assert wanted.args == [PLAN]
    assert dialog.is_deleting and not dialog.delete.isEnabled()
    dialog.show_progress(1)
    assert (dialog.bar.value(), dialog.bar.maximum()) == (1, 2)
    dialog.finish()
    assert not dialog.isVisible()


def test_other_days_need_another_plan(qtbot: QtBot, dialog: CleanUpDialog) -> None:
    dialog.ask()
    dialog.show_plan(PLAN)
    with qtbot.waitSignal(dialog.plan_wanted) as asked:
        qtbot.keyClick(dialog.days, Qt.Key.Key_Up)
    assert asked.args == [7] and not dialog.delete.isEnabled()
    dialog.show_plan(PLAN)  # the answer to what is no longer asked
    assert not dialog.delete.isEnabled()
    dialog.show_plan(CleanUp(7, Ended()))
    assert dialog.words.text() == "There are none, so nothing is deleted."
    assert not dialog.delete.isEnabled()


def test_it_can_be_stopped_half_way(qtbot: QtBot, dialog: CleanUpDialog) -> None:
    dialog.ask()
    dialog.show_plan(PLAN)
    qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    assert dialog.cancel.text() == "Stop"
    with qtbot.waitSignal(dialog.finished):
        qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
