"""Looks for a text in the logs of recent runs: off the loop, in bounded time, and put off when it is asked anew.

Small and capital letters of ASCII are the same. A log that is very long is only looked through from its beginning up
to ``MOST_BYTES``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stepflow_desktop.core.ansi_text import visible_text

CHUNK = 256 * 1024
MOST_BYTES = 64 * 1024 * 1024
MOST_IN_ALL = 512 * 1024 * 1024
MOST_IN_ONE = 3
MOST = 20
LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class LogLine:
    """Line ``number`` (from 1) of the log of an execution. ``text`` has neither escape sequences nor masked words."""

    execution_id: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Log:
    execution_id: str
    path: Path
    masks: tuple[str, ...] = ()


def search_logs(logs: Sequence[Log], text: str, stop: threading.Event) -> list[LogLine]:
    """At most ``MOST`` lines that hold ``text``, of the first logs first. Logs that cannot be read are left out."""
    needle = text.encode("utf-8", "surrogateescape").lower()
    found: list[LogLine] = []
    left = MOST_IN_ALL
    for log in logs:
        if stop.is_set() or len(found) >= MOST or left <= 0 or not needle:
            break
        try:
            left -= min(MOST_BYTES, log.path.stat().st_size)
            found.extend(_shown(log, text, lines_with(log.path, needle, stop)))
        except OSError:
            continue
    return found[:MOST]


def _shown(log: Log, text: str, lines: Iterator[tuple[int, bytes]]) -> Iterator[LogLine]:
    """What is found in an escape sequence or a masked word has not been found."""
    shown = 0
    for number, raw in lines:
        line = visible_text(raw)
        for mask in log.masks:
            line = line.replace(mask, "***")
        at = line.lower().find(text.lower())
        if at >= 0:
            start = max(0, at - LONGEST_LINE // 2) if len(line) > LONGEST_LINE else 0
            yield LogLine(log.execution_id, number, line[start : start + LONGEST_LINE].strip())
            shown += 1
        if shown >= MOST_IN_ONE:
            return


def lines_with(path: Path, needle: bytes, stop: Callable[[], bool] | threading.Event) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each line that holds ``needle``, which has small letters."""
    is_stopped = stop.is_set if isinstance(stop, threading.Event) else stop
    number, rest, done = 1, b"", 0
    with path.open("rb") as file:
        while done < MOST_BYTES and not is_stopped():
            chunk = file.read(CHUNK)
            if not chunk:
                break
            done += len(chunk)
            block = rest + chunk
            cut = block.rfind(b"\n") + 1
            if not cut and len(block) < 4 * CHUNK:
                rest = block
                continue
            cut = cut or len(block)
            whole, rest = block[:cut], block[cut:]
            yield from _lines_in(whole, needle, number)
            number += whole.count(b"\n")
        if rest and not is_stopped():
            yield from _lines_in(rest, needle, number)


def _lines_in(block: bytes, needle: bytes, number: int) -> Iterator[tuple[int, bytes]]:
    small, at, counted = block.lower(), 0, 0
    while (found := small.find(needle, at)) >= 0:
        start = block.rfind(b"\n", 0, found) + 1
        end = block.find(b"\n", found)
        end = len(block) if end < 0 else end
        number += block.count(b"\n", counted, start)
        counted = start
        yield number, block[start:end]
        at = end + 1
        if at > len(block):
            return
