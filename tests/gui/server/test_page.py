from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.panes import hop
from stepflow_desktop.gui.server.page import ServerPage
from stepflow_desktop.gui.theme import Theme


def test_cards_stand_in_three_columns_or_in_two(qtbot: QtBot, theme: Theme) -> None:
    page = ServerPage(theme, 0)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.shown):
        page.show()
    for width, columns in ((1356, 3), (880, 2), (1200, 3)):
        page.resize(width, 820)
        QApplication.processEvents()
        lefts = {card.x() for card in page.cards}
        assert len(lefts) == columns
        assert all(card.x() + card.width() <= page.viewport().width() for card in page.cards)
        assert len({(card.x(), card.y()) for card in page.cards}) == len(page.cards)


def test_the_keyboard_finds_its_panes(qtbot: QtBot, theme: Theme) -> None:
    page = ServerPage(theme, 0)
    qtbot.addWidget(page)
    page.show_summary("All is well.")
    assert page.summary.text() == "All is well."
    page.show()
    for pane, stop in page.panes():
        assert page.isAncestorOf(pane) and pane.isAncestorOf(stop)
        assert stop.focusPolicy() is not Qt.FocusPolicy.NoFocus
    first, last = page.panes()[0][1], page.panes()[-1][1]
    assert hop(page.panes(), first, 1) is page.websocket.switch
    assert hop(page.panes(), last, 1) is first
