"""Groups of lines between ``::group::`` and ``::endgroup::``: where they are and which lines folding them hides.

They may lie in one another. A group without an end reaches as far as the log, and none goes beyond its step.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence

MOST_GROUPS = 5_000


class Groups:
    """``first`` has the pieces of the titles, in order, ``end`` of each its last piece or 0, ``quiet`` whether it may
    be folded by rule: it has ended without an error. What comes after ``MOST_GROUPS`` is not noted.
    """

    def __init__(self) -> None:
        self.first = array("I")
        self.end = array("I")
        self.quiet = bytearray()
        self.ended = 0
        self._open: list[int] = []
        self._not_noted = 0

    def open(self, piece: int) -> None:
        if len(self.first) >= MOST_GROUPS:
            self._not_noted += 1
            return
        self._open.append(len(self.first))
        # Others read while this goes on: what ``first`` leads to is there before it.
        self.end.append(0)
        self.quiet.append(0)
        self.first.append(piece)

    def close(self, piece: int, last_error: int) -> None:
        """``last_error`` is the last piece with an error so far, or -1."""
        if self._not_noted:
            self._not_noted -= 1
        elif self._open:
            number = self._open.pop()
            self.end[number] = piece
            self.ended += 1
            self.quiet[number] = last_error < self.first[number]

    def at(self, piece: int) -> int:
        """The group whose title is ``piece``, or -1."""
        number = bisect_left(self.first, piece)
        return number if number < len(self.first) and self.first[number] == piece else -1

    def around(self, piece: int, last: int) -> Iterator[int]:
        """The groups that ``piece`` is in; the log ends at ``last``."""
        for number in range(bisect_left(self.first, piece)):
            if piece <= (self.end[number] or last):
                yield number


def hidden_ranges(
    groups: Groups, folded: Container[int], sections: Sequence[int], last: int
) -> tuple[array[int], array[int]]:
    """First and end of what the ``folded`` groups hide, given where ``sections`` begin and the log ends."""
    firsts, ends = array("I"), array("I")
    for number, title in enumerate(groups.first[:]):
        if number not in folded or (ends and title < ends[-1]):
            continue
        section = bisect_right(sections, title)
        limit = sections[section] if section < len(sections) else last
        end = min(groups.end[number] or last, limit)
        if end > title + 1:
            firsts.append(title + 1)
            ends.append(end)
    return firsts, ends
