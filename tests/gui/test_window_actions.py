"""The table of actions is sound: names and keys are used once, and menus open with icons."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QMenu, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.command_table import MENUS, SUBMENUS, TABLE, Command
from stepflow_desktop.gui.main_window import MainWindow
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.window_actions import WindowActions

COMMANDS = [row for row in TABLE if isinstance(row, Command)]


def test_names_and_keys_are_used_once() -> None:
    for values in ([c.name for c in COMMANDS], [c.keys for c in COMMANDS if c.keys]):
        assert [value for value, count in Counter(values).items() if count > 1] == []
    assert {c.menu for c in COMMANDS} == {*MENUS, *SUBMENUS}


def test_every_command_is_in_a_menu_of_the_bar_once(qtbot: QtBot, theme: Theme) -> None:
    host, bar = QWidget(), QMenuBar()
    qtbot.addWidget(host)
    qtbot.addWidget(bar)
    actions = WindowActions(theme, host)
    actions.fill(bar)

    def names(menu: QMenu) -> list[str]:
        found = []
        for action in menu.actions():
            inner = action.menu()
            found += names(inner) if isinstance(inner, QMenu) else [action.objectName()]
        return [name for name in found if name]

    listed = [name for action in bar.actions() for name in names(action.menu())]
    assert sorted(listed) == sorted(actions.by_name)


def test_the_window_can_do_everything_that_is_its_own() -> None:
    assert [c.name for c in COMMANDS if c.target == "window" and not callable(getattr(MainWindow, c.name, None))] == []


def test_a_menu_takes_its_icons_when_it_opens_and_anew_after_the_theme(qtbot: QtBot, theme: Theme) -> None:
    host, bar = QWidget(), QMenuBar()
    qtbot.addWidget(host)
    qtbot.addWidget(bar)
    actions = WindowActions(theme, host)
    actions.fill(bar)
    menus = [action.menu() for action in bar.actions()]
    assert [menu.title() for menu in menus] == list(MENUS)
    new = actions.by_name["new_execution"]
    assert new.icon().isNull()
    menus[0].aboutToShow.emit()
    light = new.icon().pixmap(16).toImage()
    theme.set_mode("dark")
    menus[0].aboutToShow.emit()
    assert new.icon().pixmap(16).toImage() != light
    assert new.objectName() == "new_execution"
