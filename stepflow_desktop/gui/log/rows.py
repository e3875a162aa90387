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
from typing import NamedTuple

from stepflow_desktop.core.model import Artifact, Step
from stepflow_desktop.gui.log.groups import Groups
from stepflow_desktop.gui.log.piece_sets import AllBut, Hidden, PieceSet, Without


@dataclass(frozen=True)
class Layout:
    """The sections in order: ``step`` is an index into ``steps`` or -1, ``first`` a piece, ``bodies`` rows of each.

    ``artifact_first[s]`` is the first of the artifacts in section ``s``; they stand before ``artifact_piece``, and
    both end with an entry for what follows the last section. ``finished_well`` are the steps folded by rule, ``hidden``
    the lines of the ``groups`` folded by rule.
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
    groups: Groups = field(default_factory=Groups)
    hidden: Hidden = field(default_factory=lambda: Hidden(AllBut(())))


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
    """Rows of ``layout`` when the steps in ``folded`` show only their header and ``hidden`` lines are left out."""

    def __init__(self, layout: Layout, folded: AbstractSet[int], hidden: Hidden | None = None) -> None:
        self.layout = layout
        self.folded = folded
        self._hidden = layout.hidden if hidden is None else hidden
        self._shown: PieceSet = Without(layout.shown, self._hidden) if self._hidden else layout.shown
        shown = zip(layout.step, layout.bodies, strict=True)
        self._bodies = array("Q", [0 if step in folded else rows for step, rows in shown])
        if self._hidden:
            self._take_away_hidden()
        self._before: Sequence[int] = array("Q", accumulate(map(add, layout.header, self._bodies), initial=0))

    def _take_away_hidden(self) -> None:
        """Each hidden range lies within one section."""
        hidden = self._hidden
        for number, first in enumerate(hidden.first):
            section = bisect_right(self.layout.first, first) - 1
            if self._bodies[section]:
                self._bodies[section] -= hidden.before[number + 1] - hidden.before[number]

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
            return self._shown.count(first, layout.artifact_piece[artifact]) + artifact - artifacts.start

        passed = bisect_left(artifacts, nth, key=place)
        if passed < len(artifacts) and place(artifacts[passed]) == nth:
            return Row(RowKind.ARTIFACT, artifacts[passed], step)
        return Row(RowKind.LINE, self._shown.nth(first, nth - passed), step)

    def of_piece(self, piece: int) -> int:
        """The row of ``piece``; if it is hidden one beside it, if folded away the title of its group or step."""
        layout = self.layout
        piece = self._hidden.title_of(piece)
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
        inside = self._shown.count(first, min(piece, end)) + passed
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
        place = self._shown.count(layout.first[section], layout.artifact_piece[artifact])
        return self._before[section] + layout.header[section] + place + passed

    def _span(self, section: int) -> int:
        return self._before[section + 1] - self._before[section]
