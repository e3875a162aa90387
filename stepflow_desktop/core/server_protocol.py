"""What the window needs to know of the servers, so that it never imports one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from stepflow_desktop.core.model import ServerState


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAccess:
    """Who may use the servers. ``token`` is empty while nobody needs one; ``token_file`` is empty when it is not kept
    in our file but comes from a variable or from the settings file, and is renewed there."""

    open_to_network: bool = False
    token_required: bool = False
    token: str = field(default="", repr=False)
    token_file: str = ""
    clients_may_start_commands: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerFigures:
    """What went over the servers: in the last minute, today (local time) and in all since the program started.

    ``median_reply_ms`` is of the last minute, None without a request. ``dropped`` are log lines that slow clients did
    not get; they were told where to read them. ``up_s`` counts from when the servers began, the last time they did.
    """

    requests_a_minute: int = 0
    median_reply_ms: float | None = None
    errors_today: int = 0
    messages_a_minute: int = 0
    dropped: int = 0
    up_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectedClient:
    """One client of the WebSocket.

    ``kind`` is desktop, phone or program. ``watching`` holds ids of executions, None means all of them. ``delay_ms``
    is the way there and back as the last ping found it, None before.
    """

    id: int
    name: str
    kind: str
    address: str
    watching: tuple[str, ...] | None
    connected_s: float
    delay_ms: float | None
    messages: int


class Servers(Protocol):
    """The REST and WebSocket servers as the window sees them. Names are ``REST`` and ``WebSocket``.

    What changes the access is kept in the settings file first; if that fails SettingsError is raised and nothing has
    changed.
    """

    def states(self) -> tuple[ServerState, ...]:
        """How each server stands now, in a fixed order; cheap enough to ask every second."""
        ...

    def on_changed(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` on the loop after a state has changed; returns what ends that."""
        ...

    async def start(self) -> None:
        """Begin to listen. A port that is taken shows in the state, it does not raise."""
        ...

    async def retry(self, name: str) -> None:
        """Try to listen again. A port that is still taken shows in the state, it does not raise."""
        ...

    async def use_port(self, name: str, port: int) -> None:
        """Listen on ``port`` instead, until the program ends. A failure shows in the state, it does not raise."""
        ...

    def figures(self) -> ServerFigures: ...
    def clients(self) -> tuple[ConnectedClient, ...]: ...
    def access(self) -> ServerAccess: ...

    async def switch(self, name: str, on: bool) -> None:
        """Have one server listen, or not, now and at the next start."""
        ...

    async def restart(self) -> None:
        """Close both and begin anew; clients have to connect again."""
        ...

    async def disconnect(self, client_id: int) -> None:
        """Send one client away; one that has gone by itself is fine."""
        ...

    async def open_to_network(self, *, read_only: bool) -> None:
        """Let other computers in, with the token. Both servers begin anew."""
        ...

    async def close_to_network(self) -> None:
        """Answer this computer only. Both servers begin anew."""
        ...

    async def require_token(self, on: bool) -> None:
        """Ask clients of this computer for the token too; those of other computers always need it."""
        ...

    async def let_clients_start(self, on: bool) -> None:
        """Whether clients may start, stop, change and delete, or only read."""
        ...

    async def renew_token(self) -> None:
        """Make a new token; the old one is worth nothing and its clients are sent away."""
        ...
