"""What two logs do not have in common, line by line. Pure, and bounded: it is run in a thread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_LINES = 5_000
"""Of each log: comparing takes time that grows faster than the logs."""

CONTEXT = 3
_NUMBER = re.compile(r"\d+(?:[.:,]\d+)*")


@dataclass(frozen=True, slots=True)
class DiffLine:
    """``kind`` is same, removed (only in the first), added (only in the second) or skipped (``count`` same ones)."""

    kind: str
    text: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class LogDiff:
    """``cut`` says that at least one of the logs goes on beyond what was compared."""

    lines: tuple[DiffLine, ...] = ()
    added: int = 0
    removed: int = 0
    cut: bool = False


def log_diff(
    first: Sequence[str],
    second: Sequence[str],
    *,
    ignore_numbers: bool = True,
    cut: bool = False,
    context: int = CONTEXT,
) -> LogDiff:
    """``ignore_numbers`` takes lines for the same that differ in times, counts and the like only."""
    keys = [_key(line) if ignore_numbers else line for line in first]
    others = [_key(line) if ignore_numbers else line for line in second]
    start = _common(keys, others)
    end = _common(keys[start:][::-1], others[start:][::-1])
    found = [DiffLine("same", line) for line in second[:start]]
    matcher = SequenceMatcher(None, keys[start : len(keys) - end], others[start : len(others) - end])
    for kind, low, high, other_low, other_high in matcher.get_opcodes():
        if kind == "equal":
            found.extend(DiffLine("same", line) for line in second[start + other_low : start + other_high])
            continue
        found.extend(DiffLine("removed", line) for line in first[start + low : start + high])
        found.extend(DiffLine("added", line) for line in second[start + other_low : start + other_high])
    found.extend(DiffLine("same", line) for line in second[len(second) - end :])
    added = sum(line.kind == "added" for line in found)
    removed = sum(line.kind == "removed" for line in found)
    return LogDiff(tuple(_folded(found, context)), added, removed, cut)


def _key(line: str) -> str:
    return _NUMBER.sub("0", line.rstrip())


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """How many lines both begin with."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def _folded(lines: Sequence[DiffLine], context: int) -> list[DiffLine]:
    """Without the long stretches that are the same, but for a few lines around each difference."""
    near = [False] * len(lines)
    for number, line in enumerate(lines):
        if line.kind != "same":
            for at in range(max(0, number - context), min(len(lines), number + context + 1)):
                near[at] = True
    folded: list[DiffLine] = []
    skipped = 0
    for line, kept in zip(lines, near, strict=True):
        if not kept:
            skipped += 1
            continue
        if skipped:
            folded.append(DiffLine("skipped", count=skipped))
            skipped = 0
        folded.append(line)
    if skipped:
        folded.append(DiffLine("skipped", count=skipped))
    return folded
