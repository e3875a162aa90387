"""What has been kept for as long as it was to be kept goes: artifacts and executions whose days are over.

A *sweep* looks for what is due and deletes it with the verbs that users have, a batch at a time. It remembers nothing,
so one that was cut short is taken up by the next. Whatever runs, or still has processes, stays. A wall clock that
jumped proves nothing about days: after a jump nothing is deleted until it has gone steadily for a day.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Stamp
from stepflow_desktop.core.store_due import Due
from stepflow_desktop.errors import Conflict, NotFound

BATCH = 100
JUMP_US = 10 * 60 * 1_000_000
STEADY_US = 24 * 3600 * 1_000_000

log = logging.getLogger(__name__)


class DueStore(Protocol):
    """What a sweep asks the store; rows come in the order of their numbers, those after ``after`` only."""

    async def due_artifacts(self, now_us: int, *, days: int, after: int, limit: int) -> list[Due]: ...
    async def due_executions(self, now_us: int, *, days: int, after: int, limit: int) -> list[Due]: ...
    async def newest_creation_us(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Swept:
    """How many were deleted."""

    artifacts: int = 0
    executions: int = 0


class SteadyClock:
    """Whether the wall clock can be trusted to count days."""

    def __init__(self) -> None:
        self._last: Stamp | None = None
        self._trusted_from_us = 0

    def trusts(self, now: Stamp) -> bool:
        """To be asked now and then; the first look only remembers."""
        last, self._last = self._last, now
        if last is None:
            return False
        jumped_us = (now.wall_us - last.wall_us) - (now.boot_us - last.boot_us)
        if abs(jumped_us) > JUMP_US:
            log.warning("The clock jumped by %.0f s; nothing is deleted for its age for a day", jumped_us / 1e6)
            self._trusted_from_us = now.boot_us + STEADY_US
        return now.boot_us >= self._trusted_from_us


class Retention:
    """``days`` is how long executions, ``artifact_days`` how long artifacts are kept that do not say it themselves.

    0 keeps them for ever.
    """

    def __init__(
        self,
        store: DueStore,
        clock: Clock,
        *,
        delete_execution: Callable[[str], Awaitable[None]],
        delete_artifact: Callable[[str], Awaitable[None]],
        is_alive: Callable[[str], bool],
        days: int = 0,
        artifact_days: int = 0,
    ) -> None:
        self._store = store
        self._clock = clock
        self._delete_execution = delete_execution
        self._delete_artifact = delete_artifact
        self._is_alive = is_alive
        self.take_days(days, artifact_days)
        self._steady = SteadyClock()

    def take_days(self, days: int, artifact_days: int) -> None:
        """What the next sweep goes by."""
        self._days, self._artifact_days = days, artifact_days

    async def sweep(self) -> Swept:
        """Delete what is due. Raises StorageProblem and Unavailable; what was not deleted then is due again."""
        now = self._clock.now()
        if not self._steady.trusts(now):
            return Swept()
        newest_us = await self._store.newest_creation_us()
        if newest_us is not None and newest_us > now.wall_us + JUMP_US:
            return Swept()  # something was made in the future: one of the two clocks was wrong
        swept = Swept(await self._sweep_artifacts(now), await self._sweep_executions(now))
        if swept != Swept():
            log.info("Deleted for their age: %d executions and %d artifacts", swept.executions, swept.artifacts)
        return swept

    async def _sweep_artifacts(self, now: Stamp) -> int:
        async def due(after: int) -> list[Due]:
            return await self._store.due_artifacts(now.wall_us, days=self._artifact_days, after=after, limit=BATCH)

        return await self._delete_all(due, self._delete_artifact)

    async def _sweep_executions(self, now: Stamp) -> int:
        async def due(after: int) -> list[Due]:
            return await self._store.due_executions(now.wall_us, days=self._days, after=after, limit=BATCH)

        return await self._delete_all(due, self._delete_execution)

    async def _delete_all(
        self, due: Callable[[int], Awaitable[list[Due]]], delete: Callable[[str], Awaitable[None]]
    ) -> int:
        deleted = after = 0
        while batch := await due(after):
            for item in batch:
                after = item.row
                if await asyncio.to_thread(self._is_alive, item.execution_id):
                    continue
                try:
                    await delete(item.id)
                    deleted += 1
                except (NotFound, Conflict):
                    continue  # gone meanwhile, or begun again to do something
        return deleted
