"""The window's questions are opened, and each answer does its own thing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.frame_dialogs import ask_to_quit


@pytest.mark.parametrize(
    ("word", "expected"), [("Keep running", ["keep"]), ("Stop all and quit", ["stop"]), ("Cancel", [])]
)
def test_quitting_with_work_running_asks(theme: Theme, qtbot: QtBot, word: str, expected: list[str]) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    done: list[str] = []
    box = ask_to_quit(theme, host, 2, lambda: done.append("keep"), lambda: done.append("stop"))
    assert box.isVisible()
    assert "2 executions are" in box.words
    [button] = [button for button in box.buttons.values() if button.text() == word]
    button.click()
    assert done == expected
