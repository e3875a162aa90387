"""How many requests the REST server answered, how quickly, and how many of them went wrong."""

from __future__ import annotations

import statistics
import time
from collections import deque
from collections.abc import Callable
from datetime import date

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_WINDOW_S = 60.0
_REMEMBERED = 1_024
_FAILED = 500


class Traffic:
    """``requests`` and ``errors_today`` count; an error is an answer of 500 or more, ours to explain."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic, today: Callable[[], date] = date.today) -> None:
        self._now = now
        self._today = today
        self._replies: deque[tuple[float, float]] = deque(maxlen=_REMEMBERED)
        self._errors_on = today()
        self._errors = 0
        self.requests = 0

    def answered(self, took_s: float, status: int) -> None:
        self.requests += 1
        self._replies.append((self._now(), took_s))
        if status >= _FAILED:
            self._errors = self.errors_today + 1
            self._errors_on = self._today()

    @property
    def errors_today(self) -> int:
        return self._errors if self._errors_on == self._today() else 0

    @property
    def median_reply_ms(self) -> float | None:
        """Of the replies of the last minute, the newest thousand at most; None without one."""
        since = self._now() - _WINDOW_S
        recent = [took_s for at, took_s in self._replies if at >= since]
        return statistics.median(recent) * 1000 if recent else None


def counted(traffic: Traffic) -> Middleware:
    """Measure what all the other middlewares and the route take together."""

    @web.middleware
    async def count(request: web.Request, handler: Handler) -> web.StreamResponse:
        began, status = time.perf_counter(), _FAILED
        try:
            response = await handler(request)
            status = response.status
            return response
        except ConnectionError:
            status = 0  # the client left: nobody's error
            raise
        finally:
            traffic.answered(time.perf_counter() - began, status)

    return count
