"""Which lines are like a line: those that say the same of other numbers, names and places."""

from __future__ import annotations

import re

MOST_WORDS = 24
_NUMBER = re.compile(r"[-+(\[<]*\d[\d.,:%e+\-/]*[)\]>,;:%]*$", re.IGNORECASE)
_CHANGES = re.compile(r"[\d/\\]|\w\.\w|^[\"'].*[\"'][,;:.]?$")
_ROW = re.compile(r"([.=_*#-])\1\1")
_ANY_NUMBER = r"[-+(\[<]*\s*\d\S*"
_SETTING = re.compile(r"(?P<name>[A-Za-z_][\w.-]*)(?P<sign>[=:])(?=\S)")


def pattern_like(text: str) -> str:
    """A regular expression for the lines like ``text``; empty if the line says nothing."""
    words = text.split()
    if not words:
        return ""
    parts = [_part(word) for word in words[:MOST_WORDS]]
    whole = len(words) <= MOST_WORDS
    return r"^\s*" + r"\s+".join(_runs_joined(parts)) + (r"\s*$" if whole else r"\s")


def pattern_of_any(patterns: list[str]) -> str:
    return "|".join(patterns)


def _part(word: str) -> str:
    if _NUMBER.match(word):
        return _ANY_NUMBER
    setting = _SETTING.match(word)
    if setting and _CHANGES.search(word[setting.end() :]):
        return re.escape(setting.group()) + r"\S+"
    return r"\S+" if _CHANGES.search(word) or _ROW.search(word) else re.escape(word)


def _runs_joined(parts: list[str]) -> list[str]:
    """A blank inside brackets, as in ``[  5]``, comes and goes with the width of the number."""
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1] in (r"\[", r"\(", "<") and part == _ANY_NUMBER:
            joined[-1] = part
        else:
            joined.append(part)
    return joined
