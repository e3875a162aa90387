"""Whom the verbs ask: the program that owns the storage folder, or else its files.

While a window or server runs it answers over REST. When none runs, nothing changes the database, so it is read; a
cancel is left in the run folder, where the command's supervisor finds it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from stepflow_desktop.core import encoding
from stepflow_desktop.core.clock import SystemClock
from stepflow_desktop.core.log_reader import read_page
from stepflow_desktop.core.model import ExecutionDetails, ExecutionQuery, ExecutionStatus
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.core.store import Store
from stepflow_desktop.errors import Conflict, InvalidRequest, NotFound, StorageInUse, StorageProblem
from stepflow_desktop.settings import Settings
from stepflow_desktop.verbs.client import Client

_FULL_ID = 36


class Source(Protocol):
    """Answers in the shape of the REST API's ``data``. ``live`` says that they change while a command runs."""

    live: bool

    def listing(self, limit: int, status: str | None) -> dict[str, Any]: ...
    def show(self, execution_id: str) -> dict[str, Any]: ...
    def logs(self, execution_id: str, after: int) -> dict[str, Any]: ...
    def cancel(self, execution_id: str, *, force: bool) -> None: ...


def source_of(settings: Settings) -> Source:
    """Whoever knows the executions of this storage folder. Raises NotFound, StorageInUse, StorageProblem."""
    storage = Storage(settings.storage_path)
    if not storage.database.exists():
        raise NotFound(f"There are no executions in {settings.storage_path} yet.")
    try:
        storage.open()
    except StorageInUse as error:
        if error.address is None:
            raise
        return _Server(Client(error.address, settings.token))
    storage.close()
    return _Files(storage)


def full_id(source: Source, given: str) -> str:
    """The id that begins with ``given``. Raises NotFound, InvalidRequest."""
    if len(given) == _FULL_ID:
        return given
    if len(given) < 4:
        raise InvalidRequest("Give at least the first four characters of the id.")
    found = [item["id"] for item in source.listing(1000, None)["executions"] if item["id"].startswith(given)]
    if not found:
        raise NotFound(f"There is no execution whose id begins with {given}.")
    if len(found) > 1:
        raise InvalidRequest(f"{given} fits {len(found)} executions; give more of the id.")
    return str(found[0])


class _Server:
    """A running window or server."""

    live = True

    def __init__(self, client: Client) -> None:
        self._client = client

    def listing(self, limit: int, status: str | None) -> dict[str, Any]:
        answer: dict[str, Any] = self._client.get("/executions", limit=limit, status=status)
        return answer

    def show(self, execution_id: str) -> dict[str, Any]:
        answer: dict[str, Any] = self._client.get(f"/executions/{execution_id}")
        return answer

    def logs(self, execution_id: str, after: int) -> dict[str, Any]:
        answer: dict[str, Any] = self._client.get(f"/executions/{execution_id}/logs", after=after)
        return answer

    def cancel(self, execution_id: str, *, force: bool) -> None:
        self._client.post(f"/executions/{execution_id}/cancel" + ("?force=true" if force else ""))


class _Files:
    """The storage folder that nobody owns now."""

    live = False

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._clock = SystemClock()

    def listing(self, limit: int, status: str | None) -> dict[str, Any]:
        if status is not None and status not in list(ExecutionStatus):
            raise InvalidRequest(f"status is {status!r}; use {', '.join(ExecutionStatus)}.")
        wanted = (ExecutionStatus(status),) if status is not None else ()
        page = self._ask(lambda store: store.list_executions(ExecutionQuery(limit=limit, status=wanted)))
        now = self._clock.now()
        return {
            "executions": [encoding.execution(item, now) for item in page.executions],
            "total_count": page.total_count,
            "has_more": page.has_more,
        }

    def show(self, execution_id: str) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(encoding.details(self._details(execution_id), self._clock.now()))
        return told

    def logs(self, execution_id: str, after: int) -> dict[str, Any]:
        run = self._storage.run(execution_id)
        page = read_page(run, self._details(execution_id), after=after, limit=1000, level=None, step_id=None)
        return {"entries": [encoding.log_entry(entry) for entry in page.entries], "next_offset": page.next_offset}

    def cancel(self, execution_id: str, *, force: bool) -> None:
        found = self._details(execution_id)
        if found.execution.status.is_final:
            raise Conflict(f"This execution has ended ({found.execution.status}) and cannot be cancelled.")
        run = self._storage.run(execution_id)
        try:
            run.request_end("cancelled", message=None, force=force, at_us=self._clock.now().wall_us)
        except OSError as error:
            raise StorageProblem(f"The request to stop could not be stored: {error.strerror or error}.") from error

    def _details(self, execution_id: str) -> ExecutionDetails:
        found = self._ask(lambda store: store.get_details(execution_id))
        if found is None:
            raise NotFound(f"There is no execution {execution_id}.")
        details: ExecutionDetails = found
        return details

    def _ask(self, question: Callable[[Store], Awaitable[Any]]) -> Any:
        async def asked() -> Any:
            store = await Store.open(self._storage.database)
            try:
                return await question(store)
            finally:
                await store.close()

        return asyncio.run(asked())
