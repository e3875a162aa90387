"""What users change about an execution, whether it still runs or ended long ago.

A change is *noted* in the run folder first, so that a database rebuilt from the folders has it, then *applied*: saved
and told to everybody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from stepflow_desktop.core.bus import Bus
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.conductor import Conductor
from stepflow_desktop.core.model import Artifact, Execution, Update
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.core.store import Saved, Store
from stepflow_desktop.errors import NotFound, StorageProblem


class Changes:
    """Notes, saves and tells changes."""

    def __init__(self, storage: Storage, store: Store, conductor: Conductor, bus: Bus, clock: Clock) -> None:
        self._storage = storage
        self._store = store
        self._conductor = conductor
        self._bus = bus
        self._clock = clock

    async def execution(self, execution_id: str) -> Execution:
        """Raises NotFound."""
        execution = await self._store.get_execution(execution_id)
        if execution is None:
            raise NotFound("There is no execution {id}.", id=execution_id)
        return execution

    async def note(self, execution_id: str, action: Mapping[str, Any]) -> None:
        """Keep what was done, durable when this returns. Raises StorageProblem."""
        run = self._storage.run(execution_id)
        told = {"at_us": self._clock.now().wall_us, **action}
        try:
            await asyncio.to_thread(run.append_action, told)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StorageProblem("The change could not be stored: {reason}.", reason=reason) from error

    async def apply(
        self,
        execution_id: str,
        *,
        added: tuple[Artifact, ...] = (),
        changed: tuple[Artifact, ...] = (),
        removed: tuple[Artifact, ...] = (),
        **fields: Any,
    ) -> Execution:
        """Save and tell new values of the execution's ``fields`` and of its artifacts. Raises NotFound."""
        active = self._conductor.runs.get(execution_id)
        grown = len(added) - len(removed)
        if active is not None:
            active.add_artifacts(added)
            active.edit_artifacts(changed)
            active.remove_artifacts(removed)
            count = max(0, active.state.execution.artifacts_count + grown)
            active.edit(artifacts_count=count, **fields)
            await self._conductor.commit()
            return active.state.execution
        old = await self.execution(execution_id)
        count = max(0, old.artifacts_count + grown)
        room = len(added) + len(changed) + len(removed) + 1
        execution = replace(old, artifacts_count=count, seq=old.seq + room, **fields)
        saved = Saved(execution=execution, artifacts=added + changed, removed_artifacts=tuple(a.id for a in removed))
        await self._store.save([saved])
        self._bus.publish(
            Update(
                execution=execution,
                artifacts=added + changed,
                edited_artifacts=frozenset(artifact.id for artifact in changed),
                removed_artifacts=removed,
                log_start=execution.log_size,
                log_end=execution.log_size,
                seq_start=old.seq + 1,
                edited=True,
            )
        )
        return execution
