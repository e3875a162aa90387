"""What may stand before a marker on its line: nothing, a comment leader, or what a logger writes before a message.

Anything else before a keyword makes the line prose, or the source of a script that prints a marker.
"""

from __future__ import annotations

import re

LONGEST_PREFIX = 512
"""Characters; what is longer is no log prefix."""

_LEADER = re.compile(r"\s*(?://+|#+|--+|;+|>+|\*+)?\s*")
_SOURCE = re.compile(
    r"^\s*\++\s"  # a shell trace
    r"|(?:^|[^\w])(?:echo|printf?|println|puts|Write-Host|Write-Output|console\.log)(?:\s|\()"
)
_LEVELS = "DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?"
_SIGN = re.compile(
    rf"(?:{_LEVELS})"
    rf"|{_CLOCK}"
    rf"|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:[T_]{_CLOCK})?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|[+-]?\d+(?:[.,]\d+)?(?:ns|us|µs|ms|s|m|h)?",
    re.ASCII,
)
_TIME = re.compile(_CLOCK, re.ASCII)
_AFTER_TIME = frozenset({"AM", "PM", "UTC", "GMT"})
_LOGGER = re.compile(r"[\w.:/@$<>-]+")
_LEVEL_AND_LOGGER = re.compile(rf"(?:{_LEVELS}):[\w.]+")
_SEPARATORS = "-|:"
_CLOSING = ("]", ")", ">", "|")


def allows_marker(prefix: str) -> bool:
    """Whether a keyword right after ``prefix`` is a marker."""
    prefix = prefix.removeprefix("\ufeff")
    if _LEADER.fullmatch(prefix):
        return True
    if len(prefix) > LONGEST_PREFIX or not (prefix[-1].isspace() or prefix[-1] in _SEPARATORS):
        return False
    return not _SOURCE.search(prefix) and _ends_like_a_log_prefix(prefix)


def _ends_like_a_log_prefix(prefix: str) -> bool:
    core = prefix.rstrip(" \t:-")
    if core.endswith(_CLOSING):
        return True
    words = core.split()
    if not words:
        return False
    if _is_sign(words, len(words) - 1) or _LEVEL_AND_LOGGER.fullmatch(words[-1]):
        return True
    separated = any(character in _SEPARATORS for character in prefix[len(core) :])
    return separated and bool(_LOGGER.fullmatch(words[-1])) and _sign_before_logger(words[:-1])


def _sign_before_logger(words: list[str]) -> bool:
    while words and words[-1] in ("-", ":"):
        words.pop()
    if not words:
        return False
    words[-1] = words[-1].rstrip(":-")
    return words[-1].endswith(_CLOSING) or _is_sign(words, len(words) - 1)


def _is_sign(words: list[str], at: int) -> bool:
    """Whether a word is a time, a number or a level."""
    if _SIGN.fullmatch(words[at]):
        return True
    return words[at] in _AFTER_TIME and at > 0 and bool(_TIME.fullmatch(words[at - 1]))
