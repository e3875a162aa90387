"""The menu offers what can be done in the state it is in."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.models.abilities import abilities
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_menu import ExecutionMenu
from tests.gui import sample_data as data


def entries(menu: ExecutionMenu) -> list[str]:
    return [action.objectName() for action in menu.actions() if not action.isSeparator()]


def test_entries(theme: Theme, qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    listed = ExecutionMenu(theme, abilities(data.churn().execution), parent, listed=True)
    assert entries(listed)[:3] == ["open", "open_window", "stop"]
    assert listed.defaultAction().objectName() == "open"
    ended = ExecutionMenu(theme, abilities(data.integration().execution), parent, listed=False)
    assert "stop" not in entries(ended)
    assert "open" not in entries(ended)
    wishes: list[str] = []
    ended.wished.connect(wishes.append)
    for action in ended.actions():
        action.trigger()
    assert wishes == entries(ended)


def test_keys_are_shown_but_not_taken(theme: Theme, qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = ExecutionMenu(theme, abilities(data.churn().execution), parent, listed=True)
    assert "Run again\tCtrl+R" in [action.text() for action in menu.actions()]
    assert all(action.shortcut().isEmpty() for action in menu.actions())


def test_what_does_not_apply_is_greyed(theme: Theme, qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = ExecutionMenu(theme, abilities(data.queued()), parent, listed=True)
    assert [action.objectName() for action in menu.actions() if not action.isEnabled()] == ["save_log"]
