"""What the store reads of single executions: functions of the connection, run on the reader's thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from stepflow_desktop.core.known_rows import KnownRows
from stepflow_desktop.core.model import Annotation, Artifact, Execution, ExecutionDetails, ExecutionStatus, Step
from stepflow_desktop.core.store_connection import snapshot
from stepflow_desktop.core.store_rows import (
    ANNOTATION_COLUMNS,
    ARTIFACT_COLUMNS,
    EXECUTION_COLUMNS,
    RUN_STATE_COLUMNS,
    STEP_COLUMNS,
    Row,
    RunStateRow,
    annotation_of,
    artifact_of,
    execution_of,
    run_state_of,
    step_of,
)
from stepflow_desktop.core.store_values import json_of, json_text, optional_instant, stored, strings_of, text_of

_EXECUTION = f"SELECT {', '.join(EXECUTION_COLUMNS)} FROM executions"
_STEPS = f"SELECT {', '.join(STEP_COLUMNS)} FROM steps WHERE execution_row = ? ORDER BY step_index"
_ARTIFACTS = f"SELECT {', '.join(ARTIFACT_COLUMNS)} FROM artifacts WHERE execution_row = ? ORDER BY artifact_row"
_ANNOTATIONS = (
    f"SELECT {', '.join(ANNOTATION_COLUMNS)} FROM annotations WHERE execution_row = ? "
    "ORDER BY log_offset, annotation_row"
)
_ROW_ID = "(SELECT row_id FROM executions WHERE id = ?)"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseInfo:
    """How the database stands. ``size_bytes`` includes the write-ahead log, ``cache_size`` is in pages."""

    path: Path
    size_bytes: int
    wal_mode: str
    cache_size: int
    table_counts: dict[str, int]
    status_counts: dict[ExecutionStatus, int]
    oldest_execution: datetime | None
    newest_execution: datetime | None


def execution_with_id(connection: sqlite3.Connection, execution_id: str) -> Execution | None:
    row = connection.execute(f"{_EXECUTION} WHERE id = ?", (stored(execution_id),)).fetchone()
    return execution_of(row) if row else None


def execution_with_key(connection: sqlite3.Connection, key: str) -> Execution | None:
    """The execution that was inserted under this idempotency key."""
    row = connection.execute(f"{_EXECUTION} WHERE idempotency_key = ?", (stored(key),)).fetchone()
    return execution_of(row) if row else None


def executions_in_rows(
    connection: sqlite3.Connection, row_ids: Sequence[int], known: KnownRows | None = None
) -> tuple[Execution, ...]:
    """The executions of these rows, in their order; ``known`` spares reading those that it has."""

    def read(wanted: Sequence[int]) -> list[Row]:
        marks = ", ".join("?" * len(wanted))
        return connection.execute(f"{_EXECUTION} WHERE row_id IN ({marks})", wanted).fetchall()

    if known is not None:
        return known.executions(connection, row_ids, read)
    by_row = {row[0]: execution_of(row) for row in read(row_ids)}
    return tuple(by_row[row_id] for row_id in row_ids)


def unfinished(connection: sqlite3.Connection) -> list[Execution]:
    rows = connection.execute(
        f"{_EXECUTION} WHERE status IN (?, ?) ORDER BY row_id", (ExecutionStatus.PENDING, ExecutionStatus.RUNNING)
    )
    return [execution_of(row) for row in rows]


def steps(connection: sqlite3.Connection, execution_id: str) -> tuple[Step, ...]:
    found = connection.execute(_STEPS.replace("= ?", f"= {_ROW_ID}"), (stored(execution_id),))
    return tuple(step_of(row, execution_id) for row in found)


MOST_STEPS = 200
"""More steps than this are not read for a row of a list."""

_STEPS_OF_MANY = (
    f"SELECT e.id, {', '.join(f's.{column}' for column in STEP_COLUMNS)} FROM json_each(?) AS wanted "
    "CROSS JOIN executions AS e ON e.id = wanted.value CROSS JOIN steps AS s ON s.execution_row = e.row_id "
    f"WHERE e.total_steps <= {MOST_STEPS} ORDER BY e.row_id, s.step_index"
)
_MASKS_OF_MANY = (
    "SELECT e.id, r.masks FROM json_each(?) AS wanted CROSS JOIN executions AS e ON e.id = wanted.value "
    "CROSS JOIN run_states AS r ON r.execution_row = e.row_id WHERE r.masks IS NOT NULL"
)


def steps_of_many(
    connection: sqlite3.Connection, execution_ids: Sequence[str]
) -> dict[str, tuple[tuple[Step, ...], tuple[str, ...]]]:
    """Steps and masked words of each of these executions that has steps, and not too many for a row."""
    ids = json_text(list(execution_ids))
    with snapshot(connection):
        masks = {text_of(row[0]): strings_of(row[1]) for row in connection.execute(_MASKS_OF_MANY, (ids,))}
        found: dict[str, list[Step]] = {}
        for row in connection.execute(_STEPS_OF_MANY, (ids,)):
            execution_id = text_of(row[0])
            found.setdefault(execution_id, []).append(step_of(row[1:], execution_id))
    return {execution_id: (tuple(steps), masks.get(execution_id, ())) for execution_id, steps in found.items()}


_READING = "SELECT masks, extra FROM run_states WHERE execution_row = ?"


def details(connection: sqlite3.Connection, execution_id: str) -> ExecutionDetails | None:
    with snapshot(connection):
        execution = execution_with_id(connection, execution_id)
        if execution is None:
            return None
        row = (execution.row_id,)
        state = connection.execute(_READING, row).fetchone()
        return ExecutionDetails(
            execution=execution,
            steps=tuple(step_of(found, execution_id) for found in connection.execute(_STEPS, row)),
            artifacts=_artifacts(connection, execution),
            annotations=_annotations(connection, execution),
            masks=strings_of(state[0]) if state else (),
            literal=tuple((start, end) for start, end in json_of(state[1]).get("literal", ())) if state else (),
        )


def _artifacts(connection: sqlite3.Connection, execution: Execution) -> tuple[Artifact, ...]:
    found = connection.execute(_ARTIFACTS, (execution.row_id,))
    return tuple(artifact_of(row, execution.id) for row in found)


def _annotations(connection: sqlite3.Connection, execution: Execution) -> tuple[Annotation, ...]:
    found = connection.execute(_ANNOTATIONS, (execution.row_id,))
    return tuple(annotation_of(row, execution.id) for row in found)


def run_state(connection: sqlite3.Connection, execution_id: str) -> RunStateRow | None:
    row = connection.execute(
        f"SELECT {', '.join(RUN_STATE_COLUMNS)} FROM run_states WHERE execution_row = {_ROW_ID}",
        (stored(execution_id),),
    ).fetchone()
    return run_state_of(row) if row else None


def all_ids(connection: sqlite3.Connection) -> set[str]:
    return {text_of(row[0]) for row in connection.execute("SELECT id FROM executions")}


def counters(connection: sqlite3.Connection, kind: str) -> dict[str, int]:
    return dict(connection.execute("SELECT key, n FROM counters WHERE kind = ?", (kind,)).fetchall())


def status_counts(connection: sqlite3.Connection) -> dict[ExecutionStatus, int]:
    """Every status, also those that no execution has."""
    found = counters(connection, "status")
    return {status: found.get(status.value, 0) for status in ExecutionStatus}


def info(connection: sqlite3.Connection, path: Path) -> DatabaseInfo:
    with snapshot(connection):
        by_status = status_counts(connection)
        tables = {
            "executions": sum(by_status.values()),
            "steps": counters(connection, "table").get("steps", 0),
            "artifacts": sum(counters(connection, "artifact_type").values()),
        }
        (oldest,) = connection.execute("SELECT min(created_us) FROM executions").fetchone()
        (newest,) = connection.execute("SELECT max(created_us) FROM executions").fetchone()
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        (cache,) = connection.execute("PRAGMA cache_size").fetchone()
    return DatabaseInfo(
        path=path,
        size_bytes=sum(_size(file) for file in (path, path.with_name(f"{path.name}-wal"))),
        wal_mode=mode,
        cache_size=cache,
        table_counts=tables,
        status_counts=by_status,
        oldest_execution=optional_instant(oldest),
        newest_execution=optional_instant(newest),
    )


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
