"""What the filters of executions and of files share: how a text falls into words, and how times are written."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

_TOKEN = re.compile(r'(-(?=[^\W\d_]|"))?(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))')
_AGE = re.compile(r"(\d{1,6}(?:\.\d+)?)(min|m|h|d|w|y)")
_AGE_S = {"m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800, "y": 31_557_600}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a ``key:value``, from ``start`` to ``end`` of the text. ``negated`` is a minus before it."""

    key: str
    value: str
    quoted: bool
    negated: bool
    start: int
    end: int

    @property
    def values(self) -> tuple[str, ...]:
        """The values between commas; in quotes a comma is a comma."""
        if self.quoted:
            return (self.value,)
        return tuple(dict.fromkeys(part for part in self.value.split(",") if part)) or (self.value,)


def tokens(text: str, keys: Collection[str]) -> list[Token]:
    """The words of ``text``. One of ``keys`` that is still being typed (``status:``) is none yet."""
    found = []
    for match in _TOKEN.finditer(text):
        minus, key, quoted, plain = match.groups()
        key = key or ""
        value = quoted if quoted is not None else plain
        if not key and quoted is None and plain.endswith(":") and plain[:-1].lower() in keys:
            continue
        # An address or a path is no condition: http://host, C:\data.
        literal = quoted is None and value.startswith(("/", "\\"))
        if key and literal and key.lower() not in keys:
            key, value = "", f"{key}:{value}"
        if value:
            found.append(Token(key.lower(), value, quoted is not None, bool(minus), match.start(), match.end()))
    return found


def moment_of(text: str, now: datetime) -> datetime | None:
    """A date, a time, or an age such as ``7d``, which counts from the minute it is now; None for anything else."""
    minute = now.replace(second=0, microsecond=0)
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    text = text.lower()
    age = _AGE.fullmatch(text)
    try:
        if age is not None:
            return minute - timedelta(seconds=float(age[1]) * _AGE_S[age[2]])
        if text in ("today", "yesterday"):
            return midnight - timedelta(days=text == "yesterday")
        if re.fullmatch(r"\d{4}(-\d\d?)?", text):
            year, _, month = text.partition("-")
            return datetime(int(year), int(month or 1), 1).astimezone()
        return datetime.fromisoformat(text.upper()).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
