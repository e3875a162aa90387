"""A stretch of text chosen in the log, by piece and character, so that it stays when rows move."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple


class Place(NamedTuple):
    """Before character ``character`` of ``piece``."""

    piece: int
    character: int


LINE_END = 1 << 30
"""An index beyond every line."""


@dataclass(frozen=True, slots=True)
class Selection:
    """From ``anchor``, where it was begun, to ``caret``, which moves."""

    anchor: Place
    caret: Place

    @property
    def first(self) -> Place:
        return min(self.anchor, self.caret)

    @property
    def last(self) -> Place:
        return max(self.anchor, self.caret)

    @property
    def is_empty(self) -> bool:
        return self.anchor == self.caret

    def to(self, caret: Place) -> Selection:
        return replace(self, caret=caret)

    def columns(self, piece: int, length: int) -> tuple[int, int]:
        """The characters of ``piece``, ``length`` long, that are chosen: first and the one after the last."""
        first, last = self.first, self.last
        if not first.piece <= piece <= last.piece:
            return 0, 0
        start = first.character if piece == first.piece else 0
        end = last.character if piece == last.piece else length
        return min(start, length), min(end, length)
