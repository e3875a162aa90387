"""The rows of the list of executions, headings among them, kept in order and found by bisection."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stepflow_desktop.core.model import Execution, Step
from stepflow_desktop.gui.models.execution_groups import Group, Place, heading_place


@dataclass(slots=True)
class Row:
    """A heading (``execution`` None) of so many ``members``, or an execution."""

    place: Place
    group: Group
    execution: Execution | None = None
    steps: tuple[Step, ...] = ()
    members: int = 0


def by_place(row: Row) -> Place:
    return row.place


class RowList(list[Row]):
    """Sorted by ``place`` at all times; whoever changes it keeps it so."""

    def find(self, place: Place) -> int:
        """Where a row of this place stands or would stand."""
        return bisect_left(self, place, key=by_place)

    def position(self, row: Row) -> int:
        return self.find(row.place)

    def heading(self, group: Group) -> Row | None:
        place = heading_place(group)
        position = self.find(place)
        row = self[position] if position < len(self) else None
        return row if row is not None and row.place == place else None

    def runs(self, rows: Sequence[Row]) -> Iterator[tuple[int, Sequence[Row]]]:
        """``rows``, sorted, in runs that go in at one position each. Insert a run before taking the next."""
        done = 0
        while done < len(rows):
            position = self.find(rows[done].place)
            until = len(rows)
            if position < len(self):
                until = bisect_left(rows, self[position].place, key=by_place)
            yield position, rows[done:until]
            done = until

    def insert_run(self, position: int, rows: Sequence[Row]) -> None:
        self[position:position] = rows
