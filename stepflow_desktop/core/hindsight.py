"""What the engine tells about runs when asked: what is usual, what was before, what a run wrote about itself."""

from __future__ import annotations

import asyncio
from pathlib import Path

from stepflow_desktop.core.artifact_desk import ArtifactDesk
from stepflow_desktop.core.changes import Changes
from stepflow_desktop.core.encoding import masked
from stepflow_desktop.core.foresight import Foresight, LiveFacts
from stepflow_desktop.core.history import PastRuns, RunHistory
from stepflow_desktop.core.log_reader import line_number
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.core.store import Store
from stepflow_desktop.core.store_history import Sought
from stepflow_desktop.errors import NotFound

MOST_SUMMARY_BYTES = 256 * 1024
SUMMARY = "summary"
"""The metadata key of the artifact that is a run's summary."""


class Hindsight:
    """For an engine that has these parts."""

    store: Store
    storage_folder: Storage
    _changes: Changes
    _desk: ArtifactDesk
    _foresight: Foresight

    async def history(self, execution_id: str) -> RunHistory:
        """What completed runs of the same command before this one tell. Raises NotFound."""
        found = await self.store.history_of(execution_id)
        if found is None:
            raise NotFound("There is no execution {id}.", id=execution_id)
        return found

    async def history_for(self, command: str, working_directory: str, name: str = "") -> RunHistory:
        """The same of a command that is not there yet, as people read it."""
        return await self.store.history(Sought(command, working_directory, name or command))

    def live_facts(self, execution_id: str) -> LiveFacts | None:
        """What is known of an execution beside its row; None once it has ended."""
        return self._foresight.facts(execution_id)

    async def past_runs(self, execution_id: str, *, limit: int = 100, earlier: bool = False) -> PastRuns:
        """The newest runs of the same command; with ``earlier`` only those before this one. Raises NotFound."""
        return await self.store.past_runs(await self._changes.execution(execution_id), limit, earlier=earlier)

    async def line_number(self, execution_id: str, offset: int) -> int:
        """The number of the line of its log that begins at ``offset``, 0 if it cannot be told."""
        return await asyncio.to_thread(line_number, self.storage_folder.run(execution_id).log, offset)

    async def summary(self, execution_id: str) -> str:
        """The Markdown that a run wrote about itself, without what it asked to hide; empty if there is none."""
        details = await self.store.get_details(execution_id)
        kept = [each for each in details.artifacts if each.metadata.get(SUMMARY) is True] if details else []
        if details is None or not kept:
            return ""
        text = await asyncio.to_thread(_beginning, self._desk.path_of(kept[-1]))
        return str(masked(text, details.masks))


def _beginning(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(MOST_SUMMARY_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
