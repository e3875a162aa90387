"""A name is changed where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.name_field import NameField
from stepflow_desktop.gui.widgets import ElidedLabel


class Head(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.label, self.other = ElidedLabel(theme, "Train churn model"), QLineEdit()
        self.field = NameField(theme, self.label)
        self.given: list[str] = []
        self.field.given.connect(self.given.append)
        column = QVBoxLayout(self)
        for widget in (self.label, self.field, self.other):
            column.addWidget(widget)


@pytest.fixture
def head(theme: Theme, qtbot: Any) -> Head:
    head = Head(theme)
    qtbot.addWidget(head)
    head.show()
    head.activateWindow()
    qtbot.waitUntil(head.isActiveWindow)
    head.other.setFocus()
    head.field.begin("Train churn model")
    qtbot.waitUntil(head.field.hasFocus)
    assert head.field.selectedText() == "Train churn model"
    assert not head.label.isVisible()
    return head


def test_enter_takes_it_and_the_keyboard_goes_back(head: Head, qtbot: Any) -> None:
    qtbot.keyClicks(head.field, "  Better name ")
    qtbot.keyClick(head.field, Qt.Key.Key_Return)
    assert head.given == ["Better name"]
    assert head.label.isVisible() and not head.field.isVisible()
    assert head.other.hasFocus()


def test_escape_leaves_it_as_it_was(head: Head, qtbot: Any) -> None:
    qtbot.keyClicks(head.field, "Better name")
    qtbot.keyClick(head.field, Qt.Key.Key_Escape)
    assert head.given == []
    assert head.label.isVisible() and head.other.hasFocus()


def test_going_elsewhere_takes_it_too(head: Head, qtbot: Any) -> None:
    qtbot.keyClicks(head.field, "Better name")
    qtbot.keyClick(head.field, Qt.Key.Key_Tab)
    assert head.given == ["Better name"]
    assert head.label.isVisible()


@pytest.mark.parametrize("typed", ["   ", "Train churn model"])
def test_no_name_and_the_same_name_change_nothing(head: Head, typed: str, qtbot: Any) -> None:
    qtbot.keyClicks(head.field, typed)
    qtbot.keyClick(head.field, Qt.Key.Key_Return)
    assert head.given == []
    assert head.label.isVisible()
