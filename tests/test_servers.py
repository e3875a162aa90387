"""Both servers as one thing: a taken port is told, with one that is free, and either can be moved there."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from stepflow_desktop.app import opened_engine
from stepflow_desktop.servers import AppServers, next_free_port
from stepflow_desktop.settings import Settings


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_the_next_free_port_is_above_and_free(taken: int) -> None:
    found = next_free_port("127.0.0.1", taken)
    assert taken < found <= taken + 20
    assert next_free_port("127.0.0.1", 65_535) == 0
    assert next_free_port("203.0.113.1", 8080) == 0


@pytest.mark.parametrize("name", ["REST", "WebSocket"])
async def test_a_server_moves_to_a_free_port(tmp_path: Path, taken: int, name: str, expected_log: list[str]) -> None:
    expected_log.append("is in use")
    settings = Settings(storage_path=tmp_path / "data", working_directory=tmp_path, http_port=0, websocket_port=0)
    settings = replace(settings, **{"http_port" if name == "REST" else "websocket_port": taken})
    async with opened_engine(settings) as engine:
        servers = AppServers(engine, settings)
        told: list[str] = []
        servers.on_changed(lambda: told.append(name))
        await servers.start()
        try:
            [failed] = [state for state in servers.states() if state.state == "failed"]
            assert failed.name == name and failed.free_port > taken
            await servers.use_port(name, failed.free_port)
            assert [state.state for state in servers.states()] == ["listening", "listening"]
            moved = next(state for state in servers.states() if state.name == name)
            assert moved.address.endswith(f":{failed.free_port}") and moved.free_port == 0
            assert len(told) == 2
            rest = servers.states()[0]
            async with aiohttp.ClientSession() as session, session.get(f"{rest.address}/api/health") as answer:
                assert answer.status == 200
        finally:
            await servers.stop()
