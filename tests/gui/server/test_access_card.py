from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.server_protocol import ServerAccess
from stepflow_desktop.gui.server.access_card import AccessCard
from stepflow_desktop.gui.theme import Theme

OPEN = ServerAccess(open_to_network=True, token_required=True, token="t", token_file="/home/you/token")


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> AccessCard:
    card = AccessCard(theme)
    qtbot.addWidget(card)
    card.resize(400, 200)
    card.show()
    return card


def test_the_switches_show_what_is_so_and_say_what_it_means(card: AccessCard) -> None:
    rows = (card.network, card.token, card.commands)
    card.show_access(ServerAccess())
    assert [row.switch.isChecked() for row in rows] == [False, False, True]
    assert [row.meaning.text() for row in rows] == [
        "This computer only, 127.0.0.1",
        "Programs of yours need none",
        "Programs of yours can run programs",
    ]
    assert not card.show_token.isVisible() and not card.copy_token.isVisible()
    card.show_access(OPEN)
    assert [row.switch.isChecked() for row in rows] == [True, True, True]
    assert [row.meaning.text() for row in rows] == [
        "Off: this computer only, 127.0.0.1",
        "One token, kept in a file of yours",
        "Anyone with the token can run programs",
    ]
    card.show_access(replace(OPEN, token_file="", clients_may_start_commands=False))
    assert card.token.meaning.text() == "One token, given at the start"
    assert card.commands.meaning.text() == "Clients can only read"
    assert not card.commands.switch.isChecked()


def test_a_click_only_asks(qtbot: QtBot, card: AccessCard) -> None:
    card.show_access(ServerAccess())
    for row, signal, wanted in (
        (card.network, card.network_wanted, True),
        (card.token, card.token_wanted, True),
        (card.commands, card.commands_wanted, False),
    ):
        with qtbot.waitSignal(signal) as asked:
            qtbot.mouseClick(row.switch, Qt.MouseButton.LeftButton)
        assert asked.args == [wanted]
        assert row.switch.isChecked() is not wanted


def test_the_token_can_be_looked_at_and_copied(qtbot: QtBot, card: AccessCard) -> None:
    card.show_access(OPEN)
    for button, signal in ((card.show_token, card.token_shown), (card.copy_token, card.token_copied)):
        assert button.accessibleName() and button.toolTip()
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
