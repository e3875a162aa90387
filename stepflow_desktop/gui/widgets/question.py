"""A question with its answers; opened, never executed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.banner import StateIcon
from stepflow_desktop.gui.widgets.buttons import Button
from stepflow_desktop.gui.widgets.framed_dialog import SmallDialog
from stepflow_desktop.gui.widgets.labels import Label

CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Answer:
    """A button by its object name, with its word and what it does; ``kind`` is one of ``Button``."""

    name: str
    word: str
    act: Callable[[], object]
    kind: str = "primary"


class Question(SmallDialog):
    """``kind`` chooses the shape before the words, as for a banner. Cancel stands before the ``answers``.

    Return gives the first answer where that is a primary one; else it cancels, as Esc always does.
    """

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None,
        name: str,
        words: str,
        explanation: str,
        answers: Sequence[Answer],
        *,
        kind: str = "warning",
    ) -> None:
        super().__init__(theme, parent, words)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._explanation = Label(theme, explanation, "body", "text2")
        self._explanation.setWordWrap(True)
        self._explanation.setVisible(bool(explanation))
        self.setAccessibleName(words)
        self.setAccessibleDescription(explanation)
        self._lay_out(theme, kind)
        self.buttons: dict[str, Button] = {}
        self._add(Answer(CANCEL, QCoreApplication.translate("Question", "Cancel"), lambda: None, "outline"))
        for answer in reversed(answers):
            self._add(answer)
        default = answers[0].name if answers[0].kind == "primary" else CANCEL
        self.default = self.buttons[default]
        self.default.setDefault(True)
        self.default.setFocus()

    def _lay_out(self, theme: Theme, kind: str) -> None:
        self.column.removeWidget(self.title)
        self.title.setFont(theme.font("card_title"))
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.title)
        words.addWidget(self._explanation)
        words.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(StateIcon(theme, kind, 22), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.column.addLayout(line)

    def _add(self, answer: Answer) -> None:
        button = Button(self._theme, answer.word, kind=answer.kind)
        button.setObjectName(answer.name)
        button.clicked.connect(lambda: self._on_answer(answer))
        self.row.addWidget(button)
        self.buttons[answer.name] = button

    @property
    def words(self) -> str:
        return self.title.text()

    @property
    def explanation(self) -> str:
        return self._explanation.text()

    def _on_answer(self, answer: Answer) -> None:
        """Gone first: what is done may open the next question."""
        if answer.name == CANCEL:
            self.reject()
            return
        self.accept()
        answer.act()


def ask(
    theme: Theme,
    parent: QWidget | None,
    name: str,
    words: str,
    explanation: str,
    answers: Sequence[Answer],
    *,
    kind: str = "warning",
) -> Question:
    """Open the question; it is gone once it is answered."""
    question = Question(theme, parent, name, words, explanation, answers, kind=kind)
    question.open()
    return question
