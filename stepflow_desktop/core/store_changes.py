"""What the store writes: functions of the connection, run inside the writer's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from stepflow_desktop import errors
from stepflow_desktop.core.model import Execution
from stepflow_desktop.core.run_keys import alike_key, same_key
from stepflow_desktop.core.store_queries import execution_with_key
from stepflow_desktop.core.store_rows import (
    ANNOTATION_COLUMNS,
    ARTIFACT_COLUMNS,
    CHANGING_COLUMNS,
    GIVEN_COLUMNS,
    RUN_STATE_COLUMNS,
    STEP_COLUMNS,
    Saved,
    annotation_values,
    artifact_values,
    changing_values,
    given_values,
    run_state_values,
    step_values,
)
from stepflow_desktop.core.store_values import stored


def _insert(table: str, columns: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _upsert(table: str, key: Sequence[str], columns: Sequence[str]) -> str:
    changes = ", ".join(f"{column} = excluded.{column}" for column in columns if column not in key)
    return f"{_insert(table, columns)} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}"


_INSERT_EXECUTION = _insert("executions", (*GIVEN_COLUMNS, *CHANGING_COLUMNS, "idempotency_key")) + " RETURNING row_id"
_INSERT_KEYS = _insert("execution_keys", ("execution_row", "same", "alike"))
_UPDATE_EXECUTION = (
    f"UPDATE executions SET {', '.join(f'{column} = ?' for column in CHANGING_COLUMNS)} WHERE id = ? RETURNING row_id"
)
_SAVE_STEP = _upsert("steps", ("execution_row", "step_index"), ("execution_row", *STEP_COLUMNS))
_SAVE_ARTIFACT = _upsert("artifacts", ("id",), ("execution_row", *ARTIFACT_COLUMNS))
_ADD_ANNOTATION = _insert("annotations", ("execution_row", *ANNOTATION_COLUMNS))
_SAVE_RUN_STATE = _upsert("run_states", ("execution_row",), ("execution_row", *RUN_STATE_COLUMNS))


def save(connection: sqlite3.Connection, rows: Iterable[Saved]) -> None:
    for saved in rows:
        row_id = _insert_execution(connection, saved) if saved.new else _update_execution(connection, saved)
        _save_parts(connection, row_id, saved)


def insert(connection: sqlite3.Connection, saved: Saved) -> Execution:
    """The execution with its row id; if its idempotency key has been used, the execution of then."""
    if saved.idempotency_key is not None:
        earlier = execution_with_key(connection, saved.idempotency_key)
        if earlier is not None:
            return earlier
    row_id = _insert_execution(connection, saved)
    _save_parts(connection, row_id, saved)
    return replace(saved.execution, row_id=row_id)


def delete(connection: sqlite3.Connection, execution_id: str) -> None:
    connection.execute("DELETE FROM executions WHERE id = ?", (stored(execution_id),))


def _insert_execution(connection: sqlite3.Connection, saved: Saved) -> int:
    key = None if saved.idempotency_key is None else stored(saved.idempotency_key)
    values = (*given_values(saved.execution), *changing_values(saved.execution), key)
    ((row_id,),) = connection.execute(_INSERT_EXECUTION, values).fetchall()
    given = saved.execution
    same = same_key(given.command, given.working_directory, given.metadata)
    connection.execute(_INSERT_KEYS, (row_id, same, alike_key(given.command)))
    return int(row_id)


def _update_execution(connection: sqlite3.Connection, saved: Saved) -> int:
    execution = saved.execution
    found = connection.execute(_UPDATE_EXECUTION, (*changing_values(execution), stored(execution.id))).fetchall()
    if not found:
        raise errors.NotFound("There is no execution {id}.", id=execution.id)
    return int(found[0][0])


def _save_parts(connection: sqlite3.Connection, row_id: int, saved: Saved) -> None:
    if saved.steps:
        connection.executemany(_SAVE_STEP, [(row_id, *step_values(step)) for step in saved.steps])
    if saved.removed_artifacts:
        connection.executemany(
            "DELETE FROM artifacts WHERE id = ? AND execution_row = ?",
            [(stored(artifact_id), row_id) for artifact_id in saved.removed_artifacts],
        )
    if saved.artifacts:
        connection.executemany(_SAVE_ARTIFACT, [(row_id, *artifact_values(artifact)) for artifact in saved.artifacts])
    if saved.annotations:
        connection.executemany(
            _ADD_ANNOTATION, [(row_id, *annotation_values(annotation)) for annotation in saved.annotations]
        )
    if saved.run_state:
        connection.execute(_SAVE_RUN_STATE, (row_id, *run_state_values(saved.run_state)))
