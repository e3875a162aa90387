"""The doctor looks at real folders and databases, changes nothing, and may do so while StepFlow runs."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from stepflow_desktop.core import schema
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.core.store import Store
from stepflow_desktop.verbs import doctor_storage
from stepflow_desktop.verbs.doctor import Check

not_as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


def named(checks, name: str) -> Check:
    (found,) = (check for check in checks if check.name == name)
    return found


@pytest.fixture
async def made(tmp_path) -> Path:
    """A storage folder with a whole database."""
    storage = Storage(tmp_path / "storage")
    storage.open()
    store = await Store.open(storage.database)
    await store.close()
    storage.close()
    return storage.path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_folder_that_is_not_there_yet_will_be_made(tmp_path):
    checks = list(doctor_storage.storage(tmp_path / "a" / "b"))
    assert named(checks, "Storage").state == "ok"
    assert "will be made" in named(checks, "Storage").text
    assert named(checks, "Disk").state == "ok"
    assert not (tmp_path / "a").exists()
    assert named(doctor_storage.database(tmp_path / "a"), "Database").text == "none yet"


def test_a_file_in_the_place_of_the_folder_is_bad(tmp_path):
    (tmp_path / "storage").write_text("")
    found = named(doctor_storage.storage(tmp_path / "storage"), "Storage")
    assert found.state == "bad"
    assert "--storage-path" in found.remedy


@not_as_root
def test_a_folder_without_the_right_to_write_is_bad(tmp_path):
    tmp_path.chmod(0o500)
    assert named(doctor_storage.storage(tmp_path), "Storage").state == "bad"


def test_looking_changes_nothing(made):
    before = contents(made)
    assert [check.state for check in doctor_storage.storage(made)] == ["ok", "ok"]
    assert named(doctor_storage.database(made), "Database").state == "ok"
    assert contents(made) == before


def test_a_folder_that_others_can_look_into_is_worth_a_note(made):
    made.chmod(0o755)
    found = named(doctor_storage.storage(made), "Storage")
    assert (found.state, found.remedy) == ("note", f"chmod 700 {made}")


async def test_a_running_stepflow_is_named_and_not_disturbed(made):
    storage = Storage(made)
    storage.open()
    storage.announce("http://localhost:8080")
    store = await Store.open(storage.database)
    try:
        found = named(doctor_storage.storage(made), "Storage")
        assert found.text.endswith(f"in use by the StepFlow with PID {os.getpid()} at http://localhost:8080")
        assert named(doctor_storage.database(made), "Database").state == "ok"
        with pytest.raises(Exception, match="in use"):
            Storage(made).open()
    finally:
        await store.close()
        storage.close()
    assert doctor_storage.running(made) is None


@pytest.mark.parametrize(("free", "state"), [(50_000_000, "bad"), (500_000_000, "note"), (5_000_000_000, "ok")])
def test_the_room_on_the_disk(monkeypatch, made, free, state):
    monkeypatch.setattr(doctor_storage.shutil, "disk_usage", lambda _: type("Usage", (), {"free": free}))
    assert named(doctor_storage.storage(made), "Disk").state == state


def newer(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    connection.close()


def no_database(file: Path) -> None:
    file.write_bytes(b"something else entirely, and long enough for a header" * 10)


def holes(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[5000:9000] = b"\xff" * 4000
    file.write_bytes(data)


@pytest.mark.parametrize(("damage", "text"), [(newer, "newer StepFlow"), (no_database, "cannot be read"), (holes, "")])
def test_a_database_that_is_not_whole_is_bad_and_left_alone(made, damage: Callable[[Path], None], text: str):
    file = made / "stepflow.db"
    damage(file)
    before = file.read_bytes()
    found = named(doctor_storage.database(made), "Database")
    assert found.state == "bad"
    assert text in found.text
    assert found.remedy
    assert file.read_bytes() == before
