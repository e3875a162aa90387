"""The REST server: puts routes, guard and envelope on a port, or says why it cannot."""

from __future__ import annotations

import asyncio
import logging
import socket
from dataclasses import replace
from typing import Protocol

from aiohttp import web

from stepflow_desktop.api import binding, bodies
from stepflow_desktop.api.access import Door
from stepflow_desktop.api.answer_cache import AnswerCache
from stepflow_desktop.api.artifacts import ArtifactRoutes
from stepflow_desktop.api.connections import rest_connections
from stepflow_desktop.api.docs_page import DescriptionRoutes
from stepflow_desktop.api.executions import ExecutionRoutes
from stepflow_desktop.api.health import HealthRoutes, HubInfo
from stepflow_desktop.api.logs import LogRoutes
from stepflow_desktop.api.middleware import errors_in_envelope, guarded, media_type
from stepflow_desktop.api.port import Engine
from stepflow_desktop.api.traffic import Traffic, counted
from stepflow_desktop.api.uploads import Uploads
from stepflow_desktop.api.vitals import Vitals
from stepflow_desktop.core.clock import Clock, SystemClock
from stepflow_desktop.core.model import ServerState
from stepflow_desktop.errors import Unavailable
from stepflow_desktop.settings import Settings

NAME = "REST"
SHUTDOWN_S = 2.0

log = logging.getLogger(__name__)


class _BrokenRequests(logging.Filter):
    """Bodies that break off and clients that leave are no defect of ours and not worth a traceback in our log."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return not isinstance(error, web.RequestPayloadError | ConnectionError)


_server_log = logging.getLogger(f"{__name__}.requests")
_BROKEN_REQUESTS = _BrokenRequests()


class RestHub(HubInfo, Protocol):
    """What REST needs of the hub beside its state: the door that both share."""

    door: Door


class RestServer:
    """Serves ``engine`` at ``settings.http_host`` and ``http_port``.

    ``start`` never raises for a port that cannot be had: ``state`` says it, and ``start`` may be called again.
    """

    def __init__(self, engine: Engine, hub: RestHub, settings: Settings, *, clock: Clock | None = None) -> None:
        self._engine = engine
        self._hub = hub
        self._settings = settings
        self._clock = clock or SystemClock()
        self._door = hub.door
        self._vitals = Vitals(engine)
        self._runner: web.AppRunner | None = None
        self._listeners: list[asyncio.Server] = []
        self._state = ServerState(name=NAME, state="off")
        self.port = 0
        self.traffic = Traffic()

    @property
    def state(self) -> ServerState:
        return self._state

    @property
    def connections(self) -> int:
        server = self._runner.server if self._runner is not None else None
        return len(server.connections) if server is not None else 0

    def use_port(self, port: int) -> None:
        """Listen there from the next start on."""
        self._settings = replace(self._settings, http_port=port)

    async def start(self) -> None:
        if self._runner is not None:
            return
        self._state = ServerState(name=NAME, state="starting")
        host, port = self._settings.http_host, self._settings.http_port
        try:
            sockets = await binding.sockets_for(NAME, host, port)
        except Unavailable as problem:
            self._state = ServerState(name=NAME, state="failed", problem=str(problem))
            log.warning("%s", problem)
            return
        await self._listen(sockets)
        self.port = sockets[0].getsockname()[1]
        self._door.guard.own_ports.add(self.port)
        self._vitals.start()
        self._state = binding.listening(NAME, "http", host, self.port)

    async def stop(self) -> None:
        """End within a few seconds, whatever is being downloaded."""
        runner, self._runner = self._runner, None
        listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener.close()
        await self._vitals.stop()
        if runner is not None:
            await runner.cleanup()
        self._door.guard.own_ports.discard(self.port)
        self._state = ServerState(name=NAME, state="off")

    async def _listen(self, sockets: list[socket.socket]) -> None:
        _server_log.addFilter(_BROKEN_REQUESTS)
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=SHUTDOWN_S)
        await runner.setup()
        assert runner.server is not None
        self._runner = runner
        connections = rest_connections(runner.server, _server_log)
        loop = asyncio.get_running_loop()
        for bound in sockets:
            self._listeners.append(await loop.create_server(connections, sock=bound))

    def application(self) -> web.Application:
        """Every route behind the envelope, the guard and the check of media types, in this order."""
        uploads = Uploads(self._engine, limit_bytes=self._settings.upload_limit_bytes)
        uploads.clear()
        cache = AnswerCache(lambda: self._engine.store.write_generation)
        application = web.Application(
            middlewares=[counted(self.traffic), errors_in_envelope, guarded(self._door), media_type],
            client_max_size=bodies.MAX_BODY_BYTES,
        )
        application.on_response_prepare.append(self._door.add_cors)
        for group in (
            ExecutionRoutes(self._engine, cache, self._clock),
            LogRoutes(self._engine),
            ArtifactRoutes(self._engine, uploads),
            HealthRoutes(self._engine, self._hub, self._vitals, cache, lambda: self.connections),
            DescriptionRoutes(),
        ):
            application.add_routes(group.routes())
        return application
