"""What the view shows: the rows of the latest snapshot, and the few lines that are on screen, read on demand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stepflow_desktop.core.model import Execution, Level, Step, StepStatus
from stepflow_desktop.gui.log.ansi import Span
from stepflow_desktop.gui.log.groups import Groups, hidden_ranges
from stepflow_desktop.gui.log.levels import LevelOf, level_of
from stepflow_desktop.gui.log.line_index import BLOCK, LineIndex, Pieces
from stepflow_desktop.gui.log.line_text import cell_starts, shown_spans
from stepflow_desktop.gui.log.line_times import LineTimes, TimeMode
from stepflow_desktop.gui.log.log_file import LogFile
from stepflow_desktop.gui.log.piece_sets import Hidden
from stepflow_desktop.gui.log.rows import Row, RowKind, RowMap
from stepflow_desktop.gui.log.worker import Snapshot

_KEPT_LINES = 512
_UNFINISHED = (StepStatus.PENDING, StepStatus.RUNNING)


@dataclass(frozen=True)
class ShownLine:
    """One piece as it is shown. ``number`` is 0 where it continues a line. Columns are those of a terminal."""

    piece: int
    offset: int
    number: int
    spans: Sequence[Span]
    text: str
    level: Level | None
    columns: Sequence[int]

    def column(self, index: int) -> int:
        """The column of character ``index``."""
        index = max(0, min(index, len(self.text)))
        return self.columns[index] if self.columns else index

    def index_at(self, column: int) -> int:
        """The character at ``column``, or the one after the last."""
        if not self.columns:
            return max(0, min(column, len(self.text)))
        index = 0
        while index < len(self.text) and self.columns[index + 1] <= column:
            index += 1
        return index

    @property
    def width(self) -> int:
        return self.columns[-1] if self.columns else len(self.text)


class LogDocument:
    """The log at ``path``. ``take`` brings a new snapshot; folds chosen by hand outlive it."""

    def __init__(self, path: Path, index: LineIndex, level_of: LevelOf = level_of) -> None:
        self.path = path
        self._level_of = level_of
        self._file = LogFile(path)
        self._times = LineTimes(path)
        self._pieces = Pieces(index, self._file.read)
        self._lines: OrderedDict[tuple[int, int], ShownLine] = OrderedDict()
        self._opened: set[str] = set()
        self._closed: set[str] = set()
        self._groups_by_hand: dict[int, bool] = {}
        self._groups_folded: bool | None = None
        self.execution: Execution | None = None
        self.snapshot = Snapshot()
        self.rows = RowMap(self.snapshot.layout, frozenset())
        self.time_mode = TimeMode.CLOCK

    def close(self) -> None:
        self._file.close()
        self._times.close()

    def twin(self) -> LogDocument:
        """The same rows for another thread, with files of its own."""
        twin = LogDocument(self._file.path, self._pieces.index, self._level_of)
        twin.snapshot, twin.rows, twin.execution = self.snapshot, self.rows, self.execution
        return twin

    def take(self, snapshot: Snapshot, keep_open: int = -1, *, reading: bool = False) -> None:
        """Show ``snapshot``. The step ``keep_open``, and the last one of a run that ends, do not fold by rule now.

        Neither do groups that have just ended while somebody is ``reading``.
        """
        was, now = self.snapshot.layout, snapshot.layout
        if reading and not snapshot.wanted.final and not now.hidden.is_like(was.hidden):
            self._keep_groups_open(now.groups, self.snapshot.pieces - 1)
        last = len(now.steps) - 1 if snapshot.wanted.final else -1
        for step in {keep_open, last}:
            if 0 <= step < len(was.steps) and step in now.finished_well and was.steps[step].status in _UNFINISHED:
                self._opened.add(was.steps[step].id)
        if snapshot.wanted.masks != self.snapshot.wanted.masks:
            self._lines.clear()
        self.snapshot = snapshot
        self._map_rows()

    # -- folds

    def is_folded(self, step: int) -> bool:
        return step in self.rows.folded

    def fold(self, step: int, folded: bool) -> None:
        self._remember(self.steps[step].id, folded)
        self._map_rows()

    def fold_all(self, folded: bool) -> None:
        for step in self.steps:
            self._remember(step.id, folded)
        self._groups_by_hand.clear()
        self._groups_folded = folded
        self._map_rows()

    def group_at(self, piece: int) -> int:
        """The group whose title ``piece`` is, or -1; where only some lines are shown groups do not fold."""
        return -1 if self.snapshot.wanted.showing.is_sparse else self.snapshot.layout.groups.at(piece)

    def is_group_folded(self, group: int) -> bool:
        groups = self.snapshot.layout.groups
        by_rule = bool(groups.quiet[group]) if self._groups_folded is None else self._groups_folded
        return self._groups_by_hand.get(groups.first[group], by_rule)

    def groups_around(self, piece: int) -> Iterator[int]:
        """The groups whose title or lines ``piece`` is one of, the innermost last."""
        if self.snapshot.wanted.showing.is_sparse:
            return
        groups = self.snapshot.layout.groups
        yield from groups.around(piece, self.snapshot.pieces)
        if groups.at(piece) >= 0:
            yield groups.at(piece)

    def fold_group(self, group: int, folded: bool) -> None:
        self._groups_by_hand[self.snapshot.layout.groups.first[group]] = folded
        self._map_rows()

    def _remember(self, step_id: str, folded: bool) -> None:
        (self._closed if folded else self._opened).add(step_id)
        (self._opened if folded else self._closed).discard(step_id)

    def _keep_groups_open(self, groups: Groups, known_pieces: int) -> None:
        for group, end in enumerate(groups.end[:]):
            if end >= known_pieces and end:
                self._groups_by_hand.setdefault(groups.first[group], False)

    def _map_rows(self) -> None:
        layout = self.snapshot.layout
        folded: set[int] = set(layout.finished_well)
        if self._opened or self._closed:
            # Only steps touched by hand are looked at one by one.
            touched = self._opened | self._closed
            numbers = {step.id: at for at, step in enumerate(layout.steps) if step.id in touched}
            folded.difference_update(numbers[each] for each in self._opened if each in numbers)
            folded.update(numbers[each] for each in self._closed if each in numbers)
        self.rows = RowMap(layout, folded, self._hidden_by_groups())

    def _hidden_by_groups(self) -> Hidden:
        layout = self.snapshot.layout
        by_hand = self._groups_by_hand or self._groups_folded is not None
        if not by_hand or self.snapshot.wanted.showing.is_sparse:
            return layout.hidden
        folded = {number for number in range(len(layout.groups.quiet)) if self.is_group_folded(number)}
        return Hidden(layout.shown, *hidden_ranges(layout.groups, folded, layout.first, layout.end))

    # -- rows and lines

    @property
    def steps(self) -> Sequence[Step]:
        return self.snapshot.layout.steps

    def row(self, number: int) -> Row:
        return self.rows.row(number)

    def step_lines(self, step: int) -> int:
        return self.snapshot.layout.lines_of_step.get(step, 0)

    def line(self, piece: int) -> ShownLine:
        """The line of ``piece``; kept, unless it may still grow."""
        key = (piece, self.snapshot.size if piece >= self.snapshot.pieces - 1 else 0)
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = self._read(piece)
            if len(self._lines) > _KEPT_LINES:
                self._lines.popitem(last=False)
        return line

    def _read(self, piece: int) -> ShownLine:
        masks = self.snapshot.wanted.masks
        start = self._pieces.start(piece)
        end = self._pieces.start(piece + 1)
        raw = self._file.read(start, end - start)
        number, continues = self._pieces.line(piece) if piece < self._pieces.index.pieces else (0, True)
        if masks and (continues or end - start >= BLOCK):
            raw = self._masked_across(raw, start, masks)
        spans = shown_spans(raw, masks)
        text = "".join(span.text for span in spans)
        columns = () if text.isascii() else cell_starts(text)
        return ShownLine(piece, start, 0 if continues else number, spans, text, self._level_of(raw), columns)

    def _masked_across(self, raw: bytes, start: int, masks: Sequence[str]) -> bytes:
        """``raw`` without the parts of secrets that lie across its ends."""
        longest = max(len(mask.encode()) for mask in masks)
        lead = min(start, longest)
        around = self._file.read(start - lead, lead + len(raw) + longest)
        for mask in masks:
            secret = mask.encode()
            at = around.find(secret) if secret else -1
            while at >= 0:
                first, last = max(0, at - lead), min(len(raw), at - lead + len(secret))
                if first < last and last - first < len(secret):
                    raw = raw[:first] + b"*" * (last - first) + raw[last:]
                at = around.find(secret, at + 1)
        return raw

    def time_label(self, line: ShownLine, step: int) -> str:
        owner = self.steps[step] if step >= 0 else None
        return self._times.label(line.offset, self.time_mode, self.execution, owner) if line.number else ""

    def step_seconds(self, step: Step, now_s: float) -> float | None:
        """How long ``step`` took, or has been running at ``now_s`` (since boot)."""
        if step.duration_s is not None:
            return step.duration_s
        running = step.status is StepStatus.RUNNING and step.started_boot_us is not None
        return max(0.0, now_s - (step.started_boot_us or 0) / 1e6) if running else None

    # -- from lines to places and back

    def piece_of_line(self, number: int) -> int:
        return self._pieces.of_line(number)

    def number_of(self, piece: int) -> int:
        return self._pieces.line(piece)[0] if piece < self._pieces.index.pieces else 0

    def reveal(self, piece: int) -> int:
        """The row of ``piece``, its step unfolded if need be."""
        row = self.row(self.rows.of_piece(piece)) if self.rows.total else None
        if row is not None and row.kind is RowKind.STEP and self.is_folded(row.step):
            self.fold(row.step, False)
        for group in self.groups_around(piece):
            if group != self.group_at(piece) and self.is_group_folded(group):
                self.fold_group(group, False)
        return self.rows.of_piece(piece)

    def texts(self, first: tuple[int, int], last: tuple[int, int]) -> Iterator[str]:
        """The shown text from (piece, character) ``first`` to before ``last``, line by line."""
        row, end = self.rows.of_piece(first[0]), self.rows.of_piece(last[0])
        while row <= end and row < self.rows.total:
            each = self.row(row)
            row += 1
            if each.kind is not RowKind.LINE or not first[0] <= each.item <= last[0]:
                continue
            text = self.line(each.item).text
            stop = last[1] if each.item == last[0] else len(text)
            yield text[first[1] if each.item == first[0] else 0 : stop]
