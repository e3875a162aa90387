"""What a finished run took of the machine, read from its folder when a column asks for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    cpu_s: float | None = None
    memory_bytes: int | None = None


NO_USAGE = Usage()
