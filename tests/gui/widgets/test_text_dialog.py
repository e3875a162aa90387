"""One line of text is asked for."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from stepflow_desktop.gui.widgets.text_dialog import text_dialog

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


def test_what_is_typed_is_told_and_the_dialog_is_gone(qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = text_dialog(parent, "Rename", "Name", "Nightly")
    told: list[str] = []
    dialog.textValueSelected.connect(told.append)
    dialog.open()
    field = dialog.findChild(QLineEdit)
    assert field is not None and field.text() == "Nightly"
    field.selectAll()
    qtbot.keyClicks(field, "Weekly")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == ["Weekly"]
    qtbot.waitUntil(lambda: not isValid(dialog))
