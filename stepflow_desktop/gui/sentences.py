"""Sentences of the core in the language of the window.

An error brings its template and values along. What is kept in a database or comes from a supervisor is English text:
it is *recognised* by the template it was made of, and made again of the translation. ``packaging/sentences.py``
collects the templates under the contexts that are named here.
"""

from __future__ import annotations

import functools
import re
import string
from collections.abc import Callable, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP

ERRORS, SENTENCES, REASONS = "Errors", "Sentences", "Reasons"
"""Contexts: templates of errors, templates that are recognised, and what only stands in a place of either."""

LONGEST = 20_000
_ERRNO = re.compile(r"\[Errno \d+\] (?P<reason>.+?)(?P<rest>: '.*')?", re.DOTALL)
_LIMIT = re.compile(r"(?P<n>\d+(?:\.\d+)?) (?P<unit>s|min|h)")
_DURATION = re.compile(r"(?:(?P<hours>\d+)h )?(?P<minutes>\d+)m(?: (?P<seconds>\d+)s)?")

# What stands in a place and is no sentence: ways to end, units of time limits, what an operating system says.
WORDS = (
    QT_TRANSLATE_NOOP("Reasons", "completed"),
    QT_TRANSLATE_NOOP("Reasons", "failed"),
    QT_TRANSLATE_NOOP("Reasons", "cancelled"),
    QT_TRANSLATE_NOOP("Reasons", "{n} s"),
    QT_TRANSLATE_NOOP("Reasons", "{n} min"),
    QT_TRANSLATE_NOOP("Reasons", "{n} h"),
    QT_TRANSLATE_NOOP("Reasons", "Address already in use"),
    QT_TRANSLATE_NOOP("Reasons", "Argument list too long"),
    QT_TRANSLATE_NOOP("Reasons", "Cannot allocate memory"),
    QT_TRANSLATE_NOOP("Reasons", "Cannot assign requested address"),
    QT_TRANSLATE_NOOP("Reasons", "Device or resource busy"),
    QT_TRANSLATE_NOOP("Reasons", "Directory not empty"),
    QT_TRANSLATE_NOOP("Reasons", "Disk quota exceeded"),
    QT_TRANSLATE_NOOP("Reasons", "Exec format error"),
    QT_TRANSLATE_NOOP("Reasons", "File exists"),
    QT_TRANSLATE_NOOP("Reasons", "File name too long"),
    QT_TRANSLATE_NOOP("Reasons", "File too large"),
    QT_TRANSLATE_NOOP("Reasons", "Input/output error"),
    QT_TRANSLATE_NOOP("Reasons", "Invalid argument"),
    QT_TRANSLATE_NOOP("Reasons", "Invalid cross-device link"),
    QT_TRANSLATE_NOOP("Reasons", "Is a directory"),
    QT_TRANSLATE_NOOP("Reasons", "No space left on device"),
    QT_TRANSLATE_NOOP("Reasons", "No such device or address"),
    QT_TRANSLATE_NOOP("Reasons", "No such file or directory"),
    QT_TRANSLATE_NOOP("Reasons", "Not a directory"),
    QT_TRANSLATE_NOOP("Reasons", "Operation not permitted"),
    QT_TRANSLATE_NOOP("Reasons", "Operation not supported"),
    QT_TRANSLATE_NOOP("Reasons", "Permission denied"),
    QT_TRANSLATE_NOOP("Reasons", "Read-only file system"),
    QT_TRANSLATE_NOOP("Reasons", "Resource temporarily unavailable"),
    QT_TRANSLATE_NOOP("Reasons", "Stale file handle"),
    QT_TRANSLATE_NOOP("Reasons", "Text file busy"),
    QT_TRANSLATE_NOOP("Reasons", "Too many levels of symbolic links"),
    QT_TRANSLATE_NOOP("Reasons", "Too many open files"),
    QT_TRANSLATE_NOOP("Reasons", "database disk image is malformed"),
    QT_TRANSLATE_NOOP("Reasons", "disk I/O error"),
    QT_TRANSLATE_NOOP("Reasons", "file is not a database"),
    QT_TRANSLATE_NOOP("Reasons", "unable to open database file"),
)


class Sentences:
    """``sentences`` and ``reasons`` are the translations of these contexts."""

    def __init__(self, sentences: Mapping[str, str], reasons: Mapping[str, str]) -> None:
        self._sentences, self._reasons = sentences, reasons
        # The one with the most words of its own is the one that was said.
        ours = sorted((t for t in sentences if "{" in t), key=_own_length, reverse=True)
        self._patterns = [(pattern_of(template), sentences[template]) for template in ours]
        self.translated = functools.lru_cache(2048)(self._translated)

    def _translated(self, text: str) -> str | None:
        """The English ``text`` of the core in this language; None for what is none of its sentences."""
        if not text or len(text) > LONGEST or text in self._sentences:
            return self._sentences.get(text)
        for pattern, translation in self._patterns:
            found = pattern.fullmatch(text)
            if found is not None:
                return filled(translation, found.groupdict(), self._in_place)
        return None

    def reason(self, text: str) -> str | None:
        """The same for what stands in a place for a reason: a sentence too, or what the operating system says."""
        found = _ERRNO.fullmatch(text)
        if found is not None and found["reason"] in self._reasons:
            return self._reasons[found["reason"]] + (found["rest"] or "")
        return self._reasons.get(text) or self.translated(text)

    def _in_place(self, name: str, value: str) -> str:
        if name == "limit":
            return self._limit(value)
        return (self.reason(value) or value) if name == "reason" else value

    def _limit(self, value: str) -> str:
        found = _LIMIT.fullmatch(value)
        if found is not None:
            return self._reasons.get(f"{{n}} {found['unit']}", value).format(n=found["n"])
        found = _DURATION.fullmatch(value)
        if found is None:
            return value
        units = {"hours": "h", "minutes": "min", "seconds": "s"}
        parts = [self._limit(f"{int(found[name])} {unit}") for name, unit in units.items() if found[name]]
        return " ".join(parts)


def _own_length(template: str) -> int:
    """How many characters of a template are its own."""
    return sum(len(literal) for literal, *_ in string.Formatter().parse(template))


def pattern_of(template: str) -> re.Pattern[str]:
    """Matches every text that the template can have become; its groups are the places."""
    parts, seen = [], set()
    for literal, name, _spec, _conversion in string.Formatter().parse(template):
        parts.append(re.escape(literal))
        if name is not None:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.*?)")
            seen.add(name)
    return re.compile("".join(parts), re.DOTALL)


def filled(template: str, values: Mapping[str, str], in_place: Callable[[str, str], str]) -> str:
    """The template with ``values`` that are texts already."""
    parts = []
    for literal, name, _spec, _conversion in string.Formatter().parse(template):
        parts.append(literal)
        if name is not None:
            parts.append(in_place(name, values.get(name, "")))
    return "".join(parts)
