"""What is remarkable about lines: which are markers, and so hidden, and which have a level."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable

from stepflow_desktop.core.model import Level
from stepflow_desktop.gui.log import ansi
from stepflow_desktop.gui.log.groups import Groups
from stepflow_desktop.gui.log.levels import LevelOf, candidates, level_of, line_starts
from stepflow_desktop.gui.log.word_bones import bones, possible, with_bones

MOST_PER_LEVEL = 1_000_000
_LONGEST_COMMAND = 65_536
_MARKER_NEEDLES = (b"STEP_", b"ARTIFACT:", b"META:", b"\n::")

_GROUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*::(group|endgroup)(?: [^\n]*?)?::")
_GROUP_WORD = with_bones((b"group",))

IsMarker = Callable[[bytes], bool]


class Marks:
    """Sorted piece numbers of marker lines and of lines with a level, and groups, for the first ``next_piece`` pieces.

    ``is_marker`` judges one line. Of each level no more than ``MOST_PER_LEVEL`` are noted.
    """

    def __init__(self, is_marker: IsMarker, level_of: LevelOf = level_of) -> None:
        self._is_marker = is_marker
        self._level_of = level_of
        self.next_piece = 0
        self.markers = array("I")
        self.by_level = {level: array("I") for level in (Level.DEBUG, Level.WARNING, Level.ERROR)}
        self.groups = Groups()

    def feed(self, chunk: bytes, first_piece: int, pieces: int) -> None:
        """Take ``pieces`` whole pieces, the first of them ``first_piece``, each ending in a line end."""
        markers = marker_starts(chunk, self._is_marker)
        chunk_bones = bones(chunk)
        before, piece = 0, first_piece
        for start in sorted(markers | candidates(chunk, chunk_bones) | _group_starts(chunk, chunk_bones)):
            piece += chunk.count(b"\n", before, start)
            before = start
            line = _line_at(chunk, start)
            command = _group_command(line)
            if command:
                self._mark_group(command, piece)
            if start in markers:
                self.markers.append(piece)
                continue
            level = self._level_of(line)
            if level is not None:
                noted = self.by_level[level]
                if len(noted) < MOST_PER_LEVEL:
                    noted.append(piece)
        self.next_piece = first_piece + pieces

    def hide(self, piece: int) -> None:
        """Leave out ``piece`` as if it were a marker."""
        at = bisect_left(self.markers, piece)
        if at == len(self.markers) or self.markers[at] != piece:
            self.markers.insert(at, piece)

    def _mark_group(self, command: bytes, piece: int) -> None:
        if command == b"group":
            self.groups.open(piece)
        else:
            errors = self.by_level[Level.ERROR]
            self.groups.close(piece, errors[-1] if errors else -1)


def _group_starts(chunk: bytes, chunk_bones: bytes) -> set[int]:
    """Where lines begin that may open or close a group."""
    if not possible(_GROUP_WORD, chunk_bones) or not (b"group::" in chunk or b"group " in chunk):
        return set()
    return line_starts(chunk, (b"group",))


def _group_command(line: bytes) -> bytes:
    """``group``, ``endgroup`` or nothing, as the marker parser sees it."""
    if len(line) >= _LONGEST_COMMAND:
        return b""
    found = _GROUP.match(ansi.plain_bytes(line[line.rfind(b"\r", 0, -1) + 1 :]))
    return found.group(1) if found else b""


def marker_starts(chunk: bytes, is_marker: IsMarker) -> set[int]:
    """Where the marker lines of ``chunk`` begin. ``chunk`` begins with a line."""
    starts = line_starts(chunk, _MARKER_NEEDLES)
    if chunk.startswith(b"::"):
        starts.add(0)
    return {start for start in starts if is_marker(_line_at(chunk, start))}


def _line_at(chunk: bytes, start: int) -> bytes:
    end = chunk.find(b"\n", start)
    return chunk[start : end if end >= 0 else len(chunk)]
