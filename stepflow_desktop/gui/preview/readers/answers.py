"""What a reader answers, and how it says no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Answer = tuple[Mapping[str, Any], bytes]


class Refused(Exception):
    """``code`` is one of damaged, password, too_deep, too_big, unreadable, too_slow; ``detail`` names the place."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
