from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.server_protocol import ServerAccess
from stepflow_desktop.gui.server.questions import TokenDialog, ask_to_open, ask_to_renew
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.question import Question

ACCESS = ServerAccess(token_required=True, token="the-token", token_file="/home/you/token")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


@pytest.mark.parametrize(("button", "read_only"), [("open_with_token", False), ("open_read_only", True)])
def test_opening_to_the_network_is_asked_once(
    theme: Theme, qtbot: QtBot, parent: QWidget, button: str, read_only: bool
) -> None:
    heard: list[bool] = []
    box = ask_to_open(theme, parent, heard.append)
    assert box.words == "Anyone on this network could run programs as you"
    chosen = box.findChild(QPushButton, button)
    assert chosen is not None
    assert (box.default is chosen) is not read_only
    qtbot.mouseClick(chosen, Qt.MouseButton.LeftButton)
    assert heard == [read_only]


def test_nothing_is_opened_by_leaving(theme: Theme, qtbot: QtBot, parent: QWidget) -> None:
    heard: list[bool] = []
    box = ask_to_open(theme, parent, heard.append)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert heard == []


def test_a_new_token_is_made_only_on_purpose(theme: Theme, qtbot: QtBot, parent: QWidget) -> None:
    heard: list[str] = []
    box = ask_to_renew(theme, parent, lambda: heard.append("renew"))
    assert isinstance(box, Question)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert heard == []
    box = ask_to_renew(theme, parent, lambda: heard.append("renew"))
    button = box.findChild(QPushButton, "renew_token_now")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == ["renew"]


def test_the_token_is_shown_to_read_and_copy(qtbot: QtBot, parent: QWidget, theme: Theme) -> None:
    dialog = TokenDialog(theme, ACCESS, parent)
    dialog.open()
    assert dialog.field.text() == "the-token" and dialog.field.isReadOnly()
    for button, signal in ((dialog.copy, dialog.copied), (dialog.renew, dialog.renewal_wanted)):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog.show_access(replace(ACCESS, token="another", token_file=""))
    assert dialog.field.text() == "another"
    assert not dialog.renew.isEnabled()
    dialog.accept()
