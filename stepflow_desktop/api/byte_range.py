"""The ``Range`` header: one range of bytes of something whose size is known."""

from __future__ import annotations

import re

_RANGE = re.compile(r"bytes=\s*(\d{0,100})-(\d{0,100})\s*", re.ASCII)


class Unsatisfiable(Exception):
    """The range lies wholly beyond the end."""


def requested(header: str | None, size: int) -> tuple[int, int] | None:
    """First byte and the byte after the last one; None for everything.

    A header that is malformed, has another unit or asks for several ranges is ignored, as RFC 9110 allows. Raises
    Unsatisfiable.
    """
    match = _RANGE.fullmatch(header) if header else None
    if match is None or match[1] == match[2] == "":
        return None
    if not match[1]:
        length = int(match[2])
        if length == 0 or size == 0:
            raise Unsatisfiable
        return max(0, size - length), size
    first, last = int(match[1]), int(match[2]) if match[2] else None
    if last is not None and last < first:
        return None
    if first >= size:
        raise Unsatisfiable
    return first, size if last is None else min(last + 1, size)
