"""A run of characters of one class that every match of a regular expression holds, such as five digits.

Where an expression has no literal to look for, a log is looked through for such a run instead: with every character
translated to whether it belongs to the class, the run is a literal. Like the walk for literals this one is careful:
what it does not understand yields nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stepflow_desktop.gui.log.literals import branches, class_end

SHORTEST = 3
"""Two digits or letters next to each other are in most lines."""
_IN, _OUT, _LINE_END = 0x30, 0x2E, 0x0A
_LONGEST = 256
_UNKNOWN = re.compile(r"\\[xuUN0-9]|\(\?")
_REPEATED = re.compile(r"(?:\{(\d+)(?:,\d*)?\}|\{,\d*\}|[*+?])[?+]?")


@dataclass(frozen=True, slots=True)
class ClassRun:
    """``table`` translates ASCII text so that every match holds ``needle``; line ends stay."""

    table: bytes
    needle: bytes


def required_run(pattern: str, flags: int) -> ClassRun | None:
    """The longest run that every match of ``pattern`` holds; None if there is none worth looking for."""
    if _UNKNOWN.search(pattern) or len(branches(pattern)) > 1:
        return None
    longest, text = 0, ""
    for atom, count in _runs(pattern):
        if count > longest:
            longest, text = min(count, _LONGEST), atom
    if longest < SHORTEST:
        return None
    belongs = re.compile(text, flags)
    table = bytearray([_OUT]) * 256
    for code in range(128):
        if belongs.fullmatch(chr(code)):
            table[code] = _IN
    table[_LINE_END] = _LINE_END
    return ClassRun(bytes(table), bytes([_IN]) * longest)


def _runs(pattern: str) -> list[tuple[str, int]]:
    """Classes as they are written, each with how many of its characters follow each other at least."""
    runs: list[tuple[str, int]] = []
    before, depth, at = "", 0, 0
    while at < len(pattern):
        start, char = at, pattern[at]
        at = class_end(pattern, at) + 1 if char == "[" else at + (2 if char == "\\" else 1)
        atom = pattern[start:at]
        depth += (char == "(") - (char == ")")
        repeated = _REPEATED.match(pattern, at)
        count = 1
        if repeated:
            count = int(repeated[1]) if repeated[1] else int(repeated[0][0] == "+")
            at = repeated.end()
        if depth or char in "().^$" or atom in ("\\b", "\\B", "\\A", "\\Z"):
            before = ""
        elif atom == before:
            runs[-1] = (atom, runs[-1][1] + count)
        else:
            before = atom
            runs.append((atom, count))
    return runs
