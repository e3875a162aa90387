"""How the verbs print what is meant for programs."""

from __future__ import annotations

import json
from typing import Any


def compact(value: Any) -> str:
    """On one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def print_json(answer: dict[str, Any]) -> int:
    """The data of a REST answer, as it is; returns the exit code for that."""
    print(json.dumps(answer, indent=2, ensure_ascii=False))
    return 0
