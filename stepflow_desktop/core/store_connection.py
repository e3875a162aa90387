"""One SQLite connection on a thread of its own, opened with care, and SQLite's errors in our words.

A database file is looked at before it is opened: one from a newer program is refused without being touched, and one
that is no database or fails its check is *damaged*, which the engine mends by building it anew from the run folders.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from stepflow_desktop import errors
from stepflow_desktop.core import migrating, schema
from stepflow_desktop.core.store_filters import has_text

T = TypeVar("T")

BUSY_TIMEOUT_S = 5.0
CACHE_PAGES = 4096
# A full check reads the whole file, about 0.2 s for this much. Damage in a larger file shows when it is met.
CHECKED_UP_TO_BYTES = 32 * 1024 * 1024
WAL_KEPT_BYTES = 64 * 1024 * 1024

_MAGIC = b"SQLite format 3\0"
_VERSION_AT = 60  # https://www.sqlite.org/fileformat.html#the_database_header


class DatabaseLocked(errors.Unavailable):
    """Another program holds the database."""


class DatabaseReadOnly(errors.Unavailable):
    """The database may not be written."""


class DamagedDatabase(errors.Unavailable):
    """The file is no database or its content is inconsistent; it can be rebuilt from the run folders."""


class DatabaseThread(aiosqlite.Connection):
    """A connection whose thread runs whole functions, so that a transaction costs one change of threads, not ten."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._stopped: asyncio.Future[Any] | None = None

    def stop(self) -> asyncio.Future[Any] | None:
        self._stopped = super().stop()
        return self._stopped

    async def open(self) -> None:
        """Start the thread and connect. If that fails the thread has ended when the error arrives."""
        try:
            await self
        except BaseException:
            if self._stopped is not None:
                await self._stopped
            raise

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """``work(connection)`` on the thread; SQLite's errors arrive as ours."""
        connection = self._connection
        if connection is None:
            raise errors.Unavailable("The database is closed.")
        execute: Callable[..., Awaitable[T]] = self._execute
        try:
            return await execute(work, connection)
        except sqlite3.Error as error:
            raise translated(error) from error


async def start_thread(connector: Callable[[], sqlite3.Connection]) -> DatabaseThread:
    thread = DatabaseThread(connector)
    try:
        await thread.open()
    except sqlite3.Error as error:
        raise translated(error) from error
    return thread


def open_writer(path: Path, migrations: Sequence[schema.Migration] = schema.MIGRATIONS) -> sqlite3.Connection:
    """The writing connection, its database checked and brought to the current format."""
    _look_at_file(path, len(migrations))
    connection = _connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA journal_size_limit = {WAL_KEPT_BYTES}")
        _check(connection, path)
        migrating.migrate(connection, path, migrations)
        missing = set(schema.PLAIN_TABLES) - migrating.table_names(connection)
        if missing:
            raise DamagedDatabase(
                "The database {path} lacks its tables {names}.", path=path, names=", ".join(sorted(missing))
            )
        with transaction(connection):
            pass  # a database that cannot be written says so here and not at the first save
    except BaseException:
        connection.close()
        raise
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    connection = _connect(path)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, cached_statements=256)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = {CACHE_PAGES}")
    connection.create_function("has_text", -1, has_text, deterministic=True)
    return connection


def _look_at_file(path: Path, known: int) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return
    except OSError as error:
        raise errors.Unavailable(
            "The database {path} cannot be read: {reason}.", path=path, reason=error.strerror
        ) from error
    if not header:
        return
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise DamagedDatabase("The file {path} is not a database.", path=path)
    version = int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4], "big", signed=True)
    if version > known:
        raise migrating.newer(path, version, known)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if path.stat().st_size > CHECKED_UP_TO_BYTES:
        return
    (finding,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if finding != "ok":
        raise DamagedDatabase("The database {path} is damaged: {reason}.", path=path, reason=finding)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is committed at the end, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        # SQLite has already rolled back by itself after some errors, a full disk among them.
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Every query inside sees the same state."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's code without its extension; None if Python's module found the fault itself."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def translated(error: Exception) -> Exception:
    """What a user can cause or mend as our error, anything else as it is."""
    if not isinstance(error, sqlite3.Error):
        return error
    if isinstance(error, sqlite3.ProgrammingError) and "closed database" in str(error):
        # Asked just before the end of the program, and its turn came after it.
        return errors.Unavailable("The database is closed.")
    match primary_code(error):
        case sqlite3.SQLITE_FULL:
            return errors.StorageProblem("The disk is full: the change was not saved. Free some space and try again.")
        case sqlite3.SQLITE_IOERR:
            return errors.StorageProblem("The database could not be read or written: {reason}.", reason=str(error))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseLocked("The database is locked by another program.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return DatabaseReadOnly("The database cannot be written: it or its folder is read-only.")
        case sqlite3.SQLITE_CANTOPEN:
            return errors.Unavailable(
                "The database cannot be opened: its folder is missing, read-only or not accessible."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DamagedDatabase("The database is damaged: {reason}.", reason=str(error))
    return error
