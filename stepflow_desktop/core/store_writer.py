"""The one writer: whoever asks while it is busy is committed together with the next group.

A *work* is a function of the connection. It is run inside a transaction and may be run again, so it changes nothing
but the database.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from stepflow_desktop import errors
from stepflow_desktop.core.store_connection import DatabaseThread, transaction, translated

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    value: Any = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Request:
    work: Work
    done: asyncio.Future[Any]


class Writer:
    """Queues works, commits all that wait in one transaction, answers each after its commit.

    A caller that is cancelled while it waits stops waiting; its work is done all the same, wholly.
    """

    def __init__(self, thread: DatabaseThread) -> None:
        self.generation = 0
        self.groups = 0
        self.problem: errors.StepFlowError | None = None
        self._thread = thread
        self._waiting: list[_Request] = []
        self._flushing: asyncio.Task[None] | None = None
        self._closed = False

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._closed:
            raise errors.Unavailable("The database is closed.")
        loop = asyncio.get_running_loop()
        request = _Request(work, loop.create_future())
        self._waiting.append(request)
        if self._flushing is None:
            self._flushing = loop.create_task(self._flush(), name="store writer")
        result: T = await request.done
        return result

    async def run_alone(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """``work`` outside any transaction; the connection's thread keeps it apart from the groups."""
        return await self._thread.run(work)

    async def close(self) -> None:
        """Take nothing more, and wait for what was taken."""
        self._closed = True
        if self._flushing is not None:
            await asyncio.wait({self._flushing})

    async def _flush(self) -> None:
        group: list[_Request] = []
        try:
            while self._waiting:
                group, self._waiting = self._waiting, []
                await self._commit(group)
        except asyncio.CancelledError:
            # The loop is being torn down. What is on the thread is finished there; nobody is left to hear of it.
            for request in [*group, *self._waiting]:
                request.done.cancel()
            self._waiting.clear()
            raise
        finally:
            self._flushing = None

    async def _commit(self, group: Sequence[_Request]) -> None:
        try:
            outcomes = await self._thread.run(partial(commit_group, works=[request.work for request in group]))
        except Exception as error:  # noqa: BLE001 - it belongs to those who wait, and they raise it
            outcomes = [Outcome(error=error) for _ in group]
        self.groups += 1
        self._take_problem(outcomes)
        if any(outcome.error is None for outcome in outcomes):
            self.generation += 1
        for request, outcome in zip(group, outcomes, strict=True):
            if request.done.done():
                continue
            if outcome.error is None:
                request.done.set_result(outcome.value)
            else:
                request.done.set_exception(outcome.error)

    def _take_problem(self, outcomes: Sequence[Outcome]) -> None:
        """Remember what keeps the database from being written, until something is."""
        if any(outcome.error is None for outcome in outcomes):
            self.problem = None
            return
        found = (outcome.error for outcome in outcomes)
        hindered = next((e for e in found if isinstance(e, errors.Unavailable | errors.StorageProblem)), None)
        self.problem = hindered or self.problem


def commit_group(connection: sqlite3.Connection, works: Sequence[Work]) -> list[Outcome]:
    """All works in one transaction. If one of them fails, each in its own, so that only it fails."""
    values: list[Any] = []
    begun = False
    try:
        with transaction(connection):
            begun = True
            values.extend(work(connection) for work in works)
    except Exception as error:  # noqa: BLE001 - it belongs to whoever asked for the work, and is raised there
        # Without a transaction the database is locked or unwritable for all of them alike.
        if len(works) == 1 or not begun:
            return [Outcome(error=_ours(error)) for _ in works]
        return [commit_group(connection, [work])[0] for work in works]
    return [Outcome(value) for value in values]


def _ours(error: Exception) -> Exception:
    ours = translated(error)
    if ours is not error:
        ours.__cause__ = error
    return ours
