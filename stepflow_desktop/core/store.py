"""The store: executions and what was derived from their logs, in SQLite.

It is a projection of the run folders with a checkpoint: the rows of one tick and the log offset they were derived
from are committed together, so a crash loses nothing and repeats nothing. One *writer* connection commits everything
that waits as one group, one *reader* connection answers questions, each on a thread of its own. Answers are cached
until the next write.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from stepflow_desktop import errors
from stepflow_desktop.core import (
    migrating,
    schema,
    store_artifact_search,
    store_artifacts,
    store_changes,
    store_due,
    store_history,
    store_lists,
    store_queries,
    store_search,
    store_statistics,
    store_usage,
)
from stepflow_desktop.core.artifact_search import ArtifactHits, ArtifactSearch, FoundArtifact
from stepflow_desktop.core.history import PastRuns, RunHistory
from stepflow_desktop.core.known_rows import KnownRows
from stepflow_desktop.core.model import (
    Artifact,
    ArtifactPage,
    ArtifactQuery,
    Execution,
    ExecutionDetails,
    ExecutionPage,
    ExecutionQuery,
    ExecutionStatus,
    Step,
)
from stepflow_desktop.core.statistics import RunPoint, Statistics, StatisticsQuery
from stepflow_desktop.core.store_cache import ReadCache
from stepflow_desktop.core.store_connection import (
    DamagedDatabase,
    DatabaseThread,
    open_reader,
    open_writer,
    start_thread,
)
from stepflow_desktop.core.store_due import Due
from stepflow_desktop.core.store_history import Sought
from stepflow_desktop.core.store_queries import DatabaseInfo
from stepflow_desktop.core.store_rows import RunStateRow, Saved
from stepflow_desktop.core.store_usage import Usage
from stepflow_desktop.core.store_writer import Writer

__all__ = ["DamagedDatabase", "DatabaseInfo", "RunStateRow", "Saved", "Store"]

T = TypeVar("T")

# ANALYZE looks at so many entries of each index, which keeps it to milliseconds at a million rows.
ANALYSIS_LIMIT = 1000


class Store:
    """Open it with ``Store.open``; ``close`` must run, or its threads keep the process alive.

    What is awaited here has been committed when it returns. Errors: ``NotFound`` for saving an execution that is not
    there, ``StorageProblem`` if the disk is full, ``Unavailable`` if the database is locked or read-only or closed,
    ``DamagedDatabase``.
    """

    def __init__(self, path: Path, writer_thread: DatabaseThread, reader_thread: DatabaseThread) -> None:
        self.path = path
        self._writer_thread = writer_thread
        self._reader_thread = reader_thread
        self._writer = Writer(writer_thread)
        self.set_aside: Path | None = None
        self._cache = ReadCache()
        self._known = KnownRows()
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, path: Path) -> Store:
        writer = await start_thread(partial(open_writer, path))
        try:
            reader = await start_thread(partial(open_reader, path))
        except BaseException:
            await writer.close()
            raise
        return cls(path, writer, reader)

    async def close(self) -> None:
        """Commit what waits, then close both connections. Goes on to its end even if the caller is cancelled."""
        if self._closing is None:
            self._closing = asyncio.get_running_loop().create_task(self._close(), name="store close")
        await asyncio.shield(self._closing)

    async def _close(self) -> None:
        try:
            await self._writer.close()
        finally:
            try:
                await self._reader_thread.close()
            finally:
                # Last, so that SQLite moves the write-ahead log into the file and removes it.
                await self._writer_thread.close()

    @property
    def write_generation(self) -> int:
        """Grows with every commit: what was read at one generation holds until the next."""
        return self._writer.generation

    @property
    def cache_hits(self) -> int:
        return self._cache.hits

    @property
    def cache_misses(self) -> int:
        return self._cache.misses

    # -- writing

    async def save(self, rows: Sequence[Saved]) -> None:
        """Write all of ``rows`` in one transaction."""
        if rows:
            await self._writer.run(partial(store_changes.save, rows=tuple(rows)))

    async def insert(self, saved: Saved, idempotency_key: str | None = None) -> Execution:
        """Add an execution; returns it with its row id, or the earlier one that was added under the same key."""
        if idempotency_key is not None:
            saved = replace(saved, idempotency_key=idempotency_key)
        return await self._writer.run(partial(store_changes.insert, saved=saved))

    async def delete_execution(self, execution_id: str) -> None:
        """Remove an execution's rows and everything that hangs off them; none is fine."""
        await self._writer.run(partial(store_changes.delete, execution_id=execution_id))

    async def optimize(self) -> list[str]:
        """Bring statistics, file and cache up to date; returns what was done, in the words of the API."""
        await self._writer.run_alone(_analyze)
        self._cache.clear()
        self._known.clear()
        return ["ANALYZE tables", "WAL checkpoint", "Cache refresh"]

    # -- reading

    async def get_execution(self, execution_id: str) -> Execution | None:
        return await self._cached(
            ("execution", execution_id), partial(store_queries.execution_with_id, execution_id=execution_id)
        )

    async def find_idempotent(self, key: str) -> Execution | None:
        """The execution that was inserted under this idempotency key."""
        return await self._reader_thread.run(partial(store_queries.execution_with_key, key=key))

    async def get_details(self, execution_id: str) -> ExecutionDetails | None:
        return await self._cached(("details", execution_id), partial(store_queries.details, execution_id=execution_id))

    async def get_steps(self, execution_id: str) -> tuple[Step, ...]:
        return await self._reader_thread.run(partial(store_queries.steps, execution_id=execution_id))

    async def names(self, kind: str) -> dict[str, int]:
        """How many executions have each ``tag`` or ``user``."""
        return await self._cached(("names", kind), partial(store_queries.counters, kind=kind))

    async def steps_of_many(self, execution_ids: Sequence[str]) -> dict[str, tuple[tuple[Step, ...], tuple[str, ...]]]:
        """Steps and masked words by execution, for the rows of a list."""
        read = partial(store_queries.steps_of_many, execution_ids=tuple(execution_ids))
        return await self._reader_thread.run(read)

    async def list_executions(self, query: ExecutionQuery) -> ExecutionPage:
        """A page. A text of less than three characters is looked for in the newest rows only."""
        if not store_search.is_plain(query):
            search = partial(store_search.search_executions, query=query, known=self._known)
            return await self._cached(("search", query), search)
        every = replace(query, limit=0, offset=0)
        generation = self.write_generation
        known: int | None = self._cache.peek(("count", every), generation)
        read = partial(store_lists.list_executions, query=query, known_count=known, known=self._known)
        page = await self._cached(("list", query), read)
        self._cache.keep(("count", every), generation, page.total_count)
        return page

    async def counts(self) -> dict[ExecutionStatus, int]:
        return dict(await self._cached(("counts",), store_queries.status_counts))

    async def list_artifacts(self, query: ArtifactQuery) -> ArtifactPage:
        return await self._cached(("artifacts", query), partial(store_artifacts.list_artifacts, query=query))

    async def search_artifacts(self, search: ArtifactSearch) -> ArtifactHits:
        """A page of all artifacts, newest first; go on from its ``next_row``."""
        read = partial(store_artifact_search.search_artifacts, search=search)
        return await self._cached(("artifact search", search), read)

    async def earlier_artifacts(self, artifact: Artifact, limit: int = 6) -> tuple[FoundArtifact, ...]:
        """Files of the same name in earlier runs of the same command, newest first."""
        execution = await self.get_execution(artifact.execution_id)
        if execution is None:
            return ()
        read = partial(store_artifact_search.earlier_artifacts, artifact=artifact, execution=execution, limit=limit)
        return await self._reader_thread.run(read)

    async def get_artifact(self, artifact_id: str) -> Artifact | None:
        return await self._reader_thread.run(partial(store_artifacts.artifact_with_id, artifact_id=artifact_id))

    async def history(self, sought: Sought) -> RunHistory:
        """What the last completed runs of a command tell."""
        return await self._reader_thread.run(partial(store_history.history, sought=sought))

    async def history_of(self, execution_id: str) -> RunHistory | None:
        """What completed runs before this execution tell about it; None if there is no such execution."""
        return await self._reader_thread.run(partial(store_history.history_with_id, execution_id=execution_id))

    async def past_runs(self, execution: Execution, limit: int, *, earlier: bool = False) -> PastRuns:
        """Runs of the same command, newest first; with ``earlier`` only those before ``execution``."""
        read = partial(store_history.past_runs, execution=execution, limit=limit, earlier=earlier)
        return await self._reader_thread.run(read)

    async def unfinished(self) -> list[Execution]:
        """Pending and running executions, oldest first."""
        return await self._reader_thread.run(store_queries.unfinished)

    async def get_run_state(self, execution_id: str) -> RunStateRow | None:
        return await self._reader_thread.run(partial(store_queries.run_state, execution_id=execution_id))

    async def all_ids(self) -> set[str]:
        return await self._reader_thread.run(store_queries.all_ids)

    @property
    def problem(self) -> errors.StepFlowError | None:
        """What keeps the database from being written, None while nothing is known against it."""
        return self._writer.problem

    async def try_to_write(self) -> None:
        """Find out whether it can be written now. Raises what hinders it."""
        await self._writer.run(_nothing)

    async def info(self) -> DatabaseInfo:
        return await self._reader_thread.run(partial(store_queries.info, path=self.path))

    async def statistics(self, query: StatisticsQuery) -> Statistics:
        return await self._reader_thread.run(partial(store_statistics.statistics, query=query))

    async def command_runs(self, key: int, since: datetime) -> tuple[RunPoint, ...]:
        """The newest runs of a command of the statistics, newest first."""
        return await self._reader_thread.run(partial(store_statistics.command_runs, key=key, since=since))

    async def due_artifacts(self, now_us: int, *, days: int, after: int, limit: int) -> list[Due]:
        """Artifacts that were to be kept until before ``now_us``, in row order, from beyond the row ``after``."""
        due = partial(store_due.due_artifacts, now_us=now_us, days=days, after=after, limit=limit)
        return await self._reader_thread.run(due)

    async def due_executions(self, now_us: int, *, days: int, after: int, limit: int) -> list[Due]:
        """The same of executions; ``days`` is how long those are kept that do not say it (0: for ever)."""
        read = partial(store_due.due_executions, now_us=now_us, days=days, after=after, limit=limit)
        return await self._reader_thread.run(read)

    async def newest_creation_us(self) -> int | None:
        return await self._reader_thread.run(store_due.newest_creation_us)

    async def backup(self, target: Path) -> None:
        """A consistent copy of the database as of now, made beside all other work; ``target`` is whole or absent."""
        await self.apart(partial(migrating.copy_database, target=target))

    async def apart(self, read: Callable[[sqlite3.Connection], T]) -> T:
        """What takes long to read, on a connection and thread of its own: no other question waits for it."""
        thread = await start_thread(partial(open_reader, self.path))
        try:
            return await thread.run(read)
        finally:
            await thread.close()

    async def usage(self) -> Usage:
        """The room that logs and artifacts take, as their rows say."""
        return await self.apart(store_usage.usage)

    async def _cached(self, key: Hashable, read: Callable[[sqlite3.Connection], T]) -> T:
        # The generation is taken before reading: what a commit overtakes is kept under a generation that is past.
        generation = self.write_generation
        found: T | None = self._cache.find(key, generation)
        if found is None:
            found = await self._reader_thread.run(read)
            self._cache.keep(key, generation, found)
        return found


def _analyze(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA analysis_limit = {ANALYSIS_LIMIT}")
    for table in schema.PLAIN_TABLES:
        connection.execute(f"ANALYZE {table}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _nothing(_connection: sqlite3.Connection) -> None:
    """A transaction takes the lock and writes nothing."""
