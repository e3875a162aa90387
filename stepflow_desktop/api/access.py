"""What a request or a handshake says of itself, taken from the libraries' objects for the guard.

A token comes as ``Authorization: Bearer``, as ``X-API-Key``, or, from a web page that can set no headers on a
WebSocket, as the second of the sub-protocols ``stepflow.v1`` and ``stepflow.token.<token>``. It is never read from a
URL, which ends in logs and histories.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiohttp import hdrs, web
from websockets.asyncio.server import ServerConnection
from websockets.datastructures import Headers
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from stepflow_desktop.api.guard import Asked, Guard, NotAdmitted
from stepflow_desktop.api.peers import Peers

PROTOCOL = Subprotocol("stepflow.v1")
_TOKEN_PROTOCOL = "stepflow.token."
_ALLOWED_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
_ALLOWED_HEADERS = "Authorization, Content-Type, Idempotency-Key, Range, X-API-Key"
_EXPOSED_HEADERS = "Accept-Ranges, Content-Disposition, Content-Range, Retry-After"
_PREFLIGHT_S = 600


class Door:
    """The guard at the two servers' entrances: asks it about requests and handshakes."""

    def __init__(self, guard: Guard, peers: Peers | None = None) -> None:
        self.guard = guard
        self._peers = peers or Peers()

    def check_request(self, request: web.Request) -> None:
        """Raises NotAdmitted."""
        self.guard.check(self._asked_by(request))

    def check_handshake(self, connection: ServerConnection, request: Request) -> Response | None:
        """None lets the client in."""
        headers = request.headers
        peer = connection.remote_address
        asked = Asked(
            path=request.path,
            websocket=True,
            hosts=headers.get_all("Host"),
            origins=headers.get_all("Origin"),
            sites=headers.get_all("Sec-Fetch-Site"),
            tokens=[
                *_tokens(headers.get_all("Authorization"), headers.get_all("X-API-Key")),
                *_protocol_tokens(headers.get_all("Sec-WebSocket-Protocol")),
            ],
            peer=str(peer[0]) if peer else "",
            arrived_at=_address(connection.local_address),
            stranger=self._peers.stranger(connection.transport, peer, connection.local_address),
        )
        try:
            self.guard.check(asked)
        except NotAdmitted as error:
            response = connection.respond(error.http_status, f"{error}\n")
            response.headers.update(Headers(error.headers))
            return response
        return None

    async def add_cors(self, request: web.Request, response: web.StreamResponse) -> None:
        """Let the pages that the settings name read this answer; by default there are none. Never with credentials."""
        policy = self.guard.policy
        if policy.origins and not policy.development:
            response.headers.add(hdrs.VARY, hdrs.ORIGIN)
        origins = request.headers.getall(hdrs.ORIGIN, [])
        allowed = policy.readable_by(origins[0] if len(origins) == 1 else "")
        if allowed is not None:
            response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = allowed
            response.headers[hdrs.ACCESS_CONTROL_EXPOSE_HEADERS] = _EXPOSED_HEADERS

    def answer_preflight(self, request: web.Request) -> web.Response | None:
        """The answer to a browser that asks whether a page may ask; None when it is not answered."""
        if not self.guard.answers_preflight(self._asked_by(request)):
            return None
        return web.Response(
            status=204,
            headers={
                hdrs.ACCESS_CONTROL_ALLOW_METHODS: _ALLOWED_METHODS,
                hdrs.ACCESS_CONTROL_ALLOW_HEADERS: _ALLOWED_HEADERS,
                hdrs.ACCESS_CONTROL_MAX_AGE: str(_PREFLIGHT_S),
            },
        )

    def _asked_by(self, request: web.Request) -> Asked:
        headers, transport = request.headers, request.transport
        peer = transport.get_extra_info("peername") if transport is not None else None
        own = transport.get_extra_info("sockname") if transport is not None else None
        return Asked(
            method=request.method,
            path=request.path,
            preflight=request.method == hdrs.METH_OPTIONS and hdrs.ACCESS_CONTROL_REQUEST_METHOD in headers,
            hosts=_hosts(request),
            origins=headers.getall(hdrs.ORIGIN, []),
            sites=headers.getall("Sec-Fetch-Site", []),
            tokens=_tokens(headers.getall(hdrs.AUTHORIZATION, []), headers.getall("X-API-Key", [])),
            peer=str(peer[0]) if peer else "",
            arrived_at=_address(own),
            stranger=self._peers.stranger(transport, peer, own),
        )


def chosen_protocol(_: ServerConnection, offered: Sequence[Subprotocol]) -> Subprotocol | None:
    """Only ever ours: the other one that a page offers is the token, which is not sent back."""
    return PROTOCOL if PROTOCOL in offered else None


def _hosts(request: web.Request) -> list[str]:
    """A target that is a whole URL names the host, and the header of that name does not count (RFC 9112, 3.2.2)."""
    target = request.raw_path
    if target.startswith("/") or "://" not in target:
        return request.headers.getall(hdrs.HOST, [])
    return [target.partition("://")[2].partition("/")[0].partition("?")[0]]


def _address(own: Any) -> str:
    """The address in a socket's name, as it stands in a ``Host`` that is that address."""
    return str(own[0]).lower() if own else ""


def _tokens(authorizations: Sequence[str], keys: Sequence[str]) -> list[str]:
    found = [key.strip() for key in keys]
    for value in authorizations:
        scheme, _, token = value.strip().partition(" ")
        if scheme.lower() == "bearer":
            found.append(token.strip())
    return found


def _protocol_tokens(offers: Sequence[str]) -> list[str]:
    names = [name.strip() for offer in offers for name in offer.split(",")]
    return [name.removeprefix(_TOKEN_PROTOCOL) for name in names if name.startswith(_TOKEN_PROTOCOL)]
