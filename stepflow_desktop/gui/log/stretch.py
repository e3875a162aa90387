"""A stretch of the log as one text with offsets, the way assistive technology reads it.

Qt counts in UTF-16 units, and asks for all of the text to find one line of it: so never the whole of a long log but
some hundred rows around where somebody reads.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from stepflow_desktop.gui.log.document import LogDocument
from stepflow_desktop.gui.log.row_words import row_words
from stepflow_desktop.gui.log.rows import RowKind
from stepflow_desktop.gui.log.selection import Place

BLOCK = 200
LONGEST = 2000
_UNIT = 2


class Stretch:
    """Rows ``first`` and on. ``words`` has the text of each, ``pieces`` which piece it is, or -1 for a header."""

    def __init__(self, first: int = 0, words: Sequence[str] = (), pieces: Sequence[int] = ()) -> None:
        self.first = first
        self._words = words
        self._pieces = pieces
        self._coded = "\n".join(words).encode("utf-16-le", "surrogatepass")
        lengths = (_units(each) + 1 for each in words)
        self._starts = list(accumulate(lengths, initial=0))

    @property
    def length(self) -> int:
        return len(self._coded) // _UNIT

    def text(self, start: int, end: int) -> str:
        start, end = max(0, start), self.length if end < 0 else end
        return self._coded[start * _UNIT : end * _UNIT].decode("utf-16-le", "replace")

    def offset_of(self, row: int, place: Place) -> int:
        """Where ``place`` is, which stands in ``row``."""
        nth = max(0, min(row - self.first, len(self._words) - 1))
        if not self._words:
            return 0
        inside = _units(self._words[nth][: place.character]) if self._pieces[nth] == place.piece else 0
        return self._starts[nth] + inside

    def place_at(self, offset: int) -> Place | None:
        """The place at ``offset``; None on a header."""
        nth = self._nth(offset)
        if nth < 0 or self._pieces[nth] < 0:
            return None
        inside = self._coded[self._starts[nth] * _UNIT : max(0, offset) * _UNIT].decode("utf-16-le", "ignore")
        return Place(self._pieces[nth], min(len(inside), len(self._words[nth])))

    def row_at(self, offset: int) -> int:
        return self.first + max(0, self._nth(offset))

    def _nth(self, offset: int) -> int:
        return min(bisect_right(self._starts, max(0, offset)) - 1, len(self._words) - 1)


def stretch_around(document: LogDocument, row: int) -> Stretch:
    """The rows of the block that ``row`` is in, of the one before and of the one after."""
    block = row // BLOCK
    first, end = max(0, block - 1) * BLOCK, min(document.rows.total, (block + 2) * BLOCK)
    words, pieces = [], []
    for number in range(first, end):
        each = document.row(number)
        pieces.append(each.item if each.kind is RowKind.LINE else -1)
        words.append(row_words(document, number)[:LONGEST])
    return Stretch(first, words, pieces)


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text) if not text.isascii() else len(text)
