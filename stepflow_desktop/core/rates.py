"""How much there was in the last minute of something that is only counted."""

from __future__ import annotations

from collections import deque

WINDOW_S = 60.0


class LastMinute:
    """Fed with running totals now and then, it knows how much came in the last minute."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def of(self, total: int, now_s: float) -> int:
        """What came since a minute ago, as far as it was looked at; a total that fell began anew."""
        if self._seen and total < self._seen[-1][1]:
            self._seen.clear()
            self._seen.append((now_s, 0))
        self._seen.append((now_s, total))
        while len(self._seen) > 1 and self._seen[1][0] <= now_s - WINDOW_S:
            self._seen.popleft()
        return total - self._seen[0][1]
