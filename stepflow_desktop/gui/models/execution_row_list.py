"""The rows of the list of executions, headings among them, kept in order and found by bisection."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stepflow_desktop.core.model import Execution, Step
from stepflow_desktop.gui.models.execution_groups import Group, Order, heading_order


@dataclass(slots=True)
class Row:
    """A heading (``execution`` None) of so many ``members``, or an execution."""

    order: Order
    group: Group
    execution: Execution | None = None
    steps: tuple[Step, ...] = ()
    members: int = 0


def by_order(row: Row) -> Order:
    return row.order


class RowList(list[Row]):
    """Sorted by ``order`` at all times; whoever changes it keeps it so."""

    def place(self, order: Order) -> int:
        """Where a row of this order stands or would stand."""
        return bisect_left(self, order, key=by_order)

    def position(self, row: Row) -> int:
        return self.place(row.order)

    def heading(self, group: Group) -> Row | None:
        order = heading_order(group)
        position = self.place(order)
        row = self[position] if position < len(self) else None
        return row if row is not None and row.order == order else None

    def runs(self, rows: Sequence[Row]) -> Iterator[tuple[int, Sequence[Row]]]:
        """``rows``, sorted, in runs that go in at one position each. Insert a run before taking the next."""
        done = 0
        while done < len(rows):
            position = self.place(rows[done].order)
            until = len(rows)
            if position < len(self):
                until = bisect_left(rows, self[position].order, key=by_order)
            yield position, rows[done:until]
            done = until

    def insert_run(self, position: int, rows: Sequence[Row]) -> None:
        self[position:position] = rows
