"""WebSocket frames, built once for all clients.

A server's text frame is a header and the payload as it is, the same bytes for every client: there is no mask and, on
loopback, no compression. https://www.rfc-editor.org/rfc/rfc6455#section-5.2
"""

from __future__ import annotations

from collections.abc import Iterable

from websockets.asyncio.server import ServerConnection
from websockets.protocol import State

_TEXT_FINAL = 0x81


def frame(payload: bytes) -> bytes:
    """The text message ``payload`` as one frame."""
    size = len(payload)
    if size < 126:
        return bytes((_TEXT_FINAL, size)) + payload
    if size < 65536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


def frames(payloads: Iterable[bytes]) -> bytes:
    """Several messages, a frame each, to be written at once."""
    return b"".join(map(frame, payloads))


def write(connection: ServerConnection, data: bytes) -> bool:
    """Hand whole frames to the connection's transport; False when it is closing.

    This reaches below the public interface of websockets, whose ``send`` costs ten times as much for many small
    messages. It is safe because a transport takes a write as a whole: pings and the close frame come before or after.
    """
    if connection.protocol.state is not State.OPEN or connection.transport.is_closing():
        return False
    connection.transport.write(data)
    return True
