"""Single artifacts and pages of them, newest first."""

from __future__ import annotations

import sqlite3
from typing import Any

from stepflow_desktop.core.model import Artifact, ArtifactPage, ArtifactQuery
from stepflow_desktop.core.store_connection import snapshot
from stepflow_desktop.core.store_queries import counters
from stepflow_desktop.core.store_rows import ARTIFACT_COLUMNS, artifact_of
from stepflow_desktop.core.store_values import stored, text_of

_ARTIFACT = (
    f"SELECT a.artifact_row, e.id, {', '.join(f'a.{column}' for column in ARTIFACT_COLUMNS)} "
    "FROM artifacts AS a CROSS JOIN executions AS e ON e.row_id = a.execution_row"
)


def artifact_with_id(connection: sqlite3.Connection, artifact_id: str) -> Artifact | None:
    row = connection.execute(f"{_ARTIFACT} WHERE a.id = ?", (stored(artifact_id),)).fetchone()
    return artifact_of(row[2:], text_of(row[1])) if row else None


def list_artifacts(connection: sqlite3.Connection, query: ArtifactQuery) -> ArtifactPage:
    with snapshot(connection):
        source, values = select_artifacts(query)
        count = _count(connection, query, source, values)
        found = connection.execute(artifact_page_sql(source), (*values, query.limit, query.offset)).fetchall()
        artifacts = _artifacts_in_rows(connection, [row for (row,) in found])
    return ArtifactPage(artifacts, count, query.offset + len(artifacts) < count)


def artifact_page_sql(source: str) -> str:
    return f"SELECT a.artifact_row FROM {source} ORDER BY 1 DESC LIMIT ? OFFSET ?"


def select_artifacts(query: ArtifactQuery) -> tuple[str, list[Any]]:
    """What follows FROM, and its values: the narrowest filter drives, by its index."""
    conditions, values, indices = [], [], []
    if query.execution_id is not None:
        conditions.append("a.execution_row = (SELECT row_id FROM executions WHERE id = ?)")
        values.append(stored(query.execution_id))
        indices.append("artifacts_by_execution")
    if query.step_id is not None:
        conditions.append("a.step_id = ?")
        values.append(stored(query.step_id))
        indices.append("artifacts_by_step")
    if query.artifact_type is not None:
        conditions.append("a.artifact_type = ?")
        values.append(query.artifact_type.value)
        indices.append("artifacts_by_type")
    if not conditions:
        return "artifacts AS a", values
    # A step has fewer artifacts than its execution, and that has fewer than a type.
    index = "artifacts_by_step" if "artifacts_by_step" in indices else indices[0]
    return f"artifacts AS a INDEXED BY {index} WHERE {' AND '.join(conditions)}", values


def _count(connection: sqlite3.Connection, query: ArtifactQuery, source: str, values: list[Any]) -> int:
    if query.execution_id is None and query.step_id is None:
        by_type = counters(connection, "artifact_type")
        return sum(by_type.values()) if query.artifact_type is None else by_type.get(query.artifact_type.value, 0)
    return int(connection.execute(f"SELECT count(*) FROM {source}", values).fetchone()[0])


def _artifacts_in_rows(connection: sqlite3.Connection, rows: list[int]) -> tuple[Artifact, ...]:
    marks = ", ".join("?" * len(rows))
    found = connection.execute(f"{_ARTIFACT} WHERE a.artifact_row IN ({marks})", rows)
    by_row = {row[0]: artifact_of(row[2:], text_of(row[1])) for row in found}
    return tuple(by_row[row] for row in rows)
