"""A small choice that shows all there is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.choice_switch import ChoiceSwitch


def test_a_click_and_an_arrow_key_choose(qtbot: QtBot, theme: Theme) -> None:
    switch = ChoiceSwitch(theme, "what", [("cpu", "CPU"), ("memory", "Memory")], "cpu")
    qtbot.addWidget(switch)
    switch.show()
    switch.activateWindow()
    qtbot.waitActive(switch)
    chosen: list[str] = []
    switch.chosen.connect(chosen.append)
    qtbot.mouseClick(switch.buttons["memory"], Qt.MouseButton.LeftButton)
    assert chosen == ["memory"] and switch.key == "memory"
    switch.buttons["memory"].setFocus()
    qtbot.waitUntil(switch.buttons["memory"].hasFocus)
    qtbot.keyClick(switch.buttons["memory"], Qt.Key.Key_Left)
    assert chosen == ["memory", "cpu"] and switch.key == "cpu"
    switch.choose("memory")
    assert switch.key == "memory"
    assert not switch.grab().isNull()
