"""What one look at the computer found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """What one look found: ``state`` is ok, note or bad, ``remedy`` what to do, if anything."""

    name: str
    state: str
    text: str
    remedy: str = ""
