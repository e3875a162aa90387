"""An older file becomes a current one, and nothing of it is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from stepflow_desktop.core import migrating, schema, store_changes
from stepflow_desktop.core.store_rows import Saved
from stepflow_desktop.errors import Unavailable
from tests.core.test_schema import connected, execution


def add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE executions ADD COLUMN colour TEXT")
    connection.execute("UPDATE executions SET colour = 'blue'")


def spoil(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE steps")
    connection.execute("SELECT no_such_function()")


def test_an_empty_file_is_filled_without_a_backup(tmp_path):
    with closing(connected(tmp_path / "stepflow.db")) as connection:
        assert migrating.migrate(connection, tmp_path / "stepflow.db") is None
        assert migrating.version_of(connection) == len(schema.MIGRATIONS)
        assert migrating.migrate(connection, tmp_path / "stepflow.db") is None
    assert [file.name for file in tmp_path.iterdir()] == ["stepflow.db"]


def test_an_older_database_is_copied_and_then_brought_up_to_date(tmp_path):
    path = tmp_path / "stepflow.db"
    with closing(connected(path)) as connection:
        migrating.migrate(connection, path, schema.MIGRATIONS[:1])
        store_changes.save(connection, [Saved(execution=execution(1), new=True)])
        backup = migrating.migrate(connection, path, (*schema.MIGRATIONS[:1], add_column))
        assert migrating.version_of(connection) == 2
        assert connection.execute("SELECT id, colour FROM executions").fetchall() == [("e1", "blue")]
    assert backup == tmp_path / "stepflow.db.version-1.backup"
    with closing(connected(backup)) as copy:
        assert migrating.version_of(copy) == 1
        assert copy.execute("SELECT id FROM executions").fetchall() == [("e1",)]
        with pytest.raises(sqlite3.OperationalError, match="no such column: colour"):
            copy.execute("SELECT colour FROM executions")


def test_a_database_of_before_the_first_version_is_copied_too(tmp_path):
    path = tmp_path / "stepflow.db"
    with closing(connected(path)) as connection:
        connection.execute("CREATE TABLE notes (text TEXT)")
        connection.execute("INSERT INTO notes VALUES ('kept')")
        backup = migrating.migrate(connection, path)
        assert migrating.version_of(connection) == len(schema.MIGRATIONS)
        assert connection.execute("SELECT text FROM notes").fetchall() == [("kept",)]
    assert backup is not None
    with closing(connected(backup)) as copy:
        assert migrating.table_names(copy) == {"notes"}


def test_the_version_stands_in_the_file_itself_after_a_migration(tmp_path):
    path = tmp_path / "stepflow.db"
    with closing(connected(path)) as connection:
        migrating.migrate(connection, path)
        assert int.from_bytes(path.read_bytes()[60:64], "big") == len(schema.MIGRATIONS)


def test_a_failing_migration_changes_nothing(tmp_path):
    path = tmp_path / "stepflow.db"
    with closing(connected(path)) as connection:
        migrating.migrate(connection, path, schema.MIGRATIONS[:1])
        with pytest.raises(sqlite3.OperationalError):
            migrating.migrate(connection, path, (*schema.MIGRATIONS[:1], spoil))
        assert migrating.version_of(connection) == 1
        assert "steps" in migrating.table_names(connection)
        assert not connection.in_transaction


def test_a_newer_version_is_refused(tmp_path):
    path = tmp_path / "stepflow.db"
    with closing(connected(path)) as connection:
        migrating.migrate(connection, path)
        connection.execute("PRAGMA user_version = 99")
        with pytest.raises(Unavailable, match="newer version of StepFlow Desktop"):
            migrating.migrate(connection, path)


def test_a_copy_is_whole_and_replaces_an_earlier_one(tmp_path):
    target = tmp_path / "copy.db"
    target.write_bytes(b"an earlier copy")
    (tmp_path / "copy.db.part").write_bytes(b"an unfinished copy")
    with closing(connected(tmp_path / "stepflow.db")) as connection:
        migrating.migrate(connection, tmp_path / "stepflow.db")
        store_changes.save(connection, [Saved(execution=execution(1), new=True)])
        migrating.copy_database(connection, target)
    with closing(connected(target)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT id FROM executions").fetchall() == [("e1",)]
    assert not (tmp_path / "copy.db.part").exists()
