"""What the bell keeps: the last executions that ended, newest first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from stepflow_desktop.core.model import Execution, ExecutionStatus, Update
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import failure
from stepflow_desktop.gui.status_shapes import status_pixmap, status_word
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import IconButton

KEPT = 50
SHOWN = 15


class Notices(QObject):
    """Listens to updates for ends; ``chosen`` carries the id of an execution picked from the menu."""

    chosen = Signal(str)
    ended = Signal(object)  # list[Execution], those that ended together

    def __init__(self, theme: Theme, bell: IconButton, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bell = bell
        self._ended: deque[Execution] = deque(maxlen=KEPT)
        self._menu = QMenu(parent)
        self._menu.aboutToShow.connect(self._fill)
        bell.setMenu(self._menu)

    @property
    def executions(self) -> tuple[Execution, ...]:
        return tuple(self._ended)

    def take(self, updates: Iterable[Update]) -> None:
        together = [update.execution for update in updates if update.ended and not update.deleted]
        if not together:
            return
        self._ended.extendleft(together)
        if any(execution.status is ExecutionStatus.FAILED for execution in together):
            self._bell.set_token("failed")
        self.ended.emit(together)

    def _fill(self) -> None:
        self._bell.set_token(None)
        self._menu.clear()
        if not self._ended:
            self._menu.addAction(self.tr("Nothing has ended yet")).setEnabled(False)
        for execution in list(self._ended)[:SHOWN]:
            action = self._menu.addAction(status_pixmap(execution.status, self._theme), _line(execution))
            action.triggered.connect(lambda _c=False, i=execution.id: self.chosen.emit(i))


def _line(execution: Execution) -> str:
    when = wording.clock(execution.completed_at or execution.created_at, datetime.now(UTC))
    name = execution.name.replace("&", "&&")
    return f"{name}  ·  {status_word(execution.status).lower()}  ·  {when}"


def ended_words(execution: Execution) -> tuple[str, str, str]:
    """Kind, title and text of the toast for an execution that has ended."""
    kind = {ExecutionStatus.FAILED: "error", ExecutionStatus.COMPLETED: "success"}.get(execution.status, "info")
    title = f"{execution.name} {status_word(execution.status).lower()}"
    took = wording.duration(execution.duration_s or 0.0)
    if execution.status is ExecutionStatus.FAILED:
        return kind, title, f"{failure(execution).rstrip('.')}. After {took}."
    files = (
        f", {wording.count(execution.artifacts_count, 'artifact', 'artifacts')}" if execution.artifacts_count else ""
    )
    return kind, title, f"{took}{files}."
