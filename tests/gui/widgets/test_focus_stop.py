"""Who gives the keyboard to a whole gives it to the part that works with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.widgets.focus_stop import FocusStop


def test_the_chosen_part_gets_the_keyboard_and_tab_leaps_over_nothing(qtbot: QtBot) -> None:
    window, whole = QWidget(), FocusStop()
    qtbot.addWidget(window)
    before, first, chosen = QLineEdit(), QLineEdit(), QLineEdit()
    inside, column = QVBoxLayout(whole), QVBoxLayout(window)
    inside.addWidget(first)
    inside.addWidget(chosen)
    column.addWidget(before)
    column.addWidget(whole)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    whole.setFocus()
    assert window.focusWidget() is not chosen
    whole.focus_stop = chosen
    whole.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert window.focusWidget() is chosen
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert window.focusWidget() is first
