"""Connections before there is a request on them: how many there may be, and how long a request may take to come.

Both libraries take every connection that the system hands them. What is held open without asking anything, or asks
a letter a minute, costs a descriptor for as long as it likes; descriptors are what commands are started with.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import cast
from weakref import WeakSet

from aiohttp import web
from aiohttp.http_exceptions import LineTooLong
from aiohttp.web_protocol import RequestHandler
from websockets.asyncio.server import ServerConnection

from stepflow_desktop.api import envelope

MAX_CONNECTIONS = 256
# Handshakes under way beside the clients that are connected.
MAX_HANDSHAKES = 64
HEADER_S = 10.0
BODY_IDLE_S = 60.0
KEEP_ALIVE_S = 75.0
MAX_HEADER_BYTES = 16 * 1024
_LINGER_S = 1.0


class RestConnection(RequestHandler):
    """One connection to the REST server, with a limit on the time that a request may take to come."""

    __slots__ = ("_deadline", "_due_s", "_header_s", "_heading")

    def __init__(self, server: web.Server, log: logging.Logger, *, header_s: float = HEADER_S) -> None:
        super().__init__(
            server,
            loop=asyncio.get_running_loop(),
            access_log=None,  # type: ignore[arg-type]
            logger=log,
            keepalive_timeout=KEEP_ALIVE_S,
            max_line_size=MAX_HEADER_BYTES,
            max_field_size=MAX_HEADER_BYTES,
            auto_decompress=False,
        )
        self._header_s = header_s
        self._heading = True
        self._due_s = 0.0
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._expect(self._header_s)

    def data_received(self, data: bytes) -> None:
        before = self._request_count
        super().data_received(data)
        if self._request_count > before or self._request_in_progress or self._messages:
            # Of a request that is here the rest of the body may still be missing.
            self._heading = False
            self._expect(BODY_IDLE_S)
        elif not self._heading:
            self._heading = True
            self._expect(self._header_s)

    def connection_lost(self, exc: BaseException | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        super().connection_lost(exc)

    @property
    def rests(self) -> bool:
        """Everything asked is answered, and nothing of a next request has come."""
        return not self._heading and self._waiter is not None and not self._waiter.done()

    @property
    def rests_since(self) -> float:
        return self._next_keepalive_close_time

    def _expect(self, within_s: float) -> None:
        self._due_s = self._loop.time() + within_s
        if self._deadline is not None and self._deadline.when() <= self._due_s:
            return  # it will see that there is more time; a timer for each piece of an upload would be many
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = self._loop.call_at(self._due_s, self._missed)

    def _missed(self) -> None:
        self._deadline = None
        if self._loop.time() < self._due_s:
            self._deadline = self._loop.call_at(self._due_s, self._missed)
            return
        request = self._current_request
        if self._heading:
            self.force_close()
        elif request is not None and not request.content.is_eof():
            if self._buffer_paused:
                self._expect(BODY_IDLE_S)  # it is we who do not take it
            else:
                self.force_close()

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        """What the framework refuses before any of our routes is reached gets the envelope too."""
        if isinstance(resp, web.HTTPExpectationFailed):
            resp = envelope.failed("Of Expect only 100-continue is understood.", status=417)
        return await super().finish_response(request, resp, start_time)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """What is no HTTP is somebody else's defect: it gets the envelope, and nothing is logged."""
        if status >= 500:
            return super().handle_error(request, status, exc, message)
        words = " ".join((message or HTTPStatus(status).phrase).split())
        if isinstance(exc, LineTooLong) or words.startswith("Too many headers"):
            kib = MAX_HEADER_BYTES // 1024
            text, status = f"The request line or a header is longer than {kib} KiB, or there are too many headers.", 431
        else:
            text = f"This is no HTTP request that can be read: {words:.200}"
        response = envelope.failed(text, status=status)
        response.force_close()
        return response


class Crowded(asyncio.Protocol):
    """A connection too many: it is told so and closed, whatever it wanted."""

    def __init__(self) -> None:
        self._end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        answer = envelope.failed("Too many connections are open. Try again later.", status=503)
        body = answer.body
        assert isinstance(body, bytes)
        head = "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items())
        transport.write(
            f"HTTP/1.1 503 Service Unavailable\r\n{head}Content-Length: {len(body)}\r\n"
            f"Retry-After: 1\r\nConnection: close\r\n\r\n".encode()
            + body
        )
        transport.write_eof()
        # Closed at once, with a request unread, the answer could be lost.
        self._end = asyncio.get_running_loop().call_later(_LINGER_S, transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._end is not None:
            self._end.cancel()


def rest_connections(
    server: web.Server, log: logging.Logger, *, most: int = MAX_CONNECTIONS
) -> Callable[[], asyncio.Protocol]:
    """What makes the protocol of each new connection to the REST server.

    Clients keep connections for a next request that may never come; these make room before anybody is sent away.
    """

    def made() -> asyncio.Protocol:
        if len(server.connections) < most or _make_room(cast("list[RestConnection]", server.connections)):
            return RestConnection(server, log)
        return Crowded()

    return made


def _make_room(connections: list[RestConnection]) -> bool:
    """Close the one that has rested longest; False when all are at work or have not asked yet."""
    resting = [connection for connection in connections if connection.rests]
    if resting:
        min(resting, key=lambda connection: connection.rests_since).force_close()
    return bool(resting)


class WebSocketConnection(ServerConnection):
    """One connection to the hub; cut at once when too many others are open or under way."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if len(self.server.handler_tasks) > MAX_CONNECTIONS + MAX_HANDSHAKES:
            self.transport.abort()


def connections_among(made: WeakSet[ServerConnection]) -> type[WebSocketConnection]:
    """Connections that are in ``made`` from their first moment, when their server does not count them yet."""

    class Counted(WebSocketConnection):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(transport)
            made.add(self)

    return Counted
