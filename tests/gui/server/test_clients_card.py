from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.server.clients_card import ClientsCard
from stepflow_desktop.gui.theme import Theme
from tests.gui.server.test_clients_model import BROWSER, PHONE


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> ClientsCard:
    card = ClientsCard(theme)
    qtbot.addWidget(card)
    card.resize(800, 240)
    card.show()
    return card


def test_without_clients_it_says_what_would_be_here(card: ClientsCard) -> None:
    card.show_clients([], {})
    assert not card.view.isVisible()
    card.show_clients([BROWSER], {})
    assert card.view.isVisible()


def test_a_client_is_sent_away_from_its_menu(qtbot: QtBot, card: ClientsCard) -> None:
    card.show_clients([BROWSER, PHONE], {})
    menu = card.menu_for(1)
    away = menu.findChild(QAction, "disconnect_client")
    copy = menu.findChild(QAction, "copy_client_address")
    assert away is not None and copy is not None and menu.defaultAction() is copy
    with qtbot.waitSignal(card.disconnect_requested) as asked:
        away.trigger()
    assert asked.args == [PHONE.id]
    copy.trigger()
    assert QGuiApplication.clipboard().text() == PHONE.address
    menu.close()


def test_a_right_click_opens_the_menu_of_the_row_and_a_double_click_copies(
    qtbot: QtBot, card: ClientsCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: opened.append(menu))
    card.show_clients([BROWSER], {})
    at = card.view.visualRect(card.model.index(0, 1)).center()
    card.view.customContextMenuRequested.emit(at)
    assert [menu.objectName() for menu in opened] == ["client_menu"]
    card.view.customContextMenuRequested.emit(card.view.viewport().rect().bottomRight())
    assert len(opened) == 1  # nothing is there and no row is chosen
    QGuiApplication.clipboard().clear()
    qtbot.mouseClick(card.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(card.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert QGuiApplication.clipboard().text() == BROWSER.address
