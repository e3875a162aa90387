"""Pages for the filter language and for other orders than the newest first.

Nothing here goes through a million rows: an index finds the rows of the rarest condition, newest first, and the other
conditions are checked on ``MOST_ROWS`` of them at most. Another order is either made of all rows that match, where
they are that few, or is an index walked from its beginning until the page is full. Where that bound was met before
the end, the page says ``is_least``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from stepflow_desktop.core.known_rows import KnownRows
from stepflow_desktop.core.model import ExecutionPage, ExecutionQuery
from stepflow_desktop.core.query import COUNTED, MOST_ROWS, NEWEST, Order, SortKey
from stepflow_desktop.core.sort_keys import STATUS_RANK
from stepflow_desktop.core.store_connection import snapshot
from stepflow_desktop.core.store_filters import (
    Condition,
    Source,
    check_of,
    count,
    source_of,
    source_of_tags,
    source_of_times,
    source_of_values,
)
from stepflow_desktop.core.store_queries import executions_in_rows
from stepflow_desktop.core.store_values import optional_microseconds, stored

FEW_ROWS = 5_000
# The column and its index, whose entries are in the order of row ids, of words against it.
_BY_INDEX = {
    SortKey.CREATED: ("row_id", "executions_in_order"),
    SortKey.NAME: ("name COLLATE NOCASE", "executions_by_name"),
    SortKey.DURATION: ("duration_s", "executions_by_duration"),
    SortKey.EXIT: ("exit_code", "executions_by_exit"),
    SortKey.FILES: ("artifacts_count", "executions_by_files"),
    SortKey.TAGS: ("tags", "executions_by_tags"),
    SortKey.ORIGIN: ("origin", "executions_by_origin"),
    SortKey.PROGRESS: ("progress", "executions_by_progress"),
    SortKey.ESTIMATE: ("usual_s", "executions_by_usual"),
}
_WORDS = (SortKey.NAME, SortKey.TAGS, SortKey.ORIGIN)
# The column and the kind of counter that knows its values: they are few, and the rows of each have a walk.
_BY_VALUE = {
    SortKey.STATUS: ("status", "status", "executions_by_status"),
    SortKey.USER: ("user", "user", "executions_by_user"),
    SortKey.FOLDER: ("working_directory", "folder", "executions_by_folder"),
}


@dataclass(frozen=True, slots=True)
class _Found:
    """Row ids in the order that was asked for. ``total`` rows match, or more if not ``complete``."""

    rows: Sequence[int]
    total: int
    complete: bool = True


def is_plain(query: ExecutionQuery) -> bool:
    """Whether ``store_lists`` answers it, exactly and at once."""
    return not query.where and query.order == NEWEST


def search_executions(
    connection: sqlite3.Connection,
    query: ExecutionQuery,
    known: KnownRows | None = None,
) -> ExecutionPage:
    with snapshot(connection):
        found = _find(connection, query)
        rows = found.rows[query.offset : query.offset + query.limit]
        page = executions_in_rows(connection, rows, known)
    more = query.offset + len(rows) < len(found.rows)
    return ExecutionPage(page, found.total, more, is_least=not found.complete)


def _find(connection: sqlite3.Connection, query: ExecutionQuery) -> _Found:
    sources = _sources(connection, query)
    if any(source.rows == 0 for source in sources):
        return _Found((), 0)
    checks = _checks(query)
    wanted = query.offset + query.limit + 1
    everything = _total(connection)
    if not checks:
        rows = islice(_ordered(connection, query.order, wanted), wanted)
        return _Found(tuple(rows), everything)
    driver = _driver(connection, sources, everything)
    found = _matches(connection, query, driver, checks, wanted)
    # One condition alone is counted already.
    known = sources[0].rows if len(checks) == len(sources) == 1 and sources[0].is_exact else None
    return found if known is None else replace(found, total=known, complete=True)


def _matches(
    connection: sqlite3.Connection, query: ExecutionQuery, driver: Source, checks: Sequence[Condition], wanted: int
) -> _Found:
    most = max(wanted, COUNTED + 1)
    if query.order == NEWEST:
        return _newest(connection, driver, checks, most)
    if _size(connection, driver) > MOST_ROWS:
        rows = _walked(connection, query, checks, most)
        if len(rows) >= wanted:
            return _Found(rows, min(len(rows), COUNTED), complete=False)
    return _sorted(connection, query.order, driver, checks)


# -- what is asked


def _sources(connection: sqlite3.Connection, query: ExecutionQuery) -> list[Source]:
    found = [source for term in query.where if (source := source_of(connection, term)) is not None]
    if query.status:
        found.append(source_of_values(connection, "status", query.status))
    if query.user is not None:
        found.append(source_of_values(connection, "user", [query.user]))
    if query.tag is not None:
        found.append(source_of_tags(connection, [query.tag]))
    if query.since is not None or query.before is not None:
        times = optional_microseconds(query.since), optional_microseconds(query.before)
        found.append(source_of_times(connection, *times))
    return found


def _checks(query: ExecutionQuery) -> list[Condition]:
    checks = [check_of(term) for term in query.where]
    if query.status:
        marks = ", ".join("?" * len(query.status))
        checks.append(Condition(f"e.status IN ({marks})", tuple(status.value for status in query.status)))
    if query.user is not None:
        checks.append(Condition("e.user = ?", (stored(query.user),)))
    if query.tag is not None:
        exists = "EXISTS (SELECT 1 FROM execution_tags WHERE tag = ? AND execution_row = e.row_id)"
        checks.append(Condition(exists, (stored(query.tag),)))
    if query.since is not None:
        checks.append(Condition("e.created_us >= ?", (optional_microseconds(query.since),)))
    if query.before is not None:
        checks.append(Condition("e.created_us < ?", (optional_microseconds(query.before),)))
    return checks


def _driver(connection: sqlite3.Connection, sources: Sequence[Source], everything: int) -> Source:
    """Where the rows come from: few of them, else a text, else not too many, else a time, else whatever is there."""
    walk = Condition("SELECT row_id FROM executions INDEXED BY executions_in_order")
    known = min(
        (source for source in sources if source.rows is not None),
        key=lambda source: source.rows or 0,
        default=Source((walk,), everything),
    )
    if (known.rows or 0) <= FEW_ROWS:
        return known
    time = next((source for source in sources if source.order), None)
    text = _rarest(connection, [source for source in sources if source.rows is None and not source.order])
    if text is not None and (time is None or time.rows is not None or _size(connection, text) <= MOST_ROWS):
        return text
    if time is not None and time.rows is None and (known.rows or 0) > MOST_ROWS:
        return time
    return known


def _rarest(connection: sqlite3.Connection, texts: Sequence[Source]) -> Source | None:
    if len(texts) < 2:
        return next(iter(texts), None)
    return min(texts, key=lambda text: _size(connection, text, FEW_ROWS))


def _total(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT ifnull(sum(n), 0) FROM counters WHERE kind = 'status'").fetchone()[0])


def _size(connection: sqlite3.Connection, source: Source, most: int = MOST_ROWS) -> int:
    """How many rows a source has, not counted far beyond ``most``."""
    if source.rows is not None:
        return source.rows
    found = source.select(most + 1)
    return int(connection.execute(f"SELECT count(*) FROM ({found.sql})", found.values).fetchone()[0])


# -- rows that meet the checks


def _newest(connection: sqlite3.Connection, driver: Source, checks: Sequence[Condition], most: int) -> _Found:
    """The newest matches, found among the newest rows of ``driver``."""
    rows = list(islice(_checked(connection, driver.select(MOST_ROWS), checks), most))
    rows.sort(reverse=True)
    if len(rows) >= most:
        return _Found(rows, COUNTED, complete=False)
    return _Found(rows, len(rows), _size(connection, driver) <= MOST_ROWS)


def _sorted(connection: sqlite3.Connection, order: Order, driver: Source, checks: Sequence[Condition]) -> _Found:
    """The matches among the newest rows of ``driver``, which are all if it has few, put in order."""
    rows = list(_checked(connection, driver.select(MOST_ROWS), checks))
    sql = "SELECT row_id FROM executions WHERE row_id IN (SELECT value FROM json_each(?))"
    found = connection.execute(f"{sql} ORDER BY {_order_by(order)}", (json.dumps(rows),))
    return _Found([row for (row,) in found], len(rows), _size(connection, driver) <= MOST_ROWS)


def _walked(connection: sqlite3.Connection, query: ExecutionQuery, checks: Sequence[Condition], most: int) -> list[int]:
    """The first matches in an order, found among the first rows in that order."""
    rows: list[int] = []
    left = MOST_ROWS
    for walk in _walks(connection, query.order, _possible(query)):
        rows.extend(islice(_checked(connection, walk.select(left), checks), most - len(rows)))
        left -= min(left, walk.rows or 0)
        if len(rows) >= most or left <= 0:
            break
    return rows


def _possible(query: ExecutionQuery) -> Sequence[str]:
    """The values that are left of what is sorted by; none says nothing."""
    if query.order.key is SortKey.STATUS:
        return query.status
    return (query.user,) if query.order.key is SortKey.USER and query.user is not None else ()


def _checked(connection: sqlite3.Connection, rows: Condition, checks: Sequence[Condition]) -> Iterator[int]:
    """Those of ``rows`` that meet every check, in their order: the outer loop of a CROSS JOIN keeps it."""
    sql = (
        f"SELECT e.row_id FROM (SELECT * FROM ({rows.sql})) AS c CROSS JOIN executions AS e NOT INDEXED "
        f"ON e.row_id = c.row_id WHERE {' AND '.join(check.sql for check in checks)}"
    )
    values = (*rows.values, *(value for check in checks for value in check.values))
    return (row for (row,) in connection.execute(sql, values))


# -- orders


def _ordered(connection: sqlite3.Connection, order: Order, most: int) -> Iterator[int]:
    for walk in _walks(connection, order):
        found = walk.select(most)
        for row in connection.execute(found.sql, found.values):
            yield row[0]


def _walks(connection: sqlite3.Connection, order: Order, possible: Sequence[str] = ()) -> list[Source]:
    """Selects whose rows, one after another, are all executions in that order. No one of them sorts anything."""
    total = _total(connection)
    way = "DESC" if order.descending else "ASC"
    if order.key in _BY_INDEX:
        column, index = _BY_INDEX[order.key]
        newest_first = order.descending is not (order.key in _WORDS)
        walk = Condition(f"SELECT row_id, {column} FROM executions INDEXED BY {index}")
        return [Source((walk,), total, f"{column} {way}, row_id {'DESC' if newest_first else 'ASC'}")]
    column, kind, index = _BY_VALUE[order.key]
    sql = f"SELECT row_id FROM executions INDEXED BY {index} WHERE {column} = ?"
    keys = [key for (key,) in connection.execute("SELECT key FROM counters WHERE kind = ? ORDER BY key", (kind,))]
    if order.key is SortKey.STATUS:
        keys.sort(key=lambda key: STATUS_RANK[key])
    if order.descending:
        keys.reverse()
    keys = [key for key in keys if not possible or key in possible]
    return [Source((Condition(sql, (key,)),), count(connection, kind, key)) for key in keys]


def _order_by(order: Order) -> str:
    way = "DESC" if order.descending else "ASC"
    if order.key in _BY_INDEX:
        newest_first = order.descending is not (order.key in _WORDS)
        return f"{_BY_INDEX[order.key][0]} {way}, row_id {'DESC' if newest_first else 'ASC'}"
    column = _BY_VALUE[order.key][0]
    if order.key is SortKey.STATUS:
        ranks = " ".join(f"WHEN '{status.value}' THEN {rank}" for status, rank in STATUS_RANK.items())
        column = f"CASE status {ranks} END"
    return f"{column} {way}, row_id DESC"
