"""Both servers as one thing: what happens to one leaves the other alone, and a taken port can be left or freed."""

from __future__ import annotations

import asyncio
import json
import socket
import tomllib
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from stepflow_desktop import app
from stepflow_desktop import settings as config
from stepflow_desktop.core.model import ExecutionStatus, NewExecution
from stepflow_desktop.core.server_protocol import ServerAccess, ServerFigures
from stepflow_desktop.errors import SettingsError
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


@pytest.fixture
async def servers(engine, settings):
    servers = AppServers(engine, replace(settings, config_path=settings.storage_path.parent / "config" / "config.toml"))
    await servers.start()
    yield servers
    await servers.stop()


def written(servers: AppServers) -> dict[str, object]:
    path = servers._settings.config_path
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


async def asked(address: str, path: str = "/api/executions", token: str = "", method: str = "GET") -> int:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, address + path, json={"command": "true"}, headers=headers) as answer,
    ):
        return answer.status


async def test_opening_to_the_network_takes_effect_at_once_and_closing_too(servers: AppServers) -> None:
    local = servers.states()
    assert all(state.network_address == "" for state in local)
    await servers.open_to_network(read_only=False)
    access = servers.access()
    rest, hub = servers.states()
    assert (access.open_to_network, access.token_required, access.clients_may_start_commands) == (True, True, True)
    assert len(access.token) >= 43 and Path(access.token_file).read_text().strip() == access.token
    assert access.token not in repr(access)
    assert written(servers) == {"http_host": "::", "websocket_host": "::"}
    port = urlsplit(rest.address).port
    for host in ("127.0.0.1", "[::1]", urlsplit(rest.network_address).netloc.rpartition(":")[0]):
        address = f"http://{host}:{port}"
        assert await asked(address) == 401
        assert await asked(address, token=access.token) == 200
        assert await asked(address, token=access.token, method="POST") == 201
    assert hub.network_address.startswith("ws://") and "localhost" not in hub.network_address
    with pytest.raises(InvalidStatus):
        await connect(hub.address, proxy=None)
    # A second start finds it as it was left.
    again = config.load({"STEPFLOW_CONFIG_PATH": str(servers._settings.config_path)})
    assert again.wide == ("::",) and again.token_required

    await servers.close_to_network()
    rest, _hub = servers.states()
    assert written(servers) == {}
    assert servers.access() == ServerAccess()
    assert rest.network_address == "" and await asked(rest.address) == 200


async def test_opened_for_reading_nobody_starts_anything_until_it_is_allowed(servers: AppServers) -> None:
    await servers.open_to_network(read_only=True)
    token, address = servers.access().token, servers.states()[0].address
    assert not servers.access().clients_may_start_commands
    assert await asked(address, token=token) == 200
    assert await asked(address, token=token, method="POST") == 403
    before = servers.states()
    await servers.let_clients_start(True)
    assert servers.states() == before
    assert await asked(address, token=token, method="POST") == 201
    await servers.let_clients_start(False)
    assert await asked(address, token=token, method="POST") == 403
    assert written(servers)["clients_may_start_commands"] is False


async def test_a_renewed_token_shuts_out_the_old_one(servers: AppServers) -> None:
    await servers.require_token(True)
    old = servers.access().token
    hub = servers.states()[1]
    client = await connect(hub.address, proxy=None, additional_headers={"X-API-Key": old})
    await servers.renew_token()
    with pytest.raises(ConnectionClosed):
        async with asyncio.timeout(10):
            while True:
                await client.recv()
    new, address = servers.access().token, servers.states()[0].address
    assert new != old
    assert await asked(address, token=old) == 401
    assert await asked(address, token=new) == 200
    await servers.require_token(False)
    assert await asked(servers.states()[0].address) == 200
    assert servers.access().token == "" and written(servers) == {}


@pytest.mark.parametrize("name", ["REST", "WebSocket"])
async def test_a_server_that_is_switched_off_stays_off_and_the_other_listens(servers: AppServers, name: str) -> None:
    heard = []
    servers.on_changed(lambda: heard.append(name))
    await servers.switch(name, False)
    states = {state.name: state.state for state in servers.states()}
    assert states == {"REST": "listening", "WebSocket": "listening", name: "off"}
    assert announced(servers._engine) == (None if name == "REST" else servers.states()[0].address)
    await servers.restart()
    assert {state.name: state.state for state in servers.states()} == states
    assert len(written(servers)) == 1
    await servers.switch(name, True)
    assert [state.state for state in servers.states()] == ["listening", "listening"]
    assert written(servers) == {} and len(heard) == 3


async def test_what_cannot_be_kept_is_not_done(servers: AppServers) -> None:
    servers._settings.config_path.parent.write_text("in the way")
    before = servers.states(), servers.access()
    for change in (
        servers.open_to_network(read_only=False),
        servers.require_token(True),
        servers.let_clients_start(False),
        servers.switch("REST", False),
    ):
        with pytest.raises(SettingsError):
            await change
    assert (servers.states(), servers.access()) == before


async def test_clients_are_told_of_and_can_be_sent_away(servers: AppServers, engine) -> None:
    execution = await engine.create(NewExecution(command="true"))
    address = servers.states()[1].address
    async with connect(address, proxy=None) as one, connect(address, proxy=None, user_agent_header="curl/8.5") as two:
        await one.send(json.dumps({"type": "subscribe", "data": {"execution_id": execution.id}}))
        await one.send(json.dumps({"type": "ping"}))
        async with asyncio.timeout(10):
            while json.loads(await one.recv())["type"] != "pong":
                pass
        first, second = servers.clients()
        assert first.name.startswith("python-websockets ") and first.kind == "program"
        assert first.watching == (execution.id,) and second.watching is None
        assert second.name == "curl 8"
        assert {first.address, second.address} <= {"127.0.0.1", "::1"}
        assert first.messages >= 2 and first.connected_s >= 0 and first.delay_ms is None
        await servers.disconnect(second.id)
        await servers.disconnect(12345)
        with pytest.raises(ConnectionClosed) as closed:
            async with asyncio.timeout(10):
                while True:
                    await two.recv()
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1008
        assert [client.id for client in servers.clients()] == [first.id]


async def test_the_figures_tell_what_went_over_both(engine, settings) -> None:
    servers = AppServers(engine, settings)
    assert servers.figures() == ServerFigures() and servers.clients() == ()
    await servers.start()
    servers.figures()
    rest, hub = servers.states()
    assert await healthy(rest.address) and await healthy(rest.address)
    assert await answers(hub.address)
    figures = servers.figures()
    assert figures.requests_a_minute == 2 and figures.median_reply_ms is not None
    assert figures.messages_a_minute >= 2
    assert (figures.errors_today, figures.dropped) == (0, 0)
    await servers.stop()
