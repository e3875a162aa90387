"""The storage is copied whole, from a folder that may only be read too; nothing is lost and nothing is left behind."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from stepflow_desktop.core.moving import check_target, copy_storage, size_of
from stepflow_desktop.errors import InvalidRequest, StorageProblem


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Path]:
    """A storage folder in use: its last rows are still in the journal of the database."""
    source = tmp_path / "old"
    for name, text in (
        ("executions/a/log", "one\n"),
        ("artifacts/a/plot.png", "picture"),
        ("trash/b.executions/log", "gone"),
        ("backups/stepflow-2026-11-01.db", "copy"),
        ("lock", "{}"),
    ):
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (source / "executions/a/link").symlink_to("log")
    with closing(sqlite3.connect(source / "stepflow.db")) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("CREATE TABLE runs (id TEXT)")
        writer.execute("INSERT INTO runs VALUES ('a')")
        writer.commit()
        yield source


def _rows(folder: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(folder / "stepflow.db")) as connection:
        return list(connection.execute("SELECT id FROM runs"))


def test_everything_but_lock_and_trash_is_there(source: Path, tmp_path: Path) -> None:
    target, heard = tmp_path / "new", []
    check_target(source, target)
    assert copy_storage(source, target, heard.append)
    names = sorted(str(path.relative_to(target)) for path in target.rglob("*") if not path.is_dir())
    assert names == [
        "artifacts/a/plot.png",
        "backups/stepflow-2026-11-01.db",
        "executions/a/link",
        "executions/a/log",
        "stepflow.db",
    ]
    assert (target / "executions/a/link").is_symlink() and (target / "executions/a/log").read_text() == "one\n"
    assert _rows(target) == [("a",)]
    assert stat.S_IMODE((target / "stepflow.db").stat().st_mode) == 0o600
    assert heard[-1] == size_of(source).files == 5
    assert (source / "trash/b.executions/log").exists()


def test_nobody_else_gets_into_the_folders_of_the_copy(source: Path, tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        assert copy_storage(source, tmp_path / "new")
    finally:
        os.umask(umask)
    folders = [path for path in (tmp_path / "new").rglob("*") if path.is_dir()]
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folders} == {
        **dict.fromkeys(("executions", "artifacts", "a", "backups"), 0o700)
    }


def _failing(code: int, words: str) -> Callable[[Path, Path], None]:
    def fail(_source: Path, _target: Path) -> None:
        error = sqlite3.OperationalError(words)
        error.sqlite_errorcode = code
        raise error

    return fail


def test_a_database_that_cannot_be_opened_where_it_is_is_copied_with_its_journal(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cannot_open = _failing(sqlite3.SQLITE_READONLY_CANTINIT, "attempt to write a readonly database")
    monkeypatch.setattr("stepflow_desktop.core.moving._copy_rows", cannot_open)
    assert copy_storage(source, tmp_path / "new")
    assert _rows(tmp_path / "new") == [("a",)]
    assert [path.name for path in (tmp_path / "new").glob("stepflow.db*")] == ["stepflow.db"]
    assert stat.S_IMODE((tmp_path / "new" / "stepflow.db").stat().st_mode) == 0o600


def test_a_database_that_is_locked_is_no_reason_to_do_without_its_journal(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = _failing(sqlite3.SQLITE_BUSY, "database is locked")
    monkeypatch.setattr("stepflow_desktop.core.moving._copy_rows", locked)
    with pytest.raises(StorageProblem, match="could not be copied: database is locked"):
        copy_storage(source, tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_folder_that_may_only_be_read_is_copied_too(source: Path, tmp_path: Path) -> None:
    (source / "stepflow.db").chmod(0o400)
    source.chmod(0o500)
    try:
        assert copy_storage(source, tmp_path / "new")
    finally:
        source.chmod(0o700)
    assert _rows(tmp_path / "new") == [("a",)]


def test_folders_and_a_database_that_lie_elsewhere_by_a_link_are_copied_and_not_their_links(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large"
    large.mkdir()
    linked = tmp_path / "linked"
    linked.mkdir()
    (source / "executions").rename(large / "executions")
    (linked / "executions").symlink_to(large / "executions")
    (linked / "stepflow.db").symlink_to(source / "stepflow.db")
    with pytest.raises(InvalidRequest, match="lies within"):
        check_target(linked, large / "executions" / "new")
    cannot_open = _failing(sqlite3.SQLITE_CANTOPEN, "unable to open database file")
    for name in ("asked", "as it lies"):
        assert copy_storage(linked, tmp_path / name)
        assert (tmp_path / name / "executions/a/log").read_text() == "one\n"
        assert (tmp_path / name / "executions/a/link").is_symlink()
        assert not (tmp_path / name / "executions").is_symlink()
        assert _rows(tmp_path / name) == [("a",)]
        monkeypatch.setattr("stepflow_desktop.core.moving._copy_rows", cannot_open)


def test_a_copy_that_is_stopped_leaves_nothing(source: Path, tmp_path: Path) -> None:
    target, stop = tmp_path / "new", threading.Event()
    target.mkdir()
    assert not copy_storage(source, target, lambda _done: stop.set(), stop)
    assert list(target.iterdir()) == []
    assert _rows(source) == [("a",)]


def test_a_copy_that_fails_leaves_nothing_and_says_why(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "new"

    def full(_old: object, _new: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("stepflow_desktop.core.moving._copy_database", full)
    with pytest.raises(StorageProblem, match="could not be copied: No space left"):
        copy_storage(source, target)
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("name", ["old", "old/within", "."])
def test_a_place_within_or_around_is_refused(source: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidRequest, match="lies within"):
        check_target(source, tmp_path / name)


def test_a_folder_with_something_in_it_is_refused(source: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()
    with pytest.raises(InvalidRequest, match="not empty"):
        check_target(source, tmp_path / "full")


def test_a_disk_without_room_is_refused(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stepflow_desktop.core.moving.SPARE_BYTES", 10**18)
    with pytest.raises(StorageProblem, match="too little room"):
        check_target(source, tmp_path / "new")
