"""The table of actions is sound: names and keys are used once, and menus open with icons."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.command_table import LETTERS, MENUS, SUBMENUS, TABLE, Command
from stepflow_desktop.gui.main_window import MainWindow
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.help_page import MORE_KEYS
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


class Page(QWidget):
    """Cannot stop anything, and says why."""

    def stop(self) -> None: ...

    def run_again(self) -> None: ...

    def can(self, name: str) -> bool:
        return name == "run_again"

    def why_not(self, name: str) -> str:
        return f"{name} is out of the question"


def test_an_entry_that_cannot_be_chosen_says_why(qtbot: QtBot, theme: Theme) -> None:
    host, page = QWidget(), Page()
    qtbot.addWidget(host)
    qtbot.addWidget(page)
    actions = WindowActions(theme, host)
    actions.set_page(page)
    stop, again = actions.by_name["stop"], actions.by_name["run_again"]
    assert not stop.isEnabled() and stop.toolTip() == "stop is out of the question"
    assert again.isEnabled() and "question" not in again.toolTip()


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_alt_and_a_letter_open_a_menu_and_no_command_has_these_keys(qtbot: QtBot, theme: Theme) -> None:
    assert not {f"Alt+{letter}" for letter in LETTERS.values()} & {command.keys for command in COMMANDS}
    assert len(set(LETTERS.values())) == len(MENUS) == len(LETTERS)
    told = next(keys for _text, keys in MORE_KEYS if keys.startswith("Alt+"))
    assert told == "Alt+" + " ".join(LETTERS[key] for key in MENUS)
    window = QMainWindow()
    qtbot.addWidget(window)
    WindowActions(theme, window).fill(window.menuBar())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    [shown] = [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
    assert shown.title() == "Tools"
    shown.close()
