"""F6 goes round the panes that can be seen; Tab ends where it should."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.panes import Pane, hop, order_tab


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    for name in "abcd":
        pane = QWidget()
        pane.setObjectName(name)
        inner = QHBoxLayout(pane)
        for _ in range(2):
            inner.addWidget(QLineEdit())
        row.addWidget(pane)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def panes_of(window: QWidget) -> list[Pane]:
    panes = [window.findChild(QWidget, name) for name in "abcd"]
    return [(pane, pane.findChildren(QLineEdit)[0]) for pane in panes if pane is not None]


def test_round_and_round(window: QWidget) -> None:
    panes = panes_of(window)
    panes[1][0].hide()
    panes[2][1].setEnabled(False)
    stops = [stop for _pane, stop in panes]
    assert hop(panes, None, 1) is stops[0]
    assert hop(panes, window.focusWidget(), 1) is stops[3]
    assert hop(panes, window.focusWidget(), 1) is stops[0]
    assert hop(panes, panes[3][0].findChildren(QLineEdit)[1], -1) is stops[0]
    assert hop(panes, None, -1) is stops[3]
    assert window.focusWidget() is stops[3]


def test_nowhere_to_go(window: QWidget) -> None:
    window.hide()
    assert hop(panes_of(window), None, 1) is None
    assert hop([], None, 1) is None


def test_the_order_of_tab(window: QWidget, qtbot: QtBot) -> None:
    a, b, c, d = (pane.findChildren(QLineEdit) for pane, _stop in panes_of(window))
    order_tab(window, a[1], d, b)
    expected = [*a, *d, *c, *b]
    expected[0].setFocus()
    walked = []
    for _ in expected:
        walked.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert walked == expected
    order_tab(window, a[1], d, b)
    assert window.focusWidget() is a[0]
