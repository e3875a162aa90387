"""The search field asks once per pause and lets a line be chosen with the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.palette.hit import Hit
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.frame_search import SearchBox


def _shown(qtbot: QtBot, theme: Theme) -> tuple[QWidget, SearchBox]:
    window = QWidget()
    qtbot.addWidget(window)
    box = SearchBox(theme)
    column = QVBoxLayout(window)
    column.addWidget(box)
    column.addStretch(1)
    window.resize(600, 400)
    window.show()
    qtbot.waitExposed(window)
    box.setFocus()
    return window, box


def test_typing_asks_once_after_a_pause(qtbot: QtBot, theme: Theme) -> None:
    _window, box = _shown(qtbot, theme)
    with qtbot.waitSignal(box.asked) as asked:
        qtbot.keyClicks(box, " demo ")
    assert asked.args == ["demo"]


def test_a_line_is_chosen_with_the_arrow_and_enter(qtbot: QtBot, theme: Theme) -> None:
    window, box = _shown(qtbot, theme)
    chosen: list[str] = []
    box.setText("x")
    box.show_hits([Hit("first", lambda: chosen.append("first")), Hit("second", lambda: chosen.append("second"))])
    popup = window.findChild(QWidget, "search_hits")
    assert popup is not None and popup.isVisible()
    assert popup.geometry().top() > box.geometry().bottom()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen == ["second"]
    assert not popup.isVisible()
    assert box.text() == ""


def test_escape_puts_everything_away(qtbot: QtBot, theme: Theme) -> None:
    window, box = _shown(qtbot, theme)
    box.setText("x")
    box.show_hits([Hit("first", lambda: None)])
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    popup = window.findChild(QWidget, "search_hits")
    assert popup is not None and not popup.isVisible()
    assert box.text() == ""


def test_what_finds_nothing_says_so(qtbot: QtBot, theme: Theme) -> None:
    window, box = _shown(qtbot, theme)
    box.setText("#nowhere")
    box.show_hits([], "Nothing matches")
    popup = window.findChild(QListWidget, "search_hits")
    assert popup is not None and popup.isVisible() and box.hits == []
    assert [popup.item(row).text() for row in range(popup.count())] == ["Nothing matches"]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert popup.isVisible()
    box.show_hits([])
    assert not popup.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_keyboard_goes_back_to_where_it_was(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    window, box = _shown(qtbot, theme)
    field = QLineEdit()
    layout = window.layout()
    assert layout is not None
    layout.addWidget(field)
    field.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    assert field.hasFocus()
    where: list[QWidget | None] = []
    box.start()
    box.show_hits([Hit("first", lambda: where.append(window.focusWidget()))])
    qtbot.keyClick(box, key)
    assert field.hasFocus()
    assert where == ([field] if key == Qt.Key.Key_Return else [])
    # What is gone cannot be gone back to.
    box.start()
    field.hide()
    box.show_hits([])
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.hasFocus() and not field.hasFocus()
