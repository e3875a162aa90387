"""The window's few questions. They are opened, never executed: a loop inside the loop would strand every task."""

from __future__ import annotations

import platform
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from stepflow_desktop import __version__


def ask_to_quit(parent: QWidget, active: int, keep: Callable[[], None], stop_all: Callable[[], None]) -> QMessageBox:
    """What is to become of executions that run or wait when the window goes."""
    box = QMessageBox(parent)
    box.setObjectName("ask_to_quit")
    translate = QCoreApplication.translate
    one = translate("QuitQuestion", "1 execution is not finished")
    many = translate("QuitQuestion", "{n} executions are not finished")
    box.setText(one if active == 1 else many.format(n=f"{active:,}"))
    box.setInformativeText(translate("QuitQuestion", "They can go on without the window. The next start shows them."))
    keep_button = box.addButton(translate("QuitQuestion", "Keep running"), QMessageBox.ButtonRole.AcceptRole)
    stop_button = box.addButton(translate("QuitQuestion", "Stop all and quit"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(keep_button)

    def answered() -> None:
        if box.clickedButton() is keep_button:
            keep()
        elif box.clickedButton() is stop_button:
            stop_all()

    box.finished.connect(answered)
    box.finished.connect(box.deleteLater)
    box.open()
    return box


def show_about(parent: QWidget) -> QMessageBox:
    box = QMessageBox(parent)
    box.setObjectName("about")
    translate = QCoreApplication.translate
    box.setWindowTitle(translate("AboutBox", "About StepFlow"))
    box.setText(f"StepFlow Desktop {__version__}")
    box.setInformativeText(
        translate("AboutBox", "Runs any command and shows its steps, progress, live log and files.")
        + f"\n\nPython {platform.python_version()}, Qt {qVersion()}"
    )
    box.finished.connect(box.deleteLater)
    box.open()
    return box


def show_problem(title: str, text: str) -> QMessageBox:
    """A problem before there is a window."""
    box = QMessageBox(QMessageBox.Icon.Critical, title, text, QMessageBox.StandardButton.Close)
    box.setObjectName("start_problem")
    box.open()
    return box
