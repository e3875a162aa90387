"""What is known of executions that have not ended, beside what their rows say: what to expect of them, and when."""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from stepflow_desktop.core.active_run import ActiveRun, Phase
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.conductor import Conductor
from stepflow_desktop.core.history import NO_HISTORY, RunHistory
from stepflow_desktop.core.model import Execution
from stepflow_desktop.core.reckoning import with_history
from stepflow_desktop.core.store import Store
from stepflow_desktop.core.store_history import sought_of
from stepflow_desktop.errors import StepFlowError

LONG_WAIT_S = 1.0
MOST_AHEAD = 500
UNKNOWN = float("inf")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LiveFacts:
    """``silent_s`` is how long a running one has written nothing, ``starts_in_s`` when a queued one will start."""

    history: RunHistory = NO_HISTORY
    silent_s: float = 0.0
    starts_in_s: float | None = None


class Foresight:
    """Reads histories once per run, when it is made and, if it had to wait, when it is started."""

    def __init__(self, store: Store, conductor: Conductor, clock: Clock) -> None:
        self._store = store
        self._conductor = conductor
        self._clock = clock
        self._tasks: set[asyncio.Task[None]] = set()
        conductor.before_start = self._renew

    async def of_new(self, execution: Execution) -> tuple[Execution, RunHistory]:
        """A new execution with what is usual of it. It is created without, should the database not answer."""
        try:
            history = await self._store.history(sought_of(execution))
        except StepFlowError as error:
            log.warning("Earlier runs could not be read: %s", error)
            return execution, NO_HISTORY
        return with_history(execution, history), history

    def facts(self, execution_id: str) -> LiveFacts | None:
        """None once it has ended."""
        run = self._conductor.runs.get(execution_id)
        if run is None:
            return None
        if run.phase is Phase.QUEUED:
            return LiveFacts(run.history, starts_in_s=self._starts_in_s(run))
        silent_s = self._clock.now().seconds_since(run.spoke_boot_us) if run.phase is Phase.RUNNING else 0.0
        return LiveFacts(run.history, silent_s)

    def _starts_in_s(self, queued: ActiveRun) -> float | None:
        now, left, before = self._clock.now(), [], []
        for run in self._conductor.runs.values():
            execution = run.state.execution
            if run is queued:
                break
            if run.phase is Phase.QUEUED:
                before.append(execution.usual_s)
        for run in self._conductor.runs.values():
            end = run.state.execution.expected_end_at
            if run.phase in (Phase.STARTING, Phase.RUNNING, Phase.ENDING):
                left.append(None if end is None else max(0.0, (end - now.at).total_seconds()))
        return starts_in_s(left, before, self._conductor.slots)

    def _renew(self, run: ActiveRun) -> None:
        """Runs of the same command may have ended while this one waited."""
        waited_s = (self._clock.now().at - run.state.execution.created_at).total_seconds()
        if waited_s >= LONG_WAIT_S:
            task = asyncio.get_running_loop().create_task(self._learn(run), name="read earlier runs")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _learn(self, run: ActiveRun) -> None:
        try:
            history = await self._store.history(sought_of(run.state.execution))
        except StepFlowError as error:
            log.warning("Earlier runs could not be read: %s", error)
            return
        if history != run.history and run.phase in (Phase.STARTING, Phase.RUNNING):
            run.learn(history)

    async def close(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks)


def starts_in_s(left: Sequence[float | None], before: Sequence[float | None], slots: int) -> float | None:
    """When the one behind ``before`` gets a slot, if each slot goes to the first that waits. None if nobody knows.

    ``left`` is what the running ones still take, ``before`` how long those take that wait in front of it.
    """
    if len(before) > MOST_AHEAD:
        return None
    free = [UNKNOWN if seconds is None else seconds for seconds in left]
    free.extend(0.0 for _ in range(slots - len(free)))
    heapq.heapify(free)
    for seconds in before:
        start = heapq.heappop(free)
        heapq.heappush(free, UNKNOWN if seconds is None else start + seconds)
    return None if not free or free[0] == UNKNOWN else free[0]
