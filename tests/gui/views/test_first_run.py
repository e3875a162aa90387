"""The first-run page offers three ways to begin and says how the servers are."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.first_run import FirstRun, server_words, snippet_text
from stepflow_desktop.gui.widgets import Button

REST = ServerState(name="REST", state="listening", address="http://127.0.0.1:8080/api")
HUB = ServerState(name="WebSocket", state="listening", address="ws://127.0.0.1:8765")


def test_every_button_asks_for_its_thing(qtbot: QtBot, theme: Theme) -> None:
    page = FirstRun(theme)
    qtbot.addWidget(page)
    asked: list[str] = []
    page.demo_requested.connect(lambda: asked.append("demo"))
    page.new_requested.connect(lambda: asked.append("new"))
    page.file_requested.connect(lambda: asked.append("file"))
    page.server_requested.connect(lambda: asked.append("server"))
    for button in page.findChildren(Button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["demo", "new", "file", "server"]
    assert QGuiApplication.clipboard().text() == snippet_text()
    assert snippet_text().splitlines()[0] == 'echo "STEP_START:Train model [duration=300]"'


def test_the_server_line_tells_what_is_so() -> None:
    assert server_words([REST, HUB]) == (
        "completed",
        "Server ready on 127.0.0.1:8080 and :8765, this computer only.",
    )
    everywhere = ServerState(
        name="REST",
        state="listening",
        address="http://localhost:8080",
        network_address="http://192.168.1.24:8080",
    )
    assert server_words([everywhere, HUB]) == (
        "warning",
        "Server ready on 192.168.1.24:8080 and :8765, open to the network.",
    )
    off = ServerState(name="WebSocket", state="off")
    assert server_words([REST, off]) == ("completed", "Server ready on 127.0.0.1:8080, this computer only.")
    assert server_words([replace(off, name="REST"), off]) == ("queued", "The servers are off.")
    failed = ServerState(name="REST", state="failed", problem="Port 8080 is in use.")
    assert server_words([failed, HUB]) == ("failed", "Port 8080 is in use.")
    assert server_words([ServerState(name="REST", state="starting"), HUB])[0] == "queued"
