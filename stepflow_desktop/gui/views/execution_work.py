"""The first tab of an execution: its steps and files beside its log, or the log alone where there is little room.

Then a button, which the owner places, shows the steps as a menu.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.status_shapes import status_pixmap
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_artifacts import ArtifactsCard
from stepflow_desktop.gui.views.execution_error import ErrorCard
from stepflow_desktop.gui.views.execution_steps import StepsCard
from stepflow_desktop.gui.widgets import Button
from stepflow_desktop.gui.widgets.menu import Menu

LEFT_WIDTH = 290
LEAST_LOG_WIDTH = 420
LEAST_FILES_HEIGHT = 200
GAP = 14
LEAST_UNFOLDED = LEFT_WIDTH + LEAST_LOG_WIDTH + 48


class WorkPage(QWidget):
    """``step_chosen`` carries the id of the step that was chosen in the menu."""

    step_chosen = Signal(str)

    def __init__(
        self, theme: Theme, steps: StepsCard, artifacts: ArtifactsCard, error: ErrorCard, log: LogPanel
    ) -> None:
        super().__init__()
        self._theme, self._steps = theme, steps
        self.is_folded = False
        self.steps_button = Button(theme, self.tr("Steps"), "list-checks")
        self.steps_button.setObjectName("steps_menu")
        self.steps_button.setFixedHeight(30)
        self.steps_button.hide()
        self.steps_button.clicked.connect(self._show_menu)
        log.setMinimumWidth(LEAST_LOG_WIDTH)
        artifacts.setMinimumHeight(LEAST_FILES_HEIGHT)
        self._left = QWidget()
        self._left.setFixedWidth(LEFT_WIDTH)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(GAP)
        left.addWidget(steps, 4)
        left.addWidget(artifacts, 1)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(error)
        right.addWidget(log, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, GAP, 16, GAP)
        row.setSpacing(GAP)
        row.addWidget(self._left)
        row.addLayout(right, 1)

    def fold(self, folded: bool) -> None:
        """In a narrow window the log takes the whole width; files live in their tab."""
        self.is_folded = folded
        self._left.setVisible(not folded)

    def _show_menu(self) -> None:
        menu = Menu(self._theme, self)
        for step in self._steps.model.all():
            picture = status_pixmap(self._steps.model.state(step), self._theme)
            action = menu.addAction(picture, first_line(step.name).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, step_id=step.id: self.step_chosen.emit(step_id))
        menu.popup(self.steps_button.mapToGlobal(self.steps_button.rect().bottomLeft()))
