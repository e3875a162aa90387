"""Brings a database file up to date, a migration of ``schema`` at a time, after a copy of it was made."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from stepflow_desktop import errors
from stepflow_desktop.core.schema import MIGRATIONS, Migration


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def table_names(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> Path | None:
    """Bring the database at ``path`` up to the last of ``migrations``, each in a transaction of its own.

    Returns the backup that was made first, None if nothing was to be done or the database was empty.
    """
    version = version_of(connection)
    if version > len(migrations):
        raise newer(path, version, len(migrations))
    if version == len(migrations):
        return None
    backup = path.with_name(f"{path.name}.version-{version}.backup") if table_names(connection) else None
    if backup:
        copy_database(connection, backup)
    for number, migration in enumerate(migrations[version:], start=version + 1):
        _apply(connection, migration, number)
    # The version must stand in the file itself, where it is looked for before the file is opened.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return backup


def _apply(connection: sqlite3.Connection, migration: Migration, number: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have been here while this one waited for the lock.
        if version_of(connection) < number:
            migration(connection)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def copy_database(connection: sqlite3.Connection, target: Path) -> None:
    """A consistent copy of an open database; ``target`` is whole or not there."""
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as copy:
        connection.backup(copy)
    unfinished.replace(target)


def newer(path: Path, found: int, known: int) -> errors.Unavailable:
    return errors.Unavailable(
        "The database {path} was made by a newer version of StepFlow Desktop (format {found}, this program knows up "
        "to {known}). It has been left as it is: install the newer version, or choose another storage folder.",
        path=path,
        found=found,
        known=known,
    )
