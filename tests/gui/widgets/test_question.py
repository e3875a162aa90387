"""A question is put in words, and each key and button gives the answer that it says."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.question import Answer, Question, ask

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
LONG = "It holds what nobody can bring back, and says so in more words than one line of a small dialog can hold."


class Asked:
    def __init__(self, theme: Theme, parent: QWidget, kind: str) -> None:
        self.told: list[str] = []
        answers = [
            Answer("first", "Do it", lambda: self.told.append("first"), kind),
            Answer("other", "Do the other", lambda: self.told.append("other"), "outline"),
        ]
        self.question: Question = ask(theme, parent, "a_question", "Do it?", LONG, answers)


@pytest.fixture
def parent(qtbot: Any) -> QWidget:
    parent = QWidget()
    parent.resize(800, 600)
    qtbot.addWidget(parent)
    parent.show()
    return parent


@pytest.mark.parametrize(
    ("kind", "key", "told"),
    [
        ("primary", Qt.Key.Key_Return, ["first"]),
        ("primary", Qt.Key.Key_Escape, []),
        ("danger", Qt.Key.Key_Return, []),
        ("danger", Qt.Key.Key_Escape, []),
    ],
)
def test_return_never_destroys(
    theme: Theme, parent: QWidget, qtbot: Any, kind: str, key: Qt.Key, told: list[str]
) -> None:
    asked = Asked(theme, parent, kind)
    question = asked.question
    qtbot.keyClick(question, key)
    assert asked.told == told
    qtbot.waitUntil(lambda: not isValid(question))


@pytest.mark.parametrize(("name", "told"), [("first", ["first"]), ("other", ["other"]), ("cancel", [])])
def test_each_button_gives_its_answer(theme: Theme, parent: QWidget, qtbot: Any, name: str, told: list[str]) -> None:
    asked = Asked(theme, parent, "danger")
    qtbot.mouseClick(asked.question.buttons[name], Qt.MouseButton.LeftButton)
    assert asked.told == told


def test_it_stands_in_the_middle_of_its_window_and_shows_all_its_words(
    theme: Theme, parent: QWidget, qtbot: Any
) -> None:
    question = Asked(theme, parent, "danger").question
    assert question.isModal()
    middle, around = question.geometry().center(), parent.geometry().center()
    assert abs(middle.x() - around.x()) <= 1 and abs(middle.y() - around.y()) <= 1
    label = question._explanation
    assert label.height() >= label.heightForWidth(label.width())
    assert question.words == "Do it?" and question.explanation == LONG
    question.reject()
