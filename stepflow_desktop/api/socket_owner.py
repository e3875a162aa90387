"""Who owns the socket at the other end of a connection on this computer, as Linux tells it.

Two ways, because not every system has the first: the kernel's socket diagnostics answer for one connection in some
20 microseconds (https://man7.org/linux/man-pages/man7/sock_diag.7.html), ``/proc/net/tcp`` and ``tcp6`` list all the
sockets there are, which takes milliseconds where there are a thousand.
"""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import struct
import sys
from collections.abc import Callable
from pathlib import Path

PROC_NET = Path("/proc/net")

Address = tuple[str, int]
# The user id of the socket that is bound to the first address and connected to the second; None if it is not told.
Owner = Callable[[Address, Address], int | None]

_NETLINK_SOCK_DIAG = 4
_BY_FAMILY = 20
_ERROR = 2
_REQUEST = 1
_ANY = 0xFFFFFFFF
_HEADER = struct.Struct("=IHHII")
_QUESTION = struct.Struct("=BBBBI")
_ENDS = struct.Struct("!HH16s16s")
_REST = struct.Struct("=III")
# Of an answer: family to retransmits, the ends as asked, then five numbers, the last two the user and the inode.
_NUMBERS = struct.Struct("=IIIII")
_NUMBERS_AT = _HEADER.size + 4 + _ENDS.size + _REST.size
_TABLE_UID, _TABLE_INODE = 4, 6


def best_owner(tables: Path = PROC_NET) -> Owner | None:
    """The way that works here; None where the system does not tell. Decided once: that something fails later, for want
    of descriptors, must not open the door."""
    if hasattr(socket, "AF_NETLINK") and diagnostics_answer():
        return owner_by_diagnostics
    if os.access(tables / "tcp", os.R_OK):
        return lambda local, remote: owner_by_table(local, remote, tables)
    return None


def diagnostics_answer() -> bool:
    """Whether the kernel answers questions about sockets: nobody is connected to port 0 of itself."""
    try:
        return _ask(("127.0.0.1", 0), ("127.0.0.1", 0)) == -errno.ENOENT
    except OSError:
        return False


def owner_by_diagnostics(local: Address, remote: Address) -> int | None:
    try:
        found = _ask(local, remote)
    except OSError:
        return None
    return found if found >= 0 else None


def _ask(local: Address, remote: Address) -> int:
    """The user id, or what went wrong as a negative number. Raises OSError when the kernel cannot be asked."""
    family = socket.AF_INET6 if ipaddress.ip_address(local[0]).version == 6 else socket.AF_INET
    ends = _ENDS.pack(
        local[1], remote[1], ipaddress.ip_address(local[0]).packed, ipaddress.ip_address(remote[0]).packed
    )
    question = _QUESTION.pack(family, socket.IPPROTO_TCP, 0, 0, _ANY) + ends + _REST.pack(0, _ANY, _ANY)
    header = _HEADER.pack(_HEADER.size + len(question), _BY_FAMILY, _REQUEST, 1, 0)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC, _NETLINK_SOCK_DIAG) as kernel:
        kernel.setblocking(False)  # the answer is there when the question is sent
        kernel.send(header + question)
        answer = kernel.recv(4096)
    if _HEADER.unpack_from(answer)[1] == _ERROR:
        return int.from_bytes(answer[_HEADER.size : _HEADER.size + 4], sys.byteorder, signed=True)
    *_, uid, inode = _NUMBERS.unpack_from(answer, _NUMBERS_AT)
    return int(uid) if inode else -errno.ENOENT  # a closed socket has no inode and says it is root's


def owner_by_table(local: Address, remote: Address, tables: Path = PROC_NET) -> int | None:
    for version in (4, 6) if ipaddress.ip_address(local[0]).version == 4 else (6,):
        try:
            table = (tables / ("tcp" if version == 4 else "tcp6")).read_bytes()
        except OSError:
            continue
        ends = f" {_written(local, version)} {_written(remote, version)} ".encode()
        at = table.find(ends)
        if at >= 0:
            cells = table[at + len(ends) : table.find(b"\n", at)].split()
            # A socket that was closed has no inode and says it is root's.
            return int(cells[_TABLE_UID]) if len(cells) > _TABLE_INODE and cells[_TABLE_INODE] != b"0" else None
    return None


def _written(address: Address, version: int) -> str:
    """An address as the table writes it: words of four bytes in the order of this machine, then the port."""
    host = ipaddress.ip_address(address[0])
    packed = host.packed
    if version == 6 and host.version == 4:
        packed = ipaddress.IPv6Address(b"\0" * 10 + b"\xff\xff" + packed).packed
    words = struct.unpack(f"={len(packed) // 4}I", packed)
    return "".join(f"{word:08X}" for word in words) + f":{address[1]:04X}"
