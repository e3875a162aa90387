"""Values that a script asked to hide with ``::add-mask::``.

A value must never be torn between two reads of bytes: a caller of ``mask_bytes`` reads ``mask_overlap`` bytes more on
both sides of what it wants and cuts them off again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

MASK = "***"


def mask_text(text: str, masks: Sequence[str]) -> str:
    """``text`` with ``***`` for every masked value."""
    return masking(masks)(text)


def mask_bytes(data: bytes, masks: Sequence[str]) -> bytes:
    """``data`` with a ``*`` for every byte of a masked value; as long as before."""
    if not masks:
        return data
    pattern = re.compile(b"|".join(re.escape(mask.encode()) for mask in _longest_first(masks)))
    return pattern.sub(lambda found: b"*" * len(found[0]), data)


def mask_overlap(masks: Sequence[str]) -> int:
    """How many bytes more a caller of ``mask_bytes`` reads on either side."""
    return max((len(mask.encode()) - 1 for mask in masks), default=0)


def masking(masks: Sequence[str]) -> Callable[[str], str]:
    """``mask_text`` for many texts."""
    if not masks:
        return str
    pattern = re.compile("|".join(re.escape(mask) for mask in _longest_first(masks)))
    return lambda text: pattern.sub(MASK, text)


def _longest_first(masks: Sequence[str]) -> list[str]:
    return sorted(masks, key=len, reverse=True)
