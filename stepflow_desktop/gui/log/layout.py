"""From steps, artifacts and marks to the layout of a log; what is settled is kept from one time to the next."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from heapq import merge

from stepflow_desktop.core.model import Artifact, Level, Step, StepStatus
from stepflow_desktop.gui.log.line_index import Pieces
from stepflow_desktop.gui.log.marks import Marks
from stepflow_desktop.gui.log.rows import AllBut, Layout, Only, PieceSet


class Threshold(IntEnum):
    """The lowest level shown."""

    ALL = 0
    DEBUG = 1
    INFO = 2
    WARNING = 3
    ERROR = 4


@dataclass(frozen=True, slots=True)
class Showing:
    """What of the log is wanted: lines from ``threshold`` up, of one step or of all, or the marker lines only."""

    threshold: Threshold = Threshold.ALL
    step_id: str | None = None
    markers: bool = False

    @property
    def is_sparse(self) -> bool:
        return self.markers or self.threshold >= Threshold.WARNING


class LayoutBuilder:
    """Makes layouts of one log. ``build`` is called again whenever something has grown or changed."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._known: dict[int, int] = {}
        self._inputs: tuple[object, ...] = ()
        self._owners = array("i")
        self._headers = bytearray()
        self._offsets = array("Q")
        self._settled = 0
        self._lines = array("Q")
        self._last = Layout()
        self._sets: dict[Showing, tuple[tuple[int, ...], PieceSet]] = {}

    def build(self, steps: Sequence[Step], artifacts: Sequence[Artifact], marks: Marks, showing: Showing) -> Layout:
        if not self._inputs or self._inputs[0] is not steps or self._inputs[1:] != (showing,):
            self._inputs = (steps, showing)
            self._owners, self._headers, self._offsets = sections(steps)
            self._settled = 0
        end = self._pieces.index.pieces
        shown = self._shown(marks, showing)
        kept = self._settled
        first = array("Q", self._last.first[:kept])
        first.extend(self._piece_at(offset) for offset in self._offsets[kept:])
        lines = self._lines_of_sections(steps, shown, showing, first, end)
        placed, places = self._artifacts(steps, artifacts, showing, first)
        artifact_first = array("I", (bisect_left(places, piece) for piece in first))
        artifact_first.append(len(places))
        self._last = Layout(
            steps=steps,
            artifacts=placed,
            shown=shown,
            step=self._owners,
            header=self._shown_headers(steps, showing, lines),
            first=first,
            bodies=array("Q", [n + b - a for n, a, b in zip(lines, artifact_first, artifact_first[1:], strict=False)]),
            artifact_first=artifact_first,
            artifact_piece=places,
            lines_of_step=_sums(self._owners, lines),
            finished_well=frozenset() if showing.is_sparse or showing.step_id else _finished_well(steps),
            end=end,
        )
        self._lines = lines
        self._settled = max(0, bisect_left(first, marks.next_piece) - 1)
        return self._last

    def _piece_at(self, offset: int) -> int:
        piece = self._known.get(offset)
        if piece is None:
            if offset >= self._pieces.index.size:
                return self._pieces.index.pieces
            piece = self._known[offset] = self._pieces.at(offset)
        return piece

    def _lines_of_sections(
        self, steps: Sequence[Step], shown: PieceSet, showing: Showing, first: array[int], end: int
    ) -> array[int]:
        """How many lines each section shows."""
        lines = self._lines[: self._settled] if self._settled else array("Q")
        for at in range(self._settled, len(first)):
            after = first[at + 1] if at + 1 < len(first) else end
            wanted = showing.step_id is None or _is_step(steps, self._owners[at], showing.step_id)
            lines.append(max(0, shown.count(first[at], after)) if wanted else 0)
        return lines

    def _shown_headers(self, steps: Sequence[Step], showing: Showing, lines: array[int]) -> bytes:
        if showing.step_id is not None:
            return bytes(
                has and _is_step(steps, step, showing.step_id)
                for has, step in zip(self._headers, self._owners, strict=True)
            )
        if showing.is_sparse:
            counts = _sums(self._owners, lines)
            return bytes(has and counts.get(step, 0) > 0 for has, step in zip(self._headers, self._owners, strict=True))
        return bytes(self._headers)

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

    def _shown(self, marks: Marks, showing: Showing) -> PieceSet:
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
        lengths = tuple(map(len, used))
        known = self._sets.get(showing)
        if known is None or known[0] != lengths:
            pieces = used[0][:] if len(used) == 1 else array("I", merge(*used))
            known = (lengths, Only(pieces) if showing.is_sparse else AllBut(pieces))
            self._sets = {showing: known}
        return known[1]


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


def _sums(owners: Sequence[int], lines: Sequence[int]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for owner, count in zip(owners, lines, strict=True):
        sums[owner] = sums.get(owner, 0) + count
    return sums
