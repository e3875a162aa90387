"""What the working folder offers to run, as buttons below an empty command."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stepflow_desktop.gui.suggestions import Task
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Label
from stepflow_desktop.gui.widgets.menu import Menu

MOST_BUTTONS = 3


class TaskOffers(QWidget):
    """The first three as buttons, the rest in a menu. ``chosen`` carries the command."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__()
        self._field = field
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._label = Label(theme, self.tr("This folder offers"), "small", "text2")
        self._row.addWidget(self._label)
        self._row.addStretch(1)
        self._tasks: tuple[Task, ...] = ()
        self._buttons: list[Button] = []
        self._menu = Menu(theme, self, kept=True)
        self.hide()

    @property
    def tasks(self) -> tuple[Task, ...]:
        return () if self.isHidden() else self._tasks

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        self.setHidden(not tasks)
        if tuple(tasks) == self._tasks:
            return
        self._tasks = tuple(tasks)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        self._menu.clear()
        for task in self._tasks[:MOST_BUTTONS]:
            button = self._button(task.command)
            button.setToolTip(task.source)
            button.clicked.connect(lambda _checked=False, task=task: self.chosen.emit(task.command))
        rest = self._tasks[MOST_BUTTONS:]
        for task in rest:
            action = self._menu.addAction(task.command.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, task=task: self.chosen.emit(task.command))
        if rest:
            more = self._button(self.tr("{n} more").format(n=len(rest)))
            more.clicked.connect(lambda: self._menu.popup(more.mapToGlobal(more.rect().bottomLeft())))

    def _button(self, text: str) -> Button:
        button = Button(self._theme, text, kind="link")
        button.setObjectName("task")
        button.setFont(self._theme.font("small_strong"))
        button.setAutoDefault(False)
        button.setMinimumWidth(button.sizeHint().width() + 2)
        self._row.insertWidget(self._row.count() - 1, button)
        button.show()
        QWidget.setTabOrder(self._buttons[-1] if self._buttons else self._field, button)
        self._buttons.append(button)
        return button
