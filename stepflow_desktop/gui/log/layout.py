"""From steps, artifacts and marks to the layout of a log; what is settled is kept from one time to the next."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from heapq import merge
from itertools import chain, pairwise

from stepflow_desktop.core.model import Artifact, Level, Step, StepStatus
from stepflow_desktop.gui.log.groups import hidden_ranges
from stepflow_desktop.gui.log.line_index import Pieces
from stepflow_desktop.gui.log.marks import Marks
from stepflow_desktop.gui.log.piece_sets import AllBut, Hidden, Only, PieceSet
from stepflow_desktop.gui.log.rows import Layout


class Threshold(IntEnum):
    """The lowest level shown."""

    ALL = 0
    DEBUG = 1
    INFO = 2
    WARNING = 3
    ERROR = 4


@dataclass(frozen=True, slots=True)
class Showing:
    """What of the log is wanted: lines from ``threshold`` up, of one step or of all, or the marker lines only.

    ``only`` and ``without`` are regular expressions for the lines to show or to leave out.
    """

    threshold: Threshold = Threshold.ALL
    step_id: str | None = None
    markers: bool = False
    only: str = ""
    without: str = ""

    @property
    def is_sparse(self) -> bool:
        return self.markers or self.threshold >= Threshold.WARNING or bool(self.only)


@dataclass(frozen=True, slots=True)
class Filtered:
    """The pieces that ``Showing.only`` and ``Showing.without`` match among the first ``next_piece`` ones."""

    only: Sequence[int] = ()
    without: Sequence[int] = ()
    next_piece: int = 0


class LayoutBuilder:
    """Makes layouts of one log. ``build`` is called again whenever something has grown or changed."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._known: dict[int, int] = {}
        self._inputs: tuple[object, ...] = ()
        self._owners = array("i")
        self._headers = bytearray()
        self._offsets = array("Q")
        self._first = array("Q")
        self._lines = array("Q")
        self._sums: dict[int, int] = {}
        self._end = self._marked = 0
        self._finished_well: frozenset[int] = frozenset()
        self._folded: tuple[tuple[object, ...], Hidden] | None = None
        self._sets: dict[Showing, tuple[tuple[int, ...], PieceSet]] = {}

    def build(
        self,
        steps: Sequence[Step],
        artifacts: Sequence[Artifact],
        marks: Marks,
        showing: Showing,
        filtered: Filtered | None = None,
    ) -> Layout:
        """``filtered`` is there if ``showing`` asks for filters."""
        if not self._inputs or self._inputs[0] is not steps or self._inputs[1] != showing:
            self._start_anew(steps, showing)
        shown = self._shown(marks, showing, filtered or Filtered())
        self._find_sections()
        first = self._first[:]
        looked_at = (marks.next_piece, filtered.next_piece if filtered is not None else marks.next_piece)
        self._count_lines(steps, shown, showing, looked_at)
        lines = self._lines[:]
        placed, places = self._artifacts(steps, artifacts, showing, first)
        artifact_first, bodies = array("I", bytes(4 * len(first) + 4)), lines
        if places:
            artifact_first = array("I", [*(bisect_left(places, piece) for piece in first), len(places)])
            bodies = array("Q", [n + b - a for n, (a, b) in zip(lines, pairwise(artifact_first), strict=True)])
        return Layout(
            steps=steps,
            artifacts=placed,
            shown=shown,
            step=self._owners,
            header=self._shown_headers(steps, showing),
            first=first,
            bodies=bodies,
            artifact_first=artifact_first,
            artifact_piece=places,
            lines_of_step=self._sums.copy(),
            finished_well=self._finished_well,
            end=self._pieces.index.pieces,
            groups=marks.groups,
            hidden=self._hidden(marks, shown, showing, first),
        )

    def _hidden(self, marks: Marks, shown: PieceSet, showing: Showing, first: Sequence[int]) -> Hidden:
        """What the groups that are folded by rule hide."""
        groups = marks.groups
        if showing.is_sparse or not groups.first:
            return Hidden(shown)
        key = (shown, len(groups.first), groups.ended, len(first))
        if self._folded is None or self._folded[0] != key:
            # Groups that have ended stay as they are; most of the time none has come.
            quiet = {number for number, is_quiet in enumerate(groups.quiet) if is_quiet}
            ranges = hidden_ranges(groups, quiet, first, self._pieces.index.pieces)
            self._folded = (key, Hidden(shown, *ranges))
        return self._folded[1]

    def _start_anew(self, steps: Sequence[Step], showing: Showing) -> None:
        self._inputs = (steps, showing)
        self._owners, self._headers, self._offsets = sections(steps)
        self._first, self._lines, self._sums = array("Q"), array("Q"), {}
        self._end = self._marked = 0
        self._folded = None
        folds = not showing.is_sparse and showing.step_id is None
        self._finished_well = _finished_well(steps) if folds else frozenset()

    def _piece_at(self, offset: int) -> int:
        piece = self._known.get(offset)
        if piece is None:
            if offset >= self._pieces.index.size:
                return self._pieces.index.pieces
            piece = self._known[offset] = self._pieces.at(offset)
        return piece

    def _find_sections(self) -> None:
        """The first piece of each section; those that lie beyond the index are looked for again each time."""
        known = bisect_left(self._first, self._end)
        del self._first[known:]
        self._first.extend(self._piece_at(offset) for offset in self._offsets[known:])

    def _count_lines(
        self, steps: Sequence[Step], shown: PieceSet, showing: Showing, looked_at: tuple[int, int]
    ) -> None:
        """How many lines each section shows: counted where the log has grown or was looked at since the last time."""
        first, owners, sums = self._first, self._owners, self._sums
        end = self._pieces.index.pieces
        grown = max(0, bisect_left(first, self._end) - 1)
        from_mark = max(0, bisect_left(first, self._marked) - 1)
        to_mark = min(grown, bisect_left(first, max(looked_at)))
        for at in chain(range(from_mark, to_mark), range(grown, len(first))):
            after = first[at + 1] if at + 1 < len(first) else end
            wanted = showing.step_id is None or _is_step(steps, owners[at], showing.step_id)
            count = max(0, shown.count(first[at], after)) if wanted else 0
            if at == len(self._lines):
                self._lines.append(0)
            sums[owners[at]] = sums.get(owners[at], 0) + count - self._lines[at]
            self._lines[at] = count
        self._end, self._marked = end, min(looked_at)

    def _shown_headers(self, steps: Sequence[Step], showing: Showing) -> bytes:
        if showing.is_sparse:
            wanted = [self._sums.get(step, 0) > 0 for step in self._owners]
        elif showing.step_id is not None:
            wanted = [_is_step(steps, step, showing.step_id) for step in self._owners]
        else:
            return bytes(self._headers)
        return bytes(has and want for has, want in zip(self._headers, wanted, strict=True))

    def _artifacts(
        self, steps: Sequence[Step], artifacts: Sequence[Artifact], showing: Showing, first: array[int]
    ) -> tuple[list[Artifact], array[int]]:
        """The artifacts that have a row, in order, and the piece that each stands before."""
        if showing.is_sparse:
            return [], array("Q")
        size = self._pieces.index.size
        placed = sorted((each for each in artifacts if each.offset is not None and each.offset < size), key=_offset)
        places = [self._piece_at(_offset(each)) for each in placed]
        if showing.step_id is not None:
            owners = [self._owners[max(0, bisect_left(first, piece + 1) - 1)] for piece in places]
            wanted = [_is_step(steps, owner, showing.step_id) for owner in owners]
            placed = [each for each, want in zip(placed, wanted, strict=True) if want]
            places = [each for each, want in zip(places, wanted, strict=True) if want]
        return placed, array("Q", places)

    def _shown(self, marks: Marks, showing: Showing, filtered: Filtered) -> PieceSet:
        debug, warning, error = (marks.by_level[level] for level in (Level.DEBUG, Level.WARNING, Level.ERROR))
        if showing.markers:
            used = [marks.markers]
        elif showing.threshold == Threshold.ERROR:
            used = [error]
        elif showing.threshold == Threshold.WARNING:
            used = [warning, error]
        elif showing.threshold == Threshold.INFO:
            used = [marks.markers, debug]
        else:
            used = [marks.markers]
        lengths = (*map(len, used), len(filtered.only), len(filtered.without))
        known = self._sets.get(showing)
        if known is None or known[0] != lengths:
            pieces = used[0][:] if len(used) == 1 else array("I", merge(*used))
            known = (lengths, _chosen(pieces, showing, filtered))
            self._sets = {showing: known}
        return known[1]


def _chosen(pieces: array[int], showing: Showing, filtered: Filtered) -> PieceSet:
    """``pieces`` are shown or hidden, as ``showing`` says, and what the filters found goes before them."""
    by_level = showing.markers or showing.threshold >= Threshold.WARNING
    if not showing.is_sparse:
        return AllBut(array("I", merge(pieces, filtered.without)) if showing.without else pieces)
    if showing.only:
        others = set(pieces)
        # By level, ``pieces`` are the only ones that may be shown; else those that must not be.
        pieces = array("I", (piece for piece in filtered.only if (piece in others) is by_level))
    if showing.without:
        left_out = set(filtered.without)
        pieces = array("I", (piece for piece in pieces if piece not in left_out))
    return Only(pieces)


def sections(steps: Sequence[Step]) -> tuple[array[int], bytearray, array[int]]:
    """Owner (index into ``steps`` or -1), whether a header opens it, and first offset of each section.

    A byte belongs to the open step with the largest start.
    """
    started = sorted((step.start_offset, at) for at, step in enumerate(steps) if step.start_offset is not None)
    ends = [(step.end_offset, 0, at) for at, step in enumerate(steps) if step.end_offset is not None]
    events = sorted([*ends, *((offset, 1, at) for offset, at in started)])
    owners, headers, offsets = array("i", [-1]), bytearray([0]), array("Q", [0])
    open_steps: list[int] = []
    closed: set[int] = set()

    def add(offset: int, owner: int, header: bool) -> None:
        if header or owner != owners[-1]:
            owners.append(owner)
            headers.append(header)
            offsets.append(offset)

    for offset, starts, at in events:
        if starts:
            open_steps.append(at)
            add(offset, at, True)
        else:
            closed.add(at)
        # A step without lines has ended by the time it starts.
        while open_steps and open_steps[-1] in closed:
            open_steps.pop()
        add(offset, open_steps[-1] if open_steps else -1, False)
    return owners, headers, offsets


def _offset(artifact: Artifact) -> int:
    return artifact.offset or 0


def _is_step(steps: Sequence[Step], index: int, step_id: str) -> bool:
    return index >= 0 and steps[index].id == step_id


def _finished_well(steps: Sequence[Step]) -> frozenset[int]:
    return frozenset(at for at, step in enumerate(steps) if step.status in (StepStatus.COMPLETED, StepStatus.SKIPPED))
