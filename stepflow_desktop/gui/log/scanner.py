"""The work behind the view, cut into short slices: index what has grown, search it, mark it.

A slice ends after one chunk, so whoever drives the scanner decides how long it works at a stretch. It reads chunks
through the file, which lets other threads run in between.
"""

from __future__ import annotations

import time
from bisect import bisect_right

from stepflow_desktop.gui.log.levels import LevelOf, level_of
from stepflow_desktop.gui.log.line_index import BLOCK, LineIndex, Pieces
from stepflow_desktop.gui.log.log_file import LogFile
from stepflow_desktop.gui.log.marks import IsMarker, Marks
from stepflow_desktop.gui.log.search import Search

INDEX_CHUNK = 8 * BLOCK
CHUNK = 2 * BLOCK
_BREATH_S = 0.0001
_WORK_S = 0.0015
_POLITE_WAIT_S = 0.001


class Courtesy:
    """Lets one thread ask another to wait a moment: ``with courtesy:`` around what must not be held up.

    The interpreter lets only one thread run at a time, and one that computes gives way late.
    """

    def __init__(self) -> None:
        self._asked = 0
        self._gave_way_at = 0.0

    def __enter__(self) -> None:
        self._asked += 1

    def __exit__(self, *_: object) -> None:
        self._asked -= 1

    def wait(self) -> None:
        """Give way if it is a while ago, and wait while that is asked for."""
        if time.perf_counter() - self._gave_way_at > _WORK_S:
            time.sleep(_BREATH_S)
            self._gave_way_at = time.perf_counter()
        while self._asked > 0:
            time.sleep(_POLITE_WAIT_S)


class LogScanner:
    """Index, marks and search of ``file``. All calls come from one thread.

    While ``final`` is False the last line may still grow, so it is not searched or marked yet.
    """

    def __init__(self, file: LogFile, is_marker: IsMarker, courtesy: Courtesy, level_of: LevelOf = level_of) -> None:
        self._courtesy = courtesy
        self._file = file
        self.index = LineIndex()
        self.pieces = Pieces(self.index, file.read)
        self.marks = Marks(is_marker, level_of)
        self.search: Search | None = None
        self.filters: tuple[Search, ...] = ()
        self.final = False

    def advance(self, budget_s: float) -> bool:
        """Work for about ``budget_s`` seconds; whether there is more to do."""
        end = time.perf_counter() + budget_s
        while self._slice():
            self._courtesy.wait()
            if time.perf_counter() >= end:
                return True
        return False

    def _slice(self) -> bool:
        size = self._file.size()
        if self.index.size < size:
            data = self._file.read(self.index.size, min(INDEX_CHUNK, size - self.index.size))
            self.index.extend(data)
            return bool(data)
        ready = self.index.pieces if self.final else self.index.complete_pieces
        for reader in (*self.filters, self.search, self.marks):
            if reader is not None and reader.next_piece < ready:
                first = reader.next_piece
                after = self._chunk_end(first, ready)
                chunk, overwritten = self._chunk(first, after)
                reader.feed(chunk, first, after - first)
                if reader is self.marks:
                    for piece in overwritten:
                        self.marks.hide(piece)
                return True
        self._look_at_growing()
        return False

    def _look_at_growing(self) -> None:
        """The last piece, too long a line's, may write over the one before it while it still grows."""
        last = self.index.pieces - 1
        looked_at = last == self.marks.next_piece and self.index.line_start < self.pieces.start(last)
        if looked_at and b"\r" in self.pieces.read(last).rstrip(b"\r\n"):
            self.marks.hide(last - 1)

    def _chunk_end(self, first: int, ready: int) -> int:
        """The piece before which a chunk from piece ``first`` on ends: at most a few blocks further."""
        before = self.index.pieces_before
        number = bisect_right(before, first) - 1 + CHUNK // BLOCK
        return min(ready, before[number]) if number < len(before) else ready

    def _chunk(self, first: int, after: int) -> tuple[bytes, list[int]]:
        """The pieces from ``first`` to before ``after``, a line each, and those that later ones write over."""
        start, end = self.pieces.start(first), self.pieces.start(after)
        chunk = self._file.read(start, end - start)
        overwritten: list[int] = []
        continues = start > 0 and self._file.read(start - 1, 1) != b"\n"
        if continues or chunk.count(b"\n") < after - first - (not chunk.endswith(b"\n")):
            pieces = self._whole_pieces(chunk, first, after, start)
            overwritten = self._overwritten(pieces, first)
            for piece in overwritten:
                if piece >= first:
                    pieces[piece - first] = b""
            chunk = b"\n".join(pieces) + b"\n"
        return chunk if chunk.endswith(b"\n") else chunk + b"\n", overwritten

    def _whole_pieces(self, chunk: bytes, first: int, after: int, start: int) -> list[bytes]:
        """The pieces of a chunk that has a line cut in several."""
        starts = [self.pieces.start(piece) - start for piece in range(first, after)]
        ends = [*starts[1:], len(chunk)]
        return [chunk[at:end].removesuffix(b"\n") for at, end in zip(starts, ends, strict=True)]

    def _overwritten(self, pieces: list[bytes], first: int) -> list[int]:
        """Pieces of a long line of which a terminal would show nothing: a carriage return follows in the next."""
        return [
            first + at - 1
            for at, piece in enumerate(pieces)
            if b"\r" in piece.rstrip(b"\r") and self.pieces.line(first + at)[1]
        ]
