"""A piece of a log as the lines that readers see.

Marker lines and commands without a text of their own are left out, escape sequences are removed, masked values are
replaced. Lines are cut into segments where the marker parser cuts them (``ansi_text``), so that offsets agree.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from stepflow_desktop.core import events
from stepflow_desktop.core.ansi_text import LINE_LIMIT, cut_point, goes_on, visible_start, visible_text
from stepflow_desktop.core.github_commands import resumes
from stepflow_desktop.core.markers import candidates, read_line, segments
from stepflow_desktop.core.masking import mask_bytes, mask_overlap, mask_text, masking
from stepflow_desktop.core.model import Level, LogEntry, Step
from stepflow_desktop.core.step_ranges import step_at, step_ids

__all__ = ["mask_bytes", "mask_overlap", "mask_text", "split_entries", "step_at"]

_ENDS_OF_LINE = re.compile(r"[\r\n]+")
_WINDOW_BYTES = LINE_LIMIT

Ranges = Sequence[tuple[int, int | None]]


def split_entries(
    data: bytes,
    offset: int,
    *,
    steps: Sequence[Step],
    masks: Sequence[str],
    stamp_at: Callable[[int], datetime],
    at_end: bool,
    limit: int | None = None,
    in_long_line: bool = False,
    literal: Ranges = (),
) -> tuple[list[LogEntry], int]:
    """The entries in ``data``, which stands at ``offset`` of its log, and the offset to go on from.

    ``offset`` is the start of a line or segment; ``in_long_line`` says that the text of the byte before it goes on
    here (``ansi_text.goes_on``). What is unfinished is left for the next call, unless ``at_end`` says that nothing
    follows. ``limit`` bounds the entries; ``literal`` are the ranges where commands were stopped (see ``RunState``).
    """
    lines = _Lines(data, offset, in_long_line, literal, len(data) + 1 if limit is None else limit)
    lines.read(at_end)
    if masks:
        masked = masking(masks)
        lines.texts = [masked(text) for text in lines.texts]
    levels = [Level.INFO] * len(lines.starts)
    for number, level in lines.levels.items():
        levels[number] = level
    columns: dict[str, Sequence[object]] = {
        "offset": lines.starts,
        "end": lines.ends,
        "content": lines.texts,
        "at": _times(lines.starts, stamp_at),
        "level": levels,
        "step_id": step_ids(steps, lines.starts),
    }
    return _entries(columns, len(lines.starts)), lines.end


def _entries(columns: Mapping[str, Sequence[object]], count: int) -> list[LogEntry]:
    """Entries made field by field: the constructor of a frozen class takes five times as long."""
    entries = [LogEntry.__new__(LogEntry) for _ in range(count)]
    for name, values in columns.items():
        deque(map(vars(LogEntry)[name].__set__, entries, values), maxlen=0)
    return entries


class _Lines:
    """The lines to show: where they start and end, what they say, and by number the levels that are not INFO."""

    def __init__(self, data: bytes, offset: int, continued: bool, literal: Ranges, limit: int) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.texts: list[str] = []
        self.levels: dict[int, Level] = {}
        self.end = offset
        self._data = data
        self._offset = offset
        self._continued = continued
        self._literal = literal
        self._limit = limit
        self._token = ""

    def read(self, at_end: bool) -> None:
        start = 0
        whole = self._data.rfind(b"\n") + 1
        while start < whole and not self._full():
            newline = -1 if self._continued else self._data.rfind(b"\n", start, start + _WINDOW_BYTES)
            if newline < 0:
                newline = self._data.find(b"\n", start)
                self._line(self._data[start : newline + 1], self._offset + start)
            else:
                self._window(self._data[start : newline + 1], self._offset + start)
            start = newline + 1
        if not self._full():
            self._unfinished(self._data[whole:], self._offset + whole, at_end)

    def _full(self) -> bool:
        return len(self.texts) >= self._limit

    def _window(self, block: bytes, offset: int) -> None:
        """Whole lines of which none is long."""
        done = 0
        for position in self._positions(block, offset):
            if position < done:
                continue
            start = block.rfind(b"\n", done, position) + 1 or done
            self._plain(block[done:start], offset + done)
            if self._full():
                return
            done = block.find(b"\n", position) + 1
            self._line(block[start:done], offset + start)
            if self._full():
                return
        self._plain(block[done:], offset + done)

    def _positions(self, block: bytes, offset: int) -> Iterator[int]:
        """On every line that may be more than plain text."""
        ends = [end - offset for _, end in self._literal if end is not None and 0 <= end - offset < len(block)]
        for position in sorted(candidates(block) + ends) if ends else candidates(block):
            yield from self._closing_tokens(block, offset, position)
            yield position
        yield from self._closing_tokens(block, offset, len(block))

    def _closing_tokens(self, block: bytes, offset: int, until: int) -> Iterator[int]:
        while self._token:
            position = block.find(f"::{self._token}::".encode(), self.end - offset, until)
            if position < 0:
                return
            yield position

    def _plain(self, block: bytes, offset: int) -> None:
        """Lines without markers."""
        if not block:
            return
        lines = block[:-1].split(b"\n")
        del lines[self._limit - len(self.texts) :]
        if block.isascii() and b"\r" not in block and b"\x1b" not in block:
            texts = [line.decode("ascii") for line in lines]
        else:
            texts = [visible_text(line) for line in lines]
        end = offset
        for line in lines:
            self.starts.append(end)
            end += len(line) + 1
            self.ends.append(end)
        self.texts += texts
        self.end = end

    def _line(self, line: bytes, offset: int) -> None:
        """One line, perhaps a long one, that may be a marker."""
        for start, end in segments(line):
            if self._full():
                return
            self._segment(line[start:end], offset + start, last=end == len(line))

    def _unfinished(self, line: bytes, offset: int, at_end: bool) -> None:
        """What follows the last newline: the segments that are decided, at the end the rest too."""
        while len(line) >= LINE_LIMIT and not self._full():
            cut = cut_point(line[:LINE_LIMIT])
            self._segment(line[:cut], offset, last=False)
            line, offset = line[cut:], offset + cut
        if line and at_end and not self._full():
            self._segment(line, offset, last=True)

    def _segment(self, segment: bytes, offset: int, *, last: bool) -> None:
        text = visible_text(segment)
        level: Level | None = Level.INFO
        start = visible_start(segment)
        if last and not (start == 0 and self._continued):
            level, text = self._read(text, offset + start)
        if self._continued and not text:
            level = None
        self.end = offset + len(segment)
        self._continued = not last and goes_on(segment[-1:])
        if level is None:
            return
        self.starts.append(offset)
        self.ends.append(self.end)
        self.texts.append(text)
        if level is not Level.INFO:
            self.levels[len(self.texts) - 1] = level

    def _read(self, text: str, offset: int) -> tuple[Level | None, str]:
        """The level and content of a line; no level if it is not to be shown."""
        if self._token:
            if not resumes(text, self._token):
                return Level.INFO, text
            self._token = ""
            return None, ""
        for start, end in self._literal:
            if offset == end:
                return None, ""
            if start <= offset and (end is None or offset < end):
                return Level.INFO, text
        match read_line(text, offset, offset):
            case None:
                return Level.INFO, text
            case events.Annotated(level=level, message=message):
                return level, _ENDS_OF_LINE.sub(" ", message)
            case events.GroupStarted(title=title):
                return Level.INFO, _ENDS_OF_LINE.sub(" ", title)
            case events.CommandsStopped(token=token) if not self._literal:
                self._token = token
        return None, ""


def _times(starts: Sequence[int], stamp_at: Callable[[int], datetime]) -> list[datetime]:
    """When each line was written. Lines between two of the same time have that time: most come in bursts."""
    times: list[datetime] = []
    ranges = [(0, len(starts))] if starts else []
    while ranges:
        low, high = ranges.pop()
        first = stamp_at(starts[low])
        if high - low == 1 or first == stamp_at(starts[high - 1]):
            times.extend([first] * (high - low))
        else:
            middle = (low + high) // 2
            ranges += ((middle, high), (low, middle))
    return times
