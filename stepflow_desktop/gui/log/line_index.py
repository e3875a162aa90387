"""Where lines begin in a log of any size, with three numbers kept per 64 KiB block.

``LineIndex`` is fed the bytes of the log in order. A *piece* is a line, or 64 KiB of a line that is longer.
``Pieces`` finds pieces by number, offset or line; it reads the one block a piece begins in and keeps the last few of
those. Index and look-ups may be used in different threads, one ``Pieces`` for each.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

BLOCK = 64 * 1024
_KEPT_BLOCKS = 8

Read = Callable[[int, int], bytes]


class LineIndex:
    """``size`` bytes were fed; ``pieces`` begin before ``size``, the last of them may still grow.

    For block ``k`` the arrays hold what lies before its first byte: line ends, piece starts, and where the line that
    the byte belongs to begins.
    """

    def __init__(self) -> None:
        self.size = 0
        self.pieces = 0
        self.line_ends = 0
        self.line_start = 0
        self.ends_before = array("Q", [0])
        self.line_starts = array("Q", [0])
        self.pieces_before = array("Q", [0])

    @property
    def complete_pieces(self) -> int:
        """Pieces that cannot grow any more."""
        return self.pieces if self.line_start == self.size else max(0, self.pieces - 1)

    @property
    def lines(self) -> int:
        return self.line_ends + (self.line_start < self.size)

    def extend(self, data: bytes) -> None:
        """Take the bytes that follow the ``size`` known ones."""
        at = 0
        while at < len(data):
            end = min(at + BLOCK - self.size % BLOCK, len(data))
            self._take(data, at, end)
            at = end
            if self.size % BLOCK == 0:
                # The array that readers search comes last: what it leads to is there then.
                self.ends_before.append(self.line_ends)
                self.line_starts.append(self.line_start)
                self.pieces_before.append(self.pieces)

    def _take(self, data: bytes, at: int, end: int) -> None:
        shift = self.size - at
        first = data.find(b"\n", at, end)
        pieces = int(_cut(self.line_start, self.size, shift + (end if first < 0 else first)) is not None)
        if first >= 0:
            ends = data.count(b"\n", first, end)
            last = data.rfind(b"\n", first, end)
            pieces += ends - (last == end - 1)
            self.line_ends += ends
            self.line_start = shift + last + 1
        self.pieces += pieces
        self.size += end - at


def _cut(line_start: int, offset: int, line_end: int) -> int | None:
    """The piece of the line beginning at ``line_start`` that starts within a block from ``offset``, if any does."""
    start = line_start - (line_start - offset) // BLOCK * BLOCK if offset > line_start else line_start
    return start if start == line_start or start < line_end else None


@dataclass(frozen=True, slots=True)
class _Block:
    """The piece starts of one block. ``lead`` is 1 if even the first follows a line end inside it."""

    first_piece: int
    ends_before: int
    starts: array[int]
    lead: int
    continues: bool


class Pieces:
    """Look-ups in ``index`` over the bytes that ``read(offset, length)`` gives."""

    def __init__(self, index: LineIndex, read: Read) -> None:
        self.index = index
        self._read = read
        self._blocks: OrderedDict[tuple[int, int], _Block] = OrderedDict()

    def start(self, piece: int) -> int:
        """The offset of the first byte of ``piece``; the size of the log for the one after the last."""
        if piece >= self.index.pieces:
            return self.index.size
        number = bisect_right(self.index.pieces_before, piece) - 1
        if piece == self.index.pieces_before[number]:
            return self._first_start(number)
        block = self._block(number)
        nth = piece - block.first_piece
        # The index may be growing in another thread just now.
        return block.starts[nth] if nth < len(block.starts) else self.index.size

    def at(self, offset: int) -> int:
        """The piece that the byte at ``offset`` belongs to."""
        offset = max(0, min(offset, self.index.size - 1))
        number = offset // BLOCK
        block = self._block(number)
        return max(0, block.first_piece + bisect_right(block.starts, offset) - 1)

    def line(self, piece: int) -> tuple[int, bool]:
        """The line number of ``piece``, from 1, and whether the piece continues a line."""
        block = self._block_of(piece)
        nth = piece - block.first_piece
        return block.ends_before + block.lead + nth + 1, block.continues and nth == 0

    def of_line(self, line: int) -> int:
        """The first piece of line ``line``, from 1, or of the last line there is."""
        line = max(1, min(line, self.index.lines))
        if line == 1:
            return 0
        number = bisect_left(self.index.ends_before, line - 1) - 1
        block = self._block(number)
        return block.first_piece + line - 1 - block.ends_before - block.lead

    def read(self, piece: int) -> bytes:
        """The bytes of ``piece``, with its line end if that has come."""
        start = self.start(piece)
        return self._read(start, self.start(piece + 1) - start)

    def _first_start(self, number: int) -> int:
        """Where the first piece of a block starts, without looking at the others."""
        offset = number * BLOCK
        length = min(BLOCK, self.index.size - offset)
        end = self._read(offset, min(length, 512)).find(b"\n")
        if end < 0:
            end = self._read(offset, length).find(b"\n")
        line_end = offset + (end if end >= 0 else length)
        cut = _cut(self.index.line_starts[number], offset, line_end)
        return line_end + 1 if cut is None else cut

    def _block_of(self, piece: int) -> _Block:
        return self._block(bisect_right(self.index.pieces_before, piece) - 1)

    def _block(self, number: int) -> _Block:
        end = min((number + 1) * BLOCK, self.index.size)
        key = (number, end)
        block = self._blocks.get(key)
        if block is None:
            block = self._blocks[key] = self._scan(number, end)
            if len(self._blocks) > _KEPT_BLOCKS:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(key)
        return block

    def _scan(self, number: int, end: int) -> _Block:
        offset = number * BLOCK
        data = self._read(offset, end - offset)
        line_start = self.index.line_starts[number]
        starts = array("Q")
        at = data.find(b"\n")
        cut = _cut(line_start, offset, end if at < 0 else offset + at)
        if cut is not None and cut < end:
            starts.append(cut)
        lead = 0 if starts else 1
        while 0 <= at < len(data) - 1:
            starts.append(offset + at + 1)
            at = data.find(b"\n", at + 1)
        return _Block(
            self.index.pieces_before[number],
            self.index.ends_before[number],
            starts,
            lead,
            bool(cut is not None and cut != line_start),
        )
