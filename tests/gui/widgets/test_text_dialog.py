"""One line of text, or a number, is asked for."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.text_dialog import NumberDialog, text_dialog

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def parent(qtbot: Any) -> QWidget:
    parent = QWidget()
    parent.resize(800, 600)
    qtbot.addWidget(parent)
    parent.show()
    return parent


def test_what_is_typed_is_told_and_the_dialog_is_gone(theme: Theme, parent: QWidget, qtbot: Any) -> None:
    dialog = text_dialog(theme, parent, "Rename", "Name", "Nightly")
    told: list[str] = []
    dialog.text_chosen.connect(told.append)
    dialog.open()
    assert dialog.field.selectedText() == "Nightly"
    qtbot.keyClicks(dialog.field, "Weekly")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert told == ["Weekly"]
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_a_needed_text_cannot_be_left_out(theme: Theme, parent: QWidget, qtbot: Any) -> None:
    dialog = text_dialog(theme, parent, "Rename", "Name", "Nightly", word="Rename", needed=True)
    dialog.open()
    assert dialog.take.isEnabled() and dialog.take.text() == "Rename"
    dialog.field.setText("  ")
    assert not dialog.take.isEnabled()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.reject()


def test_escape_tells_nothing(theme: Theme, parent: QWidget, qtbot: Any) -> None:
    dialog = text_dialog(theme, parent, "Edit tags", "Tags", "a b")
    told: list[str] = []
    dialog.text_chosen.connect(told.append)
    dialog.open()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert told == [] and not dialog.isVisible()


@pytest.mark.parametrize(("typed", "told"), [("7", [7]), ("0", []), ("12", []), ("", [])])
def test_a_number_out_of_its_range_is_not_taken(
    theme: Theme, parent: QWidget, qtbot: Any, typed: str, told: list[int]
) -> None:
    dialog = NumberDialog(theme, parent, "Go to line", "Line number", 1, least=1, most=9)
    heard: list[int] = []
    dialog.number_chosen.connect(heard.append)
    dialog.open()
    dialog.field.setText(typed)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert heard == told
    if not told:
        dialog.reject()


def test_a_number_may_be_typed_as_labels_write_it(theme: Theme, parent: QWidget, qtbot: Any) -> None:
    dialog = NumberDialog(theme, parent, "Go to line", "Line number, 1 to 12,345", 1, least=1, most=12_345)
    heard: list[int] = []
    dialog.number_chosen.connect(heard.append)
    dialog.open()
    qtbot.keyClicks(dialog.field, "1,234")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert heard == [1234]
