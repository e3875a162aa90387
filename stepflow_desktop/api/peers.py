"""Whose process is at the other end of a connection on this computer.

Without a token, everyone who reaches the loopback address could run commands as the user who runs StepFlow. Linux
tells the owner of a socket in ``/proc/net/tcp`` and ``tcp6``; the row of the client's end must be ours or root's.
Where there is no such table (macOS), nothing is known of peers, which the documentation says.
"""

from __future__ import annotations

import ipaddress
import os
import struct
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

PROC_NET = Path("/proc/net")
_UID, _INODE = 4, 6

Address = tuple[str, int]


class Peers:
    """``trusted`` are the user ids whose connections are welcome; by default our own and root's."""

    def __init__(self, trusted: Collection[int] | None = None, *, tables: Path = PROC_NET) -> None:
        self._trusted = frozenset((os.geteuid(), 0) if trusted is None else trusted)
        self._tables = tables
        # Decided once: that a table cannot be opened later, for want of descriptors, must not open the door.
        self._known = os.access(tables / "tcp", os.R_OK)
        self._strangers: WeakKeyDictionary[Any, bool] = WeakKeyDictionary()

    def stranger(self, transport: Any, peer: Any, own: Any) -> Callable[[], bool]:
        """Whether another user holds the far end of ``transport``; looked up once for each connection."""

        def asked() -> bool:
            if transport is None:
                return True
            known = self._strangers.get(transport)
            if known is None:
                known = self._strangers[transport] = self._is_stranger(peer, own)
            return known

        return asked

    def _is_stranger(self, peer: Any, own: Any) -> bool:
        if not self._known:
            return False
        if not peer or not own or not ipaddress.ip_address(str(peer[0])).is_loopback:
            return True
        return self.owner((str(peer[0]), int(peer[1])), (str(own[0]), int(own[1]))) not in self._trusted

    def owner(self, local: Address, remote: Address) -> int | None:
        """The user id of the socket that is bound to ``local`` and connected to ``remote``; None if it is not told."""
        families = (4, 6) if ipaddress.ip_address(local[0]).version == 4 else (6,)
        for version in families:
            try:
                table = (self._tables / ("tcp" if version == 4 else "tcp6")).read_bytes()
            except OSError:
                continue
            ends = f" {_written(local, version)} {_written(remote, version)} ".encode()
            at = table.find(ends)
            if at >= 0:
                cells = table[at + len(ends) : table.find(b"\n", at)].split()
                # A socket that was closed has no inode and says it is root's.
                return int(cells[_UID]) if len(cells) > _INODE and cells[_INODE] != b"0" else None
        return None


def _written(address: Address, version: int) -> str:
    """An address as the table writes it: words of four bytes in the order of this machine, then the port."""
    host = ipaddress.ip_address(address[0])
    packed = host.packed
    if version == 6 and host.version == 4:
        packed = ipaddress.IPv6Address(b"\0" * 10 + b"\xff\xff" + packed).packed
    words = struct.unpack(f"={len(packed) // 4}I", packed)
    return "".join(f"{word:08X}" for word in words) + f":{address[1]:04X}"
