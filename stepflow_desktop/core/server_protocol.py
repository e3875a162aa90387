"""What the window needs to know of the servers, so that it never imports one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from stepflow_desktop.core.model import ServerState


class Servers(Protocol):
    """The REST and WebSocket servers as the window sees them. Names are ``REST`` and ``WebSocket``."""

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
