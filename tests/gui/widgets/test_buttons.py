"""Buttons have names, do what they are pressed for and repaint with the theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, IconButton
from stepflow_desktop.gui.widgets.buttons import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_pressed_with_mouse_and_keyboard(qtbot: QtBot, theme: Theme, kind: str) -> None:
    button = Button(theme, "Run again", "rotate-cw", kind)
    qtbot.addWidget(button)
    button.show()
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == 2
    assert not button.grab().isNull()


def test_the_primary_button_is_painted_in_the_accent_of_the_theme(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Go", kind="primary")
    qtbot.addWidget(button)
    assert button.grab().toImage().pixelColor(8, 16) == theme.color("accent")
    theme.set_mode("dark")
    assert button.grab().toImage().pixelColor(8, 16) == theme.color("accent")


def test_an_unknown_kind_is_refused(qtbot: QtBot, theme: Theme) -> None:
    with pytest.raises(ValueError, match="shiny"):
        Button(theme, "Go", kind="shiny")


def test_an_icon_button_is_named_by_its_tooltip(qtbot: QtBot, theme: Theme) -> None:
    button = IconButton(theme, "copy", "Copy command", shortcut="Ctrl+Shift+C")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Copy command"
    assert button.toolTip().startswith("Copy command (")
    assert min(button.width(), button.height()) >= 28


def test_a_checkable_icon_button_stays_down(qtbot: QtBot, theme: Theme) -> None:
    button = IconButton(theme, "text-wrap", "Wrap", checkable=True)
    qtbot.addWidget(button)
    up = button.grab().toImage()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    assert button.grab().toImage() != up


def test_a_button_whose_menu_was_left_does_not_look_as_if_the_pointer_were_there(qtbot: QtBot, theme: Theme) -> None:
    button = IconButton(theme, "ellipsis", "More")
    qtbot.addWidget(button)
    menu = QMenu(button)
    menu.addAction("Act")
    button.setMenu(menu)
    button.show()
    QCursor.setPos(button.mapToGlobal(button.rect().bottomRight() * 9))
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    menu.aboutToHide.emit()
    qtbot.waitUntil(lambda: not button.underMouse())
