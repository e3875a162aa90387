"""The form's foot: keep it as a template, what is still to mend, cancel and start."""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stepflow_desktop.gui import wording
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.validation import Field, Problem
from stepflow_desktop.gui.widgets import Button, ElidedLabel

HEIGHT = 62


class FlatButton(Button):
    """A button without fill or edge, its word in the colour of ``token``."""

    def __init__(self, theme: Theme, text: str, icon: str, token: str) -> None:
        super().__init__(theme, text, icon)
        self._token = token

    def set_token(self, token: str) -> None:
        self._token = token
        self.update()

    def _paint(self) -> tuple[QColor | None, QColor | None, str]:
        if not self.isEnabled():
            return None, None, "border3"
        return self._theme.color("raised") if self.underMouse() or self.isDown() else None, None, self._token


class Footer(QWidget):
    """The buttons; the dialog connects them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(25, 0, 24, 0)
        row.setSpacing(8)
        self.template = FlatButton(theme, self.tr("Save as template"), "bookmark-plus", "text2")
        self.problems = FlatButton(theme, "", "triangle-alert", "failed")
        self.cancel = Button(theme, self.tr("Cancel"))
        self.start = Button(theme, self.tr("Start"), "play", "primary")
        self._said = ElidedLabel(theme, "", "small", "text2")
        self.template.setFont(theme.font("body_medium"))
        self.template.setObjectName("save_as_template")
        self.problems.setObjectName("focus_first_problem")
        self.cancel.setObjectName("cancel")
        self.start.setObjectName("start")
        self.start.setToolTip(self.tr("Start (Ctrl+Enter); with Shift the form stays open"))
        self.start.setMinimumWidth(104)
        row.addWidget(self.template)
        row.addWidget(self._said, 1)
        for button in (self.problems, self.cancel, self.start):
            row.addWidget(button)
        for button in (self.template, self.problems, self.cancel, self.start):
            button.setAutoDefault(False)

    def say(self, text: str, *, failed: bool = False) -> None:
        """What was just done, until the form is edited again."""
        if text != self._said.text():
            self._said.set_token("failed" if failed else "text2")
            self._said.set_text(text)

    def said(self) -> str:
        return self._said.text()

    def show_problems(self, errors: Sequence[Problem], touched: Container[Field], *, busy: bool) -> None:
        self.start.setEnabled(not errors and not busy)
        self.start.setText(self.tr("Starting…") if busy else self.tr("Start"))
        fields = [error for error in errors if error.field is not Field.STORAGE]
        self.problems.setVisible(bool(fields))
        if len(fields) == 1 and fields[0].field is Field.COMMAND and Field.COMMAND not in touched:
            # Nobody has done anything wrong yet.
            self.problems.setText(self.tr("Enter a command to start"))
            self.problems.set_token("text3")
            self.problems.set_icon(None)
        elif fields:
            self.problems.setText(wording.count(len(fields), "problem to fix", "problems to fix"))
            self.problems.set_token("failed")
            self.problems.set_icon("triangle-alert")
