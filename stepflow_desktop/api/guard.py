"""Who may ask: the gates that stand before every route and every WebSocket handshake.

A local port that starts commands is open to every web page the user visits unless the server checks who asks.
*Host* stops DNS rebinding, *Origin* stops forms, scripts and WebSockets of foreign pages, *Sec-Fetch-Site* stops
their images and other requests that carry no origin. Programs send none of the last two and pass.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Sequence

from stepflow_desktop.errors import StepFlowError

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^\s:/?#@\[\]\\]+)(?::(?P<port>[0-9]{1,5}))?", re.ASCII)
_OWN_SITES = (None, "same-origin", "none")


class Refused(StepFlowError):
    """Somebody asks who must not."""

    code = "FORBIDDEN"
    http_status = 403


def host_name(host: str) -> str | None:
    """The name in ``name``, ``name:port``, ``[v6]`` or ``[v6]:port``, in lower case; None if it is none of these."""
    match = _HOST.fullmatch(host)
    return match["name"].strip("[]").lower() if match else None


def is_loopback(name: str) -> bool:
    """True for localhost, 127.0.0.0/8 and ::1; addresses are parsed, never compared as text."""
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address == ipaddress.IPv6Address("::1") if address.version == 6 else address.is_loopback


def host_allowed(hosts: Sequence[str], allowed: Collection[str] = ()) -> bool:
    """Exactly one ``Host``, and it names this machine or is in ``allowed``. Ports are not compared: ssh -L works."""
    if len(hosts) != 1:
        return False
    name = host_name(hosts[0])
    return name is not None and (is_loopback(name) or name in {host_name(item) for item in allowed})


def origin_allowed(
    origins: Sequence[str], host: str, *, own_ports: Collection[int] = (), allowed: Collection[str] = ()
) -> bool:
    """One ``Origin`` that is ours: the page of the asked host, a loopback page on one of our ports, or listed."""
    if len(origins) != 1:
        return False
    origin = origins[0]
    if origin in allowed or origin.lower() == f"http://{host.lower()}":
        return True
    if not origin.lower().startswith("http://"):
        return False
    match = _HOST.fullmatch(origin[len("http://") :])
    return (
        match is not None and is_loopback(match["name"].strip("[]").lower()) and int(match["port"] or 80) in own_ports
    )


def site_allowed(site: str | None) -> bool:
    """Without an ``Origin``: ``Sec-Fetch-Site`` is absent, ``same-origin``, or ``none`` (typed by the user)."""
    return site in _OWN_SITES


class Guard:
    """The gates with what the settings allow. ``own_ports`` are told by the servers once they are bound."""

    def __init__(self, *, allowed_hosts: Collection[str] = (), allowed_origins: Collection[str] = ()) -> None:
        self._allowed_hosts = tuple(allowed_hosts)
        self._allowed_origins = frozenset(allowed_origins)
        self.own_ports: set[int] = set()

    def check(self, hosts: Sequence[str], origins: Sequence[str], site: str | None) -> None:
        """Raises Refused, with a text that says what to set, when the request does not pass."""
        if not host_allowed(hosts, self._allowed_hosts):
            raise Refused("This host name is not allowed. Use localhost, or list the name in STEPFLOW_ALLOWED_HOSTS.")
        if origins:
            if not origin_allowed(origins, hosts[0], own_ports=self.own_ports, allowed=self._allowed_origins):
                raise Refused(
                    "Pages of this origin may not use StepFlow. To allow it, list it in STEPFLOW_ALLOWED_ORIGINS."
                )
        elif not site_allowed(site):
            raise Refused("Requests from other sites are refused.")
