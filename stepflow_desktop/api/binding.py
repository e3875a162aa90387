"""Taking a port, and saying in words why it cannot be had."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Sequence

import psutil

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.errors import Unavailable
from stepflow_desktop.sentences import said
from stepflow_desktop.settings import is_loopback

_DEFAULT_HOSTS = ("127.0.0.1", "localhost", "::1")
_EVERY_ADDRESS = "::"
_WILDCARDS = ("0.0.0.0", _EVERY_ADDRESS)
_TRIES_FOR_A_FREE_PORT = 20


def bind(host: str, port: int) -> list[socket.socket]:
    """Sockets bound to ``port`` on every address of ``host``; port 0 takes one that is free on all of them.

    The default loopback host means 127.0.0.1 and ::1, because ``localhost`` is the one here and the other there.
    ``::`` means every address, those of IPv4 too. Raises OSError.
    """
    if port:
        return _bind_all(host, port)
    for _ in range(_TRIES_FOR_A_FREE_PORT):
        try:
            return _bind_all(host, 0)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(errno.EADDRINUSE, "no port is free on every address")


def _bind_all(host: str, port: int) -> list[socket.socket]:
    sockets: list[socket.socket] = []
    try:
        for family, address in _addresses(host):
            try:
                bound = _bind_one(family, address, port)
            except OSError as error:
                # A computer without IPv6 has no ::1, which is no reason to do without 127.0.0.1.
                if sockets and error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                    continue
                raise
            sockets.append(bound)
            port = bound.getsockname()[1]
    except OSError:
        for bound in sockets:
            bound.close()
        raise
    return sockets


def _addresses(host: str) -> Sequence[tuple[socket.AddressFamily, str]]:
    if host.lower() in _DEFAULT_HOSTS:
        return ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
    if host == _EVERY_ADDRESS:
        return ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::"))
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return tuple(dict.fromkeys((item[0], str(item[4][0])) for item in found))


def _bind_one(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.setblocking(False)
        bound.bind((address, port))
        # Two programs may both bind with SO_REUSEADDR; listening is what only one of them can do.
        bound.listen(128)
    except OSError:
        bound.close()
        raise
    return bound


def problem_text(error: OSError, host: str, port: int, name: str) -> str:
    """What to tell people about a failed ``bind`` of the server ``name``.

    Blocking: it looks through the connections of the system.
    """
    by = holder(port) if error.errno == errno.EADDRINUSE else ""
    if by:
        return said(
            "Port {port} is in use by {program}. Executions run normally; the {server} server does not listen.",
            port=port,
            program=by,
            server=name,
        )
    if error.errno == errno.EADDRINUSE:
        return said(
            "Port {port} is in use. Executions run normally; the {server} server does not listen.",
            port=port,
            server=name,
        )
    if error.errno == errno.EACCES:
        return said("Port {port} may not be used by this user. Choose one above 1023.", port=port)
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return said("{host} is no address of this computer.", host=host)
    return said("Port {port} cannot be used: {reason}.", port=port, reason=error.strerror or error)


def holder(port: int) -> str:
    """``nginx (PID 1204)`` if the system tells, else nothing."""
    try:
        for connection in psutil.net_connections(kind="tcp"):
            local = connection.laddr
            if connection.status == psutil.CONN_LISTEN and local and local.port == port and connection.pid:
                return f"{psutil.Process(connection.pid).name()} (PID {connection.pid})"
    except (psutil.Error, OSError):
        pass
    return ""


def shown_host(host: str) -> str:
    """The host as it stands in an address that a client on this computer can use."""
    if host.lower() in _DEFAULT_HOSTS or host in (*_WILDCARDS, ""):
        return "localhost"
    return f"[{host}]" if ":" in host else host


def network_host(host: str) -> str:
    """The host as it stands in an address that other computers can use; empty when ``host`` lets none of them in."""
    if is_loopback(host.lower()):
        return ""
    if host not in _WILDCARDS:
        return shown_host(host)
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as asked:
                # Nothing is sent: this only asks which address of ours would be on the letter.
                asked.connect((far, 9))
                found = str(asked.getsockname()[0])
                return f"[{found}]" if ":" in found else found
        except OSError:
            continue
    return socket.gethostname()


async def sockets_for(name: str, host: str, port: int) -> list[socket.socket]:
    """As ``bind``, for the server ``name``. Raises Unavailable with what to do where the port is not to be had."""
    try:
        return bind(host, port)
    except OSError as error:
        raise Unavailable(await asyncio.to_thread(problem_text, error, host, port, name)) from error


def listening(name: str, scheme: str, host: str, port: int) -> ServerState:
    """How the server ``name`` stands once it listens."""
    network = network_host(host)
    return ServerState(
        name=name,
        state="listening",
        address=f"{scheme}://{shown_host(host)}:{port}",
        network_address=f"{scheme}://{network}:{port}" if network else "",
    )
