"""Both servers as one thing: what happens to one leaves the other alone, and a taken port can be left or freed."""

from __future__ import annotations

import asyncio
import json
import socket
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from websockets.asyncio.client import connect

from stepflow_desktop import app
from stepflow_desktop.core.model import ExecutionStatus, NewExecution
from stepflow_desktop.servers import AppServers, next_free_port
from stepflow_desktop.settings import Settings


class Taken:
    """Ports that somebody else listens on."""

    def __init__(self) -> None:
        self._sockets: dict[int, socket.socket] = {}

    def port(self) -> int:
        taken = socket.create_server(("127.0.0.1", 0))
        number = taken.getsockname()[1]
        self._sockets[number] = taken
        return number

    def free(self, port: int) -> None:
        self._sockets.pop(port).close()

    def close(self) -> None:
        for taken in self._sockets.values():
            taken.close()


@pytest.fixture
def taken():
    taken = Taken()
    yield taken
    taken.close()


@pytest.fixture
def settings(tmp_path):
    return Settings(storage_path=tmp_path / "storage", working_directory=tmp_path, http_port=0, websocket_port=0)


@pytest.fixture
async def engine(settings):
    async with app.opened_engine(settings) as engine:
        yield engine


def announced(engine) -> str | None:
    return json.loads((engine.storage / "lock").read_bytes())["address"]


async def healthy(address: str) -> bool:
    async with aiohttp.ClientSession() as session, session.get(f"{address}/api/health") as answer:
        return answer.status == 200


async def answers(address: str) -> bool:
    async with connect(address, proxy=None) as client:
        await client.send(json.dumps({"type": "ping", "data": {}}))
        async with asyncio.timeout(30):
            while json.loads(await client.recv())["type"] != "pong":
                pass
    return True


async def test_both_listen_and_the_address_is_told_to_other_processes(engine, settings):
    servers = AppServers(engine, settings)
    assert [(s.name, s.state) for s in servers.states()] == [("REST", "starting"), ("WebSocket", "starting")]
    assert announced(engine) is None
    heard = []
    servers.on_changed(lambda: heard.append([s.state for s in servers.states()]))
    await asyncio.gather(servers.start(), servers.start())
    assert heard == [["listening", "listening"]]
    rest, hub = servers.states()
    assert announced(engine) == rest.address
    assert await healthy(rest.address)
    assert await answers(hub.address)
    await servers.stop()
    await servers.stop()
    with pytest.raises(aiohttp.ClientConnectionError):
        await healthy(rest.address)


@pytest.mark.parametrize("name", ["REST", "WebSocket"])
async def test_a_taken_port_leaves_the_other_server_and_the_executions_alone(
    engine, settings, taken, name, expected_log
):
    expected_log.append("is in use")
    port = taken.port()
    field = "http_port" if name == "REST" else "websocket_port"
    servers = AppServers(engine, replace(settings, **{field: port}))
    await servers.start()
    states = {s.name: s for s in servers.states()}
    failed, other = states[name], next(s for n, s in states.items() if n != name)
    assert (failed.state, other.state) == ("failed", "listening")
    assert str(port) in failed.problem
    assert await (answers if name == "REST" else healthy)(other.address)
    assert announced(engine) == (None if name == "REST" else other.address)
    execution = await engine.create(NewExecution(command="true"))
    await engine.conductor.ended(execution.id)
    assert (await engine.get(execution.id)).execution.status is ExecutionStatus.COMPLETED

    heard = []
    stop_hearing = servers.on_changed(lambda: heard.append({s.name: s.state for s in servers.states()}[name]))
    await servers.retry(name)
    assert heard == ["failed"]
    taken.free(port)
    await servers.retry(name)
    assert heard == ["failed", "listening"]
    address = {s.name: s.address for s in servers.states()}[name]
    assert address.endswith(f":{port}")
    assert await (healthy if name == "REST" else answers)(address)
    assert announced(engine) == {s.name: s.address for s in servers.states()}["REST"]
    await servers.retry(name)
    stop_hearing()
    assert heard == ["failed", "listening"]
    await servers.stop()


async def test_stopping_what_was_never_started_is_fine(engine, settings):
    servers = AppServers(engine, settings)
    await servers.retry("REST")
    await servers.stop()


def test_the_next_free_port_is_above_and_free(taken: Taken) -> None:
    port = taken.port()
    found = next_free_port("127.0.0.1", port)
    assert port < found <= port + 20
    assert next_free_port("127.0.0.1", 65_535) == 0
    assert next_free_port("203.0.113.1", 8080) == 0


@pytest.mark.parametrize("name", ["REST", "WebSocket"])
async def test_a_server_moves_to_a_free_port(tmp_path: Path, taken: Taken, name: str, expected_log: list[str]) -> None:
    expected_log.append("is in use")
    port = taken.port()
    settings = Settings(storage_path=tmp_path / "data", working_directory=tmp_path, http_port=0, websocket_port=0)
    settings = replace(settings, **{"http_port" if name == "REST" else "websocket_port": port})
    async with app.opened_engine(settings) as engine:
        servers = AppServers(engine, settings)
        told: list[str] = []
        servers.on_changed(lambda: told.append(name))
        await servers.start()
        try:
            [failed] = [state for state in servers.states() if state.state == "failed"]
            assert failed.name == name and failed.free_port > port
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
