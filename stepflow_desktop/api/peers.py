"""Whose process is at the other end of a connection on this computer.

Without a token, everyone who reaches the loopback address could run commands as the user who runs StepFlow. Linux
tells the owner of a socket; that of the client's end must be us or root. Where the system does not tell (macOS),
nothing is known of peers, which the documentation says.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable, Collection
from typing import Any
from weakref import WeakKeyDictionary

from stepflow_desktop.api.socket_owner import Owner, best_owner


class Peers:
    """``trusted`` are the user ids whose connections are welcome; by default our own and root's. ``owner`` finds the
    user id of a socket; by default in the best way of this system, if it has one."""

    def __init__(self, trusted: Collection[int] | None = None, owner: Owner | None = None) -> None:
        self._trusted = frozenset((os.geteuid(), 0) if trusted is None else trusted)
        self._owner = owner or best_owner()
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
        if self._owner is None:
            return False
        if not peer or not own or not ipaddress.ip_address(str(peer[0])).is_loopback:
            return True
        return self._owner((str(peer[0]), int(peer[1])), (str(own[0]), int(own[1]))) not in self._trusted
