"""The window's few questions. They are opened, never executed: a loop inside the loop would strand every task."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import translate
from stepflow_desktop.gui.widgets.question import Answer, Question, ask


def ask_to_quit(
    theme: Theme, parent: QWidget, active: int, keep: Callable[[], None], stop_all: Callable[[], None]
) -> Question:
    """What is to become of executions that run or wait when the window goes."""
    one = translate("QuitQuestion", "1 execution is not finished")
    many = translate("QuitQuestion", "{n} executions are not finished")
    return ask(
        theme,
        parent,
        "ask_to_quit",
        one if active == 1 else many.format(n=f"{active:,}"),
        translate("QuitQuestion", "They can go on without the window. The next start shows them."),
        [
            Answer("keep_running", translate("QuitQuestion", "Keep running"), keep),
            Answer("stop_all_and_quit", translate("QuitQuestion", "Stop all and quit"), stop_all, "danger"),
        ],
    )


def show_problem(title: str, text: str) -> QMessageBox:
    """A problem before there is a window."""
    box = QMessageBox(QMessageBox.Icon.Critical, title, text, QMessageBox.StandardButton.Close)
    box.setObjectName("start_problem")
    box.open()
    return box
