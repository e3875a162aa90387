"""The guard in front of both servers, with requests as browsers and attackers make them."""

from __future__ import annotations

import asyncio

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.api.conftest import Api

FOREIGN = {
    "rebound host": {"Host": "evil.example"},
    "wildcard address": {"Host": "0.0.0.0:8080"},
    "foreign page": {"Origin": "http://evil.example"},
    "sandboxed frame": {"Origin": "null"},
    "foreign image": {"Sec-Fetch-Site": "cross-site"},
    "neighbouring site": {"Sec-Fetch-Site": "same-site"},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN.keys())
@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/executions"), ("GET", "/api/health"), ("POST", "/api/executions"), ("GET", "/nowhere")],
)
async def test_rest_refuses_before_anything_else(api: Api, headers: dict[str, str], method: str, path: str) -> None:
    answer = await api.call(method, path, headers=headers)
    assert answer.status == 403
    assert answer.error
    assert api.engine.calls == []


async def test_rest_refuses_two_hosts(api: Api) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", api.rest.port)
    writer.write(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    status = await reader.readline()
    writer.close()
    await writer.wait_closed()
    assert status.split()[1] in (b"400", b"403")


async def test_our_own_pages_may_ask(api: Api) -> None:
    for origin in (api.url, f"http://localhost:{api.rest.port}", f"http://localhost:{api.hub.port}"):
        assert (await api.get("/api/executions", headers={"Origin": origin})).status == 200
    assert (await api.get("/api/executions", headers={"Sec-Fetch-Site": "none"})).status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1"])
async def test_websocket_refuses_foreign_pages(api: Api, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await connect(api.websocket_url, additional_headers={"Origin": origin})
    assert refused.value.response.status_code == 403


async def test_websocket_refuses_foreign_hosts(api: Api) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", api.hub.port)
    writer.write(
        b"GET / HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    status = await reader.readline()
    writer.close()
    await writer.wait_closed()
    assert status.split()[1] == b"403"


async def test_websocket_takes_its_own_pages(api: Api) -> None:
    for origin in (f"http://localhost:{api.hub.port}", f"http://127.0.0.1:{api.rest.port}"):
        listener = await api.connect(additional_headers={"Origin": origin})
        await listener.close()


async def test_both_loopback_addresses_answer(api: Api) -> None:
    for host in ("127.0.0.1", "localhost", "[::1]"):
        async with api.session.get(f"http://{host}:{api.rest.port}/api/health") as response:
            assert response.status == 200
        async with connect(f"ws://{host}:{api.hub.port}") as connection:
            assert "connection_established" in str(await connection.recv())


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("http://localhost/api/health", b"200"),
        ("http://evil.example/api/health", b"403"),
        ("http://evil.example?x=/api/health", b"403"),
        ("http://0.0.0.0:8080/api/health", b"403"),
    ],
)
async def test_a_target_that_is_a_whole_url_names_the_host(api: Api, target: str, status: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", api.rest.port)
    writer.write(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    line = await reader.readline()
    writer.close()
    await writer.wait_closed()
    assert line.split()[1] == status
