"""The two clocks: wall time for people, time since boot for durations.

The boot clock goes on while the computer sleeps and never jumps, and the supervisor stamps the log with the same one.
"""

from __future__ import annotations

import time
from typing import Protocol

from stepflow_desktop.core.model import Stamp

_BOOT_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Clock(Protocol):
    def now(self) -> Stamp: ...


class SystemClock:
    """The clocks of this computer."""

    def now(self) -> Stamp:
        return Stamp(time.time_ns() // 1000, time.clock_gettime_ns(_BOOT_CLOCK) // 1000)
