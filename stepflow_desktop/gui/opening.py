"""What another start of the program asks the window to show: an execution, a line of its log, a form for a script.

The words come from outside (a second start, a link in a browser), so they are looked at closely; the worst that they
can do is open a form. The parts of the window that they need are a small protocol.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from stepflow_desktop.core.links import is_id
from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.gui.scripts import draft_of

LOOK_MS = 100
LOOKS = 100


class Window(Protocol):
    """What is asked of the main window."""

    executions: QWidget | None

    def new_execution(self, draft: NewExecution | None = None) -> None: ...
    def open_execution(self, execution_id: str) -> None: ...


def show(window: Window, words: Sequence[str]) -> None:
    """Do what the words say; words that say nothing sensible do nothing."""
    match list(words):
        case ["new"]:
            window.new_execution()
        case ["path", name] if "\0" not in name and Path(name).is_absolute() and Path(name).exists():
            window.new_execution(draft_of(Path(name)))
        case ["execution", execution_id] if is_id(execution_id):
            window.open_execution(execution_id)
        case ["execution", execution_id, line] if is_id(execution_id) and line.isdecimal() and len(line) <= 12:
            window.open_execution(execution_id)
            if window.executions is not None:
                LineGoal(window.executions, execution_id, int(line))


class LineGoal(QTimer):
    """Goes to a line as soon as that much of the log is read; gives up when something else is looked at."""

    def __init__(self, page: QWidget, execution_id: str, line: int) -> None:
        super().__init__(page, interval=LOOK_MS)
        self._page, self._execution_id, self._line = page, execution_id, max(1, line)
        self._looks = 0
        self.timeout.connect(self._look)
        self.start()

    def _look(self) -> None:
        self._looks += 1
        if self._looks >= LOOKS or show_line(self._page, self._execution_id, self._line):
            self.stop()
            self.deleteLater()


def show_line(page: QWidget, execution_id: str, line: int) -> bool:
    """Whether the page of executions shows the log of this one and could go to the line, or to its last one."""
    pane = getattr(page, "pane", None)
    document = pane.log.view.document if pane is not None else None
    if document is None or document.execution is None or document.execution.id != execution_id:
        return False
    if document.snapshot.lines < line and document.snapshot.scanned < 1:
        return False
    assert pane is not None
    pane.tabs.setCurrentIndex(0)
    pane.log.show_line(min(line, max(1, document.snapshot.lines)))
    return True
