"""Both servers as one thing to start, watch and stop; the window sees it through ``core.server_protocol``."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.settings import Settings

if TYPE_CHECKING:
    from stepflow_desktop.api.rest_server import RestServer
    from stepflow_desktop.api.websocket_hub import WebSocketHub
    from stepflow_desktop.core.engine import Engine

log = logging.getLogger(__name__)

PORTS_TRIED = 20


class AppServers:
    """The REST server and the WebSocket hub of one engine. One that fails to listen leaves the other alone."""

    def __init__(self, engine: Engine | None, settings: Settings) -> None:
        self._given_engine = engine
        self._settings = settings
        self._callbacks: list[Callable[[], None]] = []
        self._rest: RestServer | None = None
        self._hub: WebSocketHub | None = None
        self._starting: asyncio.Lock = asyncio.Lock()
        self._free_ports: dict[str, int] = {}

    def attach(self, engine: Engine) -> None:
        """Serve this one; for a window that stands before its engine does."""
        self._given_engine = engine

    @property
    def _engine(self) -> Engine:
        assert self._given_engine is not None, "attach an engine before starting the servers"
        return self._given_engine

    async def start(self) -> None:
        """Listen on both ports. A taken port is told by the state, it does not raise."""
        async with self._starting:
            if self._rest is not None:
                return
            # Their libraries take a third of a second to import, which the window spends on its first paint.
            rest_module, hub_module = await asyncio.to_thread(_import_servers)
            self._hub = hub_module(self._engine, self._settings)
            self._rest = rest_module(self._engine, self._hub, self._settings)
            await self._hub.start()
            await self._rest.start()
            await self._look_for_free_ports()
            self._announce()
        self._tell()

    async def stop(self) -> None:
        async with self._starting:
            rest, self._rest = self._rest, None
            hub, self._hub = self._hub, None
        if rest is not None and hub is not None:
            await asyncio.gather(rest.stop(), hub.stop())

    def states(self) -> tuple[ServerState, ...]:
        if self._rest is None or self._hub is None:
            return (ServerState(name="REST", state="starting"), ServerState(name="WebSocket", state="starting"))
        return tuple(
            replace(state, free_port=self._free_ports.get(state.name, 0)) if state.state == "failed" else state
            for state in (self._rest.state, self._hub.state)
        )

    def on_changed(self, callback: Callable[[], None]) -> Callable[[], None]:
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback)

    async def retry(self, name: str) -> None:
        await self._start_again(name, None)

    async def use_port(self, name: str, port: int) -> None:
        await self._start_again(name, port)

    async def _start_again(self, name: str, port: int | None) -> None:
        async with self._starting:
            server = self._rest if name == "REST" else self._hub
            if server is None or server.state.state != "failed":
                return
            if port is not None:
                server.use_port(port)
            await server.start()
            await self._look_for_free_ports()
            self._announce()
        self._tell()

    async def _look_for_free_ports(self) -> None:
        assert self._rest is not None and self._hub is not None
        settings = self._settings
        for state, host, port in (
            (self._rest.state, settings.http_host, settings.http_port),
            (self._hub.state, settings.websocket_host, settings.websocket_port),
        ):
            if state.state == "failed":
                self._free_ports[state.name] = await asyncio.to_thread(next_free_port, host, port)

    def _announce(self) -> None:
        assert self._rest is not None
        state = self._rest.state
        self._engine.storage_folder.announce(state.address if state.state == "listening" else None)

    def _tell(self) -> None:
        for callback in list(self._callbacks):
            callback()


def next_free_port(host: str, port: int) -> int:
    """The first port above ``port`` that could be had now, 0 if none of the next few."""
    from stepflow_desktop.api import binding

    for candidate in range(port + 1, min(port + 1 + PORTS_TRIED, 65_536)):
        try:
            sockets = binding.bind(host, candidate)
        except OSError:
            continue
        for bound in sockets:
            bound.close()
        return candidate
    return 0


def _import_servers() -> tuple[type[RestServer], type[WebSocketHub]]:
    from stepflow_desktop.api.rest_server import RestServer
    from stepflow_desktop.api.websocket_hub import WebSocketHub

    return RestServer, WebSocketHub
