"""The one door to everything the program can do.

The window, REST and the command line act through an ``Engine`` and nothing else. Its methods are the verbs of a
user; what they come to is told to everybody through the bus.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from stepflow_desktop.core.active_run import Phase
from stepflow_desktop.core.artifact_desk import ArtifactDesk
from stepflow_desktop.core.artifacts import ArtifactFolder
from stepflow_desktop.core.bus import Bus, Subscription
from stepflow_desktop.core.changes import Changes
from stepflow_desktop.core.clock import Clock, SystemClock
from stepflow_desktop.core.conductor import Conductor
from stepflow_desktop.core.daily_backup import DailyBackup
from stepflow_desktop.core.deletion import Deletion, request_end, too_late
from stepflow_desktop.core.engine_options import EngineOptions
from stepflow_desktop.core.foresight import Foresight
from stepflow_desktop.core.hindsight import Hindsight
from stepflow_desktop.core.housekeeping import Housekeeping
from stepflow_desktop.core.launcher import Launcher
from stepflow_desktop.core.log_reader import read_page
from stepflow_desktop.core.model import (
    Artifact,
    ArtifactPage,
    ArtifactQuery,
    ArtifactType,
    Execution,
    ExecutionDetails,
    ExecutionPage,
    ExecutionQuery,
    ExecutionStatus,
    Level,
    LogPage,
    NewExecution,
    Step,
)
from stepflow_desktop.core.reception import Reception
from stepflow_desktop.core.recovery import Recovery
from stepflow_desktop.core.requests import (
    check_metadata,
    check_name,
    check_tags,
    request_of,
    without_ours,
)
from stepflow_desktop.core.retention import Retention
from stepflow_desktop.core.statistics import RunPoint, Statistics, StatisticsQuery
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.core.store import Store
from stepflow_desktop.errors import Conflict, InvalidRequest, NotFound

__all__ = ["Engine", "EngineOptions", "request_of"]


class Engine(Hindsight):
    """Runs commands and knows what they did. Everything happens on the loop that called ``start``."""

    def __init__(
        self,
        storage: Storage,
        store: Store,
        bus: Bus,
        launcher: Launcher,
        clock: Clock | None = None,
        options: EngineOptions | None = None,
    ) -> None:
        self.storage_folder = storage
        self.storage = storage.path
        self.store = store
        self.options = options or EngineOptions()
        self._bus = bus
        self._launcher = launcher
        self._clock = clock or SystemClock()
        self._artifacts = artifacts = ArtifactFolder(storage.path, limit_bytes=self.options.artifact_limit_bytes)
        self.conductor = Conductor(
            store,
            bus,
            launcher,
            self._clock,
            artifacts,
            slots=self.options.slots,
            artifact_limit_count=self.options.artifact_limit_count,
        )
        self._foresight = Foresight(store, self.conductor, self._clock)
        self._changes = Changes(storage, store, self.conductor, bus, self._clock)
        self._desk = ArtifactDesk(storage, store, artifacts, self._changes, self._clock)
        self._recovery = Recovery(
            storage, store, self.conductor, self._clock, implicit_progress=self.options.implicit_progress
        )
        self._deletion = Deletion(
            storage, store, bus, launcher, self._clock, self.conductor, self._recovery, grace_s=self.options.grace_s
        )
        self._retention = Retention(
            store,
            self._clock,
            delete_execution=self.delete,
            delete_artifact=self.delete_artifact,
            is_alive=lambda execution_id: storage.run(execution_id).supervised(),
        )
        backup = DailyBackup(store, storage.path, storage.free_bytes)
        self._housekeeping = Housekeeping(storage, self._recovery, self._retention, backup)
        self._reception = Reception(
            storage, store, bus, self._clock, self.conductor, self._foresight, self._housekeeping
        )
        self.take_options(self.options)

    # -- life -------------------------------------------------------------------------------------------------

    def take_options(self, options: EngineOptions) -> None:
        """Work with these from now on; what runs already keeps the time of grace it began with."""
        self.options = self._reception.options = options
        self._artifacts.take_limits(options.artifact_limit_bytes, options.artifact_roots)
        self.conductor.take_options(options)
        self._deletion.grace_s = options.grace_s
        self._retention.take_days(options.retention_days, options.artifact_retention_days)

    async def start(self) -> None:
        """Take up what an earlier process left, then begin to conduct. Raises StepFlowError."""
        await self._recovery.resume()
        self.conductor.start()
        self._housekeeping.start()

    async def close(self) -> None:
        """Save and let go; running commands go on and the next start follows them."""
        await self._reception.close()
        await self._housekeeping.stop()
        await self._foresight.close()
        await self.conductor.close()
        await self._launcher.close()

    @property
    def slots(self) -> int:
        return self.conductor.slots

    @property
    def running_count(self) -> int:
        return self.conductor.running_count

    @property
    def queued_count(self) -> int:
        return self.conductor.queued_count

    # -- executions -------------------------------------------------------------------------------------------

    async def create(
        self, request: NewExecution, *, origin: str = "", user: str | None = None, idempotency_key: str | None = None
    ) -> Execution:
        """Queue a new execution and return it, pending and durable.

        Raises InvalidRequest (nothing is created), QueueFull, StorageProblem or Unavailable. The same
        ``idempotency_key`` gives the same execution.
        """
        return await self._reception.create(request, origin=origin, user=user, idempotency_key=idempotency_key)

    async def rerun(self, execution_id: str, *, origin: str = "") -> Execution:
        """A new execution of the same request. Raises NotFound and what ``create`` raises."""
        old = await self._changes.execution(execution_id)
        return await self.create(request_of(old), origin=origin)

    async def release(self, execution_id: str) -> Execution:
        """Let an execution that waits since an earlier session take its turn. Raises NotFound, Conflict."""
        active = self.conductor.runs.get(execution_id)
        if active is None or active.phase is not Phase.HELD:
            await self._changes.execution(execution_id)
            raise Conflict("This execution does not wait for a word from you.")
        self.conductor.release(active)
        return active.state.execution

    def is_held(self, execution_id: str) -> bool:
        active = self.conductor.runs.get(execution_id)
        return active is not None and active.phase is Phase.HELD

    async def cancel(self, execution_id: str, *, force: bool = False) -> Execution:
        """Stop the command with everything it started; ``force`` kills at once. Raises NotFound, Conflict.

        Returns at once; the execution ends ``cancelled`` when its last process is gone.
        """
        active = self.conductor.runs.get(execution_id)
        if active is None or active.phase is Phase.ENDED:
            execution = await self._changes.execution(execution_id)
            raise too_late(execution)
        await request_end(self._launcher, self._clock, active, "cancelled", force=force)
        if active.phase in (Phase.QUEUED, Phase.HELD):
            active.finish_with("cancelled", None)
            await self.conductor.commit()
        self.conductor.wake()
        return active.state.execution

    async def delete(self, execution_id: str) -> None:
        """Stop it if it runs, move its files to the trash, remove its rows. Raises NotFound, Conflict."""
        await self._deletion.delete(await self._changes.execution(execution_id))

    async def undelete(self, execution_id: str) -> bool:
        """Bring a deleted execution back from the trash; False when it is too late."""
        return await self._deletion.undo(execution_id)

    async def edit(
        self,
        execution_id: str,
        *,
        name: str | None = None,
        tags: tuple[str, ...] | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Execution:
        """Change what people wrote about an execution. Raises NotFound, InvalidRequest."""
        changes: dict[str, Any] = {}
        if name is not None:
            changes["name"] = check_name(name)
            if not changes["name"]:
                raise InvalidRequest("name must not be empty.", parameter="name")
        if tags is not None:
            changes["tags"] = check_tags(tags)
        if metadata is not None:
            check_metadata(metadata)
            changes["metadata"] = MappingProxyType(without_ours(metadata))
        await self._changes.execution(execution_id)
        told = changes | ({"metadata": dict(changes["metadata"])} if metadata is not None else {})
        await self._changes.note(execution_id, {"verb": "edit", **told})
        return await self._changes.apply(execution_id, **changes)

    async def get(self, execution_id: str) -> ExecutionDetails:
        """An execution with its steps, artifacts and annotations. Raises NotFound."""
        details = await self.store.get_details(execution_id)
        if details is None:
            raise NotFound("There is no execution {id}.", id=execution_id)
        return details

    async def list(self, query: ExecutionQuery | None = None) -> ExecutionPage:
        return await self.store.list_executions(query or ExecutionQuery())

    async def names(self, kind: str) -> dict[str, int]:
        """How many executions have each ``tag`` or ``user``."""
        return await self.store.names(kind)

    async def steps_of(self, execution_ids: Sequence[str]) -> dict[str, tuple[tuple[Step, ...], tuple[str, ...]]]:
        """Steps and masked words by execution, of those that have any; for the rows of a list."""
        return await self.store.steps_of_many(execution_ids)

    async def counts(self) -> dict[ExecutionStatus, int]:
        return await self.store.counts()

    async def statistics(self, query: StatisticsQuery) -> Statistics:
        return await self.store.statistics(query)

    async def command_runs(self, key: int, since: datetime) -> tuple[RunPoint, ...]:
        return await self.store.command_runs(key, since)

    # -- artifacts --------------------------------------------------------------------------------------------

    async def list_artifacts(self, query: ArtifactQuery) -> ArtifactPage:
        return await self.store.list_artifacts(query)

    async def get_artifact(self, artifact_id: str) -> Artifact:
        """Raises NotFound."""
        return await self._desk.get(artifact_id)

    def artifact_path(self, artifact: Artifact) -> Path:
        """Where our copy lies; it may be missing if somebody removed it."""
        return self._desk.path_of(artifact)

    async def attach(
        self,
        execution_id: str,
        source: Path,
        *,
        name: str,
        file_name: str | None = None,
        step_id: str | None = None,
        description: str = "",
        artifact_type: ArtifactType | None = None,
        tags: tuple[str, ...] = (),
        move: bool = False,
    ) -> Artifact:
        """Keep a file with an execution. ``move`` takes a finished temporary file of the same volume as it is.

        Raises NotFound, InvalidRequest, TooLarge, StorageProblem, OSError when ``source`` cannot be read.
        """
        return await self._desk.attach(
            execution_id,
            source,
            name=name,
            file_name=file_name,
            step_id=step_id,
            description=description,
            artifact_type=artifact_type,
            tags=tags,
            move=move,
        )

    async def edit_artifact(self, artifact_id: str, **changes: Any) -> Artifact:
        """Change name, description, tags, retention_days or is_public. Raises NotFound, InvalidRequest."""
        return await self._desk.edit(artifact_id, changes)

    async def delete_artifact(self, artifact_id: str) -> None:
        """Move our copy to the trash and remove its row; the user's original stays. Raises NotFound."""
        await self._desk.delete(artifact_id)

    async def undelete_artifact(self, artifact: Artifact) -> bool:
        """Bring a deleted artifact back; False when it is too late. Raises NotFound."""
        return await self._desk.undelete(artifact)

    # -- logs and news ----------------------------------------------------------------------------------------

    async def read_log(
        self,
        execution_id: str,
        *,
        after: int | None = None,
        limit: int = 1000,
        level: Level | None = None,
        step_id: str | None = None,
    ) -> LogPage:
        """Lines whose first byte lies beyond ``after`` (from the start when None). Raises NotFound, InvalidRequest."""
        details = await self.get(execution_id)
        run = self.storage_folder.run(execution_id)
        return await asyncio.to_thread(read_page, run, details, after=after, limit=limit, level=level, step_id=step_id)

    def exit_facts(self, execution_id: str) -> dict[str, Any] | None:
        """What the supervisor wrote of the end, None before it; reads a file."""
        return self.storage_folder.run(execution_id).exit()

    def log_path(self, execution_id: str) -> Path:
        return self.storage_folder.run(execution_id).log

    def subscribe(self, name: str) -> Subscription:
        """Every committed change of every execution from now on; close it when done."""
        return self._bus.subscribe(name)
