"""What a connection may do before, and beside, asking: wait, drip, flood, talk nonsense."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from stepflow_desktop.api import connections, middleware, rest_server, websocket_hub
from stepflow_desktop.api.client import Limits
from tests.api.conftest import Api
from tests.waiting import until

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]
POST = b"POST /api/executions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@asynccontextmanager
async def raw(port: int) -> AsyncIterator[Stream]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


async def answer(reader: asyncio.StreamReader) -> tuple[int, Any]:
    """Status and error of an answer in the envelope."""
    async with asyncio.timeout(5):
        head = await reader.readuntil(b"\r\n\r\n")
        (line,) = (line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
        value = json.loads(await reader.readexactly(int(line.split(b":")[1])))
    assert list(value) == ["success", "data", "error", "timestamp"]
    assert value["success"] is False and value["data"] is None
    return int(head.split()[1]), value["error"]


async def closed(reader: asyncio.StreamReader) -> bytes:
    """What came before the server closed."""
    async with asyncio.timeout(10):
        return await reader.read()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits of time that a test can wait for."""
    made = connections.RestConnection
    monkeypatch.setattr(connections, "RestConnection", partial(made, header_s=0.2))
    monkeypatch.setattr(connections, "BODY_IDLE_S", 0.4)
    monkeypatch.setattr(middleware, "BODY_S", 0.2)


# Slow


async def test_who_says_nothing_is_let_go(quick: None, api: Api) -> None:
    async with raw(api.rest.port) as (reader, _):
        assert await closed(reader) == b""
    await until(lambda: api.rest.connections == 0)


async def test_headers_do_not_come_in_drips(quick: None, api: Api) -> None:
    async with raw(api.rest.port) as (reader, writer):
        writer.write(b"GET /api/executions HTTP/1.1\r\nHost: localhost\r\n")

        async def drip() -> None:
            while not writer.transport.is_closing():
                writer.write(b"X: y\r\n")
                await asyncio.sleep(0.02)

        dripping = asyncio.get_running_loop().create_task(drip(), name="drip")
        try:
            assert await closed(reader) == b""
        except ConnectionError:
            pass
        finally:
            writer.transport.abort()
            await dripping


async def test_the_second_request_of_a_connection_may_not_drip_either(quick: None, api: Api) -> None:
    async with raw(api.rest.port) as (reader, writer):
        writer.write(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"200" in await reader.readline()
        writer.write(b"GET /api/hea")
        assert b"seven" not in await closed(reader)


async def test_a_quiet_connection_is_kept_between_two_requests(quick: None, api: Api) -> None:
    async with raw(api.rest.port) as (reader, writer):
        for _ in range(2):
            writer.write(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            async with asyncio.timeout(10):
                head = await reader.readuntil(b"\r\n\r\n")
                (line,) = (line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
                await reader.readexactly(int(line.split(b":")[1]))
            await asyncio.sleep(0.6)  # longer than any limit on half a request


async def test_a_json_body_that_does_not_arrive_is_408(quick: None, api: Api) -> None:
    async with raw(api.rest.port) as (reader, writer):
        writer.write(POST + b'Content-Length: 100\r\n\r\n{"command":')
        status, text = await answer(reader)
        assert status == 408
        assert "did not arrive" in text
    assert api.engine.calls == []


async def test_an_upload_that_stands_still_is_let_go(quick: None, api: Api) -> None:
    async with raw(api.rest.port) as (reader, writer):
        writer.write(
            b"POST /api/artifacts HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            b'Content-Length: 10000\r\n\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf'
        )
        await closed(reader)
    await until(lambda: api.rest.connections == 0)


# Many


async def test_more_connections_than_allowed_are_told_so(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    few = partial(connections.rest_connections, most=2)
    monkeypatch.setattr(rest_server, "rest_connections", few)
    await api.rest.stop()
    await api.rest.start()
    async with raw(api.rest.port) as one, raw(api.rest.port) as two:
        await until(lambda: api.rest.connections == 2)
        async with raw(api.rest.port) as (reader, writer):
            writer.write(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert await answer(reader) == (503, "Too many connections are open. Try again later.")
        for reader, writer in (one, two):
            writer.write(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            assert b" 200 " in await reader.readline()
    await until(lambda: api.rest.connections == 0)
    assert (await api.get("/api/health")).status == 200


async def test_connections_that_only_rest_make_room_the_longest_first(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = partial(connections.rest_connections, most=3)
    monkeypatch.setattr(rest_server, "rest_connections", few)
    await api.rest.stop()
    await api.rest.start()
    ask = b"GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n"

    async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(ask)
        async with asyncio.timeout(5):
            head = await reader.readuntil(b"\r\n\r\n")
            assert b" 200 " in head
            await reader.readuntil(b'Z"}')

    async with raw(api.rest.port) as unasked, raw(api.rest.port) as first, raw(api.rest.port) as second:
        await answered(*first)
        await answered(*second)
        async with raw(api.rest.port) as newer:
            await answered(*newer)
            assert await closed(first[0]) == b""
            await answered(*second)
            half = b"GET /api/hea"
            for _, writer in (second, newer):
                writer.write(half)
            await until(lambda: not any(connection.rests for connection in api.rest._runner.server.connections))  # type: ignore[union-attr, attr-defined]
            async with raw(api.rest.port) as (reader, writer):
                writer.write(ask)
                assert await answer(reader) == (503, "Too many connections are open. Try again later.")
        await answered(*unasked)


async def test_each_newcomer_takes_the_room_of_another(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest_server, "rest_connections", partial(connections.rest_connections, most=2))
    await api.rest.stop()
    await api.rest.start()
    async with raw(api.rest.port) as one, raw(api.rest.port) as two:
        for reader, writer in (one, two):
            writer.write(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert b" 200 " in await reader.readline()
        streams = await asyncio.gather(*[asyncio.open_connection("127.0.0.1", api.rest.port) for _ in range(2)])
        for reader, _ in (one, two):
            await closed(reader)
        await until(lambda: api.rest.connections == 2)
        for _, writer in streams:
            writer.transport.abort()


async def test_who_is_being_served_makes_no_room(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest_server, "rest_connections", partial(connections.rest_connections, most=1))
    await api.rest.stop()
    await api.rest.start()
    async with raw(api.rest.port) as (reader, writer):
        writer.write(POST + b'Content-Length: 18\r\n\r\n{"command":')
        await until(lambda: api.rest._runner.server.requests_count == 1)  # type: ignore[union-attr]
        async with raw(api.rest.port) as newer:
            assert await answer(newer[0]) == (503, "Too many connections are open. Try again later.")
        writer.write(b'"true"}')
        async with asyncio.timeout(5):
            assert b" 201 " in await reader.readline()


def test_the_limits_are_those_of_the_pages() -> None:
    assert connections.MAX_CONNECTIONS == websocket_hub.MAX_CLIENTS == 256
    assert Limits().commands_per_s == 50
    assert websocket_hub.MAX_MESSAGE_BYTES == 64 * 1024


async def test_handshakes_that_never_come_do_not_pile_up(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MAX_CONNECTIONS", 2)
    monkeypatch.setattr(connections, "MAX_HANDSHAKES", 1)
    streams = [await asyncio.open_connection("127.0.0.1", api.hub.port) for _ in range(3)]
    async with raw(api.hub.port) as (reader, _):
        try:
            assert await closed(reader) == b""
        except ConnectionError:
            pass
    for _, writer in streams:
        assert not writer.transport.is_closing()
        writer.transport.abort()
    await until(lambda: not any(server.handler_tasks for server in api.hub._servers))
    listener = await api.connect()
    await listener.close()


# Large


@pytest.mark.parametrize(
    ("size", "status"),
    [(15_000, 200), (20_000, 431)],
)
async def test_a_header_and_a_request_line_are_limited(api: Api, size: int, status: int) -> None:
    assert (await api.get("/api/health", headers={"X-Long": "x" * size})).status == status
    assert (await api.get("/api/health?" + "x" * size)).status == status


async def test_the_number_of_headers_is_limited(api: Api) -> None:
    answer = await api.get("/api/health", headers={f"X-{n}": "x" for n in range(200)})
    assert answer.status == 431
    assert answer.error


async def test_a_large_message_closes_its_connection_only(api: Api) -> None:
    listener, other = await api.connect(), await api.connect()
    await listener.connection.send('{"type":"ping"}' + " " * (64 * 1024 - 15))
    assert (await listener.next())["type"] == "pong"
    await listener.connection.send('{"type":"ping"}' + " " * (64 * 1024 - 14))
    with pytest.raises(ConnectionClosed) as told:
        await listener.next()
    assert told.value.rcvd is not None
    assert told.value.rcvd.code == 1009
    assert await other.in_step() == []
    await other.close()


async def test_a_large_header_in_a_handshake_is_refused(api: Api) -> None:
    with pytest.raises((InvalidStatus, ConnectionClosed, EOFError, OSError)):
        await connect(api.websocket_url, additional_headers={"X-Long": "x" * 20_000})


@pytest.mark.parametrize("limits", [Limits(commands_per_s=20, patience_s=1)])
async def test_who_never_stops_talking_is_told_and_closed_with_1008(api: Api, limits: Limits) -> None:
    listener, other = await api.connect(), await api.connect()
    for _ in range(100):
        await listener.say("ping")
    messages = await listener.until("error")
    assert messages[-1]["data"]["error_code"] == "BAD_MESSAGE"
    assert "More than 20 messages a second" in messages[-1]["data"]["error_message"]
    with pytest.raises(ConnectionClosed) as told:
        while True:
            await listener.next()
    assert told.value.rcvd is not None
    assert told.value.rcvd.code == 1008
    assert await other.in_step() == []
    await other.close()


# Nonsense


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"HELLO\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /api/health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        b"GET /api/health HTTP/1.1\r\nHost : localhost\r\n\r\n",
        POST + b"Content-Length: x\r\n\r\n",
        POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
    ],
)
async def test_what_is_no_http_gets_the_envelope_and_leaves_no_trace_in_the_log(
    api: Api, nonsense: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with raw(api.rest.port) as (reader, writer):
        writer.write(nonsense)
        status, text = await answer(reader)
        assert status in (400, 403)
        assert text
    assert api.engine.calls == []
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert (await api.get("/api/health")).status == 200


@pytest.mark.parametrize("path", [b"/api/executions", b"/api/nothing"])
async def test_an_expectation_that_nobody_knows_is_417_in_the_envelope(api: Api, path: bytes) -> None:
    async with raw(api.rest.port) as (reader, writer):
        writer.write(b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\nExpect: 200-maybe\r\n\r\n")
        assert await answer(reader) == (417, "Of Expect only 100-continue is understood.")


async def test_who_asks_whether_to_go_on_is_told_to(api: Api) -> None:
    body = b'{"command":"true"}'
    async with raw(api.rest.port) as (reader, writer):
        writer.write(POST + b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(body))
        async with asyncio.timeout(5):
            assert await reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
            writer.write(body)
            assert b" 201 " in await reader.readline()
