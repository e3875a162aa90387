"""Which artifacts and executions have been kept for as long as they were to be kept, found by narrow indices."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from stepflow_desktop.core.store_values import text_of

_DAY_US = 86_400_000_000
_ENDED = "e.completed_us IS NOT NULL AND e.status NOT IN ('pending', 'running')"

_ARTIFACTS = f"""
    SELECT a.artifact_row, a.id, e.id FROM artifacts AS a CROSS JOIN executions AS e ON e.row_id = a.execution_row
    WHERE a.retention_days IS NOT NULL AND a.retention_days > 0 AND a.created_us < ? - a.retention_days * {_DAY_US}
        AND a.artifact_row > ? AND {_ENDED}
    ORDER BY a.artifact_row LIMIT ?
"""
_ARTIFACTS_BY_DEFAULT = f"""
    SELECT a.artifact_row, a.id, e.id FROM artifacts AS a CROSS JOIN executions AS e ON e.row_id = a.execution_row
    WHERE a.retention_days IS NULL AND a.created_us < ? AND a.artifact_row > ? AND {_ENDED}
    ORDER BY a.artifact_row LIMIT ?
"""
_OF_THEIR_OWN = f"""
    SELECT e.row_id, e.id, e.id FROM executions AS e
    WHERE e.retention_days IS NOT NULL AND e.retention_days > 0 AND e.completed_us < ? - e.retention_days * {_DAY_US}
        AND e.row_id > ? AND {_ENDED}
    ORDER BY e.row_id LIMIT ?
"""
# Nothing ends before it is created, so the index of order leaves only what may be due.
_BY_DEFAULT = f"""
    SELECT e.row_id, e.id, e.id FROM executions AS e INDEXED BY executions_in_order
    WHERE e.created_us < ? AND e.retention_days IS NULL AND e.completed_us < ? AND e.row_id > ? AND {_ENDED}
    ORDER BY e.row_id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Due:
    """``row`` orders the batches; for an execution ``id`` and ``execution_id`` are the same."""

    row: int
    id: str
    execution_id: str


def due_artifacts(connection: sqlite3.Connection, now_us: int, days: int, after: int, limit: int) -> list[Due]:
    """Those that say themselves how long they are kept, and after ``days`` (0: never) those that do not."""
    found = _found(connection, _ARTIFACTS, (now_us, after, limit))
    if days:
        found += _found(connection, _ARTIFACTS_BY_DEFAULT, (now_us - days * _DAY_US, after, limit))
    return sorted(found, key=lambda due: due.row)[:limit]


def due_executions(connection: sqlite3.Connection, now_us: int, days: int, after: int, limit: int) -> list[Due]:
    """Those that say themselves how long they are kept, and after ``days`` (0: never) those that do not."""
    found = _found(connection, _OF_THEIR_OWN, (now_us, after, limit))
    end_us = now_us - days * _DAY_US
    oldest_us = connection.execute("SELECT min(created_us) FROM executions").fetchone()[0]
    if days and oldest_us is not None and oldest_us < end_us:
        found += _found(connection, _BY_DEFAULT, (end_us, end_us, after, limit))
    return sorted(found, key=lambda due: due.row)[:limit]


def newest_creation_us(connection: sqlite3.Connection) -> int | None:
    found: int | None = connection.execute("SELECT max(created_us) FROM executions").fetchone()[0]
    return found


def _found(connection: sqlite3.Connection, sql: str, values: tuple[int, ...]) -> list[Due]:
    return [Due(row, text_of(id_), text_of(execution_id)) for row, id_, execution_id in connection.execute(sql, values)]
