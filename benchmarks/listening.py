"""WebSocket clients in a process of their own: ``python -m benchmarks.listening ADDRESS CLIENTS``.

Prints ``ready`` once all are connected and, when each has heard the end, one line of JSON.
Frames are counted, not read, so that the clients cost as little as can be.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import sys
import time
from urllib.parse import urlsplit

_LINE, _END = b'"type":"log_entry"', b'"type":"execution_completed"'
_LAST_BYTES = 4096


class Listener(asyncio.Protocol):
    """Counts the lines it hears until the run has ended. ``greeted`` and ``ended`` are set once."""

    def __init__(self, port: int) -> None:
        loop = asyncio.get_running_loop()
        self._port = port
        self._left = b""
        self.greeted, self.ended = loop.create_future(), loop.create_future()
        self.lines = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET / HTTP/1.1\r\nHost: localhost:{self._port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        if not self.greeted.done():
            self._left += data
            if b"connected_clients" in self._left:
                self._left = b""
                self.greeted.set_result(None)
            return
        # A word may lie across two pieces: the end of each is looked at with the next one, without what was counted.
        edge = self._left + data[: len(_LINE) - 1]
        self.lines += data.count(_LINE) + edge.count(_LINE)
        self._left = data[1 - len(_LINE) :]
        # It is the last message of all and much shorter than this.
        if _END in data[-_LAST_BYTES:] and not self.ended.done():
            self.ended.set_result(time.time())
            self._transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        for each in (self.greeted, self.ended):
            if not each.done():
                each.set_exception(error or RuntimeError("the connection was closed"))


async def _main(address: str, clients: int) -> None:
    port = urlsplit(address).port or 0
    loop = asyncio.get_running_loop()
    listeners = []
    for _ in range(clients):
        _, listener = await loop.create_connection(lambda: Listener(port), "127.0.0.1", port)
        await listener.greeted
        listeners.append(listener)
    print("ready", flush=True)
    ended = [await listener.ended for listener in listeners]
    told = {
        "least": min(listener.lines for listener in listeners),
        "most": max(listener.lines for listener in listeners),
        "ended_at": max(ended),
    }
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], int(sys.argv[2])))
