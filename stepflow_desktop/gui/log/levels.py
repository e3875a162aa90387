"""The level of a line: stated by a workflow command, or guessed from how programs write errors and warnings.

Guesses are a level word at the start (``ERROR ...``, ``warning: ...``, ``[Warning] ...``), one after a time stamp or
a ``file:line:`` prefix, ``Traceback``, an exception's name, pytest's ``E   ``, and a line that is red or yellow as a
whole. ``candidates`` finds the few lines of a chunk worth looking at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from stepflow_desktop.core.model import Level
from stepflow_desktop.gui.log import ansi
from stepflow_desktop.gui.log.word_bones import possible, with_bones

LevelOf = Callable[[bytes], Level | None]

_LOOKED_AT = 400
_COMMAND = re.compile(rb"::(error|warning|notice|debug)(?: [^\n]*?)?::", re.IGNORECASE)
_WORD = re.compile(
    rb"[\W_]*(?:"
    rb"(?P<loud>ERROR|FATAL|CRITICAL|WARN(?:ING)?|DEBUG)\b"
    rb"|(?P<traceback>Traceback) \("
    rb"|(?P<soft>(?i:fatal error|error|fatal|critical|warn(?:ing)?|debug))(?:\[[\w-]{1,20}\])?\s?[:\]]"
    rb")"
)
_RECORD = re.compile(
    rb"\W*\d{1,4}[-/:.]\d[\d\W]*(?:T\d[\d\W]*)?(?:Z\W+|(?!INFO|NOTICE|TRACE)[\w.@/-]{1,60}[\s:|\[\](-]+){0,4}?"
    rb"(?P<word>ERROR|FATAL|CRITICAL|WARN(?:ING)?|DEBUG|[EW](?=/))(?:[\W]|$)"
)
_PLACE = re.compile(rb"\S{1,200}?:\d+(?::\d+)?:? (?:fatal )?(?P<word>error|warning)\b", re.IGNORECASE)
_EXCEPTION = re.compile(rb"[A-Za-z_][\w.]{0,80}(?:Error|Exception)(?::|\s*$)")
_PYTEST = re.compile(rb"E {3}\s*\S")
_WHOLE = re.compile(rb"\s*((?:\x1b\[[\d;]*m)+)\s*[A-Za-z\[][^\x1b]*(?:\x1b\[[\d;]*[mK])*\s*$")
_RED = re.compile(rb"(?:^|[\[;])(?:31|91)[;m]")
_YELLOW = re.compile(rb"(?:^|[\[;])(?:33|93)[;m]")

# Lower case, as they are sought in a lowered chunk.
_WORDS = with_bones((b"error", b"fatal", b"critical", b"traceback", b"exception", b"warn", b"debug"))
_COLOURS = (b"31m", b"91m", b"33m", b"93m", b"31;", b"33;")


def level_of(line: bytes) -> Level | None:
    """The level of a line as it stands in the log, None for an ordinary one."""
    line = _as_seen(line)
    command = _COMMAND.match(line)
    if command:
        return _stated(command)
    head = line[:_LOOKED_AT]
    coloured = b"\x1b" in head
    text = ansi.plain_bytes(head) if coloured else head
    return _from_words(text) or (_from_colour(line) if coloured else None)


def stated_level(line: bytes) -> Level | None:
    """The level that a workflow command states; nothing is guessed."""
    command = _COMMAND.match(_as_seen(line))
    return _stated(command) if command else None


def _as_seen(line: bytes) -> bytes:
    """What is left of ``line`` where carriage returns write over its beginning."""
    if b"\r" not in line:
        return line
    line = line.rstrip(b"\r\n")
    return line[line.rfind(b"\r") + 1 :]


def _stated(command: re.Match[bytes]) -> Level | None:
    word = command.group(1).lower()
    return {b"error": Level.ERROR, b"warning": Level.WARNING, b"debug": Level.DEBUG}.get(word)


def _from_words(text: bytes) -> Level | None:
    found = _WORD.match(text)
    if found:
        word = found.group("loud") or found.group("soft")
        return _of_word(word) if word else Level.ERROR
    found = _RECORD.match(text) or _PLACE.match(text)
    if found:
        return _of_word(found.group("word"))
    return Level.ERROR if _EXCEPTION.match(text) or _PYTEST.match(text) else None


def _of_word(word: bytes) -> Level:
    first = word[:1].lower()
    return Level.WARNING if first == b"w" else Level.DEBUG if first == b"d" else Level.ERROR


def _from_colour(line: bytes) -> Level | None:
    whole = _WHOLE.match(line[: 4 * _LOOKED_AT])
    if whole is None:
        return None
    codes = whole.group(1)
    return Level.ERROR if _RED.search(codes) else Level.WARNING if _YELLOW.search(codes) else None


def candidates(chunk: bytes, chunk_bones: bytes) -> set[int]:
    """Where the lines of ``chunk`` begin that may have a level. ``chunk`` begins with a line."""
    starts = line_starts(chunk, (b"\nE   ",))
    if chunk.startswith(b"E   "):
        starts.add(0)
    words = possible(_WORDS, chunk_bones)
    if words:
        starts |= line_starts(chunk.lower(), words)
    if b"\x1b" in chunk:
        starts |= line_starts(chunk, _COLOURS)
    return starts


def line_starts(chunk: bytes, needles: Iterable[bytes]) -> set[int]:
    """Where the lines begin that hold one of ``needles``; one that starts with a line end means the line after it."""
    starts: set[int] = set()
    find, rfind = chunk.find, chunk.rfind
    for needle in needles:
        skip = needle.startswith(b"\n")
        at = find(needle)
        while at >= 0:
            starts.add(at + 1 if skip else rfind(b"\n", 0, at) + 1)
            end = find(b"\n", at + skip)
            if end < 0:
                break
            # A needle that begins with the line end may follow directly.
            at = find(needle, end if skip else end + 1)
    return starts
