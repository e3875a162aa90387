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

_LINE, _LAGGED, _END = b'"type":"log_entry"', b'"type":"lagged"', b'"type":"execution_completed"'


class Listener:
    """Counts what it hears until the run has ended."""

    def __init__(self) -> None:
        self.lines = 0
        self.lagged = 0
        self.ended_at = 0.0

    async def connect(self, host: str, port: int) -> None:
        self._reader, writer = await asyncio.open_connection(host, port, limit=1 << 20)
        key = base64.b64encode(os.urandom(16)).decode()
        writer.write(
            f"GET / HTTP/1.1\r\nHost: localhost:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        await self._reader.readuntil(b"connected_clients")
        self._writer = writer

    async def listen(self) -> None:
        left = b""
        while not self.ended_at:
            data = await self._reader.read(1 << 20)
            if not data:
                raise RuntimeError("the connection was closed")
            data = left + data
            # The last bytes may hold half a word; whole words in them are counted once more later, so cut before one.
            cut = max(data.rfind(b'{"type"'), 0)
            whole, left = data[:cut], data[cut:]
            if _END in left:
                whole, left = data, b""
            self.lines += whole.count(_LINE)
            self.lagged += whole.count(_LAGGED)
            if _END in whole:
                self.ended_at = time.time()
        self._writer.close()


async def _main(address: str, clients: int) -> None:
    port = urlsplit(address).port or 0
    listeners = [Listener() for _ in range(clients)]
    for listener in listeners:
        await listener.connect("127.0.0.1", port)
    print("ready", flush=True)
    await asyncio.gather(*(listener.listen() for listener in listeners))
    told = {
        "least": min(listener.lines for listener in listeners),
        "most": max(listener.lines for listener in listeners),
        "lagged": sum(listener.lagged for listener in listeners),
        "ended_at": max(listener.ended_at for listener in listeners),
    }
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], int(sys.argv[2])))
