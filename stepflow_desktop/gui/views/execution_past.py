"""What is read later about the execution that is shown: what is usual of it, how often it failed, all its runs, and
the summary it wrote.

Everything is read anew when another execution is shown or one of the same command begins or ends, and the long list
only while its tab is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.history import COUNTED_RUNS, PastRuns, RunHistory, failure_record
from stepflow_desktop.core.model import Execution, ExecutionStatus, Update
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.panes import Pane
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_pane import ExecutionPane

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge
    from stepflow_desktop.gui.views.past_runs import PastRunsTab

REST_MS = 300
MOST_LISTED = 200
LOOKED_AT_FOR_FAILURES = 3 * COUNTED_RUNS


class ExecutionPast(QObject):
    """``opened`` carries the id of a run to show, ``compare_wanted`` those of runs to compare."""

    opened = Signal(str)
    compare_wanted = Signal(object)

    def __init__(
        self, theme: Theme, bridge: EngineBridge, clock: Clock, expectations: Expectations, pane: ExecutionPane
    ) -> None:
        super().__init__(pane)
        self._theme = theme
        self._bridge = bridge
        self._clock = clock
        self._expectations = expectations
        self._pane = pane
        self.tab: PastRunsTab | None = None
        self._timer = QTimer(self, interval=REST_MS, singleShot=True)
        self._timer.timeout.connect(self._read)
        pane.past_wanted.connect(self._look)
        pane.past_shown.connect(self._on_shown)
        bridge.updated.connect(self._on_updated)

    @property
    def _execution(self) -> Execution | None:
        return self._pane.details.execution if self._pane.details is not None else None

    def _look(self) -> None:
        """Another execution is shown, or this one has begun or ended."""
        execution = self._execution
        if execution is None:
            return
        if execution.status.is_final:
            self._bridge.call(
                self._bridge.engine.history(execution.id),
                name="read what is usual",
                done=lambda history: self._on_history(execution.id, history),
                error=_ignored,
            )
            self._bridge.call(
                self._bridge.engine.summary(execution.id),
                name="read the summary",
                done=lambda text: self._on_summary(execution.id, text),
                error=_ignored,
            )
        if execution.status is ExecutionStatus.FAILED:
            self._bridge.call(
                self._bridge.engine.past_runs(execution.id, limit=LOOKED_AT_FOR_FAILURES, earlier=True),
                name="read how often it failed",
                done=lambda past: self._on_earlier(execution, past),
                error=_ignored,
            )
        self._read()

    def _on_history(self, execution_id: str, history: RunHistory) -> None:
        self._expectations.keep(execution_id, history)
        if self._execution is not None and self._execution.id == execution_id:
            self._pane.head.review()
            self._pane.timeline.refresh()

    def _on_summary(self, execution_id: str, text: str) -> None:
        if self._execution is not None and self._execution.id == execution_id:
            self._pane.facts.show_summary(text)

    def _on_earlier(self, execution: Execution, past: PastRuns) -> None:
        if self._execution is not None and self._execution.id == execution.id:
            self._pane.error.show_record(failure_record(execution, past.executions), self._clock.now().at)

    # -- the tab

    def panes(self) -> list[Pane]:
        """Where F6 goes in it, once it has been opened."""
        return [(self.tab, self.tab.view)] if self.tab is not None else []

    def _on_shown(self, holder: QWidget) -> None:
        """Make the tab when it is first opened."""
        if self.tab is None:
            from stepflow_desktop.gui.views.past_runs import PastRunsTab

            self.tab = PastRunsTab(self._theme, self._clock)
            self.tab.wanted.connect(self._read)
            self.tab.opened.connect(self.opened)
            self.tab.compare_wanted.connect(self.compare_wanted)
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self.tab)
            self.tab.show()

    def _on_updated(self, updates: Sequence[Update]) -> None:
        execution = self._execution
        if execution is None or self._timer.isActive():
            return
        if any(
            update.execution.command == execution.command
            and (update.created or update.started or update.ended or update.deleted or update.edited)
            for update in updates
        ):
            self._timer.start()

    def _read(self) -> None:
        execution = self._execution
        if execution is None:
            return
        in_sight = self.tab is not None and self.tab.isVisible()
        self._bridge.call(
            self._bridge.engine.past_runs(execution.id, limit=MOST_LISTED if in_sight else 1),
            name="read past runs",
            done=lambda past: self._on_runs(execution.id, past, in_sight),
            error=_ignored,
        )

    def _on_runs(self, execution_id: str, past: PastRuns, whole: bool) -> None:
        if self._execution is None or self._execution.id != execution_id:
            return
        self._pane.set_past_count(past.total)
        if whole and self.tab is not None:
            self.tab.show_runs(past.executions, past.total, execution_id)


def _ignored(_message: str) -> None:
    """It was deleted meanwhile, or the database does not answer: then nothing is said of earlier runs."""
