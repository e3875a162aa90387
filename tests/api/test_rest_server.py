"""Taking a port, keeping it, giving it back."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import socket
from collections.abc import Iterator

import aiohttp
import pytest

from stepflow_desktop.api import binding
from stepflow_desktop.api.rest_server import RestServer
from stepflow_desktop.api.websocket_hub import WebSocketHub
from stepflow_desktop.settings import Settings
from tests.api.conftest import Api, with_ports
from tests.api.fake_engine import FakeEngine


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


async def test_the_address_names_the_real_port(api: Api) -> None:
    assert api.rest.port > 0
    assert api.rest.state.address == f"http://localhost:{api.rest.port}"
    assert api.hub.state.address == f"ws://localhost:{api.hub.port}"
    assert (api.rest.state.name, api.hub.state.name) == ("REST", "WebSocket")


async def test_a_taken_port_is_a_state_and_can_be_tried_again(
    engine: FakeEngine, settings: Settings, taken: int, expected_log: list[str]
) -> None:
    expected_log.append(f"Port {taken} is in use")
    settings = with_ports(settings, http_port=taken, websocket_port=taken)
    hub = WebSocketHub(engine, settings)
    rest = RestServer(engine, hub, settings)
    for server in (hub, rest):
        await server.start()
        assert server.state.state == "failed"
        assert server.state.problem.startswith(f"Port {taken} is in use")
        assert f"(PID {os.getpid()})" in server.state.problem
        assert server.state.address == ""
        await server.stop()


async def test_retry_after_the_port_is_free(engine: FakeEngine, settings: Settings, expected_log: list[str]) -> None:
    expected_log.append("is in use")
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        settings = with_ports(settings, http_port=holder.getsockname()[1])
        hub = WebSocketHub(engine, settings)
        rest = RestServer(engine, hub, settings)
        await rest.start()
        assert rest.state.state == "failed"
    await rest.start()
    assert rest.state.state == "listening"
    async with aiohttp.ClientSession() as session, session.get(f"{rest.state.address}/api/health") as response:
        assert response.status == 200
    await rest.stop()
    assert rest.state.state == "off"


def test_the_port_is_taken_on_every_address_or_on_none() -> None:
    with socket.socket(socket.AF_INET6) as holder:
        holder.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        holder.bind(("::1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(OSError, match="in use") as taken:
            binding.bind("127.0.0.1", port)
        assert taken.value.errno == errno.EADDRINUSE
        with socket.socket() as free:
            free.bind(("127.0.0.1", port))


def test_loopback_means_both_families() -> None:
    sockets = binding.bind("localhost", 0)
    assert [bound.getsockname()[0] for bound in sockets] == ["127.0.0.1", "::1"]
    assert len({bound.getsockname()[1] for bound in sockets}) == 1
    for bound in sockets:
        bound.close()


def test_a_computer_without_ipv6(monkeypatch: pytest.MonkeyPatch) -> None:
    real = binding._bind_one

    def without(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
        if family == socket.AF_INET6:
            raise OSError(errno.EADDRNOTAVAIL, "no such address")
        return real(family, address, port)

    monkeypatch.setattr(binding, "_bind_one", without)
    (bound,) = binding.bind("127.0.0.1", 0)
    bound.close()


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (OSError(errno.EACCES, "denied"), "above 1023"),
        (OSError(errno.EADDRNOTAVAIL, "no"), "no address of this computer"),
        (socket.gaierror(-2, "unknown"), "no address of this computer"),
        (OSError(errno.EMFILE, "too many"), "too many"),
    ],
)
def test_why_a_port_cannot_be_had(error: OSError, text: str) -> None:
    assert text in binding.problem_text(error, "studio", 80, "REST")


def test_the_holder_of_a_port(taken: int) -> None:
    assert str(os.getpid()) in binding.holder(taken)
    assert binding.holder(1) == ""


async def test_stopping_does_not_wait_for_a_download(api: Api) -> None:
    artifact = api.engine.add_artifact(api.engine.add(), b"x" * 30_000_000)
    idle = aiohttp.ClientSession()
    async with idle.get(f"{api.url}/api/health") as response:
        assert response.status == 200
    reader, writer = await asyncio.open_connection("127.0.0.1", api.rest.port, limit=1024)
    writer.write(b"GET /api/artifacts/%b/download HTTP/1.1\r\nHost: localhost\r\n\r\n" % artifact.id.encode())
    assert b"200" in await reader.readline()
    async with asyncio.timeout(10):
        await api.rest.stop()
    assert api.rest.state.state == "off"
    writer.transport.abort()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    await idle.close()


async def test_uploads_cut_off_by_a_crash_are_cleared(engine: FakeEngine, settings: Settings) -> None:
    left = engine.storage / "incoming" / "abc"
    left.parent.mkdir()
    left.write_bytes(b"half")
    hub = WebSocketHub(engine, settings)
    rest = RestServer(engine, hub, settings)
    await rest.start()
    assert not left.exists()
    await rest.stop()
