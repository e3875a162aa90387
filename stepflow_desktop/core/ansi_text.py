"""A line of output as people see it: no escape sequences, and only what a carriage return left standing.

A *segment* is a line, or one part of a line that is longer than ``LINE_LIMIT``. Segments are cut by a rule that
looks at the bytes of the line alone, so that every reader of a log cuts it at the same places.
"""

from __future__ import annotations

import re
from collections.abc import Callable

LINE_LIMIT = 65_536
"""Bytes, newline included, up to which a line is one segment."""

_SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|[\]PX^_][^\x07\x1b\r\n]*(?:\x07|\x1b\\)"  # OSC, DCS, SOS, PM, APC with their text
    r"|[ -/]*[0-~]"  # two-character sequences, character sets, and the start of an unfinished one
    r")?"
)
_WHOLE_SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b\r\n]*(?:\x07|\x1b\\)|[ -/]*[0-OQ-WYZ\\`-~])"
)
_LONGEST_SEQUENCE_KEPT = 64
_BREAK = re.compile(rb"[\s,;\"'<>(){}\[\]|&][^\s,;\"'<>(){}\[\]|&]*\Z")
_BREAK_SOUGHT_IN = 512


def strip_sequences(text: str) -> str:
    """``text`` without ANSI and OSC sequences."""
    return _SEQUENCE.sub("", text) if "\x1b" in text else text


def visible_start(segment: bytes) -> int:
    """Where the part begins that the last carriage return left standing; those at the end rewrite nothing."""
    return segment.rfind(b"\r", 0, len(segment.rstrip(b"\r\n"))) + 1


def visible_text(segment: bytes) -> str:
    """What a terminal would show of one line."""
    if b"\r" in segment:
        shown = segment[visible_start(segment) :].rstrip(b"\r\n")
    else:
        shown = segment[:-1] if segment.endswith(b"\n") else segment
    return strip_sequences(shown.decode("utf-8", "replace"))


def goes_on(before: bytes) -> bool:
    """Whether a segment continues the text before it, given the byte before it (empty at the start of the log)."""
    return before not in (b"", b"\n", b"\r")


def cut_point(window: bytes) -> int:
    """Where to end a segment, given the first ``LINE_LIMIT`` bytes of a longer line.

    After the last rewriting carriage return, else after the last blank or bracket near the end (so that a secret in
    a long line is not torn in two and escapes being masked), and never inside an escape sequence or a character.
    """
    rewritten = visible_start(window)
    if rewritten > 0:
        return rewritten
    near_end = len(window) - _BREAK_SOUGHT_IN
    found = _BREAK.search(window[near_end:])
    cut = near_end + found.start() + 1 if found else _whole_characters(window)
    escape = window.rfind(b"\x1b", cut - _LONGEST_SEQUENCE_KEPT, cut)
    if escape > 0 and not _WHOLE_SEQUENCE.match(window[escape:cut]):
        return escape
    return cut


def next_start(read: Callable[[int, int], bytes], after: int, size: int) -> int:
    """Where the first segment begins beyond the byte at ``after``, in a log of ``size`` bytes.

    ``read`` is given an offset and a number of bytes. Of a long line everything up to there is read.
    """
    if after >= size:
        return size
    start = _line_start(read, after)
    while start <= after:
        window = read(start, min(LINE_LIMIT, size - start))
        newline = window.find(b"\n")
        if newline >= 0:
            start += newline + 1
        elif len(window) == LINE_LIMIT:
            start += cut_point(window)
        else:
            return size
    return min(start, size)


def _line_start(read: Callable[[int, int], bytes], offset: int) -> int:
    """The start of the line that the byte at ``offset`` belongs to."""
    end, step = offset, LINE_LIMIT
    while end > 0:
        start = max(0, end - step)
        newline = read(start, end - start).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        end, step = start, min(step * 2, 1 << 20)
    return 0


def _whole_characters(window: bytes) -> int:
    """The length of ``window`` without a UTF-8 character that is cut off at its end."""
    for back in range(1, 4):
        byte = window[-back]
        if byte < 0x80:
            break
        if byte >= 0xC0:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return len(window) - back if length > back else len(window)
    return len(window)
