"""Both servers as one thing to start, watch and stop; the window sees it through ``core.server_protocol``."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stepflow_desktop import access, server_access
from stepflow_desktop.core.model import ServerState
from stepflow_desktop.core.rates import LastMinute
from stepflow_desktop.core.server_protocol import ConnectedClient, ServerAccess, ServerFigures
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
        self._access = server_access.as_shown(settings)
        self._callbacks: list[Callable[[], None]] = []
        self._rest: RestServer | None = None
        self._hub: WebSocketHub | None = None
        self._changing: asyncio.Lock = asyncio.Lock()
        self._free_ports: dict[str, int] = {}
        self._requests, self._messages = LastMinute(), LastMinute()
        self._began_s = 0.0

    def attach(self, engine: Engine) -> None:
        """Serve this one; for a window that stands before its engine does."""
        self._given_engine = engine

    @property
    def _engine(self) -> Engine:
        assert self._given_engine is not None, "attach an engine before starting the servers"
        return self._given_engine

    # -- life

    async def start(self) -> None:
        """Listen on both ports. A taken port is told by the state, it does not raise."""
        async with self._changing:
            if self._rest is None:
                await self._start()
            else:
                return
        self._tell()

    async def stop(self) -> None:
        async with self._changing:
            await self._stop()

    async def restart(self) -> None:
        async with self._changing:
            await self._begin_anew()
        self._tell()

    async def _start(self) -> None:
        # Their libraries take a third of a second to import, which the window spends on its first paint.
        rest_module, hub_module = await asyncio.to_thread(_import_servers)
        self._hub = hub_module(self._engine, self._settings)
        self._rest = rest_module(self._engine, self._hub, self._settings)
        if self._settings.websocket_enabled:
            await self._hub.start()
        if self._settings.http_enabled:
            await self._rest.start()
        self._began_s = time.monotonic()
        await self._look_for_free_ports()
        self._announce()

    async def _stop(self) -> None:
        rest, self._rest = self._rest, None
        hub, self._hub = self._hub, None
        if rest is not None and hub is not None:
            await asyncio.gather(rest.stop(), hub.stop())

    async def _begin_anew(self) -> None:
        if self._rest is not None:
            await self._stop()
            await self._start()

    # -- what there is to see

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

    def figures(self) -> ServerFigures:
        if self._rest is None or self._hub is None:
            return ServerFigures()
        now_s, traffic = time.monotonic(), self._rest.traffic
        return ServerFigures(
            requests_a_minute=self._requests.of(traffic.requests, now_s),
            median_reply_ms=traffic.median_reply_ms,
            errors_today=traffic.errors_today,
            messages_a_minute=self._messages.of(self._hub.state.messages, now_s),
            dropped=self._hub.dropped,
            up_s=now_s - self._began_s,
        )

    def clients(self) -> tuple[ConnectedClient, ...]:
        return self._hub.clients() if self._hub is not None else ()

    def access(self) -> ServerAccess:
        return self._access

    # -- ports

    async def retry(self, name: str) -> None:
        await self._start_again(name, None)

    async def use_port(self, name: str, port: int) -> None:
        await self._start_again(name, port)

    async def switch(self, name: str, on: bool) -> None:
        async with self._changing:
            await self._keep(server_access.switched(self._settings, name, on))
            server = self._server(name)
            if server is not None:
                await (server.start() if on else server.stop())
            await self._look_for_free_ports()
            self._announce()
        self._tell()

    async def disconnect(self, client_id: int) -> None:
        if self._hub is not None:
            await self._hub.disconnect(client_id)

    # -- access

    async def open_to_network(self, *, read_only: bool) -> None:
        await self._change(server_access.opened(self._settings, read_only=read_only))

    async def close_to_network(self) -> None:
        await self._change(server_access.closed(self._settings))

    async def require_token(self, on: bool) -> None:
        await self._change(server_access.asking_for_token(self._settings, on))

    async def let_clients_start(self, on: bool) -> None:
        async with self._changing:
            await self._keep(server_access.letting_clients_start(self._settings, on))
            if self._hub is not None:
                self._hub.door.guard.let_clients_write(on)
        self._tell()

    async def renew_token(self) -> None:
        async with self._changing:
            self._take(await asyncio.to_thread(access.renewed, self._settings))
            # Who came in with the old one has to show the new one.
            await self._begin_anew()
        self._tell()

    async def _change(self, change: server_access.Change) -> None:
        async with self._changing:
            await self._keep(change)
            await self._begin_anew()
        self._tell()

    async def _keep(self, change: server_access.Change) -> None:
        """In the file first: what cannot be kept is not done either. Raises SettingsError."""
        secured = await asyncio.to_thread(access.for_servers, change.settings)
        await asyncio.to_thread(_write, self._settings.config_path, change.written)
        self._take(secured)

    def _take(self, settings: Settings) -> None:
        self._settings = settings
        self._access = server_access.as_shown(settings)

    def _server(self, name: str) -> RestServer | WebSocketHub | None:
        return self._rest if name == "REST" else self._hub

    async def _start_again(self, name: str, port: int | None) -> None:
        async with self._changing:
            server = self._server(name)
            if server is None or server.state.state != "failed":
                return
            if port is not None:
                server.use_port(port)
                kept = self._settings
                self._settings = replace(kept, http_port=port) if name == "REST" else replace(kept, websocket_port=port)
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


def _write(path: Path, changes: Mapping[str, Any]) -> None:
    from stepflow_desktop import settings_file  # what only a change needs; the first paint does not wait for it

    settings_file.write(path, changes)


def _import_servers() -> tuple[type[RestServer], type[WebSocketHub]]:
    from stepflow_desktop.api.rest_server import RestServer
    from stepflow_desktop.api.websocket_hub import WebSocketHub

    return RestServer, WebSocketHub
