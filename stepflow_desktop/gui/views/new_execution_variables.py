"""Environment variables as rows of name and value; what looks like a secret is shown as dots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stepflow_desktop.core.encoding import looks_secret
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.validation import Field, Offer, Problem, Remedy
from stepflow_desktop.gui.views.new_execution_fields import FieldMessage, LineField, caption
from stepflow_desktop.gui.widgets import Button, IconButton

NAME_WIDTH = 206


class ValueField(LineField):
    """A value; ``set_secret`` hides it behind dots until the eye at its end is pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, role="mono")
        self.setStyleSheet("QLineEdit { lineedit-password-character: 8226; }")
        self.eye = IconButton(theme, "eye-off", self.tr("Show the value"), True, self, side=24, icon_size=16)
        self.eye.setObjectName("show_value")
        self.eye.setCursor(Qt.CursorShape.ArrowCursor)
        self.eye.toggled.connect(self._take_mode)
        self.eye.hide()

    def set_secret(self, secret: bool) -> None:
        self.eye.setVisible(secret)
        self.setTextMargins(0, 0, 26 if secret else 0, 0)
        self._take_mode()

    def _take_mode(self) -> None:
        hidden = not self.eye.isHidden() and not self.eye.isChecked()
        self.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)
        self.eye.set_icon("eye-off" if hidden else "eye")
        self.eye.set_tooltip(self.tr("Show the value") if hidden else self.tr("Hide the value"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.eye.move(self.width() - 29, (self.height() - 24) // 2)


class VariableRow(QWidget):
    """One variable. ``removed`` is sent by the bin, ``left`` when either field is left, ``changed`` while typing."""

    changed = Signal()
    left = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, name: str, value: str) -> None:
        super().__init__()
        self.touched = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.name, self.value = LineField(theme, "NAME", role="mono"), ValueField(theme)
        self.name.setObjectName("variable_name")
        self.value.setObjectName("variable_value")
        self.name.setFixedWidth(NAME_WIDTH)
        self.name.setAccessibleName(self.tr("Variable name"))
        self.bin = IconButton(theme, "trash-2", self.tr("Remove this variable"), icon_size=16)
        self.bin.setObjectName("remove_variable")
        row.addWidget(self.name)
        row.addWidget(self.value, 1)
        row.addSpacing(-1)
        row.addWidget(self.bin)
        column.addLayout(row)
        self.message = FieldMessage(theme, self.bin)
        self.message.chosen.connect(self._on_offer)
        column.addWidget(self.message)
        self.name.setText(name)
        self.value.setText(value)
        self.name.textEdited.connect(self._on_name)
        self.name.textChanged.connect(self._take_name)
        self.value.textChanged.connect(lambda: self.changed.emit())
        self.name.left.connect(self._on_left)
        self.value.left.connect(self._on_left)
        self.bin.clicked.connect(self.removed)
        self._take_name()

    def pair(self) -> tuple[str, str]:
        return self.name.text().strip(), self.value.text()

    def show_problem(self, problem: Problem | None) -> None:
        self.message.show_problem(problem)
        self.name.set_problem(problem.message if problem else "")

    def _on_name(self, text: str) -> None:
        """``NAME=value`` pasted or typed into the name is taken apart."""
        name, equals, value = text.partition("=")
        if equals and name.strip():
            self.name.setText(name.strip().removeprefix("export ").strip())
            self.value.setText(value or self.value.text())
            self.value.setFocus()

    def _take_name(self) -> None:
        name = self.name.text().strip()
        self.value.set_secret(looks_secret(name))
        self.value.setAccessibleName(self.tr("Value of {name}").format(name=name) if name else self.tr("Value"))
        self.changed.emit()

    def _on_left(self) -> None:
        self.touched = True
        self.left.emit()

    def _on_offer(self, offer: Offer) -> None:
        if offer.remedy is Remedy.RENAME_VARIABLE:
            self.name.setText(offer.value)
            self.name.setFocus()
            self._on_left()


class VariablesField(QWidget):
    """The rows with their title line. ``import_requested`` asks for a ``.env`` file."""

    changed = Signal()
    left = Signal()
    import_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[VariableRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        title = caption(theme, self.tr("Environment variables"))
        self.import_button = Button(theme, self.tr("Import .env"), "file-input", "link")
        self.add_button = Button(theme, self.tr("Add"), "plus", "link")
        self.import_button.setObjectName("import_env")
        self.add_button.setObjectName("add_variable")
        for button in (self.import_button, self.add_button):
            button.setAutoDefault(False)
            title.addWidget(button)
        title.setSpacing(12)
        self.import_button.clicked.connect(self.import_requested)
        self.changed.connect(lambda: self.message.show_problem(None))
        self.add_button.clicked.connect(lambda: self.add("", "").name.setFocus())
        self._column.addLayout(title)
        self.message: FieldMessage = FieldMessage(theme, self.add_button)
        self._column.addWidget(self.message)

    @property
    def rows(self) -> tuple[VariableRow, ...]:
        return tuple(self._rows)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple(row.pair() for row in self._rows)

    def set_pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        for row in self.rows:
            self._drop(row)
        for name, value in pairs:
            self.add(name, value)
        self.changed.emit()

    def merge(self, entries: Mapping[str, str]) -> None:
        """Set variables that are there, add the others."""
        known = {row.pair()[0]: row for row in self._rows}
        for row in self.rows:
            if row.pair() == ("", ""):
                self._drop(row)
        for name, value in entries.items():
            if name in known:
                known[name].value.setText(value)
            else:
                self.add(name, value).touched = True
        self.changed.emit()

    def say(self, message: str) -> None:
        """Something about the variables as a whole; it goes with the next change."""
        self.message.show_problem(Problem(Field.VARIABLES, message, is_error=False))

    def add(self, name: str, value: str) -> VariableRow:
        row = VariableRow(self._theme, name, value)
        row.changed.connect(self.changed)
        row.left.connect(self.left)
        row.removed.connect(lambda: self._on_removed(row))
        before: QWidget = self._rows[-1].bin if self._rows else self.add_button
        self._rows.append(row)
        self._column.addWidget(row)
        row.show()
        for widget in (row.name, row.value, row.value.eye, row.bin):
            QWidget.setTabOrder(before, widget)
            before = widget
        self.changed.emit()
        return row

    def show_problems(self, problems: Iterable[Problem], *, untouched: bool) -> None:
        """Each beside its row; rows that were never left only where ``untouched``."""
        by_row = {problem.row: problem for problem in problems}
        for number, row in enumerate(self._rows):
            row.show_problem(by_row.get(number) if row.touched or untouched else None)

    def focus_row(self, number: int | None) -> None:
        if number is not None and number < len(self._rows):
            self._rows[number].name.setFocus()

    def _on_removed(self, row: VariableRow) -> None:
        number = self._rows.index(row)
        self._drop(row)
        near = self._rows[min(number, len(self._rows) - 1)].bin if self._rows else self.add_button
        near.setFocus()
        self.left.emit()
        self.changed.emit()

    def _drop(self, row: VariableRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
