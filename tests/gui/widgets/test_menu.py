"""The menu paints its words, keys and states itself."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.menu import KEYS_GAP, TEXT_LEFT, Menu, parts_of

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def menu(theme: Theme, qtbot: Any) -> Any:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    menu = Menu(theme, parent)
    menu.add("open", "panel-left", "Open && look", "Enter")
    menu.addSeparator()
    menu.add("delete", "trash-2", "Delete…", "Del", danger=True)
    menu.setDefaultAction(menu.actions()[0])
    menu.popup(parent.mapToGlobal(QPoint(0, 0)))
    yield menu
    menu.close()


def colors(menu: Menu, row: int) -> set[str]:
    image = menu.grab(menu.actionGeometry(menu.actions()[row])).toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


def test_danger_is_in_its_colour_and_only_it(menu: Menu, theme: Theme) -> None:
    assert theme.color("failed").name() in colors(menu, 2)
    assert theme.color("failed").name() not in colors(menu, 0)


def test_the_action_under_the_mouse_is_shaded(menu: Menu, theme: Theme) -> None:
    assert theme.color("accent_soft").name() not in colors(menu, 0)
    menu.setActiveAction(menu.actions()[0])
    assert theme.color("accent_soft").name() in colors(menu, 0)
    menu.actions()[2].setEnabled(False)
    assert theme.color("failed").name() not in colors(menu, 2)


def test_words_and_names_are_those_given(menu: Menu) -> None:
    action = menu.actions()[0]
    assert (action.objectName(), action.text()) == ("open", "Open && look\tEnter")


def test_words_and_keys_are_read_as_they_are_pressed(theme: Theme, qtbot: Any) -> None:
    menu = Menu(theme, None, kept=True)
    qtbot.addWidget(menu)
    shown = menu.add("open_window", "app-window", "Open &in new window && more")
    shown.setShortcut(QKeySequence("Ctrl+Return"))
    assert parts_of(shown) == ("Open in new window & more", "Ctrl+Enter")
    assert parts_of(menu.add("fold", "", "Fold all", "{")) == ("Fold all", "{")


def test_it_is_wide_enough_for_its_longest_words_with_their_keys(theme: Theme, qtbot: Any) -> None:
    menu = Menu(theme, None, kept=True)
    qtbot.addWidget(menu)
    words = "Words that are longer than those of any other entry"
    menu.add("long", "copy", words, "Ctrl+Shift+C")
    menu.aboutToShow.emit()
    body, small = (QFontMetrics(theme.font(role)) for role in ("body", "small"))
    needed = body.horizontalAdvance(words) + small.horizontalAdvance("Ctrl+Shift+C") + TEXT_LEFT + KEYS_GAP
    assert menu.sizeHint().width() >= needed


@pytest.mark.parametrize("icon", ["", "bell"])
def test_what_is_on_is_marked_in_the_accent(theme: Theme, qtbot: Any, icon: str) -> None:
    menu = Menu(theme, None, kept=True)
    qtbot.addWidget(menu)
    action = menu.add("quiet", icon, "Do not disturb")
    action.setCheckable(True)
    menu.add_menu("Earlier").addAction("One")
    accent = theme.color("accent").name()
    menu.popup(QPoint(0, 0))
    assert accent not in colors(menu, 0)
    action.setChecked(True)
    assert accent in colors(menu, 0)
    menu.close()
