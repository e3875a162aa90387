"""The server page shows both servers, copies addresses and asks for a retry."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.server_page import ServerPage
from stepflow_desktop.gui.widgets import IconButton


def test_a_failed_server_can_be_tried_again_and_a_listening_one_copied(qtbot: QtBot, theme: Theme) -> None:
    page = ServerPage(theme)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    rest = ServerState(name="REST", state="listening", address="http://127.0.0.1:8080/api", messages=1234)
    hub = ServerState(name="WebSocket", state="failed", problem="Port 8765 is in use.")
    page.show_servers([rest, hub])
    assert list(page.cards) == ["REST", "WebSocket"]
    assert not page.cards["REST"].retry.isVisible()
    copy = page.cards["REST"].findChildren(IconButton)[0]
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "http://127.0.0.1:8080/api"
    with qtbot.waitSignal(page.retry_requested) as asked:
        qtbot.mouseClick(page.cards["WebSocket"].retry, Qt.MouseButton.LeftButton)
    assert asked.args == ["WebSocket"]
    page.show_servers([rest, ServerState(name="WebSocket", state="listening", address="ws://127.0.0.1:8765")])
    assert not page.cards["WebSocket"].retry.isVisible()
