"""Making room: what goes is told before it goes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QProgressBar, QWidget

from stepflow_desktop.core.clean_up import CleanUp
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Label
from stepflow_desktop.gui.widgets.framed_dialog import SmallDialog

DAYS = (7, 30, 90, 365)
USUAL_DAYS = 30


class CleanUpDialog(SmallDialog):
    """``plan_wanted`` carries days, ``delete_wanted`` the plan that is on show. Closing it ends what it began."""

    WIDTH = 480

    plan_wanted = Signal(int)
    delete_wanted = Signal(object)  # CleanUp

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, self.tr("Clean up"))
        self.setObjectName("clean_up_dialog")
        self._plan: CleanUp | None = None
        column = self.column
        column.addWidget(Label(theme, self.tr("Delete executions that ended more than"), "body", "text2"))
        self.days = QComboBox()
        self.days.setObjectName("clean_up_days")
        self.days.setAccessibleName(self.tr("Delete executions that ended more than"))
        self.days.setFixedHeight(32)
        for days in DAYS:
            self.days.addItem(self.tr("{days} days ago").format(days=days), days)
        self.days.setCurrentIndex(DAYS.index(USUAL_DAYS))
        column.addWidget(self.days)
        self.words = Label(theme, "", "body_medium")
        self.words.setWordWrap(True)
        self.words.setMinimumHeight(38)
        column.addWidget(self.words)
        self.after = Label(
            theme,
            self.tr(
                "They cannot be brought back. "
                "What runs or waits stays, and so do files that your commands wrote elsewhere."
            ),
            "small",
            "text2",
        )
        self.after.setWordWrap(True)
        column.addWidget(self.after)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.hide()
        column.addWidget(self.bar)
        self.cancel = Button(theme, self.tr("Cancel"))
        self.cancel.setObjectName("clean_up_cancel")
        self.delete = Button(theme, self.tr("Delete"), "trash-2", "danger")
        self.delete.setObjectName("clean_up_delete")
        self.row.addWidget(self.cancel)
        self.row.addWidget(self.delete)
        self.days.currentIndexChanged.connect(lambda _index: self.ask())
        self.cancel.clicked.connect(self.reject)
        self.delete.clicked.connect(self._on_delete)
        self._forget()

    def ask(self) -> None:
        """Have the plan for the chosen days made."""
        self._forget()
        self.plan_wanted.emit(int(self.days.currentData()))

    def show_plan(self, plan: CleanUp) -> None:
        """A plan for other days than those chosen by now is dropped."""
        if plan.days != self.days.currentData() or self.bar.isVisible():
            return
        self._plan = plan
        goes = plan.goes
        if not goes.ids:
            self.words.setText(self.tr("There are none, so nothing is deleted."))
            return
        self.words.setText(
            self.tr("{executions} and {artifacts} go, {size} in all.").format(
                executions=wording.count(len(goes.ids), "execution", "executions"),
                artifacts=wording.count(goes.artifacts, "artifact", "artifacts"),
                size=wording.size(goes.size_bytes),
            )
        )
        self.delete.setEnabled(True)

    def show_progress(self, done: int) -> None:
        self.bar.setValue(done)

    @property
    def is_deleting(self) -> bool:
        return self.bar.isVisible()

    def finish(self) -> None:
        """Everything is done: close, whatever stood in the way."""
        self.bar.hide()
        self.accept()

    def _on_delete(self) -> None:
        assert self._plan is not None
        self.bar.setRange(0, len(self._plan.goes.ids))
        self.bar.setValue(0)
        self.bar.show()
        self.delete.setEnabled(False)
        self.days.setEnabled(False)
        self.cancel.setText(self.tr("Stop"))
        self.delete_wanted.emit(self._plan)

    def _forget(self) -> None:
        self._plan = None
        self.words.setText(self.tr("Looking…"))
        self.delete.setEnabled(False)
