"""Pages of executions, newest first, and how many match in all.

A page is found in two moves: its row ids by an index that holds what the filter asks about, then those rows. One
filter *drives*: the one that the counters say is rarest (a text always does). The others are checked along the way.
A time range becomes a range of row ids, since rows are nearly always in order of creation; the exact times are
checked as well. ``INDEXED BY`` and ``CROSS JOIN`` hold SQLite to these plans, whatever ``ANALYZE`` found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from stepflow_desktop.core.known_rows import KnownRows
from stepflow_desktop.core.model import Execution, ExecutionPage, ExecutionQuery, ExecutionStatus
from stepflow_desktop.core.store_connection import snapshot
from stepflow_desktop.core.store_queries import executions_in_rows
from stepflow_desktop.core.store_values import microseconds, stored

# The text index knows sequences of three characters. Shorter texts are looked for in the newest rows only.
INDEXED_TEXT_LENGTH = 3
SHORT_TEXT_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Condition:
    sql: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One filter of a query, in its two roles.

    Driving, it selects ``key`` from ``alone``, or from ``joined`` if columns of ``executions AS e`` are needed too;
    each of ``branches`` is an ordered walk of its own. Otherwise ``check`` is asked of each ``e``. ``rows`` is how
    many match, None if only counting could tell.
    """

    key: str
    alone: str
    joined: str
    branches: tuple[Condition, ...]
    check: Condition
    rows: int | None


@dataclass(frozen=True, slots=True)
class Selection:
    """``sql`` selects the matching row ids, unordered; ``count`` is their number where it is known already."""

    sql: str
    values: tuple[Any, ...]
    count: int | None


NOTHING = Selection("", (), 0)


def list_executions(
    connection: sqlite3.Connection,
    query: ExecutionQuery,
    known_count: int | None = None,
    known: KnownRows | None = None,
) -> ExecutionPage:
    """``known_count`` is the total of this filter if the caller remembers it, ``known`` spares reading rows."""
    with snapshot(connection):
        selection = select_executions(connection, query)
        count = known_count if known_count is not None else count_of(connection, selection)
        found: tuple[Execution, ...] = ()
        if query.offset < count:
            row_ids = page_of(connection, selection, query.limit, query.offset)
            found = executions_in_rows(connection, row_ids, known)
    return ExecutionPage(found, count, query.offset + len(found) < count)


def count_of(connection: sqlite3.Connection, selection: Selection) -> int:
    if selection.count is not None:
        return selection.count
    return int(connection.execute(f"SELECT count(*) FROM ({selection.sql})", selection.values).fetchone()[0])


def page_sql(selection: Selection) -> str:
    return f"{selection.sql} ORDER BY 1 DESC LIMIT ? OFFSET ?"


def page_of(connection: sqlite3.Connection, selection: Selection, limit: int, offset: int) -> list[int]:
    rows = connection.execute(page_sql(selection), (*selection.values, limit, offset))
    return [row_id for (row_id,) in rows]


def select_executions(connection: sqlite3.Connection, query: ExecutionQuery) -> Selection:
    filters = _filters(connection, query)
    if any(each.rows == 0 for each in filters):
        return NOTHING
    everything = _everything(connection)
    driver = min(filters, key=lambda each: -1 if each.rows is None else each.rows, default=everything)
    checks = [each.check for each in filters if each is not driver]
    if query.text and not _is_indexed(query.text):
        checks.append(_short_text(query.text))
    if query.since is None and query.before is None:
        return _selection(driver, checks, known=driver.rows if not checks else None)
    low, high, count = _time_range(connection, query)
    if count == 0:
        return NOTHING
    known = count if driver is everything and not checks else None
    checks.append(Condition(f"{driver.key} BETWEEN ? AND ?", (low, high)))
    checks.extend(_times(query))
    return _selection(driver, checks, known)


def _selection(driver: Filter, checks: Sequence[Condition], known: int | None) -> Selection:
    source = driver.joined if checks else driver.alone
    selects: list[str] = []
    values: list[Any] = []
    for branch in driver.branches:
        conditions = (branch, *checks)
        selects.append(f"SELECT {driver.key} FROM {source} WHERE {' AND '.join(each.sql for each in conditions)}")
        values.extend(value for each in conditions for value in each.values)
    return Selection(" UNION ALL ".join(selects), tuple(values), known)


def _filters(connection: sqlite3.Connection, query: ExecutionQuery) -> list[Filter]:
    filters = []
    statuses = tuple(dict.fromkeys(query.status))
    if statuses and len(statuses) < len(ExecutionStatus):
        filters.append(_by_status(connection, statuses))
    if query.user is not None:
        filters.append(_by_user(connection, query.user))
    if query.tag is not None:
        filters.append(_by_tag(connection, query.tag))
    if query.text and _is_indexed(query.text):
        filters.append(_by_text(query.text))
    return filters


def _counted(connection: sqlite3.Connection, kind: str, key: str | bytes) -> int:
    row = connection.execute("SELECT n FROM counters WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    return row[0] if row else 0


def _everything(connection: sqlite3.Connection) -> Filter:
    rows = connection.execute("SELECT ifnull(sum(n), 0) FROM counters WHERE kind = 'status'").fetchone()[0]
    source = "executions AS e INDEXED BY executions_in_order"
    always = Condition("TRUE")
    return Filter(key="e.row_id", alone=source, joined=source, branches=(always,), check=always, rows=rows)


def _by_status(connection: sqlite3.Connection, statuses: Sequence[ExecutionStatus]) -> Filter:
    source = "executions AS e INDEXED BY executions_by_status"
    values = tuple(status.value for status in statuses)
    return Filter(
        key="e.row_id",
        alone=source,
        joined=source,
        branches=tuple(Condition("e.status = ?", (value,)) for value in values),
        check=Condition(f"e.status IN ({', '.join('?' * len(values))})", values),
        rows=sum(_counted(connection, "status", value) for value in values),
    )


def _by_user(connection: sqlite3.Connection, user: str) -> Filter:
    source = "executions AS e INDEXED BY executions_by_user"
    condition = Condition("e.user = ?", (stored(user),))
    rows = _counted(connection, "user", stored(user))
    return Filter(key="e.row_id", alone=source, joined=source, branches=(condition,), check=condition, rows=rows)


# NOT INDEXED leaves the row id. Given an index that has the status and the time, SQLite 3.40.1 scans ahead in it for
# ``status IN (…)`` and then does not check the time any more.
_EXECUTION_OF = "CROSS JOIN executions AS e NOT INDEXED ON e.row_id ="


def _by_tag(connection: sqlite3.Connection, tag: str) -> Filter:
    value = stored(tag)
    return Filter(
        key="t.execution_row",
        alone="execution_tags AS t",
        joined=f"execution_tags AS t {_EXECUTION_OF} t.execution_row",
        branches=(Condition("t.tag = ?", (value,)),),
        check=Condition("EXISTS (SELECT 1 FROM execution_tags WHERE tag = ? AND execution_row = e.row_id)", (value,)),
        rows=_counted(connection, "tag", value),
    )


def _by_text(text: str) -> Filter:
    matches = Condition("x.executions_text MATCH ?", ('"{}"'.format(text.replace('"', '""')),))
    return Filter(
        key="x.rowid",
        alone="executions_text AS x",
        joined=f"executions_text AS x {_EXECUTION_OF} x.rowid",
        branches=(matches,),
        check=Condition("TRUE"),
        rows=None if _is_findable(text) else 0,
    )


def _is_indexed(text: str) -> bool:
    return len(text) >= INDEXED_TEXT_LENGTH


def _is_findable(text: str) -> bool:
    """The text index takes neither the end of a C string nor what is no Unicode."""
    return "\0" not in text and isinstance(stored(text), str)


def _short_text(text: str) -> Condition:
    pattern = "%" + "".join(f"\\{char}" if char in "\\%_" else char for char in text) + "%"
    columns = ("e.name", "e.command", "e.tags", "e.error_message")
    found = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns)
    newest = f"e.row_id > (SELECT max(row_id) FROM executions) - {SHORT_TEXT_ROWS}"
    return Condition(f"{newest} AND ({found})", (stored(pattern),) * len(columns))


def _time_range(connection: sqlite3.Connection, query: ExecutionQuery) -> tuple[int, int, int]:
    """Lowest and highest row id created in the query's time range, and how many were."""
    conditions = _times(query)
    low, high, count = connection.execute(
        "SELECT min(e.row_id), max(e.row_id), count(*) FROM executions AS e INDEXED BY executions_by_creation "
        f"WHERE {' AND '.join(each.sql for each in conditions)}",
        [value for each in conditions for value in each.values],
    ).fetchone()
    return low, high, count


def _times(query: ExecutionQuery) -> list[Condition]:
    conditions = []
    if query.since is not None:
        conditions.append(Condition("e.created_us >= ?", (microseconds(query.since),)))
    if query.before is not None:
        conditions.append(Condition("e.created_us < ?", (microseconds(query.before),)))
    return conditions
