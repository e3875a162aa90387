"""The right side of the form: the fields in their order, and the messages under them.

It knows what stands in it (``draft``) and shows what it is told (``show_problems``); it checks and starts nothing.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.validation import Field, Problem
from stepflow_desktop.gui.views.new_execution_check_box import CheckBox
from stepflow_desktop.gui.views.new_execution_draft import Draft
from stepflow_desktop.gui.views.new_execution_fields import (
    CommandField,
    FieldMessage,
    FolderField,
    LineField,
    caption,
)
from stepflow_desktop.gui.views.new_execution_tags import TagsField
from stepflow_desktop.gui.views.new_execution_tasks import TaskOffers
from stepflow_desktop.gui.views.new_execution_variables import VariablesField
from stepflow_desktop.gui.widgets import IconButton, Label

MARGIN = 24
GROUP_GAP = 13


class ExecutionForm(QScrollArea):
    """``edited`` carries the field that changed, ``left`` the one the focus went from, ``offered`` a chosen remedy."""

    edited = Signal(object)  # Field
    left = Signal(object)  # Field
    offered = Signal(object)  # Offer
    folder_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._carried = Draft()
        self.setObjectName("execution_form")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._make_fields(theme)
        content = self._laid_out()
        self.setWidget(content)
        # The bar takes its room from the margin: what is in the form does not move when it comes.
        self.verticalScrollBar().rangeChanged.connect(lambda _low, high: self._leave_room(high > 0))
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self._connect()

    def _make_fields(self, theme: Theme) -> None:
        self.command, self.folder = CommandField(theme), FolderField(theme)
        self.name, self.tags, self.variables = LineField(theme), TagsField(theme), VariablesField(theme)
        self.time_limit = LineField(theme, self.tr("No limit"))
        self.terminal = CheckBox(theme, self.tr("Run in a terminal (PTY)"))
        self.shell = CheckBox(theme, self.tr("Use the system shell"))
        self.choose = IconButton(theme, "folder-open", self.tr("Choose the working folder"))
        self.tasks = TaskOffers(theme, self.command)
        fields: dict[Field, QWidget] = {**self._with_edge(), Field.FOLDER: self.choose, Field.TAGS: self.tags.edit}
        self.messages = {field: FieldMessage(theme, widget) for field, widget in fields.items()}
        self.name.setObjectName("name")
        self.time_limit.setObjectName("time_limit")
        self.time_limit.setFixedWidth(84)
        self.time_limit.setAccessibleName(self.tr("Time limit"))
        self.terminal.setObjectName("run_in_terminal")
        self.shell.setObjectName("use_shell")
        self.shell.setChecked(True)
        self.choose.setObjectName("choose_folder_button")

    # -- layout

    def _laid_out(self) -> QWidget:
        content = QWidget()
        column = self._column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, 14, MARGIN, 14)
        column.setSpacing(0)
        column.addLayout(self._command_group())
        column.addSpacing(GROUP_GAP)
        column.addLayout(self._folder_and_name())
        column.addSpacing(GROUP_GAP)
        column.addLayout(self._group(caption(self._theme, self.tr("Tags")), self.tags, Field.TAGS))
        column.addSpacing(GROUP_GAP)
        column.addWidget(self.variables)
        column.addSpacing(GROUP_GAP - 3)
        column.addLayout(self._choices())
        column.addSpacing(GROUP_GAP - 1)
        column.addLayout(self._limit())
        column.addWidget(self.messages[Field.TIME_LIMIT])
        column.addStretch(1)
        return content

    def _leave_room(self, barred: bool) -> None:
        margins = self._column.contentsMargins()
        margins.setRight(MARGIN - (self.verticalScrollBar().sizeHint().width() if barred else 0))
        if margins != self._column.contentsMargins():
            self._column.setContentsMargins(margins)

    def _group(self, title: QLayout, field: QWidget | QLayout, name: Field) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(title)
        column.addSpacing(5)
        if isinstance(field, QWidget):
            column.addWidget(field)
        else:
            column.addLayout(field)
        column.addWidget(self.messages[name])
        return column

    def _command_group(self) -> QVBoxLayout:
        title = caption(self._theme, self.tr("Command"), self.command, required=self.tr("required"))
        title.addWidget(Label(self._theme, self.tr("Ctrl+Enter starts"), "small", "text3"))
        column = self._group(title, self.command, Field.COMMAND)
        column.addWidget(self.tasks)
        return column

    def _folder_and_name(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.folder, 1)
        line.addWidget(self.choose)
        title = caption(self._theme, self.tr("Working folder"), self.folder, required=self.tr("required"))
        groups = (self._group(title, line, Field.FOLDER), self._group(self._name_title(), self.name, Field.NAME))
        for group in groups:
            group.addStretch(1)
        return _side_by_side(*groups)

    def _name_title(self) -> QHBoxLayout:
        return caption(self._theme, self.tr("Name"), self.name)

    def _choices(self) -> QHBoxLayout:
        words = (self.tr("Keeps colours and progress bars"), self.tr("Needed for pipes, globs and &&"))
        return _side_by_side(self._choice(self.terminal, words[0]), self._choice(self.shell, words[1]))

    def _choice(self, box: CheckBox, text: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        explained = Label(self._theme, text, "small", "text2")
        explained.setContentsMargins(CheckBox.BOX + 8, 0, 0, 0)
        box.setAccessibleDescription(text)
        column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(-3)
        column.addWidget(explained)
        return column

    def _limit(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(9)
        label = Label(self._theme, self.tr("Time limit"), "body_medium")
        label.setBuddy(self.time_limit)
        row.addWidget(label)
        row.addWidget(self.time_limit)
        row.addWidget(Label(self._theme, self.tr("Stops the run and marks it failed"), "small", "text2"))
        row.addStretch(1)
        return row

    # -- what stands in it

    def draft(self) -> Draft:
        return Draft(
            command=self.command.toPlainText(),
            shell=self.shell.isChecked(),
            terminal=self.terminal.isChecked(),
            folder=self.folder.text().strip(),
            name=self.name.text(),
            tags=self.tags.tags(),
            variables=self.variables.pairs(),
            time_limit=self.time_limit.text().strip(),
            metadata=self._carried.metadata,
            retention_days=self._carried.retention_days,
        )

    def set_draft(self, draft: Draft) -> None:
        """Fill every field; an empty folder leaves the one that is there."""
        self._carried = draft
        self.command.set_text(draft.command)
        self.folder.setText(draft.folder or self.folder.text())
        self.name.setText(draft.name)
        self.tags.set_tags(draft.tags)
        self.variables.set_pairs(draft.variables)
        self.terminal.setChecked(draft.terminal)
        self.shell.setChecked(draft.shell)
        self.time_limit.setText(draft.time_limit)

    def show_problems(self, problems: Sequence[Problem], touched: Container[Field], program: str) -> None:
        """Each under its field, for the fields in ``touched``; under a sound command the ``program`` it means."""
        shown = {p.field: p for p in reversed(problems) if p.field in touched and p.row is None}
        for field, message in self.messages.items():
            if field is Field.COMMAND and field not in shown:
                message.show_hint(program)
            else:
                message.show_problem(shown.get(field))
        for field, widget in self._with_edge().items():
            problem = shown.get(field)
            widget.set_problem(problem.message if problem and problem.is_error else "")
        rows = [problem for problem in problems if problem.field is Field.VARIABLES]
        self.variables.show_problems(rows, untouched=Field.VARIABLES in touched)

    def focus_field(self, problem: Problem) -> None:
        if problem.field is Field.VARIABLES:
            self.variables.focus_row(problem.row)
        elif problem.field in self._with_edge():
            self._with_edge()[problem.field].setFocus()
        focused = self.focusWidget()
        if focused is not None:
            self.ensureWidgetVisible(focused, 0, 40)

    def _with_edge(self) -> dict[Field, CommandField | LineField | TagsField]:
        return {
            Field.COMMAND: self.command,
            Field.FOLDER: self.folder,
            Field.NAME: self.name,
            Field.TAGS: self.tags,
            Field.TIME_LIMIT: self.time_limit,
        }

    def _connect(self) -> None:
        self.command.textChanged.connect(lambda: self.edited.emit(Field.COMMAND))
        for field, line in ((Field.FOLDER, self.folder), (Field.NAME, self.name), (Field.TIME_LIMIT, self.time_limit)):
            line.textChanged.connect(lambda _text, field=field: self.edited.emit(field))
        for field, widget in self._with_edge().items():
            widget.left.connect(lambda field=field: self.left.emit(field))
        self.tags.changed.connect(lambda: self.edited.emit(Field.TAGS))
        self.variables.changed.connect(lambda: self.edited.emit(Field.VARIABLES))
        self.variables.left.connect(lambda: self.left.emit(Field.VARIABLES))
        self.shell.toggled.connect(lambda: self.left.emit(Field.COMMAND))
        self.choose.clicked.connect(self.folder_requested)
        self.tasks.chosen.connect(self._take_task)
        for message in self.messages.values():
            message.chosen.connect(self.offered)

    def _take_task(self, command: str) -> None:
        self.command.set_text(command)
        self.command.setFocus()


def _side_by_side(left: QVBoxLayout, right: QVBoxLayout) -> QHBoxLayout:
    """Two columns of the same width, whatever is in them."""
    row = QHBoxLayout()
    row.setSpacing(16)
    for column in (left, right):
        holder = QWidget()
        column.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(column)
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        holder.setMinimumWidth(200)
        row.addWidget(holder, 1)
    return row
