"""Routes of executions: list, get, create, change, cancel, run again, delete."""

from __future__ import annotations

import asyncio

from aiohttp import web

from stepflow_desktop.api import bodies, envelope, parameters
from stepflow_desktop.api.answer_cache import AnswerCache, RowCache
from stepflow_desktop.api.port import Engine
from stepflow_desktop.core import encoding
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Execution, ExecutionDetails, ExecutionPage, ExecutionStatus, Stamp
from stepflow_desktop.errors import InvalidRequest

_ROWS_ON_THE_LOOP = 150
_MAX_KEY_LENGTH = 255


class ExecutionRoutes:
    """``/api/executions`` and below."""

    def __init__(self, engine: Engine, cache: AnswerCache, clock: Clock) -> None:
        self._engine = engine
        self._cache = cache
        self._clock = clock
        self._rows = RowCache()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/executions", self.list),
            web.post("/api/executions", self.create),
            web.get("/api/executions/{id}", self.get),
            web.patch("/api/executions/{id}", self.edit),
            web.delete("/api/executions/{id}", self.delete),
            web.post("/api/executions/{id}/cancel", self.cancel),
            web.post("/api/executions/{id}/rerun", self.rerun),
        ]

    async def list(self, request: web.Request) -> web.Response:
        query = parameters.execution_query(request.query)
        answer = self._cache.find(query)
        if answer is None:
            generation = self._cache.generation()
            page = await self._engine.list(query)
            answer = await self._page(page)
            # Running ones have a duration that grows between two writes.
            if all(item.status is not ExecutionStatus.RUNNING for item in page.executions):
                self._cache.keep(query, generation, answer)
        return envelope.succeeded_with(answer)

    async def get(self, request: web.Request) -> web.Response:
        found = await self._engine.get(request.match_info["id"])
        now = self._clock.now()
        if _rows(found) > _ROWS_ON_THE_LOOP:
            return envelope.succeeded_with(await asyncio.to_thread(encoding.details, found, now))
        return envelope.succeeded_with(encoding.details(found, now))

    async def create(self, request: web.Request) -> web.Response:
        wanted = bodies.new_execution(await bodies.read_json(request))
        execution = await self._engine.create(
            wanted, origin=request.remote or "", idempotency_key=_idempotency_key(request)
        )
        return _created(execution)

    async def rerun(self, request: web.Request) -> web.Response:
        return _created(await self._engine.rerun(request.match_info["id"], origin=request.remote or ""))

    async def cancel(self, request: web.Request) -> web.Response:
        force = parameters.flag(request.query, "force")
        execution = await self._engine.cancel(request.match_info["id"], force=force)
        return envelope.succeeded(
            {
                "message": "Execution is being cancelled"
                if execution.status is ExecutionStatus.RUNNING
                else "Execution cancelled",
                "execution_id": execution.id,
                "status": execution.status,
            }
        )

    async def edit(self, request: web.Request) -> web.Response:
        changes = bodies.execution_changes(await bodies.read_json(request))
        execution = await self._engine.edit(request.match_info["id"], **changes)
        masks = (await self._engine.get(execution.id)).masks
        return envelope.succeeded({"execution": encoding.execution(execution, self._clock.now(), masks)})

    async def delete(self, request: web.Request) -> web.Response:
        await self._engine.delete(request.match_info["id"])
        return envelope.succeeded({"message": "Execution deleted successfully"})

    async def _page(self, page: ExecutionPage) -> bytes:
        now = self._clock.now()
        if len(page.executions) > _ROWS_ON_THE_LOOP:
            return await asyncio.to_thread(_page_json, page, now, self._rows)
        return _page_json(page, now, self._rows)


def _page_json(page: ExecutionPage, now: Stamp, cache: RowCache) -> bytes:
    rows = b",".join([cache.row(item, now) for item in page.executions])
    more = b"true" if page.has_more else b"false"
    return b'{"executions":[%b],"total_count":%d,"has_more":%b}' % (rows, page.total_count, more)


def _rows(found: ExecutionDetails) -> int:
    return len(found.steps) + len(found.artifacts) + len(found.annotations)


def _created(execution: Execution) -> web.Response:
    return envelope.succeeded(
        {
            "execution_id": execution.id,
            "status": execution.status,
            "created_at": encoding.time_text(execution.created_at),
        },
        status=201,
        headers={"Location": f"/api/executions/{execution.id}"},
    )


def _idempotency_key(request: web.Request) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 0 < len(key) <= _MAX_KEY_LENGTH:
        raise InvalidRequest(
            f"Idempotency-Key must have 1 to {_MAX_KEY_LENGTH} characters.", parameter="Idempotency-Key"
        )
    return key
