"""The marker parser: bytes of a log in, events out.

It looks for the few literals that a marker can begin with and reads only the lines where one stands, so ordinary
output costs a search and no Python per line. What it holds between two calls is the unfinished line, at most
``LINE_LIMIT`` bytes of it, and how far that has been read; splitting the stream differently gives the same events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from stepflow_desktop.core import events
from stepflow_desktop.core.ansi_text import LINE_LIMIT, cut_point, goes_on, visible_start, visible_text
from stepflow_desktop.core.github_commands import COMMANDS, read_command, resumes
from stepflow_desktop.core.implicit_progress import LONGEST_OSC, OSC_PROGRESS, PIECE_HINT, fraction_of, read_piece
from stepflow_desktop.core.marker_grammar import read_marker

_KEYWORDS = ("STEP_START:", "STEP_COMPLETE:", "STEP_ERROR:", "STEP_SKIP:", "ARTIFACT:", "META:")
_STEP = re.compile(rb"STEP_(?:START|COMPLETE|ERROR|SKIP):")
_COMMAND = re.compile(rb"::(?:" + "|".join(COMMANDS).encode() + rb")[: ]")
_BEGINNINGS = sorted({word[:n] for word in _KEYWORDS for n in range(1, len(word))} | {":"}, key=len)
_SPLIT_BY_SEQUENCE = re.compile(
    rb"\x1b(?<=[" + "".join(sorted({start[-1] for start in _BEGINNINGS})).encode() + rb"]\x1b)"
    rb"(?:" + b"|".join(b"(?<=" + start.encode() + rb"\x1b)" for start in _BEGINNINGS) + rb")"
)
"""An escape sequence in the middle of a keyword: colour codes are no part of a line."""


def read_line(text: str, offset: int, end: int) -> events.Event | None:
    """The event that a line stands for, None for a line of plain output."""
    return read_command(text, offset, end) or read_marker(text, offset, end)


def candidates(data: bytes) -> list[int]:
    """Ascending positions in ``data``; every line with a marker or a command on it holds at least one."""
    found = [match.start() for match in _STEP.finditer(data)]
    for keyword in (b"ARTIFACT:", b"META:"):
        position = data.find(keyword)
        while position >= 0:
            found.append(position)
            position = data.find(keyword, position + 1)
    found.extend(match.start() for match in _COMMAND.finditer(data))
    if b"\x1b" in data:
        found.extend(match.start() for match in _SPLIT_BY_SEQUENCE.finditer(data))
    found.sort()
    return found


def segments(line: bytes) -> Iterator[tuple[int, int]]:
    """Where a line's segments start and end. A newline belongs to the last one."""
    start = 0
    while len(line) - start > LINE_LIMIT:
        cut = start + cut_point(line[start : start + LINE_LIMIT])
        yield start, cut
        start = cut
    yield start, len(line)


class MarkerParser:
    """Reads one log from ``offset`` on. ``state`` is the ``snapshot`` that was taken at that offset.

    ``offset`` is the checkpoint: all bytes before it are decided. It is the start of the unfinished line, or of its
    last segment if that line is long.
    """

    def __init__(
        self, offset: int = 0, state: Mapping[str, Any] | None = None, *, implicit_progress: bool = True
    ) -> None:
        state = state or {}
        self.offset = offset
        self._goes_on = bool(state.get("goes_on", False))
        self._token = str(state.get("token", ""))
        self._implicit = implicit_progress
        self._unfinished = bytearray()
        self._hinted = offset
        """Progress that ends before this offset has been told."""

    def snapshot(self) -> dict[str, Any]:
        """What must be known to go on at ``offset``; JSON can hold it."""
        return {"goes_on": self._goes_on, "token": self._token}

    def feed(self, data: bytes) -> list[events.Event]:
        """The events that ``data`` completes."""
        found: list[events.Event] = []
        newline = data.rfind(b"\n")
        if newline >= 0:
            lines = bytes(self._unfinished) + data[: newline + 1] if self._unfinished else data[: newline + 1]
            self._unfinished.clear()
            self._read_lines(lines, found)
            data = data[newline + 1 :]
        fresh = len(self._unfinished)
        self._unfinished += data
        while len(self._unfinished) >= LINE_LIMIT:
            window = bytes(self._unfinished[:LINE_LIMIT])
            cut = cut_point(window)
            self._read_segment(window[:cut], found)
            del self._unfinished[:cut]
            fresh = 0
        if b"\r" in data or b"\x07" in data or b"\\" in data:
            self._read_progress(bytes(self._unfinished), self._unfinished.rfind(b"\r") + 1, fresh, found)
        return found

    def finish(self) -> list[events.Event]:
        """The events of a last line that has no newline. Nothing is fed after it."""
        found: list[events.Event] = []
        if self._unfinished:
            segment = bytes(self._unfinished)
            self._unfinished.clear()
            self._read_segment(segment, found, last=True)
        return found

    def _read_lines(self, lines: bytes, found: list[events.Event]) -> None:
        """Whole lines, of which only those are looked at that may hold something."""
        base = self.offset
        done = 0
        for position in self._worth_reading(lines):
            if position < done:
                continue
            start = lines.rfind(b"\n", done, position) + 1 or done
            done = lines.find(b"\n", position) + 1
            self._go_to(base + start, first=start == 0)
            line = lines[start:done]
            for segment_start, segment_end in segments(line):
                self._read_segment(line[segment_start:segment_end], found, last=segment_end == len(line))
        self._go_to(base + len(lines), first=False)

    def _go_to(self, offset: int, *, first: bool) -> None:
        self.offset = offset
        if not first:
            self._goes_on = False

    def _worth_reading(self, lines: bytes) -> Iterator[int]:
        """Ascending positions on the lines to read. The set grows with the tokens that are met on the way."""
        positions = candidates(lines)
        if self._implicit and b"%" in lines:
            positions.extend(match.start() for match in PIECE_HINT.finditer(lines))
        if self._implicit and b"\x1b]9;4;" in lines:
            positions.extend(match.start() for match in OSC_PROGRESS.finditer(lines))
        positions.sort()
        base = self.offset
        for position in positions:
            yield from self._closing_tokens(lines, base, position)
            yield position
        yield from self._closing_tokens(lines, base, len(lines))

    def _closing_tokens(self, lines: bytes, base: int, until: int) -> Iterator[int]:
        """Positions before ``until`` where commands may be taken up again."""
        while self._token:
            closing = f"::{self._token}::".encode()
            position = lines.find(closing, max(0, self.offset - base), until)
            if position < 0:
                return
            yield position

    def _read_segment(self, segment: bytes, found: list[events.Event], *, last: bool = False) -> None:
        """One segment from ``self.offset`` on: its progress, then the marker if the ``last`` of a line is one."""
        end = self.offset + len(segment)
        self._read_progress(segment, len(segment) if last else segment.rfind(b"\r") + 1, 0, found)
        if last:
            start = visible_start(segment)
            if not (start == 0 and self._goes_on):
                event = self._event(visible_text(segment), self.offset + start, end)
                if event is not None:
                    found.append(event)
        self._goes_on = not last and goes_on(segment[-1:])
        self.offset = end

    def _read_progress(self, segment: bytes, pieces_end: int, since: int, found: list[events.Event]) -> None:
        """The progress in a segment, whose pieces before ``since`` were read before and end at ``pieces_end``."""
        if not self._implicit:
            return
        shown: list[tuple[int, int, float, str]] = []
        if b"\x1b]9;4;" in segment:
            for osc in OSC_PROGRESS.finditer(segment, max(0, since - LONGEST_OSC)):
                shown.append((osc.end(), osc.start(), fraction_of(osc), ""))
        done = segment.rfind(b"\r", 0, since) + 1
        percent = segment.find(b"%", done, pieces_end)
        while percent >= 0:
            start = segment.rfind(b"\r", done, percent) + 1 or done
            done = segment.find(b"\r", percent, pieces_end) + 1 or pieces_end
            hint = None if start == 0 and self._goes_on else read_piece(segment[start:done].rstrip(b"\r\n"))
            if hint is not None:
                shown.append((done, start, *hint))
            percent = segment.find(b"%", done, pieces_end)
        for end, start, fraction, text in sorted(shown):
            if self.offset + end > self._hinted:
                self._hinted = self.offset + end
                found.append(
                    events.ProgressSeen(offset=self.offset + start, end=self._hinted, fraction=fraction, text=text)
                )

    def _event(self, text: str, offset: int, end: int) -> events.Event | None:
        if self._token:
            if not resumes(text, self._token):
                return None
            self._token = ""
            return events.CommandsResumed(offset=offset, end=end)
        event = read_line(text, offset, end)
        if isinstance(event, events.CommandsStopped):
            self._token = event.token
        return event
