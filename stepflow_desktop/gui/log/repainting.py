"""What has to be painted when the rows in sight have changed: as little as can be.

Most changes only move rows. Those are moved as they are on the screen; rows that are new or look different are painted.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class SeenRow(NamedTuple):
    """A row in sight. Rows with the same ``look`` are painted alike."""

    look: Hashable
    y: int
    height: int

    @property
    def end(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Repainting:
    """Move what is in sight down by ``moved`` pixels, then paint the bands (from, to before). ``None``: paint all."""

    moved: int = 0
    bands: tuple[tuple[int, int], ...] = ()


def repainting(old: Sequence[SeenRow], new: Sequence[SeenRow], bottom: int) -> Repainting | None:
    """How to get from ``old`` to ``new`` in a view that ends at ``bottom``; None if nothing can be kept."""
    if not old or not new or old[0].y != new[0].y:
        return None
    places = {row.look: row for row in old}
    kept = [(row, places[row.look]) for row in new if row.look in places]
    ways = {row.y - before.y for row, before in kept}
    if len(ways) != 1 or any(row.height != before.height for row, before in kept):
        return None
    (moved,) = ways
    stay = {row.look for row, _ in kept}
    bands = [(row.y, row.end) for row in new if row.look not in stay]
    # Where the old rows ended there may be less now, and a row cut by the edge was never there whole.
    ended = min(bottom, old[-1].end)
    if moved < 0 or new[-1].end < ended:
        bands.append((min(new[-1].end, ended + moved, bottom), bottom))
    if moved < 0:
        bands.extend((row.y, row.end) for row, before in kept if before.end > bottom)
    return Repainting(moved, tuple(_joined(bands)))


def _joined(bands: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(bands):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return joined
