from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.gui.server.server_card import ServerCard
from stepflow_desktop.gui.theme import Theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> ServerCard:
    card = ServerCard(theme, "REST", "REST API", "globe", (("requests", ""), ("reply", "")))
    qtbot.addWidget(card)
    card.resize(400, 200)
    card.show()
    return card


def test_a_listening_server_shows_its_address_to_copy(qtbot: QtBot, card: ServerCard) -> None:
    card.show_state(ServerState(name="REST", state="listening", address="http://localhost:8080"))
    assert card.word.text() == "Listening"
    assert card.address.label.text() == "http://localhost:8080/api"
    assert card.switch.isChecked() and not card.retry.isVisible() and not card.problem.isVisible()
    qtbot.mouseClick(card.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "http://localhost:8080/api"
    network = ServerState(
        name="REST", state="listening", address="http://localhost:8080", network_address="http://192.168.1.24:8080"
    )
    card.show_state(network)
    assert card.address.label.text() == "http://192.168.1.24:8080/api"
    card.show_figures(("38", "6 ms"))
    assert [figure.value.text() for figure in card.figures] == ["38", "6 ms"]


def test_a_failed_server_says_why_and_can_be_tried_again(qtbot: QtBot, card: ServerCard) -> None:
    card.show_state(ServerState(name="REST", state="failed", problem="Port 8080 is in use."))
    assert card.problem.isVisible() and card.problem.text() == "Port 8080 is in use."
    assert not card.copy.isEnabled() and not card.open.isEnabled()
    with qtbot.waitSignal(card.retry_requested):
        qtbot.mouseClick(card.retry, LEFT)


def test_the_switch_asks_and_moves_when_the_server_has(qtbot: QtBot, card: ServerCard) -> None:
    card.show_state(ServerState(name="REST", state="listening", address="http://localhost:8080"))
    with qtbot.waitSignal(card.switched) as asked:
        qtbot.keyClick(card.switch, Qt.Key.Key_Space)
    assert asked.args == [False] and card.switch.isChecked()
    card.show_state(ServerState(name="REST", state="off"))
    assert not card.switch.isChecked() and card.word.text() == "Off"
    with qtbot.waitSignal(card.switched) as asked:
        qtbot.mouseClick(card.switch, LEFT)
    assert asked.args == [True] and not card.switch.isChecked()


def test_the_description_is_opened_in_a_browser(
    qtbot: QtBot, theme: Theme, card: ServerCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    card.show_state(ServerState(name="REST", state="listening", address="http://localhost:8080"))
    qtbot.mouseClick(card.open, LEFT)
    hub = ServerCard(theme, "WebSocket", "WebSocket", "radio", ())
    qtbot.addWidget(hub)
    hub.show()
    hub.show_state(ServerState(name="WebSocket", state="listening", address="ws://localhost:8765"))
    assert hub.address.label.text() == "ws://localhost:8765"
    assert hub.copy.isEnabled() and not hub.open.isEnabled()
    hub.show_page("http://localhost:8080/api/docs#WebSocket")
    qtbot.mouseClick(hub.open, LEFT)
    assert opened == ["http://localhost:8080/api/docs", "http://localhost:8080/api/docs#WebSocket"]
