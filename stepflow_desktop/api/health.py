"""Routes of health: is it well, how is it doing, what does it hold, tidy it up."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol

from aiohttp import web

from stepflow_desktop import __version__
from stepflow_desktop.api import envelope
from stepflow_desktop.api.answer_cache import AnswerCache
from stepflow_desktop.api.port import Engine
from stepflow_desktop.api.vitals import Vitals
from stepflow_desktop.core import encoding
from stepflow_desktop.core.model import ExecutionStatus, ServerState
from stepflow_desktop.core.store_queries import DatabaseInfo
from stepflow_desktop.errors import StepFlowError

_WORDS = {"listening": "running", "starting": "starting", "off": "stopped", "failed": "failed"}


class HubInfo(Protocol):
    """What REST tells about the WebSocket hub."""

    @property
    def state(self) -> ServerState: ...


class HealthRoutes:
    """``/api/health`` and below. ``connections`` counts the open ones of the REST server."""

    def __init__(
        self, engine: Engine, hub: HubInfo, vitals: Vitals, cache: AnswerCache, connections: Callable[[], int]
    ) -> None:
        self._engine = engine
        self._hub = hub
        self._vitals = vitals
        self._cache = cache
        self._connections = connections
        self._started_s = time.monotonic()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/health", self.health),
            web.get("/api/health/status", self.status),
            web.get("/api/health/metrics", self.metrics),
            web.get("/api/health/database", self.database),
            web.post("/api/health/optimize", self.optimize),
        ]

    async def health(self, request: web.Request) -> web.Response:
        """From what is known already: this answers even while the database does not."""
        connected = self._vitals.database_connected
        accessible = self._vitals.system.storage_accessible
        lost = _lost(connected, accessible, self._engine.store.problem)
        websocket = _WORDS[self._hub.state.state]
        status = "healthy" if websocket != "failed" else "degraded"
        data = {
            "status": "unhealthy" if lost else status,
            "timestamp": envelope.now_text(),
            "version": __version__,
            "uptime_seconds": self._uptime_s(),
            "database": "connected" if connected else "disconnected",
            "websocket": websocket,
            "storage": "accessible" if accessible else "inaccessible",
        }
        if not lost:
            return envelope.succeeded(data)
        return envelope.failed(f"StepFlow is unhealthy. {lost}", status=503, data=data)

    async def status(self, request: web.Request) -> web.Response:
        info = await self._engine.store.info()
        system, hub = self._vitals.system, self._hub.state
        return envelope.succeeded(
            {
                "system": {
                    "cpu_percent": system.cpu_percent,
                    "memory_percent": system.memory_percent,
                    "disk_usage_percent": system.disk_usage_percent,
                    "load_average": system.load_average,
                },
                "database": {
                    "status": "connected",
                    "size_mb": _megabytes(info),
                    "wal_mode": info.wal_mode == "wal",
                    "cache_hit_ratio": self._hit_ratio(),
                },
                "websocket": {
                    "status": _WORDS[hub.state],
                    "connected_clients": hub.clients,
                    "total_messages": hub.messages,
                },
            }
        )

    async def metrics(self, request: web.Request) -> web.Response:
        return envelope.succeeded(await self._metrics())

    async def database(self, request: web.Request) -> web.Response:
        info = await self._engine.store.info()
        by_status = info.status_counts
        return envelope.succeeded(
            {
                "total_executions": info.table_counts["executions"],
                "pending_executions": by_status.get(ExecutionStatus.PENDING, 0),
                "running_executions": by_status.get(ExecutionStatus.RUNNING, 0),
                "completed_executions": by_status.get(ExecutionStatus.COMPLETED, 0),
                "failed_executions": by_status.get(ExecutionStatus.FAILED, 0),
                "cancelled_executions": by_status.get(ExecutionStatus.CANCELLED, 0),
                "total_steps": info.table_counts["steps"],
                "total_artifacts": info.table_counts["artifacts"],
                "database_size_mb": _megabytes(info),
                "oldest_execution": encoding.optional_time(info.oldest_execution),
                "newest_execution": encoding.optional_time(info.newest_execution),
            }
        )

    async def optimize(self, request: web.Request) -> web.Response:
        performed = await self._engine.store.optimize()
        self._cache.clear()
        return envelope.succeeded(
            {
                "status": "optimization_completed",
                "timestamp": envelope.now_text(),
                "operations_performed": list(performed),
                "metrics": await self._metrics(),
            }
        )

    async def _metrics(self) -> dict[str, Any]:
        info, system = await self._engine.store.info(), self._vitals.system
        return {
            "timestamp": envelope.now_text(),
            "database": {
                "database_size_bytes": info.size_bytes,
                "database_size_mb": _megabytes(info),
                "table_counts": info.table_counts,
                "wal_mode": info.wal_mode,
                "cache_size": info.cache_size,
                "storage_path": str(self._engine.storage),
            },
            "system": {
                "cpu_percent": system.cpu_percent,
                "memory_percent": system.memory_percent,
                "disk_usage_percent": system.disk_usage_percent,
                "open_connections": self._connections() + self._hub.state.clients,
            },
            "uptime_seconds": self._uptime_s(),
        }

    def _uptime_s(self) -> int:
        return int(time.monotonic() - self._started_s)

    def _hit_ratio(self) -> float:
        """Of the questions that a cache could have answered, how many one did: ours of bytes, the store's of rows."""
        store = self._engine.store
        hits = self._cache.hits + store.cache_hits
        asked = hits + store.cache_misses
        return round(hits / asked, 3) if asked else 0.0


def _lost(connected: bool, accessible: bool, unwritten: StepFlowError | None) -> str:
    """What keeps it from its work, empty if nothing does."""
    if not connected:
        return "The database does not answer."
    if not accessible:
        return "The storage folder cannot be used."
    return str(unwritten) if unwritten is not None else ""


def _megabytes(info: DatabaseInfo) -> float:
    return round(info.size_bytes / (1024 * 1024), 2)
