"""Deleting an execution: first its processes end, then its folder moves to the trash, then its rows go.

The folder goes before the rows, so that a crash in between does not bring the execution back. Until the trash is
emptied a deletion can be undone.
"""

from __future__ import annotations

import asyncio

from stepflow_desktop.core.active_run import ActiveRun, Phase
from stepflow_desktop.core.bus import Bus
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.conductor import Conductor
from stepflow_desktop.core.launcher import Launcher
from stepflow_desktop.core.model import Execution, Update
from stepflow_desktop.core.recovery import Recovery, described_execution
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.core.store import Store
from stepflow_desktop.errors import Conflict, StorageProblem

PATIENCE_S = 30
LOOK_S = 0.05
READING_S = 2.0
# Messages about an execution are numbered upwards; whatever was still under way stays below the last one.
LAST_SEQ_STEP = 1_000_000


async def request_end(launcher: Launcher, clock: Clock, active: ActiveRun, reason: str, *, force: bool) -> None:
    """Ask for the end of a command and of everything it started. Raises StorageProblem."""
    at_us = clock.now().wall_us
    try:
        await asyncio.to_thread(launcher.cancel, active.run, reason, message=None, force=force, at_us=at_us)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageProblem("The request to stop could not be stored: {reason}.", reason=reason) from error


def too_late(execution: Execution) -> Conflict:
    """What is said to who wants to stop one that has ended, though its row may not say so yet."""
    if not execution.status.is_final:
        return Conflict("This execution has ended and cannot be cancelled.")
    return Conflict("This execution has ended ({status}) and cannot be cancelled.", status=execution.status.value)


class Deletion:
    """Takes executions away and brings them back."""

    def __init__(
        self,
        storage: Storage,
        store: Store,
        bus: Bus,
        launcher: Launcher,
        clock: Clock,
        conductor: Conductor,
        recovery: Recovery,
        *,
        grace_s: float,
    ) -> None:
        self._storage = storage
        self._store = store
        self._bus = bus
        self._launcher = launcher
        self._clock = clock
        self._conductor = conductor
        self._recovery = recovery
        self.grace_s = grace_s
        self._under_way: dict[str, asyncio.Event] = {}

    async def delete(self, execution: Execution) -> None:
        """Raises Conflict when its processes do not end. Who asks for it twice waits for the same end."""
        while (first := self._under_way.get(execution.id)) is not None:
            await first.wait()
            if await self._store.get_details(execution.id) is None:
                return
        self._under_way[execution.id] = done = asyncio.Event()
        try:
            await self._delete(execution)
        finally:
            del self._under_way[execution.id]
            done.set()

    async def _delete(self, execution: Execution) -> None:
        active = self._conductor.runs.get(execution.id)
        if active is not None and active.phase not in (Phase.QUEUED, Phase.HELD):
            await request_end(self._launcher, self._clock, active, "deleted", force=False)
            await self._wait_for_end(active)
        await self._end_leftovers(execution.id)
        self._conductor.forget(execution.id)
        await asyncio.to_thread(self._storage.discard, execution.id)
        await self._store.delete_execution(execution.id)
        self._bus.publish(Update(execution=execution, deleted=True, seq_start=execution.seq + LAST_SEQ_STEP))

    async def undo(self, execution_id: str) -> bool:
        """False when the trash was emptied meanwhile."""
        if not await asyncio.to_thread(self._storage.bring_back, execution_id):
            return False
        described = described_execution(self._storage.run(execution_id))
        if described is None:
            return False
        await self._recovery.rebuild_one(described)
        self._bus.publish(Update(execution=described, created=True, seq_start=1))
        return True

    async def _wait_for_end(self, active: ActiveRun) -> None:
        """Until the command has ended and that is saved; a log of gigabytes is not read to its end for that."""
        ended, left = self._conductor.ended(active.id), round(READING_S / LOOK_S)
        try:
            async with asyncio.timeout(self.grace_s + PATIENCE_S):
                while not ended.done() and left:
                    await asyncio.wait({ended}, timeout=LOOK_S)
                    left -= active.run.exit() is not None
        except TimeoutError:
            raise Conflict("The command does not end; it was not deleted. Try again or kill it first.") from None

    async def _end_leftovers(self, execution_id: str) -> None:
        """Processes that went on in the background after the command's end go with the execution."""
        run = self._storage.run(execution_id)
        if not run.path.is_dir() or not run.supervised():
            return
        at_us = self._clock.now().wall_us
        await asyncio.to_thread(run.request_end, "deleted", message=None, force=True, at_us=at_us)
        for _ in range(round(PATIENCE_S / LOOK_S)):
            if not run.supervised():
                return
            await asyncio.sleep(LOOK_S)
        raise Conflict("Background processes of this execution do not end; it was not deleted.")
