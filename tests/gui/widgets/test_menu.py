"""The menu paints its words, keys and states itself."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.menu import Menu

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
