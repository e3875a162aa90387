"""The keyboard opens the menu of the row it is on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.widgets.keyboard_menu import KeyboardMenu, open_menu_of


@pytest.fixture
def view(qtbot: QtBot) -> QListWidget:
    view = QListWidget()
    qtbot.addWidget(view)
    view.addItems([f"row {number}" for number in range(100)])
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    KeyboardMenu(view)
    view.resize(200, 150)
    view.show()
    return view


def asked(view: QListWidget) -> list[str]:
    """The rows that a menu is asked for, as it happens."""
    rows: list[str] = []
    view.customContextMenuRequested.connect(lambda at: rows.append(view.itemAt(at).text()))
    return rows


@pytest.mark.parametrize("row", [0, 3, 80])
def test_the_menu_is_that_of_the_current_row(view: QListWidget, row: int) -> None:
    rows = asked(view)
    view.setCurrentRow(row)
    view.verticalScrollBar().setValue(0)
    open_menu_of(view)
    assert rows == [f"row {row}"]


def test_without_a_current_row_there_is_no_menu(view: QListWidget) -> None:
    rows = asked(view)
    view.setCurrentRow(-1)
    open_menu_of(view)
    assert rows == []


def test_the_mouse_gets_the_menu_of_what_is_under_it(view: QListWidget) -> None:
    rows = asked(view)
    view.setCurrentRow(9)
    port = view.viewport()
    at = QPoint(20, view.visualItemRect(view.item(1)).center().y())
    QApplication.sendEvent(port, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, port.mapToGlobal(at)))
    assert rows == ["row 1"]


def test_any_widget_is_asked_as_by_the_menu_key(qtbot: QtBot) -> None:
    events: list[QContextMenuEvent.Reason] = []

    class Place(QLabel):
        def contextMenuEvent(self, event: QContextMenuEvent) -> None:
            events.append(event.reason())

    place: QWidget = Place("here")
    qtbot.addWidget(place)
    open_menu_of(place)
    place.setEnabled(False)
    open_menu_of(place)
    open_menu_of(None)
    assert events == [QContextMenuEvent.Reason.Keyboard]
