"""The WebSocket hub: tells every client what happens, and none of them can hold up another.

One task takes the updates of the bus and turns them into frames, once for all; each client has an outbox and a task
of its own that writes from it. Log lines are read from the file in small slices, a slice of each execution in turn,
and not at all when nobody wants them.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from weakref import WeakSet

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.protocol import State as ConnectionState

from stepflow_desktop.api import binding, envelope, frames, log_slices, messages
from stepflow_desktop.api.access import Door, chosen_protocol
from stepflow_desktop.api.client import Client, Limits
from stepflow_desktop.api.connections import connections_among
from stepflow_desktop.api.conversation import Conversation
from stepflow_desktop.api.guard import Guard, Policy
from stepflow_desktop.api.messages import Lines, State
from stepflow_desktop.api.outbox import batches
from stepflow_desktop.api.port import Engine, Updates
from stepflow_desktop.core import encoding
from stepflow_desktop.core.clock import Clock, SystemClock
from stepflow_desktop.core.model import ServerState, Update
from stepflow_desktop.core.server_protocol import ConnectedClient
from stepflow_desktop.errors import Unavailable
from stepflow_desktop.settings import Settings

NAME = "WebSocket"
MAX_CLIENTS = 256
MAX_MESSAGE_BYTES = 64 * 1024
STOP_S = 3.0
_PING_INTERVAL_S = 20.0
# Longer than a client may stall, so that a stalled one is told 1013 and not cut off by a missing pong.
_PING_TIMEOUT_S = 90.0
_TURN_S = 0.004
_BATCH_LINES = 100
_MOST_LINES = 400
_LEAST_LINES = 100

log = logging.getLogger(__name__)
_connection_log = logging.getLogger(f"{__name__}.connections")


@dataclass(slots=True)
class _Telling:
    """An update on its way out: what is left of it and the number of its next message."""

    said: Iterator[list[State | Lines]]
    execution_id: str
    seq: int


class WebSocketHub:
    """Serves ``engine`` at ``settings.websocket_host`` and ``websocket_port``.

    ``start`` never raises for a port that cannot be had: ``state`` says it, and ``start`` may be called again.
    """

    def __init__(
        self, engine: Engine, settings: Settings, *, clock: Clock | None = None, limits: Limits | None = None
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._clock = clock or SystemClock()
        self._limits = limits or Limits()
        self.door = Door(Guard(Policy.of(settings)))
        self._ids = itertools.count(1)
        self._clients: dict[int, Client] = {}
        self._conversation = Conversation(engine, self._clock, lambda: self.state)
        self._servers: list[Server] = []
        self._connections: WeakSet[ServerConnection] = WeakSet()
        self._publisher: asyncio.Task[None] | None = None
        self._state = ServerState(name=NAME, state="off")
        self._messages_of_gone_clients = 0
        self._dropped_of_gone_clients = 0
        self.port = 0

    @property
    def state(self) -> ServerState:
        state = self._state
        sent = self._messages_of_gone_clients + sum(client.sent for client in self._clients.values())
        return ServerState(
            name=NAME,
            state=state.state,
            address=state.address,
            problem=state.problem,
            clients=len(self._clients),
            messages=sent,
            network_address=state.network_address,
        )

    @property
    def dropped(self) -> int:
        """Log lines that slow clients did not get."""
        return self._dropped_of_gone_clients + sum(client.outbox.dropped for client in self._clients.values())

    def clients(self) -> tuple[ConnectedClient, ...]:
        return tuple(client.told() for client in self._clients.values())

    async def disconnect(self, client_id: int) -> None:
        client = self._clients.get(client_id)
        if client is not None:
            await client.send_away()

    def use_port(self, port: int) -> None:
        """Listen there from the next start on."""
        self._settings = replace(self._settings, websocket_port=port)

    async def start(self) -> None:
        if self._servers:
            return
        self._state = ServerState(name=NAME, state="starting")
        host, port = self._settings.websocket_host, self._settings.websocket_port
        try:
            sockets = await binding.sockets_for(NAME, host, port)
        except Unavailable as problem:
            self._state = ServerState(name=NAME, state="failed", problem=str(problem))
            log.warning("%s", problem)
            return
        # A scan or a browser that gives up is not worth a traceback; what fails in here is logged here.
        _connection_log.setLevel(logging.CRITICAL)
        for bound in sockets:
            server = await serve(
                self._serve,
                sock=bound,
                process_request=self._admit,
                select_subprotocol=chosen_protocol,
                create_connection=connections_among(self._connections),
                compression=None,
                max_size=MAX_MESSAGE_BYTES,
                ping_interval=_PING_INTERVAL_S,
                ping_timeout=_PING_TIMEOUT_S,
                logger=_connection_log,
            )
            self._servers.append(server)
        self.port = sockets[0].getsockname()[1]
        self.door.guard.own_ports.add(self.port)
        updates = self._engine.subscribe("websocket")
        self._publisher = asyncio.get_running_loop().create_task(self._publish(updates), name="websocket publisher")
        self._state = binding.listening(NAME, "ws", host, self.port)

    async def stop(self) -> None:
        """Close every connection with 1001, and cut those that do not answer within a few seconds."""
        publisher, self._publisher = self._publisher, None
        if publisher is not None:
            publisher.cancel()
            await asyncio.gather(publisher, return_exceptions=True)
        servers, self._servers = self._servers, []
        for server in servers:
            server.close()
        for connection in list(self._connections):
            # Whoever has connected and said nothing need not be told, and would be waited for.
            if connection.state is ConnectionState.CONNECTING:
                connection.transport.abort()
        closing = asyncio.gather(*(server.wait_closed() for server in servers))
        try:
            async with asyncio.timeout(STOP_S):
                await asyncio.shield(closing)
        except TimeoutError:
            for server in servers:
                for connection in list(server.all_connections):
                    connection.transport.abort()
            await closing
        self.door.guard.own_ports.discard(self.port)
        self._state = ServerState(name=NAME, state="off")

    # -- clients

    def _admit(self, connection: ServerConnection, request: Request) -> Response | None:
        refusal = self.door.check_handshake(connection, request)
        if refusal is None and len(self._clients) >= MAX_CLIENTS:
            return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "Too many clients are connected.\n")
        return refusal

    async def _serve(self, connection: ServerConnection) -> None:
        client = Client(next(self._ids), connection, self._limits)
        self._clients[client.id] = client
        client.greet(len(self._clients))
        writer = asyncio.get_running_loop().create_task(client.write(), name=f"websocket client {client.id}")
        try:
            await self._conversation.hold(client)
        except ConnectionClosed:
            pass
        except Exception:
            log.exception("A WebSocket client could not be served")
        finally:
            del self._clients[client.id]
            self._messages_of_gone_clients += client.sent
            self._dropped_of_gone_clients += client.outbox.dropped
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)

    # -- updates

    async def _publish(self, updates: Updates) -> None:
        """Tell updates, a slice of each execution in turn; what arrives meanwhile waits, merged."""
        telling: dict[str, _Telling] = {}
        waiting: dict[str, Update] = {}
        try:
            while True:
                for update in updates.take() if telling or waiting else await updates.get():
                    earlier = waiting.get(update.execution.id)
                    waiting[update.execution.id] = earlier.merged_into(update) if earlier is not None else update
                for execution_id in [name for name in waiting if name not in telling]:
                    update = waiting.pop(execution_id)
                    if self._wanted(execution_id):
                        telling[execution_id] = self._telling_of(update)
                await self._tell_slices(telling)
        finally:
            updates.close()

    async def _tell_slices(self, telling: dict[str, _Telling]) -> None:
        """One slice of every execution that has something to tell."""
        turn_ends = time.perf_counter() + _TURN_S
        for execution_id, each in list(telling.items()):
            try:
                if not self._tell_slice(each):
                    del telling[execution_id]
            except Exception:
                log.exception("An update of execution %s could not be told", execution_id)
                del telling[execution_id]
            if time.perf_counter() > turn_ends:
                await asyncio.sleep(0)
                turn_ends = time.perf_counter() + _TURN_S
        await asyncio.sleep(0)

    def _wanted(self, execution_id: str) -> bool:
        return any(client.wants(execution_id) for client in self._clients.values())

    def _telling_of(self, update: Update) -> _Telling:
        # Every client's writer runs once for each slice: the more there are, the smaller it has to be.
        count = max(_LEAST_LINES, _MOST_LINES // max(1, len(self._clients) // 8))
        lines = log_slices.slices(self._engine.log_path(update.execution.id), update, count)
        said = messages.told(messages.points(update, self._clock.now()), lines)
        return _Telling(said, update.execution.id, update.seq_start)

    def _tell_slice(self, telling: _Telling) -> bool:
        """False when nothing is left."""
        said = next(telling.said, None)
        if said is None:
            return False
        clients = [client for client in self._clients.values() if client.wants(telling.execution_id)]
        sent_at = envelope.now_text()
        for item in said:
            if isinstance(item, State):
                frame = frames.frame(messages.message(item.kind, {**item.data, "seq": telling.seq}, sent_at))
                telling.seq += 1
                for client in clients:
                    client.outbox.put_state(frame, item.key)
            else:
                self._tell_lines(telling, item, clients, sent_at)
        return True

    def _tell_lines(self, telling: _Telling, lines: Lines, clients: list[Client], sent_at: str) -> None:
        entries, first_seq = lines.entries, telling.seq
        telling.seq += len(entries)
        if not clients:
            return
        payloads = encoding.log_messages(telling.execution_id, entries, first_seq, sent_at)
        found = batches(
            telling.execution_id,
            [frames.frame(payload) for payload in payloads],
            [(entry.offset, entry.end) for entry in entries],
            first_seq,
            _BATCH_LINES,
        )
        for client in clients:
            for batch in found:
                client.outbox.put_lines(batch)
