"""What the store reads of earlier runs of a command: functions of the connection, run on the reader's thread.

The first way to tell "the same command" that finds another run is taken: the template, else the command in its folder,
else the program and script under the same name. Each looks at the newest runs only, so that a command that has run a
million times is answered as fast as any other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stepflow_desktop.core.encoding import masked
from stepflow_desktop.core.history import (
    COUNTED_RUNS,
    MOST_STEPS,
    NO_HISTORY,
    PastRun,
    PastRuns,
    PastStep,
    RunHistory,
    keys_of,
    learned,
)
from stepflow_desktop.core.model import Execution, ExecutionStatus, StepStatus
from stepflow_desktop.core.persistent import EMPTY
from stepflow_desktop.core.run_keys import TEMPLATE, alike_key, program_and_script, same_key, template_of
from stepflow_desktop.core.run_state import PARENT
from stepflow_desktop.core.store_connection import snapshot
from stepflow_desktop.core.store_queries import execution_with_id, executions_in_rows
from stepflow_desktop.core.store_values import mapping_of, stored, strings_of, text_of

LOOKED_AT = 1_000
MOST_COUNTED = 2_000
_NEWEST = 2**62

_FOUND = (
    "SELECT k.execution_row, e.status, e.duration_s, e.command, e.working_directory, e.name FROM execution_keys AS k "
    "CROSS JOIN executions AS e ON e.row_id = k.execution_row WHERE k.{key} = ? AND k.execution_row < ? "
    "ORDER BY k.execution_row DESC LIMIT ?"
)
_STEPS = (
    "SELECT id, name, status, duration_s, metadata FROM steps WHERE execution_row = ? AND step_index < ? "
    "ORDER BY step_index"
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for runs of, begun before the row ``before``."""

    command: str
    working_directory: str
    name: str
    template: str = ""
    before: int = _NEWEST


def sought_of(execution: Execution) -> Sought:
    return Sought(
        execution.command,
        execution.working_directory,
        execution.name,
        template_of(execution.metadata),
        execution.row_id or _NEWEST,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    row_id: int
    status: str
    duration_s: float | None


def history(connection: sqlite3.Connection, sought: Sought) -> RunHistory:
    """What the last completed runs tell."""
    with snapshot(connection):
        for way in _WAYS:
            done = []
            for found in way(connection, sought):
                if found.status == ExecutionStatus.COMPLETED and found.duration_s is not None:
                    done.append(PastRun(found.duration_s, _steps(connection, found.row_id)))
                if len(done) == COUNTED_RUNS:
                    break
            if done:
                return learned(done)
    return NO_HISTORY


def history_with_id(connection: sqlite3.Connection, execution_id: str) -> RunHistory | None:
    """The same of an execution that is there; None if it is not."""
    execution = execution_with_id(connection, execution_id)
    return None if execution is None else history(connection, sought_of(execution))


def past_runs(connection: sqlite3.Connection, execution: Execution, limit: int, *, earlier: bool) -> PastRuns:
    """Runs of the same command as ``execution``, itself among them; with ``earlier`` only those before it."""
    sought = sought_of(execution)
    if not earlier:
        sought = Sought(sought.command, sought.working_directory, sought.name, sought.template)
    with snapshot(connection):
        rows: list[int] = []
        for way in _WAYS:
            rows = [found.row_id for found in way(connection, sought, MOST_COUNTED)]
            if set(rows) - {execution.row_id}:
                break
        shown = executions_in_rows(connection, rows[:limit]) if rows else ()
    return PastRuns(shown, len(rows))


def _of_template(connection: sqlite3.Connection, sought: Sought, limit: int = LOOKED_AT) -> Iterator[_Found]:
    if sought.template:
        key = same_key("", "", {TEMPLATE: sought.template})
        for row in connection.execute(_FOUND.format(key="same"), (key, sought.before, limit)):
            yield _found(row)


def _same(connection: sqlite3.Connection, sought: Sought, limit: int = LOOKED_AT) -> Iterator[_Found]:
    key = same_key(sought.command, sought.working_directory, EMPTY)
    for row in connection.execute(_FOUND.format(key="same"), (key, sought.before, limit)):
        if (text_of(row[3]), text_of(row[4])) == (sought.command, sought.working_directory):
            yield _found(row)


def _alike(connection: sqlite3.Connection, sought: Sought, limit: int = LOOKED_AT) -> Iterator[_Found]:
    wanted = program_and_script(sought.command)
    row: Any
    for row in connection.execute(_FOUND.format(key="alike"), (alike_key(sought.command), sought.before, limit)):
        if text_of(row[5]) == sought.name and program_and_script(text_of(row[3])) == wanted:
            yield _found(row)


_WAYS = (_of_template, _same, _alike)


def _found(row: Any) -> _Found:
    return _Found(row[0], row[1], row[2])


def _steps(connection: sqlite3.Connection, row_id: int) -> tuple[PastStep, ...]:
    """The steps that ran, whether they failed or not: the run went on from there."""
    rows = connection.execute(_STEPS, (row_id, MOST_STEPS)).fetchall()
    keys = keys_of(text_of(row[1]) for row in rows)
    by_id = {row[0]: key for row, key in zip(rows, keys, strict=True)}
    state = connection.execute("SELECT masks FROM run_states WHERE execution_row = ?", (row_id,)).fetchone()
    masks = strings_of(state[0]) if state else ()
    return tuple(
        PastStep(
            key, str(masked(text_of(name), masks)), took_s, by_id.get(stored(str(mapping_of(metadata).get(PARENT, ""))))
        )
        for (_, name, status, took_s, metadata), key in zip(rows, keys, strict=True)
        if status in (StepStatus.COMPLETED, StepStatus.FAILED) and took_s is not None
    )


def _parent(metadata: str | None) -> str | bytes:
    return stored(str(mapping_of(metadata).get(PARENT, "")))
