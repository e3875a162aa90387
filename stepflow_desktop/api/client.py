"""One client of the WebSocket: what it wants to hear, what waits for it, and the task that writes it out."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any

from websockets.asyncio.server import ServerConnection

from stepflow_desktop.api import envelope, frames, messages
from stepflow_desktop.api.client_names import client_name
from stepflow_desktop.api.outbox import LIMIT_BYTES, Lag, Outbox
from stepflow_desktop.core.server_protocol import ConnectedClient

TRY_AGAIN_LATER = 1013
POLICY_VIOLATION = 1008
_WRITE_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one client may cost: bytes waiting for it, seconds without taking any, commands in a second, and for how
    many seconds in a row there may be more of them."""

    outbox_bytes: int = LIMIT_BYTES
    stall_s: float = 60.0
    commands_per_s: int = 50
    patience_s: int = 20


class Client:
    """``subscriptions`` None: everything, until the first subscription."""

    def __init__(self, number: int, connection: ServerConnection, limits: Limits) -> None:
        self.id = number
        self.connection = connection
        self.limits = limits
        self.subscriptions: set[str] | None = None
        self.outbox = Outbox(_lagged_frame, limits.outbox_bytes)
        self.sent = 0
        self._connected_s = time.monotonic()

    def wants(self, execution_id: str) -> bool:
        return self.subscriptions is None or execution_id in self.subscriptions

    def greet(self, connected_clients: int) -> None:
        now = envelope.now_text()
        self.answer(
            "connection_established",
            {"client_id": self.id, "server_time": now, "connected_clients": connected_clients},
        )

    def told(self) -> ConnectedClient:
        """What the window shows of it."""
        request, peer = self.connection.request, self.connection.remote_address
        name, kind = client_name(request.headers.get("User-Agent", "") if request is not None else "")
        latency_s = self.connection.latency
        return ConnectedClient(
            id=self.id,
            name=name,
            kind=kind,
            address=str(peer[0]) if peer else "",
            watching=None if self.subscriptions is None else tuple(sorted(self.subscriptions)),
            connected_s=time.monotonic() - self._connected_s,
            delay_ms=latency_s * 1000 if latency_s else None,
            messages=self.sent,
        )

    async def send_away(self) -> None:
        """Close the connection because somebody at the window wants it closed."""
        await self.connection.close(POLICY_VIOLATION, "Disconnected in the window of StepFlow.")

    def answer(self, kind: str, data: dict[str, Any]) -> None:
        self.outbox.put_answer(frames.frame(messages.message(kind, data, envelope.now_text())))

    async def write(self) -> None:
        """Write what waits until the connection closes; let a client go that takes nothing."""
        try:
            await self._write()
        finally:
            self.outbox.close()

    async def _write(self) -> None:
        outbox, connection = self.outbox, self.connection
        while True:
            await outbox.filled.wait()
            if outbox.overfull:
                await self._let_go("Too many messages wait for this client.")
                return
            data, count = outbox.take(_WRITE_BYTES)
            if not frames.write(connection, data):
                return
            self.sent += count
            # Nearly always the system has taken everything at once; then a timer would cost more than the write.
            if connection.transport.get_write_buffer_size() and not await self._drained():
                return
            # Whatever waits for others gets its turn between two writes.
            await asyncio.sleep(0)

    async def _drained(self) -> bool:
        """Wait until what was written has gone; False when the client is not to be written to any more."""
        try:
            async with asyncio.timeout(self.limits.stall_s):
                await self.connection.drain()
        except TimeoutError:
            await self._let_go("This client takes no messages.")
            return False
        except ConnectionError:
            return False
        return True

    async def _let_go(self, reason: str) -> None:
        await self.connection.close(TRY_AGAIN_LATER, f"{reason} Connect again and read the log over REST.")


def _lagged_frame(lag: Lag) -> bytes:
    data = {
        "execution_id": lag.execution_id,
        "dropped": lag.dropped,
        "from_offset": lag.from_offset,
        "to_offset": lag.to_offset,
        "seq": lag.seq,
    }
    return frames.frame(messages.message("lagged", data, envelope.now_text()))
