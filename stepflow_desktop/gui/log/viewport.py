"""Which rows stand where: the arithmetic of scrolling, without a widget.

The place is a row and, where lines are wrapped, the visual line of it that comes first. Nothing is ever shown half
at the top, and the end of the log is the last place that leaves no room below.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from stepflow_desktop.gui.log.document import LogDocument
from stepflow_desktop.gui.log.rows import RowKind

LINE_HEIGHT = 20
HEADER_HEIGHT = 32
ARTIFACT_HEIGHT = 22
TOP_GAP = 6
BOTTOM_GAP = 8


class Placed(NamedTuple):
    """Row ``number`` at ``y``; ``skipped`` visual lines of it lie above the top."""

    number: int
    y: int
    height: int
    skipped: int


class Viewport:
    """Where ``document`` is scrolled to in a window ``height`` pixels high.

    ``wrap_columns`` is 0 where lines are not wrapped. ``line_height`` follows the size of the font.
    """

    def __init__(self) -> None:
        self.document: LogDocument | None = None
        self.height = 0
        self.wrap_columns = 0
        self.line_height = LINE_HEIGHT
        self.top = 0
        self.skipped = 0

    @property
    def total(self) -> int:
        return self.document.rows.total if self.document is not None else 0

    def visual_lines(self, number: int) -> int:
        """How many lines row ``number`` takes up."""
        if self.document is None or not self.wrap_columns:
            return 1
        row = self.document.row(number)
        if row.kind is not RowKind.LINE:
            return 1
        return max(1, -(-self.document.line(row.item).width // self.wrap_columns))

    def row_height(self, number: int) -> int:
        assert self.document is not None
        kind = self.document.row(number).kind
        if kind is RowKind.LINE:
            return self.line_height * self.visual_lines(number)
        return HEADER_HEIGHT if kind is RowKind.STEP else ARTIFACT_HEIGHT

    def sticky_step(self) -> int:
        """The step whose header stays at the top because its lines are there, or -1."""
        if self.document is None or self.top >= self.total:
            return -1
        row = self.document.row(self.top)
        return -1 if row.kind is RowKind.STEP else row.step

    def content_top(self) -> int:
        return TOP_GAP + (HEADER_HEIGHT if self.sticky_step() >= 0 else 0)

    def placed(self) -> Iterator[Placed]:
        """The rows that can be seen, from the top."""
        y, number, skipped = self.content_top(), self.top, self.skipped
        while number < self.total and y < self.height:
            height = self.row_height(number) - skipped * self.line_height
            yield Placed(number, y, height, skipped)
            y += height
            number, skipped = number + 1, 0

    def at(self, y: int) -> Placed | None:
        """The row at ``y``, or the nearest one."""
        last = None
        for each in self.placed():
            if last is None or y >= each.y:
                last = each
        return last

    def end(self) -> tuple[int, int]:
        """The furthest place: with it the last row is the last that fits."""
        number, left = self.total, self.height - TOP_GAP - HEADER_HEIGHT - BOTTOM_GAP
        while number > 0:
            height = self.row_height(number - 1)
            if height > left:
                lines = self.visual_lines(number - 1)
                fitting = max(0, left // self.line_height) if lines > 1 else 0
                if fitting:
                    return number - 1, lines - fitting
                return min(number, max(0, self.total - 1)), 0
            left -= height
            number -= 1
        return 0, 0

    def at_end(self) -> bool:
        return (self.top, self.skipped) >= self.end()

    def go_to(self, number: int, skipped: int = 0) -> None:
        self.top, self.skipped = min((max(0, number), max(0, skipped)), self.end())

    def scroll(self, lines: int) -> None:
        """Move by visual lines, down if positive."""
        top, skipped = self.top, self.skipped
        while lines > 0 and top < self.total:
            rest = self.visual_lines(top) - skipped
            if lines < rest:
                skipped, lines = skipped + lines, 0
            else:
                top, skipped, lines = top + 1, 0, lines - rest
        while lines < 0 and (top > 0 or skipped > 0):
            if skipped >= -lines:
                skipped, lines = skipped + lines, 0
            elif top == 0:
                skipped, lines = 0, 0
            else:
                lines += skipped + 1
                top -= 1
                skipped = self.visual_lines(top) - 1
        self.go_to(top, skipped)

    def page_lines(self) -> int:
        return max(1, (self.height - TOP_GAP - HEADER_HEIGHT) // self.line_height - 1)

    def show_row(self, number: int) -> None:
        """Bring row ``number`` into sight, a third down if it was not."""
        for each in self.placed():
            if each.number == number and each.y + self.line_height <= self.height - BOTTOM_GAP:
                return
        third = max(0, (self.height // 3) // self.line_height)
        self.top, self.skipped = number, 0
        self.scroll(-third)

    # -- keeping the place while rows come and go

    def current_step(self) -> int:
        """The step of the row at the top, or -1."""
        if self.document is None or not self.total:
            return -1
        return self.document.row(min(self.top, self.total - 1)).step

    def top_piece(self) -> int:
        """The first piece in sight."""
        if self.document is None:
            return 0
        for placed in self.placed():
            row = self.document.row(placed.number)
            if row.kind is RowKind.LINE:
                return row.item
        return self.document.snapshot.pieces

    def anchor(self) -> tuple[RowKind, int] | None:
        """What stands at the top, in terms that outlive a new row map; None at the very top."""
        document = self.document
        if document is None or not self.total or self.top == self.skipped == 0:
            return None
        row = document.row(min(self.top, self.total - 1))
        if row.kind is RowKind.ARTIFACT:
            return RowKind.LINE, document.snapshot.layout.artifact_piece[row.item]
        return row.kind, row.item

    def restore(self, anchor: tuple[RowKind, int] | None) -> None:
        """Bring back to the top what stood there."""
        if anchor is None or self.document is None:
            return
        kind, item = anchor
        rows = self.document.rows
        self.top = (rows.of_step(item) or 0) if kind is RowKind.STEP else rows.of_piece(item)
