"""Both servers on free ports, on an engine that runs nothing, and clients of every kind."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from websockets.asyncio.client import ClientConnection, connect

from stepflow_desktop.api.client import Limits
from stepflow_desktop.api.rest_server import RestServer
from stepflow_desktop.api.websocket_hub import WebSocketHub
from stepflow_desktop.settings import Settings
from tests.api.fake_engine import FakeEngine


@dataclass
class Answer:
    status: int
    headers: Any
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def data(self) -> Any:
        """The data of a success, after a look at the envelope."""
        value = self.json
        assert list(value) == ["success", "data", "error", "timestamp"], value
        assert value["success"] is True and value["error"] is None, value
        return value["data"]

    @property
    def error(self) -> str:
        """The text of a failure, after a look at the envelope."""
        value = self.json
        assert list(value) == ["success", "data", "error", "timestamp"], value
        assert value["success"] is False and value["data"] is None, value
        assert isinstance(value["error"], str) and value["error"]
        return str(value["error"])


@dataclass
class Api:
    """The servers and how to talk to them."""

    engine: FakeEngine
    hub: WebSocketHub
    rest: RestServer
    session: aiohttp.ClientSession

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.rest.port}"

    @property
    def websocket_url(self) -> str:
        return f"ws://127.0.0.1:{self.hub.port}"

    async def call(self, method: str, path: str, **arguments: Any) -> Answer:
        async with self.session.request(method, self.url + path, **arguments) as response:
            return Answer(response.status, response.headers, await response.read())

    async def get(self, path: str, **arguments: Any) -> Answer:
        return await self.call("GET", path, **arguments)

    async def post(self, path: str, **arguments: Any) -> Answer:
        return await self.call("POST", path, **arguments)

    async def connect(self, **arguments: Any) -> Listener:
        """A client that has been greeted."""
        listener = Listener(await connect(self.websocket_url, close_timeout=0.5, **arguments))
        assert (await listener.next())["type"] == "connection_established"
        return listener


@dataclass
class Listener:
    """A WebSocket client that reads one message at a time."""

    connection: ClientConnection

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(10):
            message: dict[str, Any] = json.loads(await self.connection.recv())
        assert list(message) == ["type", "data", "timestamp"]
        return message

    async def until(self, kind: str) -> list[dict[str, Any]]:
        """All messages up to one of ``kind``."""
        messages = [await self.next()]
        while messages[-1]["type"] != kind:
            messages.append(await self.next())
        return messages

    async def say(self, kind: str, **data: Any) -> None:
        await self.connection.send(json.dumps({"type": kind, "data": data}))

    async def in_step(self) -> list[dict[str, Any]]:
        """Everything that was sent before the answer to a ping: commands said earlier have been obeyed."""
        await self.say("ping")
        return (await self.until("pong"))[:-1]

    async def close(self) -> None:
        await self.connection.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(storage_path=tmp_path, http_port=0, websocket_port=0, upload_limit_bytes=1_000_000)


@pytest.fixture
def limits() -> Limits:
    return Limits()


@pytest.fixture
def engine(tmp_path: Path) -> FakeEngine:
    return FakeEngine(tmp_path)


@pytest.fixture
async def api(engine: FakeEngine, settings: Settings, limits: Limits) -> AsyncIterator[Api]:
    hub = WebSocketHub(engine, settings, limits=limits)
    rest = RestServer(engine, hub, settings)
    await hub.start()
    await rest.start()
    try:
        async with aiohttp.ClientSession() as session:
            yield Api(engine, hub, rest, session)
    finally:
        await asyncio.gather(rest.stop(), hub.stop())


@pytest.fixture
async def listener(api: Api) -> AsyncIterator[Listener]:
    listener = await api.connect()
    yield listener
    await listener.close()


def with_ports(settings: Settings, **ports: int) -> Settings:
    return replace(settings, **ports)
