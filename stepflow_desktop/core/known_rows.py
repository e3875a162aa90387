"""Executions that have ended, by their row: from one list to the next most of them are the same.

Reading forty columns of a row and making a value of them costs ten times what it takes to see that it is the same one.
What has ended is changed by people only, and every change of theirs takes a number of the execution's messages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from stepflow_desktop.core.model import Execution
from stepflow_desktop.core.store_rows import Row, execution_of
from stepflow_desktop.core.store_values import text_of

MOST = 4_096

Version = tuple[str, int]


class KnownRows:
    """Values by row id, each with the id and the ``seq`` that it was read with. Used on one thread."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._rows: dict[int, tuple[Version, Execution]] = {}

    def clear(self) -> None:
        self._rows.clear()

    def executions(
        self, connection: sqlite3.Connection, row_ids: Sequence[int], read: Callable[[Sequence[int]], Sequence[Row]]
    ) -> tuple[Execution, ...]:
        """The executions of these rows, in their order; ``read`` fetches whole rows by their ids."""
        marks = ", ".join("?" * len(row_ids))
        found = connection.execute(f"SELECT row_id, id, seq FROM executions WHERE row_id IN ({marks})", row_ids)
        versions = {row: (text_of(each), seq) for row, each, seq in found}
        values: dict[int, Execution] = {}
        for row_id, version in versions.items():
            known = self._rows.get(row_id)
            if known is not None and known[0] == version:
                values[row_id] = known[1]
        missing = [row_id for row_id in row_ids if row_id not in values]
        for row in read(missing) if missing else ():
            values[row[0]] = value = execution_of(row)
            if value.status.is_final:
                self._keep(row[0], versions[row[0]], value)
        return tuple(values[row_id] for row_id in row_ids)

    def _keep(self, row_id: int, version: Version, value: Execution) -> None:
        if len(self._rows) >= self._most:
            # The older half: which ones are asked for again is not worth counting on every hit.
            for old in list(self._rows)[: self._most // 2]:
                del self._rows[old]
        self._rows[row_id] = (version, value)
