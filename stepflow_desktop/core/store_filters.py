"""The terms of the filter language in SQL: as a check of ``executions AS e``, and some as a way to find rows.

A *check* reads the wide row and costs about a microsecond, so it is only asked of a bounded number of rows. A
*source* finds the rows of a term by an index; ``rows`` says how many those are, at most ``MOST_ROWS`` are counted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from stepflow_desktop.core.filter_match import fold
from stepflow_desktop.core.query import MOST_ROWS, Has, Key, Term
from stepflow_desktop.core.store_values import stored, strings_of, text_of

MOST_FOLDERS = 200
INDEXED_TEXT_LENGTH = 3
# In the column of tags, these stand between or before the letters of JSON.
_IN_JSON = frozenset('"[],\\')
_TEXT_COLUMNS = ("e.name", "e.command", "e.error_message", "e.working_directory")
_OWNS = {
    Has.ARTIFACT: "e.artifacts_count > 0",
    Has.WARNING: "e.warnings_count > 0",
    Has.ERROR: "e.errors_count > 0",
    Has.TAG: "e.tags <> '[]'",
}


@dataclass(frozen=True, slots=True)
class Condition:
    sql: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Selects row ids, of which the first column of each branch is one. ``rows`` is how many there
    are, None if too many to count.

    Without an order of its own (``order`` empty) its rows are taken newest first. Those of several tags overlap, so
    that ``rows`` is too high and not ``is_exact``.
    """

    branches: tuple[Condition, ...]
    rows: int | None
    order: str = ""
    is_exact: bool = True

    def select(self, limit: int) -> Condition:
        """The first ``limit`` of its rows. Branches that are ordered already are merged, not sorted."""
        sql = " UNION ".join(branch.sql for branch in self.branches)
        values = tuple(value for branch in self.branches for value in branch.values)
        return Condition(f"{sql} ORDER BY {self.order or '1 DESC'} LIMIT {limit}", values)


# -- checks


def check_of(term: Term) -> Condition:
    parts = [_check(term, value) for value in term.values]
    sql = " OR ".join(f"({part.sql})" for part in parts)
    values = tuple(value for part in parts for value in part.values)
    return Condition(f"({sql}) IS {'NOT TRUE' if term.negated else 'TRUE'}", values)


def _check(term: Term, value: str | float) -> Condition:
    if term.key in (Key.EXIT, Key.DURATION):
        column = "e.exit_code" if term.key is Key.EXIT else "e.duration_s"
        return Condition(f"{column} {term.op} ?", (value,))
    word = str(value)
    match term.key:
        case Key.TEXT:
            return _text(word)
        case Key.STATUS:
            return Condition("e.status = ?", (word,))
        case Key.TAG:
            sql = "EXISTS (SELECT 1 FROM execution_tags WHERE tag = ? AND execution_row = e.row_id)"
            return Condition(sql, (stored(word),))
        case Key.USER:
            return Condition("e.user = ?", (stored(word),))
        case Key.STEP:
            named = _contains("name", word)
            return Condition(
                f"EXISTS (SELECT 1 FROM steps WHERE execution_row = e.row_id AND {named.sql})", named.values
            )
        case Key.HAS:
            return Condition(_OWNS[Has(word)])
        case Key.CWD:
            return _in_folder("e.working_directory", word)
        case _:
            return _begins("e.id", word)


def _text(word: str) -> Condition:
    if word.isascii() and not _IN_JSON.intersection(word):
        parts = [_contains(column, word) for column in (*_TEXT_COLUMNS, "e.tags")]
        return Condition(" OR ".join(part.sql for part in parts), tuple(v for part in parts for v in part.values))
    return Condition(f"has_text(?, e.tags, {', '.join(_TEXT_COLUMNS)})", (fold(word),))


def _contains(column: str, word: str) -> Condition:
    """LIKE knows capitals of ASCII only, and is a hundred times as fast as asking Python."""
    if word.isascii():
        pattern = "%" + "".join(f"\\{char}" if char in "\\%_" else char for char in word) + "%"
        return Condition(f"{column} LIKE ? ESCAPE '\\'", (pattern,))
    return Condition(f"has_text(?, '[]', {column})", (fold(word),))


def has_text(needle: str, tags: str, *texts: str | bytes | None) -> bool:
    """The function that SQLite asks: whether a tag or one of ``texts`` holds ``needle``, which is folded already."""
    places = (*(text_of(text) for text in texts if text is not None), *strings_of(tags))
    return any(needle in fold(place) for place in places)


def _in_folder(column: str, value: str) -> Condition:
    if not value.startswith("/"):
        return _contains(column, value)
    below = _begins(column, value if value == "/" else f"{value}/")
    return Condition(f"{column} = ? OR ({below.sql})", (stored(value), *below.values))


def _begins(column: str, prefix: str) -> Condition:
    """As a range, which an index can answer."""
    return Condition(f"{column} >= ? AND {column} < ?", (prefix, prefix[:-1] + chr(min(ord(prefix[-1]) + 1, 0x10FFFF))))


# -- sources


def source_of(connection: sqlite3.Connection, term: Term) -> Source | None:
    """Where the rows of ``term`` can be found at once; None if they can only be looked for."""
    if term.negated:
        return None
    match term.key:
        case Key.TEXT:
            return _text_source(connection, str(term.values[0]))
        case Key.TAG:
            return source_of_tags(connection, [str(value) for value in term.values])
        case Key.USER:
            return source_of_values(connection, "user", [str(value) for value in term.values])
        case Key.EXIT:
            return _few(connection, "e.exit_code", term, "executions_by_exit")
        case Key.DURATION:
            return _few(connection, "e.duration_s", term, "executions_by_duration")
        case Key.CWD:
            return _folder_source(connection, _in_folder("key", str(term.values[0])))
        case Key.ID:
            begins = _begins("e.id", str(term.values[0]))
            found = Condition(f"SELECT e.row_id FROM executions AS e WHERE {begins.sql}", begins.values)
            return _counted(connection, found)
    return None


def source_of_values(connection: sqlite3.Connection, column: str, values: Sequence[str]) -> Source:
    """Of statuses or users, which both have an index and counters."""
    sql = f"SELECT row_id FROM executions INDEXED BY executions_by_{column} WHERE {column} = ?"
    unique = dict.fromkeys(stored(value) for value in values)
    return Source(
        tuple(Condition(sql, (value,)) for value in unique), sum(count(connection, column, value) for value in unique)
    )


def source_of_tags(connection: sqlite3.Connection, values: Sequence[str]) -> Source:
    sql = "SELECT execution_row AS row_id FROM execution_tags WHERE tag = ?"
    unique = dict.fromkeys(stored(value) for value in values)
    rows = sum(count(connection, "tag", value) for value in unique)
    return Source(tuple(Condition(sql, (value,)) for value in unique), rows, is_exact=len(unique) == 1)


def source_of_times(connection: sqlite3.Connection, since_us: int | None, before_us: int | None) -> Source:
    """By time of creation, newest first, which is nearly the order of rows."""
    conditions = [f"created_us {op} ?" for op, at in ((">=", since_us), ("<", before_us)) if at is not None]
    values = tuple(at for at in (since_us, before_us) if at is not None)
    found = Condition(
        f"SELECT row_id, created_us FROM executions INDEXED BY executions_by_creation WHERE {' AND '.join(conditions)}",
        values,
    )
    counted = _counted(connection, found)
    return Source((found,), None if counted is None else counted.rows, "created_us DESC, row_id DESC")


def count(connection: sqlite3.Connection, kind: str, key: str | bytes) -> int:
    row = connection.execute("SELECT n FROM counters WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    return int(row[0]) if row else 0


def _few(connection: sqlite3.Connection, column: str, term: Term, index: str) -> Source | None:
    if term.op == "!=":
        return None
    compared = " OR ".join(f"{column} {term.op} ?" for _ in term.values)
    sql = f"SELECT e.row_id FROM executions AS e INDEXED BY {index} WHERE ({compared})"
    return _counted(connection, Condition(sql, term.values))


def _counted(connection: sqlite3.Connection, found: Condition) -> Source | None:
    """None if there are too many for it to be of use."""
    sql = f"SELECT count(*) FROM ({found.sql} LIMIT {MOST_ROWS + 1})"
    (rows,) = connection.execute(sql, found.values).fetchone()
    return Source((found,), rows) if rows <= MOST_ROWS else None


def _text_source(connection: sqlite3.Connection, word: str) -> Source | None:
    """The text index, and the rows of folders whose path holds the word."""
    if len(word) < INDEXED_TEXT_LENGTH or "\0" in word or _IN_JSON.intersection(word):
        return None
    in_folders = _folder_source(connection, _contains("key", word))
    if in_folders is None or not isinstance(stored(word), str):
        return None
    match = Condition("SELECT rowid AS row_id FROM executions_text WHERE executions_text MATCH ?", (f'"{word}"',))
    return Source((match, *in_folders.branches) if in_folders.rows else (match,), None)


def _folder_source(connection: sqlite3.Connection, wanted: Condition) -> Source | None:
    found = connection.execute(
        f"SELECT key, n FROM counters WHERE kind = 'folder' AND ({wanted.sql}) LIMIT {MOST_FOLDERS + 1}", wanted.values
    ).fetchall()
    rows = sum(n for _, n in found)
    if len(found) > MOST_FOLDERS or rows > MOST_ROWS:
        return None
    marks = ", ".join("?" * len(found))
    sql = f"SELECT row_id FROM executions INDEXED BY executions_by_folder WHERE working_directory IN ({marks})"
    return Source((Condition(sql, tuple(key for key, _ in found)),), rows)
