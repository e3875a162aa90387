"""What each row of the view shows, worked out with a few numbers per section and none per line.

A *section* is a stretch of pieces that belong to one step, or to none. A ``Layout`` holds the sections of a log with
the rows that each would show; a ``RowMap`` adds which steps are folded. Both answer in the logarithm of their size.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import accumulate
from operator import add
from typing import NamedTuple, Protocol

from stepflow_desktop.core.model import Artifact, Step


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


@dataclass(frozen=True)
class Layout:
    """The sections in order: ``step`` is an index into ``steps`` or -1, ``first`` a piece, ``bodies`` rows of each.

    ``artifact_first[s]`` is the first of the artifacts in section ``s``; they stand before ``artifact_piece``, and
    both end with an entry for what follows the last section. ``finished_well`` are the steps folded by rule.
    """

    steps: Sequence[Step] = ()
    artifacts: Sequence[Artifact] = ()
    shown: PieceSet = field(default_factory=lambda: AllBut(()))
    step: Sequence[int] = field(default_factory=lambda: array("i", [-1]))
    header: bytes = b"\0"
    first: Sequence[int] = field(default_factory=lambda: array("Q", [0]))
    bodies: Sequence[int] = field(default_factory=lambda: array("Q", [0]))
    artifact_first: Sequence[int] = field(default_factory=lambda: array("I", [0, 0]))
    artifact_piece: Sequence[int] = field(default_factory=lambda: array("Q"))
    lines_of_step: dict[int, int] = field(default_factory=dict)
    finished_well: frozenset[int] = frozenset()
    end: int = 0


class RowKind(IntEnum):
    STEP = 0
    LINE = 1
    ARTIFACT = 2


class Row(NamedTuple):
    """``item`` is a piece for a line and an index into the layout's steps or artifacts for the others."""

    kind: RowKind
    item: int
    step: int


class RowMap:
    """Rows of ``layout`` when the steps in ``folded`` show only their header."""

    def __init__(self, layout: Layout, folded: AbstractSet[int]) -> None:
        self.layout = layout
        self.folded = folded
        shown = zip(layout.step, layout.bodies, strict=True)
        self._bodies: Sequence[int] = array("Q", [0 if step in folded else rows for step, rows in shown])
        self._before: Sequence[int] = array("Q", accumulate(map(add, layout.header, self._bodies), initial=0))

    @property
    def total(self) -> int:
        return self._before[-1]

    def row(self, number: int) -> Row:
        """What row ``number`` shows; the number must be one of the map's."""
        layout = self.layout
        section = bisect_right(self._before, number) - 1
        step = layout.step[section]
        nth = number - self._before[section]
        if layout.header[section]:
            if nth == 0:
                return Row(RowKind.STEP, step, step)
            nth -= 1
        first = layout.first[section]
        artifacts = range(layout.artifact_first[section], layout.artifact_first[section + 1])

        def place(artifact: int) -> int:
            return layout.shown.count(first, layout.artifact_piece[artifact]) + artifact - artifacts.start

        passed = bisect_left(artifacts, nth, key=place)
        if passed < len(artifacts) and place(artifacts[passed]) == nth:
            return Row(RowKind.ARTIFACT, artifacts[passed], step)
        return Row(RowKind.LINE, layout.shown.nth(first, nth - passed), step)

    def of_piece(self, piece: int) -> int:
        """The row of ``piece``; if it is hidden one beside it, if folded away the header of its step."""
        layout = self.layout
        section = max(0, bisect_right(layout.first, piece) - 1)
        while section and self._span(section) == 0:
            section -= 1
        row = self._before[section]
        if self._bodies[section] == 0:
            return max(0, min(row, self.total - 1))
        first = layout.first[section]
        end = layout.first[section + 1] if section + 1 < len(layout.first) else layout.end
        artifact, after = layout.artifact_first[section], layout.artifact_first[section + 1]
        passed = bisect_right(layout.artifact_piece, piece, artifact, after) - artifact
        inside = layout.shown.count(first, min(piece, end)) + passed
        return max(0, min(row + layout.header[section] + inside, self._before[section + 1] - 1))

    def of_step(self, step: int) -> int | None:
        """The row of the header of ``step``, if it has one."""
        for section, owner in enumerate(self.layout.step):
            if owner == step and self.layout.header[section]:
                return self._before[section]
        return None

    def of_artifact(self, artifact: int) -> int:
        layout = self.layout
        section = bisect_right(layout.artifact_first, artifact) - 1
        if self._bodies[section] == 0:
            return self._before[section]
        passed = artifact - layout.artifact_first[section]
        place = layout.shown.count(layout.first[section], layout.artifact_piece[artifact])
        return self._before[section] + layout.header[section] + place + passed

    def _span(self, section: int) -> int:
        return self._before[section + 1] - self._before[section]
