"""What the database says about the room that executions take. These look at every row, so they have a connection of
their own: nobody else's question waits for them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.core.store_values import text_of

LARGEST = 3
_FINAL = tuple(status.value for status in ExecutionStatus if status.is_final)
_BY_EXECUTION = (
    "SELECT row_id AS row, log_size AS size FROM executions UNION ALL SELECT execution_row, file_size FROM artifacts"
)


@dataclass(frozen=True, slots=True)
class Large:
    """An execution and the bytes of its log and artifacts together."""

    id: str
    name: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Usage:
    artifacts_bytes: int
    logs_bytes: int
    largest: tuple[Large, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """Executions that have ended before some moment, oldest first, and what goes with them."""

    ids: tuple[str, ...] = ()
    artifacts: int = 0
    size_bytes: int = 0


def usage(connection: sqlite3.Connection) -> Usage:
    (artifacts,) = connection.execute("SELECT coalesce(sum(file_size), 0) FROM artifacts").fetchone()
    (logs,) = connection.execute("SELECT coalesce(sum(log_size), 0) FROM executions").fetchone()
    rows = connection.execute(
        "SELECT e.id, e.name, sums.total FROM"
        f" (SELECT row, sum(size) AS total FROM ({_BY_EXECUTION}) GROUP BY row ORDER BY total DESC LIMIT ?) AS sums"
        " JOIN executions AS e ON e.row_id = sums.row WHERE sums.total > 0 ORDER BY sums.total DESC, e.row_id DESC",
        (LARGEST,),
    )
    return Usage(artifacts, logs, tuple(Large(text_of(row[0]), text_of(row[1]), row[2]) for row in rows))


def ended_before(connection: sqlite3.Connection, before_us: int) -> Ended:
    marks = ", ".join("?" * len(_FINAL))
    rows = connection.execute(
        "SELECT e.id, e.log_size, count(a.artifact_row), coalesce(sum(a.file_size), 0) FROM executions AS e"
        " LEFT JOIN artifacts AS a ON a.execution_row = e.row_id"
        f" WHERE e.status IN ({marks}) AND e.completed_us < ? GROUP BY e.row_id ORDER BY e.row_id",
        (*_FINAL, before_us),
    ).fetchall()
    return Ended(
        tuple(text_of(row[0]) for row in rows), sum(row[2] for row in rows), sum(row[1] + row[3] for row in rows)
    )
