"""One line that the palette offers. Apart from what finds lines, so that the window's first paint needs no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One line and what choosing it does. ``detail`` stands at the right: keys, a time, a number."""

    text: str
    act: Callable[[], None]
    icon: str = ""
    status: str = ""
    detail: str = ""
    group: str = ""
