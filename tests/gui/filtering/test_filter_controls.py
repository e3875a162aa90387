"""Field, chips and order work together, and what they found is said."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.core.query import Order, SortKey
from stepflow_desktop.gui.filtering import filter_controls
from stepflow_desktop.gui.filtering.filter_controls import FilterControls, found_words
from stepflow_desktop.gui.models.saved_views import ListState
from stepflow_desktop.gui.theme import Theme
from tests.gui import sample_data as data


@pytest.fixture
def controls(theme: Theme, qtbot: Any) -> FilterControls:
    controls = FilterControls(theme, data.FixedClock(), "user")
    for widget in (controls.field, controls.note, controls.chips, controls.view_chips):
        qtbot.addWidget(widget)
    controls.field.show()
    return controls


def test_enter_asks_at_once_and_tells(controls: FilterControls, qtbot: Any) -> None:
    asked: list[int] = []
    controls.changed.connect(lambda: asked.append(1))
    qtbot.keyClicks(controls.field, "user:me")
    with qtbot.waitSignal(controls.confirmed):
        qtbot.keyClick(controls.field, Qt.Key.Key_Return)
    assert asked == [1]
    assert controls.wanted().user == "user"


def test_a_state_is_taken_with_one_question(controls: FilterControls) -> None:
    asked: list[int] = []
    controls.changed.connect(lambda: asked.append(1))
    state = ListState("tag:ml", frozenset({ExecutionStatus.FAILED}), Order(SortKey.NAME, descending=False))
    controls.take_state(state)
    assert asked == [1]
    assert controls.state() == state
    assert controls.wanted().statuses == (ExecutionStatus.FAILED,)


def test_problems_are_said_instead_of_numbers(controls: FilterControls) -> None:
    controls.set_text("staus:failed")
    controls.show_found(3, False)
    assert controls.note.text() == "No such filter: staus. Did you mean status?"
    assert controls.field.underlined == ("staus:failed",)
    controls.set_text("status:failed")
    assert controls.note.isHidden()
    assert controls.field.underlined == ()


def test_the_number_found_is_shown_and_announced(controls: FilterControls, monkeypatch: pytest.MonkeyPatch) -> None:
    announced: list[str] = []
    monkeypatch.setattr(
        filter_controls.QAccessible, "updateAccessibility", lambda event: announced.append(event.message())
    )
    assert QAccessible is filter_controls.QAccessible
    controls.show_found(318, False)
    assert announced == [] and controls.note.isHidden()
    controls.set_text("train")
    controls.show_found(27, False)
    assert announced == ["27 found"]
    assert controls.note.text() == "27 found"


@pytest.mark.parametrize(
    ("total", "is_least", "words"),
    [
        (1204, False, "1,204 found"),
        (10_000, True, "10,000 or more found"),
        (3, True, "3 found among the newest 50,000"),
    ],
)
def test_what_was_not_looked_at_is_not_hidden(total: int, is_least: bool, words: str, qapp: Any) -> None:
    assert found_words(total, is_least) == words
