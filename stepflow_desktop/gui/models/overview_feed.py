"""Asks the engine for the figures of the overview: when it comes into sight, and again while things happen.

Nothing is asked while nobody looks. Updates make it ask again after a pause, so a thousand of them are one question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Execution, ExecutionQuery, ExecutionStatus, Step, Update
from stepflow_desktop.core.statistics import RunPoint, Statistics
from stepflow_desktop.errors import NotFound
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.models.masking import masked_execution, masked_steps
from stepflow_desktop.gui.models.overview_period import USUAL, Period, query_of

PAUSE_MS = 3_000
MOST_RUNNING = 50
Running = tuple[Execution, tuple[Step, ...]]


class OverviewFeed(QObject):
    """``figures`` brings Statistics, ``runs`` those of the chosen command, ``running`` what runs, read whole."""

    figures = Signal(object)
    runs = Signal(object)
    running = Signal(object)

    def __init__(
        self, bridge: EngineBridge, clock: Clock, is_seen: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._clock, self._is_seen = bridge, clock, is_seen
        self.period: Period = USUAL
        self.command: int | None = None
        self._generation = 0
        self._edges: tuple[datetime, ...] = ()
        self._masks: dict[str, tuple[str, ...]] = {}
        self._is_stale = True
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.refresh_if_stale)

    @property
    def now(self) -> datetime:
        return self._clock.now().at

    def choose_period(self, period: Period) -> None:
        self.period = period
        self.refresh()

    def choose_command(self, key: int) -> None:
        self.command = key
        self._ask_runs()

    def take(self, updates: Sequence[Update]) -> None:
        """Note that figures are no longer right; they are read again soon, or when somebody looks."""
        if any(u.created or u.started or u.ended or u.deleted or u.edited or u.artifacts for u in updates):
            self._is_stale = True
            if self._is_seen() and not self._pause.isActive():
                self._pause.start()

    def shown(self, updates: Sequence[Update]) -> list[Update]:
        """The updates without what their logs asked to hide; those about edits carry no masks, so seen ones hold."""
        return [self._shown(update) for update in updates]

    def _shown(self, update: Update) -> Update:
        masks = update.masks or self._masks.get(update.execution.id, ())
        if not masks:
            return update
        if update.ended or update.deleted:
            self._masks.pop(update.execution.id, None)
        else:
            self._masks[update.execution.id] = masks
        return replace(
            update,
            execution=masked_execution(update.execution, masks),
            all_steps=masked_steps(tuple(update.all_steps), masks),
        )

    def refresh_if_over(self) -> None:
        """Read anew when another hour or day has begun."""
        if self._edges and query_of(self.period, self.now).edges != self._edges:
            self._is_stale = True
        self.refresh_if_stale()

    def refresh_if_stale(self) -> None:
        if self._is_stale and self._is_seen():
            self.refresh()

    def refresh(self) -> None:
        """Read everything anew."""
        self._is_stale = False
        self._generation += 1
        generation, engine = self._generation, self._bridge.engine
        query = query_of(self.period, self.now)
        self._edges = query.edges
        self._bridge.call(
            engine.statistics(query),
            name="overview",
            done=lambda found: self._on_figures(generation, found),
            error=self._on_failed,
        )
        self._bridge.call(self._read_running(), name="what runs", done=self.running.emit, error=self._on_failed)

    def _on_failed(self, _message: str) -> None:
        """The database does not answer at the moment: what is shown stays, and it is asked again."""
        self._is_stale = True
        if self._is_seen():
            self._pause.start()

    def _on_figures(self, generation: int, found: Statistics) -> None:
        if generation != self._generation:
            return  # another period was chosen meanwhile
        known = [command.key for command in found.commands]
        if self.command not in known:
            self.command = known[0] if known else None
        self.figures.emit(found)
        self._ask_runs()

    def _ask_runs(self) -> None:
        key = self.command
        if key is None:
            self.runs.emit(())
            return
        since = query_of(self.period, self.now).edges[0]
        self._bridge.call(
            self._bridge.engine.command_runs(key, since),
            name="runs of a command",
            done=lambda found: self._on_runs(key, found),
            error=self._on_failed,
        )

    def _on_runs(self, key: int, found: tuple[RunPoint, ...]) -> None:
        if key == self.command:
            self.runs.emit(found)

    async def _read_running(self) -> list[Running]:
        engine = self._bridge.engine
        page = await engine.list(ExecutionQuery(limit=MOST_RUNNING, status=(ExecutionStatus.RUNNING,)))
        found: list[Running] = []
        for execution in page.executions:
            try:
                details = await engine.get(execution.id)
            except NotFound:
                continue  # deleted meanwhile
            if details.masks:
                self._masks[execution.id] = details.masks
            found.append(
                (masked_execution(details.execution, details.masks), masked_steps(details.steps, details.masks))
            )
        return [each for each in found if each[0].status is ExecutionStatus.RUNNING]
