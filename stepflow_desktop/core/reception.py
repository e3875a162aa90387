"""Takes new executions in: checks what is asked for, makes folder and row, and hands it to the conductor."""

from __future__ import annotations

import asyncio
import contextlib
import getpass
import os
import uuid
from functools import partial
from types import MappingProxyType

from stepflow_desktop.core import reducer
from stepflow_desktop.core.active_run import ActiveRun
from stepflow_desktop.core.bus import Bus
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.conductor import Conductor
from stepflow_desktop.core.engine_options import EngineOptions
from stepflow_desktop.core.foresight import Foresight
from stepflow_desktop.core.housekeeping import Housekeeping
from stepflow_desktop.core.log_limit import LogLimit
from stepflow_desktop.core.model import Execution, NewExecution, Update
from stepflow_desktop.core.requests import check, check_shell, check_tags, spec_of, without_ours
from stepflow_desktop.core.run_dir import RunDir
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.core.store import Saved, Store
from stepflow_desktop.errors import QueueFull, StorageProblem

Turn = asyncio.Future[None]


class Reception:
    """What has been begun is finished, though whoever asked for it goes away: a folder never stays without its row."""

    def __init__(
        self,
        storage: Storage,
        store: Store,
        bus: Bus,
        clock: Clock,
        conductor: Conductor,
        foresight: Foresight,
        housekeeping: Housekeeping,
    ) -> None:
        self.options = EngineOptions()
        self._storage = storage
        self._store = store
        self._bus = bus
        self._clock = clock
        self._conductor = conductor
        self._foresight = foresight
        self._housekeeping = housekeeping
        self._user = os_user()
        self._under_way: set[asyncio.Task[Execution]] = set()
        self._last_turn: Turn | None = None

    async def create(
        self, request: NewExecution, *, origin: str, user: str | None, idempotency_key: str | None
    ) -> Execution:
        """Raises InvalidRequest, QueueFull, StorageProblem or Unavailable; nothing is created then."""
        checked = check(request, self.options.working_directory)
        if checked.argv is None:
            check_shell(self.options.shell)
        waiting = self._conductor.queued_count
        if waiting >= self.options.queue_limit:
            raise QueueFull("{n} executions are waiting already; try again later.", n=waiting)
        self._storage.require_space()
        if idempotency_key is not None:
            known = await self._store.find_idempotent(idempotency_key)
            if known is not None:
                return known
        execution = Execution(
            id=str(uuid.uuid4()),
            name=checked.name,
            command=checked.command,
            argv=checked.argv,
            working_directory=str(checked.working_directory),
            environment=MappingProxyType(dict(request.environment)),
            tags=check_tags(request.tags),
            metadata=MappingProxyType(without_ours(request.metadata)),
            timeout_s=request.timeout_s,
            terminal=request.terminal,
            retention_days=request.retention_days,
            user=user or self._user,
            origin=origin,
            created_at=self._clock.now().at,
            seq=1,
        )
        loop = asyncio.get_running_loop()
        turn: Turn = loop.create_future()
        before, self._last_turn = self._last_turn, turn
        entering = loop.create_task(self._enter(execution, idempotency_key, before, turn), name="create")
        self._under_way.add(entering)
        entering.add_done_callback(partial(self._entered, turn))
        return await asyncio.shield(entering)

    async def close(self) -> None:
        if self._under_way:
            await asyncio.wait(self._under_way)

    def _entered(self, turn: Turn, entering: asyncio.Task[Execution]) -> None:
        self._under_way.discard(entering)
        if not turn.done():
            turn.set_result(None)
        if not entering.cancelled():
            entering.exception()  # told to whoever waits, and to nobody if nobody does

    async def _enter(
        self, execution: Execution, idempotency_key: str | None, before: Turn | None, turn: Turn
    ) -> Execution:
        """Rows are made in the order of their times, which is that of the list, whichever folder is ready first."""
        self._housekeeping.expect(execution.id)
        run = self._storage.run(execution.id)
        limit = self._conductor.log_limit
        await self._describe(execution, run, limit)
        execution, history = await self._foresight.of_new(execution)
        if before is not None and not before.done():
            await asyncio.wait({before})
        turn.set_result(None)  # who comes next goes on only after this row was handed in
        try:
            inserted = await self._store.insert(Saved(execution=execution, new=True), idempotency_key)
        except BaseException:
            await asyncio.to_thread(self._storage.discard, execution.id)
            raise
        if inserted.id != execution.id:
            await asyncio.to_thread(self._storage.discard, execution.id)
            return inserted
        self._bus.publish(Update(execution=inserted, created=True, seq_start=1))
        active = ActiveRun(
            run,
            reducer.begin(inserted),
            self._clock,
            implicit_progress=self.options.implicit_progress,
            history=history,
        )
        active.known_limit = limit
        self._conductor.add(active)
        return inserted

    async def _describe(self, execution: Execution, run: RunDir, limit: LogLimit) -> None:
        """Make its folder, which says all that the supervisor and a later start of the program have to know."""
        spec = spec_of(
            execution,
            run,
            grace_s=self.options.grace_s,
            shell=self.options.shell,
            umask=self.options.umask,
            log_limit=limit.order(),
        )
        try:
            await asyncio.to_thread(run.create, spec)
        except OSError as error:
            with contextlib.suppress(OSError):
                await asyncio.to_thread(self._storage.discard, execution.id)
            reason = error.strerror or str(error)
            raise StorageProblem("The execution could not be stored: {reason}.", reason=reason) from error


def os_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return str(os.getuid())
