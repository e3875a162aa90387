"""Values that markers carry as text: durations, fractions, lists of names."""

from __future__ import annotations

import math
import re

_CLOCK = re.compile(r"(?:(\d{1,6}):)?(\d{1,6}):(\d{1,2}(?:\.\d{1,6})?)", re.ASCII)
_UNITS = re.compile(
    r"(?:(\d{1,9}(?:\.\d{1,6})?)\s*d)?\s*(?:(\d{1,9}(?:\.\d{1,6})?)\s*h)?\s*"
    r"(?:(\d{1,9}(?:\.\d{1,6})?)\s*m(?:in)?)?\s*(?:(\d{1,9}(?:\.\d{1,6})?)\s*s)?",
    re.ASCII | re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,9})?|\.\d{1,9}", re.ASCII)
_RATIO = re.compile(r"(\d{1,18}(?:\.\d{1,9})?)\s*(?:/|of)\s*(\d{1,18}(?:\.\d{1,9})?)", re.ASCII)


def read_duration(value: object) -> float | None:
    """Seconds from ``300``, ``5m``, ``1h30m``, ``90s`` or ``1:30:00``; None if it is no duration above zero."""
    if isinstance(value, bool):
        return None
    text = str(value).strip()
    seconds = 0.0
    if _NUMBER.fullmatch(text):
        seconds = float(text)
    elif clock := _CLOCK.fullmatch(text):
        seconds = float(clock[1] or 0) * 3600 + float(clock[2]) * 60 + float(clock[3])
    elif units := _UNITS.fullmatch(text):
        days, hours, minutes, rest = (float(part or 0) for part in units.groups())
        seconds = days * 86_400 + hours * 3600 + minutes * 60 + rest
    return seconds if seconds > 0 else None


def read_fraction(text: str) -> tuple[float, str] | None:
    """The fraction that ``42``, ``42%``, ``0.42`` or ``3/7`` means, and words for it such as ``3 of 7``.

    A whole number is a percentage; one with a decimal point is a fraction up to 1.0 and a percentage above it.
    """
    text = text.strip()
    if ratio := _RATIO.fullmatch(text):
        whole = float(ratio[2])
        return (min(float(ratio[1]) / whole, 1.0), f"{ratio[1]} of {ratio[2]}") if whole > 0 else None
    number = text.removesuffix("%").rstrip()
    if not _NUMBER.fullmatch(number):
        return None
    amount = float(number)
    if number != text or "." not in number or amount > 1:
        amount /= 100
    return min(amount, 1.0), ""


def read_weight(value: object) -> float | None:
    """A share above zero, None if it is no such number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    weight = float(value)
    return min(weight, 1e6) if math.isfinite(weight) and weight > 0 else None


def read_names(text: str, separators: str = "|") -> tuple[str, ...]:
    """The names in ``a|b|c``."""
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    return tuple(name for part in text.split(separators[0]) if (name := part.strip()))


def fold(name: str) -> str:
    """A name as it is compared: without case, blanks trimmed and runs of them one."""
    return " ".join(name.split()).casefold()
