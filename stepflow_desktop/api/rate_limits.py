"""How often somebody may try: wrong tokens by address, commands by WebSocket client.

Neither remembers more than a fixed amount, whoever tries.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable

WRONG_TOKENS = 10
WRONG_TOKENS_WINDOW_S = 60.0
MAX_ADDRESSES = 1024


class Attempts:
    """Wrong tokens of each address within a window that begins with the first. The right token always passes: all
    programs of this computer share an address, and one with an old token must not lock out the others."""

    def __init__(
        self,
        most: int = WRONG_TOKENS,
        window_s: float = WRONG_TOKENS_WINDOW_S,
        *,
        max_addresses: int = MAX_ADDRESSES,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = most
        self._window_s = window_s
        self._max_addresses = max_addresses
        self._now = now
        self._failures: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def failed(self, address: str) -> int:
        """Count a wrong token. Returns how many seconds to wait, 0 while it is not one too many."""
        now, key = self._now(), _network(address)
        ends, count = self._failures.pop(key, (0.0, 0))
        if now >= ends:
            ends, count = now + self._window_s, 0
        self._failures[key] = (ends, count + 1)
        if len(self._failures) > self._max_addresses:
            self._failures.popitem(last=False)
        return math.ceil(ends - now) if count >= self._most else 0


def _network(address: str) -> str:
    """The address, or the /64 of an IPv6 address: whoever has one of these has all of them."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6 and not parsed.is_loopback:
        return str(ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
    return str(parsed)


class Pace:
    """How fast one client talks. Bursts are slowed down; who never lets up is told to go."""

    def __init__(self, per_s: int, *, patience_s: int, now: Callable[[], float] = time.monotonic) -> None:
        self._per_s = per_s
        self._patience_s = patience_s
        self._now = now
        self._ends = 0.0
        self._heard = 0
        self._full_windows = 0

    def heard(self) -> float:
        """Count a message; returns the seconds to wait before it is obeyed."""
        now = self._now()
        if now >= self._ends:
            # A second that was full and is followed at once by the next is one more in a row.
            in_a_row = self._heard > self._per_s and now < self._ends + 1.0
            self._full_windows = self._full_windows + 1 if in_a_row else 0
            self._ends, self._heard = now + 1.0, 0
        self._heard += 1
        return self._ends - now if self._heard > self._per_s else 0.0

    @property
    def exhausted(self) -> bool:
        """True when it was too fast for so many seconds in a row that it is no burst any more."""
        return self._full_windows >= self._patience_s
