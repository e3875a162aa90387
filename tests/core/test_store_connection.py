"""Files are looked at before they are opened, and SQLite's errors arrive in our words."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing

import pytest

from stepflow_desktop.core import migrating, schema
from stepflow_desktop.core.store_connection import (
    DamagedDatabase,
    DatabaseLocked,
    DatabaseReadOnly,
    open_reader,
    open_writer,
    snapshot,
    start_thread,
    transaction,
    translated,
)
from stepflow_desktop.errors import StorageProblem, Unavailable


@pytest.fixture
def path(tmp_path):
    """A good database with enough in it to be damaged."""
    path = tmp_path / "stepflow.db"
    with closing(open_writer(path)) as connection, transaction(connection):
        insert = "INSERT INTO counters VALUES ('tag', ?, 1)"
        connection.executemany(insert, [(f"tag number {number}",) for number in range(2000)])
    return path


def opened(path) -> sqlite3.Connection:
    try:
        return open_writer(path)
    except sqlite3.Error as error:
        raise translated(error) from error


def test_a_new_database_has_the_settings_that_reliability_asks_for(path):
    with closing(open_writer(path)) as connection:
        settings = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "user_version")
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in settings]
    assert found == ["wal", 1, 1, 5000, len(schema.MIGRATIONS)]


def test_a_newer_database_is_refused_and_stays_as_it_is(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(Unavailable, match="newer version") as refused:
        opened(path)
    assert not isinstance(refused.value, DamagedDatabase)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [file.name for file in path.parent.iterdir()] == ["stepflow.db"]


@pytest.mark.parametrize("content", [b"This is no database at all. " * 50, b"SQLite format 3\0 and then nothing"])
def test_a_file_that_is_no_database_is_damaged(tmp_path, content):
    path = tmp_path / "stepflow.db"
    path.write_bytes(content)
    with pytest.raises(DamagedDatabase):
        opened(path)
    assert path.read_bytes() == content


def test_overwritten_pages_are_damage(path):
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))
    with pytest.raises(DamagedDatabase):
        opened(path)


def test_a_cut_off_file_is_damage(path):
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(DamagedDatabase):
        opened(path)


def test_a_database_without_its_tables_is_damage(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE steps")
    with pytest.raises(DamagedDatabase, match="lacks its tables steps"):
        opened(path)


def test_an_empty_file_becomes_a_database(tmp_path):
    path = tmp_path / "stepflow.db"
    path.touch()
    with closing(opened(path)) as connection:
        assert migrating.version_of(connection) == len(schema.MIGRATIONS)


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(Unavailable, match="cannot be opened"):
        opened(tmp_path / "nowhere" / "stepflow.db")


def test_a_folder_in_its_place_is_said(tmp_path):
    with pytest.raises(Unavailable, match="cannot be read"):
        opened(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_database_is_said_at_once(path):
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(Unavailable) as refused:
            opened(path)
        assert not isinstance(refused.value, DamagedDatabase)
    finally:
        path.parent.chmod(0o755)


def test_writing_where_only_reading_is_allowed_is_unavailable(path):
    with closing(open_reader(path)) as connection:
        with pytest.raises(sqlite3.OperationalError) as refused:
            connection.execute("DELETE FROM counters")
        assert isinstance(translated(refused.value), Unavailable)
        assert "read-only" in str(translated(refused.value))


def failed(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, StorageProblem),
        (sqlite3.SQLITE_IOERR_WRITE, StorageProblem),
        (sqlite3.SQLITE_BUSY, DatabaseLocked),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, DatabaseLocked),
        (sqlite3.SQLITE_READONLY_DBMOVED, DatabaseReadOnly),
        (sqlite3.SQLITE_CANTOPEN, Unavailable),
        (sqlite3.SQLITE_CORRUPT_VTAB, DamagedDatabase),
        (sqlite3.SQLITE_NOTADB, DamagedDatabase),
    ],
)
def test_what_a_user_can_mend_is_translated(code, kind):
    assert type(translated(failed(code))) is kind


def test_our_own_mistakes_stay_as_they_are():
    mistakes = [failed(sqlite3.SQLITE_ERROR), sqlite3.ProgrammingError("wrong number of values"), ValueError("no")]
    assert [translated(mistake) for mistake in mistakes] == mistakes


def test_a_failing_transaction_leaves_nothing(path):
    with closing(open_writer(path)) as connection:
        with pytest.raises(sqlite3.IntegrityError), transaction(connection):
            connection.execute("DELETE FROM counters WHERE kind = 'tag'")
            connection.execute("INSERT INTO counters VALUES (NULL, 'x', 1)")
        assert connection.execute("SELECT count(*) FROM counters").fetchone() == (2000,)
        assert not connection.in_transaction


def test_a_snapshot_does_not_move(path):
    with closing(open_writer(path)) as writer, closing(open_reader(path)) as reader:
        count = "SELECT count(*) FROM counters"
        with snapshot(reader):
            before = reader.execute(count).fetchone()
            writer.execute("DELETE FROM counters WHERE key = 'tag number 7'")
            assert reader.execute(count).fetchone() == before
        assert reader.execute(count).fetchone() == (1999,)


async def test_a_thread_that_cannot_open_its_database_says_why_and_ends(tmp_path):
    with pytest.raises(Unavailable, match="cannot be opened"):
        await start_thread(lambda: open_writer(tmp_path / "nowhere" / "stepflow.db"))
    for thread in threading.enumerate():
        if thread.name.endswith("(_connection_worker_thread)"):
            thread.join(30)
            assert not thread.is_alive()


async def test_a_closed_thread_is_unavailable(path):
    thread = await start_thread(lambda: open_reader(path))
    await thread.close()
    with pytest.raises(Unavailable, match="closed"):
        await thread.run(lambda connection: None)


def test_a_question_whose_turn_came_after_the_end_is_told_as_that(path):
    connection = open_reader(path)
    connection.close()
    with pytest.raises(sqlite3.ProgrammingError) as caught:
        connection.execute("SELECT 1")
    told = translated(caught.value)
    assert isinstance(told, Unavailable) and "closed" in str(told)
    defect = sqlite3.ProgrammingError("Incorrect number of bindings supplied")
    assert translated(defect) is defect
