"""What the bell keeps: the last executions that ended, newest first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from stepflow_desktop.core.model import Execution, ExecutionStatus, Update
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import failure
from stepflow_desktop.gui.status_shapes import status_pixmap, status_word
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import translate
from stepflow_desktop.gui.widgets import IconButton
from stepflow_desktop.gui.widgets.menu import Menu

KEPT = 50
SHOWN = 15
NAMED = 3


class Notices(QObject):
    """Listens to updates for ends; ``chosen`` carries the id of an execution picked from the menu."""

    chosen = Signal(str)
    ended = Signal(object)  # list[Execution], those that ended together

    def __init__(self, theme: Theme, bell: IconButton, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bell = bell
        self._ended: deque[Execution] = deque(maxlen=KEPT)
        self._menu = Menu(theme, parent, kept=True)
        self._menu.aboutToShow.connect(self._fill)
        # What stands below the executions, whatever has ended.
        self.quiet = QAction(self.tr("Do not disturb"), self)
        self.quiet.setCheckable(True)
        self.quiet.setProperty("icon_name", "bell-off")
        self.settings = QAction(self.tr("Notification settings…"), self)
        self.settings.setProperty("icon_name", "settings")
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
        kept = list(self._ended)
        self._list(self._menu, kept[:SHOWN])
        if len(kept) > SHOWN:
            self._list(self._menu.add_menu(self.tr("Earlier"), "clock-fading"), kept[SHOWN:])
        self._menu.addSeparator()
        self._menu.addActions([self.quiet, self.settings])

    def show_quiet(self, quiet: bool) -> None:
        """Whether the desktop is told nothing."""
        self.quiet.setChecked(quiet)
        self._bell.set_icon("bell-off" if quiet else "bell")

    def _list(self, menu: QMenu, executions: Iterable[Execution]) -> None:
        for execution in executions:
            action = menu.addAction(status_pixmap(execution.status, self._theme), _line(execution))
            action.triggered.connect(lambda _c=False, i=execution.id: self.chosen.emit(i))


def _line(execution: Execution) -> str:
    when = wording.clock(execution.completed_at or execution.created_at, datetime.now(UTC))
    name = execution.name.replace("&", "&&")
    return f"{name}  ·  {status_word(execution.status).lower()}\t{when}"


def ended_words(execution: Execution) -> tuple[str, str, str]:
    """Kind, title and text of the toast for an execution that has ended."""
    kind = {ExecutionStatus.FAILED: "error", ExecutionStatus.COMPLETED: "success"}.get(execution.status, "info")
    title = f"{execution.name} {status_word(execution.status).lower()}"
    took = wording.duration(execution.duration_s or 0.0)
    if execution.status is ExecutionStatus.FAILED:
        reason = failure(execution).rstrip(".")
        return kind, title, translate("EndedWords", "{reason}. After {time}.").format(reason=reason, time=took)
    if not execution.artifacts_count:
        return kind, title, translate("EndedWords", "{time}.").format(time=took)
    files = wording.count(execution.artifacts_count, "artifact", "artifacts")
    return kind, title, translate("EndedWords", "{time}, {files}.").format(time=took, files=files)


def together_words(executions: Sequence[Execution]) -> tuple[str, str, str]:
    """Kind, title and text of the one message about executions that ended within a few seconds."""
    failed = sum(execution.status is ExecutionStatus.FAILED for execution in executions)
    n = f"{len(executions):,}"
    completed = all(execution.status is ExecutionStatus.COMPLETED for execution in executions)
    if completed:
        title = translate("EndedWords", "{n} executions completed").format(n=n)
    elif not failed:
        title = translate("EndedWords", "{n} executions ended").format(n=n)
    elif failed == len(executions):
        title = translate("EndedWords", "{n} executions failed").format(n=n)
    else:
        title = translate("EndedWords", "{n} executions ended, {failed} failed").format(n=n, failed=f"{failed:,}")
    names = wording.listed(execution.name for execution in executions[-NAMED:])
    more = len(executions) - NAMED
    text = translate("EndedWords", "{names} and {n} more").format(names=names, n=f"{more:,}") if more > 0 else names
    kind = "error" if failed else "success" if completed else "info"
    return kind, title, text
