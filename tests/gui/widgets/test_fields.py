"""Fields tell what is wrong with them; the switch is a check box that acts at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import SearchField, Switch, TextField


def test_a_problem_is_marked_and_taken_back(qtbot: QtBot, theme: Theme) -> None:
    field = TextField(theme, "Command")
    qtbot.addWidget(field)
    field.set_problem("Enter a command")
    assert (field.property("invalid"), field.accessibleDescription()) == ("true", "Enter a command")
    field.set_problem("")
    assert (field.property("invalid"), field.accessibleDescription()) == ("false", "")


def test_the_search_field_is_named_and_can_be_emptied(qtbot: QtBot, theme: Theme) -> None:
    field = SearchField(theme, "Find in log")
    qtbot.addWidget(field)
    assert field.accessibleName() == "Find in log"
    assert field.isClearButtonEnabled()


def test_the_whole_switch_can_be_clicked(qtbot: QtBot, theme: Theme) -> None:
    switch = Switch(theme, "Wrap lines")
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    switch.show()
    assert isinstance(switch, QCheckBox)
    off = switch.grab().toImage()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center())
    assert switch.isChecked()
    assert switch.grab().toImage() != off
