"""Clients whose sockets really stand still: they cost a bounded amount, and nobody else notices.

A raw socket with the smallest buffer is opened and read only when the test says so, so the server's side fills up as
it does for a laptop that was closed.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import socket
from dataclasses import replace
from typing import Any

import pytest

from stepflow_desktop.api.client import Limits
from stepflow_desktop.core.model import Execution, ExecutionStatus, Update
from tests.api.conftest import Api, Listener
from tests.api.fake_engine import EPOCH
from tests.waiting import until

LINES = 40_000
BOX = 256 * 1024


class StalledClient:
    """A WebSocket client on a bare socket. Nothing is read until ``read`` or ``drain`` is called."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._pending = b""

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._socket.setblocking(False)
        await loop.sock_connect(self._socket, ("127.0.0.1", self._port))
        key = base64.b64encode(os.urandom(16)).decode()
        await loop.sock_sendall(
            self._socket,
            f"GET / HTTP/1.1\r\nHost: localhost:{self._port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode(),
        )
        while b"\r\n\r\n" not in self._pending:
            self._pending += await loop.sock_recv(self._socket, 256)
        head, _, self._pending = self._pending.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101"), head

    async def _take(self, count: int) -> bytes:
        loop = asyncio.get_running_loop()
        while len(self._pending) < count:
            data = await loop.sock_recv(self._socket, 1 << 20)
            if not data:
                raise EOFError
            self._pending += data
        taken, self._pending = self._pending[:count], self._pending[count:]
        return taken

    async def read(self) -> dict[str, Any] | int:
        """The next message, or the code of a close frame."""
        async with asyncio.timeout(30):
            opcode, length = await self._take(2)
            if length >= 126:
                length = int.from_bytes(await self._take(2 if length == 126 else 8), "big")
            payload = await self._take(length)
        if opcode == 0x88:
            return int.from_bytes(payload[:2], "big")
        message: dict[str, Any] = json.loads(payload)
        return message

    async def until(self, kind: str) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = []
        while not messages or messages[-1]["type"] != kind:
            message = await self.read()
            assert isinstance(message, dict), message
            messages.append(message)
        return messages

    def close(self) -> None:
        self._socket.close()


async def told_run(api: Api, lines: int, quick: Listener) -> tuple[Execution, bytes, list[dict[str, Any]]]:
    """A run that prints so many lines, told as the engine tells it, and what ``quick`` heard, which keeps up."""
    execution = api.engine.add(status=ExecutionStatus.RUNNING, started_at=EPOCH)
    api.engine.tell(Update(execution=execution, started=True, seq_start=1))
    heard = await quick.until("execution_started")
    log, seq, end = b"", 2, 0
    for first in range(0, lines, 1000):
        piece = b"".join(b"line %08d %s\n" % (number, b"x" * 60) for number in range(first, first + 1000))
        start, end = api.engine.write_log(execution, piece)
        execution = api.engine.executions[execution.id]
        api.engine.tell(Update(execution=execution, log_start=start, log_end=end, seq_start=seq))
        heard += [await quick.next() for _ in range(1000)]
        log, seq = log + piece, seq + 1000
    ended = replace(execution, status=ExecutionStatus.COMPLETED)
    api.engine.tell(Update(execution=ended, log_start=end, log_end=end, seq_start=seq, ended=True))
    heard += await quick.until("execution_completed")
    return ended, log, heard


def rss_bytes() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.parametrize("limits", [Limits(outbox_bytes=BOX)])
async def test_a_stalled_client_costs_its_box_and_catches_up_to_the_byte(api: Api, limits: Limits) -> None:
    stalled = StalledClient(api.hub.port)
    await stalled.open()
    quick = await api.connect()
    execution, log, heard = await told_run(api, LINES, quick)
    assert [message["type"] for message in heard] == [
        "execution_started",
        *["log_entry"] * LINES,
        "execution_completed",
    ]
    boxes = sorted(client.outbox.waiting_bytes for client in api.hub._clients.values())
    assert boxes[0] == 0
    assert 0 < boxes[1] <= BOX

    messages = await stalled.until("execution_completed")
    kinds = [message["type"] for message in messages]
    assert kinds[:2] == ["connection_established", "execution_started"]
    lags = [message["data"] for message in messages if message["type"] == "lagged"]
    assert lags
    got = {m["data"]["offset"]: m["data"]["content"] for m in messages if m["type"] == "log_entry"}
    assert 0 < len(got) < LINES
    for lag in lags:
        missing = await resync(api, execution.id, lag)
        assert len(missing) == lag["dropped"]
        assert not set(missing) & set(got)
        got |= missing
    assert "".join(f"{got[offset]}\n" for offset in sorted(got)).encode() == log
    stalled.close()
    await quick.close()


async def resync(api: Api, execution_id: str, lag: dict[str, Any]) -> dict[int, str]:
    """What a client reads over REST after a ``lagged``."""
    found: dict[int, str] = {}
    after = lag["from_offset"] - 1
    while True:
        page = (await api.get(f"/api/executions/{execution_id}/logs?after={after}&limit=10000")).data
        for entry in page["entries"]:
            if entry["offset"] >= lag["to_offset"]:
                return found
            found[entry["offset"]] = entry["content"]
        if page["at_end"] or not page["entries"]:
            return found
        after = page["next_offset"]


@pytest.mark.parametrize("limits", [Limits(outbox_bytes=BOX)])
async def test_twenty_stalled_clients_do_not_grow_the_program(api: Api, limits: Limits) -> None:
    stalled = [StalledClient(api.hub.port) for _ in range(20)]
    for client in stalled:
        await client.open()
    quick = await api.connect()
    await told_run(api, 5_000, quick)
    before = rss_bytes()
    for _ in range(4):
        await told_run(api, LINES // 4, quick)
    assert all(client.outbox.waiting_bytes <= BOX for client in api.hub._clients.values())
    # What they got meanwhile is 200 MB of frames for the twenty of them; the sockets' buffers belong to the system.
    assert rss_bytes() - before < 20 * BOX + 20 * 1024 * 1024
    for client in stalled:
        client.close()
    await quick.close()
    await until(lambda: api.hub.state.clients == 0)


@pytest.mark.parametrize("limits", [Limits(outbox_bytes=BOX, stall_s=0.3)])
async def test_after_the_limit_it_is_let_go_with_1013_and_the_others_stay(api: Api, limits: Limits) -> None:
    stalled, quick = StalledClient(api.hub.port), await api.connect()
    await stalled.open()
    await told_run(api, LINES, quick)
    await until(lambda: any(c.connection.state.name != "OPEN" for c in api.hub._clients.values()))
    assert api.hub.state.clients >= 1
    message: dict[str, Any] | int = {}
    while not isinstance(message, int):
        message = await stalled.read()
    assert message == 1013
    stalled.close()
    await until(lambda: api.hub.state.clients == 1)
    await told_run(api, 1000, quick)
    await quick.close()


@pytest.mark.parametrize("limits", [Limits(outbox_bytes=BOX, stall_s=30.0)])
async def test_a_slow_client_that_still_reads_is_kept(api: Api, limits: Limits) -> None:
    """Taking a little now and then is slow, not stalled."""
    slow, quick = StalledClient(api.hub.port), await api.connect()
    await slow.open()
    running = asyncio.get_running_loop().create_task(told_run(api, LINES, quick), name="run")
    for _ in range(50):
        await slow.read()
    await running
    assert api.hub.state.clients == 2
    assert (await slow.until("execution_completed"))[-1]["data"]["status"] == "completed"
    slow.close()
    await quick.close()
