"""What was left when the program ended, however it ended, is taken up again.

Executions that the database calls unfinished are followed from the saved offset; folders without a row are read from
their first byte; rows without a folder are failed. Nothing is started twice: the run folder tells what happened.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from stepflow_desktop.core import reducer
from stepflow_desktop.core.active_run import ActiveRun, Phase
from stepflow_desktop.core.artifact_desk import EDITABLE
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.conductor import Conductor
from stepflow_desktop.core.history import NO_HISTORY, RunHistory
from stepflow_desktop.core.model import Artifact, ArtifactType, Execution, ExecutionStatus
from stepflow_desktop.core.requests import execution_of
from stepflow_desktop.core.run_dir import RunDir
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.core.store import Saved, Store
from stepflow_desktop.sentences import said

HELD_AFTER = timedelta(hours=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recovery:
    """Takes up what an earlier process left in ``storage`` and ``store``."""

    storage: Storage
    store: Store
    conductor: Conductor
    clock: Clock
    implicit_progress: bool = True

    async def resume(self) -> None:
        """Follow, queue or finish every execution that has not ended."""
        for execution in await self.store.unfinished():
            row = await self.store.get_run_state(execution.id)
            details = await self.store.get_details(execution.id)
            assert details is not None
            history = await self.store.history_of(execution.id) or NO_HISTORY
            if row is None:
                active = self._active(reducer.begin(execution), 0, None, history=history)
            else:
                state = reducer.restore(execution, details.steps, row.extra)
                taken = frozenset(str(a.metadata["source"]) for a in details.artifacts if "source" in a.metadata)
                active = self._active(state, row.log_offset, row.parser_state, taken, history)
            self._take_up(active)

    async def rebuild(self, newborn: Set[str]) -> None:
        """Make rows of the run folders that have none, oldest first, but not of those in ``newborn``."""
        folders = await asyncio.to_thread(self.storage.run_ids)
        strays = folders - await self.store.all_ids() - newborn
        found = []
        for execution_id in strays:
            described = await asyncio.to_thread(described_execution, self.storage.run(execution_id))
            if described is not None:
                found.append(described)
        for execution in sorted(found, key=lambda e: e.created_at):
            try:
                await self.rebuild_one(execution)
            except (KeyError, TypeError, ValueError) as error:
                log.warning("The row of %s cannot be rebuilt from its folder: %r", execution.id, error)

    async def rebuild_one(self, execution: Execution) -> None:
        """Read one run folder from its first byte; what users did to it is repeated."""
        log.info("The row of %s is rebuilt from its folder", execution.id)
        run = self.storage.run(execution.id)
        edited = replayed(execution, run)
        uploads = uploaded(run)
        inserted = await self.store.insert(
            Saved(execution=replace(edited, artifacts_count=len(uploads)), artifacts=uploads, new=True)
        )
        self._take_up(self._active(reducer.begin(inserted), 0, None))

    def _active(
        self,
        state: reducer.RunState,
        offset: int,
        parser_state: Mapping[str, Any] | None,
        taken: frozenset[str] = frozenset(),
        history: RunHistory = NO_HISTORY,
    ) -> ActiveRun:
        return ActiveRun(
            self.storage.run(state.execution.id),
            state,
            self.clock,
            log_offset=offset,
            parser_state=parser_state,
            implicit_progress=self.implicit_progress,
            taken=taken,
            artifact_changes=artifact_changes(self.storage.run(state.execution.id)),
            history=history,
        )

    def _take_up(self, active: ActiveRun) -> None:
        run = active.run
        if not run.path.is_dir():
            active.finish_with("lost", said("The files of this execution are missing."))
            self.conductor.add(active)
        elif run.child() is not None or run.exit() is not None or run.supervised():
            self.conductor.adopt(active, running=active.state.execution.status is ExecutionStatus.RUNNING)
        elif run.end_request() is not None:
            active.finish_with("cancelled", None)
            self.conductor.add(active)
        else:
            active.phase = Phase.HELD if self._is_old(active.state.execution.created_at) else Phase.QUEUED
            self.conductor.add(active)

    def _is_old(self, created_at: datetime) -> bool:
        return self.clock.now().at - created_at > HELD_AFTER


def described_execution(run: RunDir) -> Execution | None:
    """The execution that a folder's specification describes, or None when it has none that can be read."""
    try:
        spec = run.spec()
        return execution_of(spec) if spec is not None and spec.get("id") == run.execution_id else None
    except (KeyError, TypeError, ValueError, OSError):
        log.warning("The folder of %s has no specification that can be read; it is left alone", run.execution_id)
        return None


def replayed(execution: Execution, run: RunDir) -> Execution:
    """The execution with the edits that users made."""
    for action in run.actions():
        if action.get("verb") == "edit":
            changes: dict[str, Any] = {}
            if "name" in action:
                changes["name"] = str(action["name"])
            if "tags" in action:
                changes["tags"] = tuple(action["tags"])
            if "metadata" in action:
                changes["metadata"] = MappingProxyType(dict(action["metadata"]))
            execution = replace(execution, **changes)
    return execution


def uploaded(run: RunDir) -> tuple[Artifact, ...]:
    """The artifacts that users attached and did not delete again."""
    changes = artifact_changes(run)
    kept = []
    for action in run.actions():
        if action.get("verb") == "upload":
            told = dict(action["artifact"])
            told["artifact_type"] = ArtifactType(told["artifact_type"])
            told["created_at"] = datetime.fromisoformat(told["created_at"])
            told["tags"] = tuple(told["tags"])
            changed = changes.get(told["id"], {})
            if changed is not None:
                kept.append(replace(Artifact(**told), **changed))
    return tuple(kept)


def artifact_changes(run: RunDir) -> dict[str, dict[str, Any] | None]:
    """What users changed about artifacts, by id; None for one that they deleted."""
    changes: dict[str, dict[str, Any] | None] = {}
    for action in run.actions():
        artifact_id = str(action.get("id", ""))
        if action.get("verb") == "delete_artifact":
            changes[artifact_id] = None
        elif action.get("verb") == "undelete_artifact":
            changes[artifact_id] = _edited(action)
        elif action.get("verb") == "edit_artifact" and (known := changes.get(artifact_id, {})) is not None:
            changes[artifact_id] = known | _edited(action)
    return changes


def _edited(action: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: action[name] for name in EDITABLE if name in action}
    if "tags" in given:
        given["tags"] = tuple(given["tags"])
    return given
