"""Which pieces of a log are shown, counted and found by number without a look at each."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol


class PieceSet(Protocol):
    """The pieces that are shown at all."""

    def count(self, first: int, end: int) -> int:
        """How many of the pieces from ``first`` to before ``end`` are shown."""

    def nth(self, first: int, number: int) -> int:
        """The shown piece with ``number`` shown ones between ``first`` and it."""


class AllBut:
    """Every piece but those in the sorted ``hidden``."""

    def __init__(self, hidden: Sequence[int]) -> None:
        self._hidden = hidden

    def count(self, first: int, end: int) -> int:
        return end - first - (bisect_left(self._hidden, end) - bisect_left(self._hidden, first))

    def nth(self, first: int, number: int) -> int:
        hidden, low = self._hidden, bisect_left(self._hidden, first)
        skipped = bisect_right(range(low, len(hidden)), number, key=lambda at: hidden[at] - first - (at - low))
        return first + number + skipped


class Only:
    """The pieces in the sorted ``shown`` and no others."""

    def __init__(self, shown: Sequence[int]) -> None:
        self._shown = shown

    def count(self, first: int, end: int) -> int:
        return bisect_left(self._shown, end) - bisect_left(self._shown, first)

    def nth(self, first: int, number: int) -> int:
        return self._shown[bisect_left(self._shown, first) + number]


class Hidden:
    """The pieces of ``shown`` that are hidden in the disjoint, sorted ranges ``first`` to before ``end``."""

    def __init__(self, shown: PieceSet, first: Sequence[int] = (), end: Sequence[int] = ()) -> None:
        self.first, self.end = first, end
        self._shown = shown
        self.before = array("Q", [0])
        """How many are hidden before each range, and after the last."""
        for start, stop in zip(first, end, strict=True):
            self.before.append(self.before[-1] + max(0, shown.count(start, stop)))

    def __bool__(self) -> bool:
        return bool(self.first)

    def is_like(self, other: Hidden) -> bool:
        """Whether both hide as many ranges."""
        return len(self.first) == len(other.first)

    def title_of(self, piece: int) -> int:
        """The piece of the title that stands for ``piece``, or ``piece`` itself."""
        at = bisect_right(self.first, piece) - 1
        return self.first[at] - 1 if at >= 0 and piece < self.end[at] else piece

    def count(self, first: int, end: int) -> int:
        """How many shown pieces from ``first`` to before ``end`` are hidden."""
        return self.up_to(end) - self.up_to(first)

    def up_to(self, piece: int) -> int:
        """How many are hidden before ``piece``."""
        at = bisect_right(self.first, piece) - 1
        if at < 0:
            return 0
        inside = self._shown.count(self.first[at], min(piece, self.end[at])) if piece > self.first[at] else 0
        return self.before[at] + max(0, inside)


class Without:
    """The pieces of ``shown`` that are not ``hidden``."""

    def __init__(self, shown: PieceSet, hidden: Hidden) -> None:
        self._shown, self._hidden = shown, hidden

    def count(self, first: int, end: int) -> int:
        return self._shown.count(first, end) - self._hidden.count(first, end)

    def nth(self, first: int, number: int) -> int:
        hidden = self._hidden
        low = bisect_left(hidden.end, first + 1)

        def visible_before(at: int) -> int:
            return self.count(first, hidden.first[at]) if hidden.first[at] > first else 0

        at = bisect_right(range(low, len(hidden.first)), number, key=visible_before) + low
        return self._shown.nth(first, number + hidden.before[at] - hidden.up_to(first))
