"""Searching all artifacts, newest first, in slices that are bounded whatever is looked for.

A page goes down the rows from where the one before ended and looks at no more than so many of them: a rare word takes
several questions, none of which holds up another. One type is looked for in its own index.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from stepflow_desktop.core.artifact_search import ArtifactHits, ArtifactSearch, ArtifactTerm, FoundArtifact
from stepflow_desktop.core.model import Artifact, Execution
from stepflow_desktop.core.store_connection import snapshot
from stepflow_desktop.core.store_filters import check_of
from stepflow_desktop.core.store_history import past_runs
from stepflow_desktop.core.store_rows import ARTIFACT_COLUMNS, artifact_of
from stepflow_desktop.core.store_values import microseconds, stored, strings_of, text_of

LOOKED_AT = 20_000
_NEWEST = 2**62
# Rows are nearly in order of creation; one that is a day older than asked for has only older ones behind it.
_SLACK_US = 86_400_000_000
_COLUMNS = ", ".join(f"a.{column}" for column in ARTIFACT_COLUMNS)
_ITS_EXECUTION = "CROSS JOIN executions AS e ON e.row_id = a.execution_row"
_FOUND = (
    f"SELECT a.artifact_row, e.id, e.name, s.name, s.step_index, r.masks, {_COLUMNS} FROM artifacts AS a "
    f"{_ITS_EXECUTION} "
    "LEFT JOIN steps AS s ON s.execution_row = a.execution_row AND s.id = a.step_id "
    "LEFT JOIN run_states AS r ON r.execution_row = a.execution_row "
)
_TEXTS = ("a.name", "a.file_name", "a.description", "a.tags")


def search_artifacts(connection: sqlite3.Connection, search: ArtifactSearch) -> ArtifactHits:
    """One page, or as much of it as there is among the rows that are looked at."""
    start = search.before_row if search.before_row is not None else _NEWEST
    with snapshot(connection):
        source = "artifacts AS a"
        index_only = _type_alone(search)
        if index_only:
            source = "artifacts AS a INDEXED BY artifacts_by_type"
        elif search.runs:
            source = f"artifacts AS a {_ITS_EXECUTION}"
        conditions, values = _conditions(search)
        if not conditions or index_only:
            rows = _rows(connection, source, conditions, values, start, 0, search.limit)
            last = rows[-1] if len(rows) == search.limit else None
            return ArtifactHits(_found(connection, rows), last)
        lowest, created_us = _slice_end(connection, start)
        rows = _rows(connection, source, conditions, values, start, lowest, search.limit)
        if len(rows) == search.limit:
            return ArtifactHits(_found(connection, rows), rows[-1])
        too_old = search.since is not None and created_us < microseconds(search.since) - _SLACK_US
        return ArtifactHits(_found(connection, rows), lowest if lowest > 0 and not too_old else None)


def earlier_artifacts(
    connection: sqlite3.Connection, artifact: Artifact, execution: Execution, limit: int
) -> tuple[FoundArtifact, ...]:
    """Files of the same name in earlier runs of the same command, newest first, one of each run."""
    runs = past_runs(connection, execution, 50, earlier=True).executions
    found: list[FoundArtifact] = []
    for run in runs:
        if run.row_id == execution.row_id:
            continue
        row = connection.execute(
            "SELECT a.artifact_row FROM artifacts AS a INDEXED BY artifacts_by_execution "
            "WHERE a.execution_row = ? AND a.file_name = ? ORDER BY a.artifact_row DESC LIMIT 1",
            (run.row_id, stored(artifact.file_name)),
        ).fetchone()
        if row is not None:
            found.extend(_found(connection, [row[0]]))
        if len(found) == limit:
            break
    return tuple(found)


def _rows(
    connection: sqlite3.Connection,
    source: str,
    conditions: list[str],
    values: list[Any],
    start: int,
    lowest: int,
    limit: int,
) -> list[int]:
    where = " AND ".join(["a.artifact_row < ?", "a.artifact_row >= ?", *conditions])
    found = connection.execute(
        f"SELECT a.artifact_row FROM {source} WHERE {where} ORDER BY a.artifact_row DESC LIMIT ?",
        (start, lowest, *values, limit),
    )
    return [row for (row,) in found]


def _slice_end(connection: sqlite3.Connection, start: int) -> tuple[int, int]:
    """The lowest row to look at now (0 for all of them), and when it was created."""
    row = connection.execute(
        "SELECT artifact_row, created_us FROM artifacts WHERE artifact_row < ? ORDER BY artifact_row DESC "
        "LIMIT 1 OFFSET ?",
        (start, LOOKED_AT),
    ).fetchone()
    return (row[0], row[1]) if row else (0, 0)


def _found(connection: sqlite3.Connection, rows: list[int]) -> tuple[FoundArtifact, ...]:
    marks = ", ".join("?" * len(rows))
    by_row = {
        row[0]: FoundArtifact(
            artifact_of(row[6:], text_of(row[1])),
            text_of(row[2]),
            text_of(row[3]) if row[3] is not None else "",
            row[4] if row[4] is not None else -1,
            strings_of(row[5]) if row[5] is not None else (),
        )
        for row in connection.execute(f"{_FOUND} WHERE a.artifact_row IN ({marks})", rows)
    }
    return tuple(by_row[row] for row in rows if row in by_row)


def _type_alone(search: ArtifactSearch) -> bool:
    """Whether nothing but one type is asked for, which its index answers in order."""
    if search.since is not None or search.before is not None or search.runs or len(search.terms) != 1:
        return False
    [term] = search.terms
    return term.key == "type" and term.wanted and len(term.values) == 1


def _conditions(search: ArtifactSearch) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    if search.since is not None:
        conditions.append("a.created_us >= ?")
        values.append(microseconds(search.since))
    if search.before is not None:
        conditions.append("a.created_us < ?")
        values.append(microseconds(search.before))
    for term in search.terms:
        condition, given = _condition(term)
        conditions.append(condition if term.wanted else f"NOT ifnull({condition}, FALSE)")
        values.extend(given)
    for asked in search.runs:
        check = check_of(asked)
        conditions.append(check.sql)
        values.extend(check.values)
    return conditions, values


def _condition(term: ArtifactTerm) -> tuple[str, list[Any]]:
    match term.key:
        case "type" if len(term.values) == 1:
            return "a.artifact_type = ?", list(term.values)
        case "type":
            return f"a.artifact_type IN ({', '.join('?' * len(term.values))})", list(term.values)
        case "suffix":
            given = [stored(f"%{_escaped(value)}") for value in term.values]
            return _any(["a.file_name LIKE ? ESCAPE '\\'"] * len(given)), given
        case "tag":
            marks = ", ".join("?" * len(term.values))
            has = f"EXISTS (SELECT 1 FROM json_each({{}}) WHERE value COLLATE NOCASE IN ({marks}))"
            its = "(SELECT x.tags FROM executions AS x WHERE x.row_id = a.execution_row)"
            return _any([has.format("a.tags"), has.format(its)]), [stored(value) for value in term.values] * 2
        case "step":
            name = "(SELECT s.name FROM steps AS s WHERE s.execution_row = a.execution_row AND s.id = a.step_id)"
            given = [stored(f"%{_escaped(value)}%") for value in term.values]
            return _any([f"{name} LIKE ? ESCAPE '\\'"] * len(given)), given
        case "text":
            given = [stored(f"%{_escaped(value)}%") for value in term.values for _ in _TEXTS]
            return _any([f"{column} LIKE ? ESCAPE '\\'" for _ in term.values for column in _TEXTS]), given
    raise ValueError(f"there is no term {term.key!r}")


def _any(conditions: list[str]) -> str:
    return f"({' OR '.join(conditions)})"


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\%_" else char for char in text)
