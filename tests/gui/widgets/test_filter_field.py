"""What of a filter cannot be used is underlined where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.filter_field import FilterField


@pytest.fixture
def field(theme: Theme, qtbot: Any) -> FilterField:
    field = FilterField(theme, "Filter")
    qtbot.addWidget(field)
    field.resize(320, 32)
    field.show()
    return field


def reddish(field: FilterField, theme: Theme) -> int:
    """How many points are in the colour of a failure."""
    image, red = field.grab().toImage(), theme.color("failed")
    return sum(QColor(image.pixel(x, y)) == red for x in range(image.width()) for y in range(2, image.height() - 2))


def test_the_unknown_key_is_underlined_and_told(field: FilterField, theme: Theme) -> None:
    field.setText("staus:failed tag:ml")
    assert reddish(field, theme) == 0
    field.show_problems([(0, 12)], "No such filter: staus. Did you mean status?")
    assert reddish(field, theme) > 20
    assert field.underlined == ("staus:failed",)
    assert "Did you mean status?" in field.accessibleDescription()
    field.show_problems([], "")
    assert reddish(field, theme) == 0
    assert field.text() == "staus:failed tag:ml"


def test_typing_goes_on_where_it_was(field: FilterField, qtbot: Any) -> None:
    qtbot.keyClicks(field, "staus:failed x")
    qtbot.keyClick(field, Qt.Key.Key_Home)
    field.show_problems([(0, 12)], "problem")
    qtbot.keyClicks(field, "y ")
    assert field.text() == "y staus:failed x"


def test_a_word_being_composed_is_left_alone(field: FilterField) -> None:
    field.setText("a:1 ")
    field.end(False)
    QApplication.sendEvent(field, QInputMethodEvent("ni", []))
    field.show_problems([(0, 3)], "problem")
    done = QInputMethodEvent("", [])
    done.setCommitString("你")
    QApplication.sendEvent(field, done)
    assert field.text() == "a:1 你"
