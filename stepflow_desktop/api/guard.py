"""Who may ask: the gates that stand before every route and every WebSocket handshake.

A local port that starts commands is open to every web page the user visits unless the server checks who asks.
*Host* stops DNS rebinding, *Origin* stops forms, scripts and WebSockets of foreign pages, *Sec-Fetch-Site* stops
their images and other requests that carry no origin. Programs send none of the last two and pass. Then the *peer*
must be a process of this user, or, where clients have to show it, the *token* must be right.

Everything here is decided from a ``Policy`` (what the settings allow) and an ``Asked`` (what a request says of
itself); sockets are looked at elsewhere.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from stepflow_desktop.api.rate_limits import Attempts
from stepflow_desktop.errors import StepFlowError
from stepflow_desktop.settings import Settings, is_loopback

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^\s:/?#@\[\]\\]+)(?::(?P<port>[0-9]{1,5}))?", re.ASCII)
_OWN_SITES = ("same-origin", "none")
_WILDCARDS = ("0.0.0.0", "::")
_READING = ("GET", "HEAD", "OPTIONS")
_HEALTH = "/api/health"


class NotAdmitted(StepFlowError):
    """Base of what the guard answers; ``headers`` belong to the answer."""

    headers: Mapping[str, str] = MappingProxyType({})


class Refused(NotAdmitted):
    """Somebody asks who must not."""

    code = "FORBIDDEN"
    http_status = 403


class Unauthorized(NotAdmitted):
    """The token is missing or wrong."""

    code = "UNAUTHORIZED"
    http_status = 401
    headers = MappingProxyType({"WWW-Authenticate": 'Bearer realm="StepFlow"'})


class TooManyAttempts(NotAdmitted):
    """Wrong tokens, again and again."""

    code = "TOO_MANY_ATTEMPTS"
    http_status = 429

    def __init__(self, message: str, wait_s: int) -> None:
        super().__init__(message)
        self.headers = {"Retry-After": str(wait_s)}


def _nobody() -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a request says of itself.

    ``preflight``: a browser asks whether a page may ask. ``peer`` is the address, ``arrived_at`` the one of ours that
    it connected to; ``stranger`` tells whether another user of this computer opened the connection.
    """

    method: str = "GET"
    path: str = "/"
    websocket: bool = False
    preflight: bool = False
    hosts: Sequence[str] = ()
    origins: Sequence[str] = ()
    sites: Sequence[str] = ()
    tokens: Sequence[str] = field(default=(), repr=False)
    peer: str = ""
    arrived_at: str = ""
    stranger: Callable[[], bool] = _nobody

    @property
    def reads(self) -> bool:
        return self.websocket or self.method in _READING


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the settings allow. ``origins`` are compared as they are written; an empty ``token`` is never right."""

    hosts: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    development: bool = False
    token_required: bool = False
    token: str = field(default="", repr=False)
    may_write: bool = True

    @classmethod
    def of(cls, settings: Settings) -> Policy:
        # An address that was chosen by hand may be asked under; a wildcard is nobody's name.
        bound = [f"[{host}]" if ":" in host else host for host in settings.wide if host not in _WILDCARDS]
        return cls(
            hosts=frozenset(filter(None, map(host_name, (*settings.allowed_hosts, *bound)))),
            origins=frozenset(settings.allowed_origins) - {"*", "null"},
            development=settings.development,
            token_required=settings.token_required,
            token=settings.token,
            may_write=settings.clients_may_start_commands,
        )

    def knows(self, tokens: Sequence[str]) -> bool:
        """True if one of them is the token; takes as long for a near miss as for a far one."""
        right = self.token.encode()
        found = [hmac.compare_digest(token.encode(errors="surrogateescape"), right) for token in tokens]
        return bool(right) and any(found)

    def readable_by(self, origin: str) -> str | None:
        """``Access-Control-Allow-Origin`` for a page of ``origin``; None keeps the answer from it."""
        if self.development:
            return "*"
        return origin if origin in self.origins else None


def host_name(host: str) -> str | None:
    """The name in ``name``, ``name:port``, ``[v6]`` or ``[v6]:port``, in lower case; None if it is none of these."""
    match = _HOST.fullmatch(host)
    return match["name"].strip("[]").lower() if match else None


def host_allowed(hosts: Sequence[str], allowed: Collection[str] = ()) -> bool:
    """Exactly one ``Host``, and it names this machine or is in ``allowed``. Ports are not compared: ssh -L works."""
    if len(hosts) != 1:
        return False
    name = host_name(hosts[0])
    return name is not None and (is_loopback(name) or name in allowed)


def origin_allowed(
    origins: Sequence[str], host: str, *, own_ports: Collection[int] = (), allowed: Collection[str] = ()
) -> bool:
    """One ``Origin`` that is ours: the page of the asked host, a loopback page on one of our ports, or listed."""
    if len(origins) != 1:
        return False
    origin = origins[0]
    if origin in allowed or origin.lower() == f"http://{host.lower()}":
        return True
    return origin.lower().startswith("http://") and _loopback_port(origin) in own_ports


def _loopback_port(origin: str) -> int | None:
    """The port of a page served by this computer over http or https; None for every other page."""
    scheme, separator, rest = origin.partition("://")
    match = _HOST.fullmatch(rest)
    default = {"http": 80, "https": 443}.get(scheme.lower())
    if not separator or default is None or match is None or not is_loopback(match["name"].strip("[]").lower()):
        return None
    return int(match["port"] or default)


def site_allowed(sites: Sequence[str]) -> bool:
    """Without an ``Origin``: ``Sec-Fetch-Site`` is absent, ``same-origin``, or ``none`` (typed by the user)."""
    return not sites or (len(sites) == 1 and sites[0] in _OWN_SITES)


class Guard:
    """The gates in their order. ``own_ports`` are told by the servers once they are bound."""

    def __init__(self, policy: Policy, attempts: Attempts | None = None) -> None:
        self.policy = policy
        self._attempts = attempts or Attempts()
        self.own_ports: set[int] = set()

    def let_clients_write(self, allowed: bool) -> None:
        """From now on; whoever is connected stays."""
        self.policy = replace(self.policy, may_write=allowed)

    def check(self, asked: Asked) -> None:
        """Raises NotAdmitted, with a text that says what to set, when the request does not pass."""
        # A page can be made to ask us under a name of its own, but never under the address that it connects to.
        if not host_allowed(asked.hosts, {*self.policy.hosts, asked.arrived_at}):
            raise Refused("This host name is not allowed. Use localhost, or list the name in STEPFLOW_ALLOWED_HOSTS.")
        known = self.policy.knows(asked.tokens)
        if asked.origins:
            if not self._origin_passes(asked, known):
                raise Refused(
                    "Pages of this origin may not use StepFlow. To allow it, list it in STEPFLOW_ALLOWED_ORIGINS."
                )
        elif not site_allowed(asked.sites):
            raise Refused("Requests from other sites are refused.")
        if self.policy.token_required:
            if not known and not self._open_to_all(asked):
                self._refuse_token(asked)
        elif not known and asked.stranger():
            raise Refused(
                "This connection belongs to another user of this computer. To let others in, set"
                " STEPFLOW_AUTH_ENABLED=true and give them the token."
            )
        if not self.policy.may_write and not asked.reads:
            raise Refused(
                "Clients may only read here: the setting clients_may_start_commands is off. It can be turned on in the"
                " window, on the page Server."
            )

    def answers_preflight(self, asked: Asked) -> bool:
        """Whether a browser that asks for a page gets an answer, which needs no token: it cannot send one."""
        return asked.preflight and len(asked.origins) == 1 and self.policy.readable_by(asked.origins[0]) is not None

    def _origin_passes(self, asked: Asked, known: bool) -> bool:
        policy = self.policy
        if origin_allowed(asked.origins, asked.hosts[0], own_ports=self.own_ports, allowed=policy.origins):
            return True
        if not policy.development or len(asked.origins) != 1:
            return False
        return asked.reads or known or _loopback_port(asked.origins[0]) is not None

    def _open_to_all(self, asked: Asked) -> bool:
        health = not asked.websocket and asked.path == _HEALTH and asked.method in ("GET", "HEAD")
        return health or self.answers_preflight(asked)

    def _refuse_token(self, asked: Asked) -> None:
        if asked.tokens:
            wait_s = self._attempts.failed(asked.peer)
            if wait_s:
                raise TooManyAttempts(f"Too many wrong tokens. Wait {wait_s} seconds, then send the right one.", wait_s)
            raise Unauthorized("This token is wrong.")
        raise Unauthorized("Send the token as Authorization: Bearer <token> or as X-API-Key.")
