"""The program put together: what it finds in the storage folder, and that it leaves nothing behind."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from stepflow_desktop import app
from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.errors import StorageInUse, StorageProblem, Unavailable
from stepflow_desktop.settings import Settings
from tests.waiting import until


@pytest.fixture
def settings(tmp_path):
    return Settings(storage_path=tmp_path / "storage", working_directory=tmp_path, http_port=0, websocket_port=0)


async def finished(engine, command: str) -> str:
    execution = await engine.create(NewExecution(command=command))
    await engine.conductor.ended(execution.id)
    return execution.id


async def test_the_engine_gets_what_the_settings_say(settings, tmp_path):
    wanted = replace(settings, slots=3, queue_limit=4, grace_s=5.5, artifact_limit_count=6, implicit_progress=False)
    async with app.opened_engine(wanted) as engine:
        options = engine.options
        assert (engine.slots, options.queue_limit, options.grace_s, options.artifact_limit_count) == (3, 4, 5.5, 6)
        assert not options.implicit_progress
        assert options.working_directory == tmp_path
        assert engine.storage == wanted.storage_path


async def test_files_are_private_and_the_commands_own_files_are_not(settings, tmp_path):
    before = os.umask(0o022)
    try:
        async with app.opened_engine(settings) as engine:
            execution_id = await finished(engine, "echo x > made; umask")
            assert engine.log_path(execution_id).read_text().strip() == "0022"
            assert (tmp_path / "made").stat().st_mode & 0o777 == 0o644
            for path in (settings.storage_path, engine.log_path(execution_id), settings.storage_path / "stepflow.db"):
                assert path.stat().st_mode & 0o077 == 0, path
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)


def database_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if "connection_worker" in thread.name]


async def test_everything_is_let_go_in_the_end(settings):
    async with app.opened_engine(settings) as engine:
        await finished(engine, "true")
        assert len(database_threads()) == 2
        with pytest.raises(StorageInUse) as caught:
            Storage(settings.storage_path).open()
        assert caught.value.pid == os.getpid()
    await until(lambda: not database_threads())
    opened = [os.readlink(entry.path) for entry in os.scandir("/proc/self/fd") if os.path.islink(entry.path)]
    assert [path for path in opened if path.startswith(str(settings.storage_path))] == []
    again = Storage(settings.storage_path)
    again.open()
    again.close()


async def test_a_storage_that_was_opened_before_stays_open(settings):
    storage = Storage(settings.storage_path)
    storage.open()
    async with app.opened_engine(settings, storage):
        pass
    with pytest.raises(StorageInUse):
        Storage(settings.storage_path).open()
    storage.close()


@pytest.mark.parametrize("damage", [b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
async def test_a_damaged_database_is_set_aside_with_its_log(settings, damage, expected_log):
    expected_log.append("is set aside as stepflow.db.damaged-")
    async with app.opened_engine(settings) as engine:
        execution_id = await finished(engine, "exit 3")
    database = settings.storage_path / "stepflow.db"
    database.write_bytes(damage)
    async with app.opened_engine(settings) as engine:
        async with asyncio.timeout(30):
            while (found := await engine.store.get_execution(execution_id)) is None or not found.status.is_final:
                await asyncio.sleep(0.01)
        assert found.exit_code == 3
    (aside,) = settings.storage_path.glob("stepflow.db.damaged-*")
    assert aside.read_bytes() == damage


async def test_a_newer_database_is_refused_and_the_folder_is_free_again(settings):
    async with app.opened_engine(settings):
        pass
    connection = sqlite3.connect(settings.storage_path / "stepflow.db")
    connection.execute("PRAGMA user_version = 12345")
    connection.commit()
    connection.close()
    before = (settings.storage_path / "stepflow.db").read_bytes()
    with pytest.raises(Unavailable, match="12345"):
        async with app.opened_engine(settings):
            pass
    assert (settings.storage_path / "stepflow.db").read_bytes() == before
    assert not list(settings.storage_path.glob("*damaged*"))
    storage = Storage(settings.storage_path)
    storage.open()
    storage.close()


async def test_a_locked_database_is_not_taken_for_a_damaged_one(settings, monkeypatch):
    monkeypatch.setattr("stepflow_desktop.core.store_connection.BUSY_TIMEOUT_S", 0.1)
    async with app.opened_engine(settings):
        pass
    other = sqlite3.connect(settings.storage_path / "stepflow.db")
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Unavailable, match="locked"):
        async with app.opened_engine(settings):
            pass
    other.close()
    assert not list(settings.storage_path.glob("*damaged*"))


async def test_a_storage_folder_that_cannot_be_made_is_told(settings, tmp_path):
    (tmp_path / "file").touch()
    before = os.umask(0o022)
    with pytest.raises(StorageProblem, match="STEPFLOW_STORAGE_PATH"):
        async with app.opened_engine(replace(settings, storage_path=tmp_path / "file" / "storage")):
            pass
    assert os.umask(before) == 0o022


def test_the_log_has_one_line_for_each_message(capsys):
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    try:
        app.set_up_logging("WARNING")
        logging.getLogger("stepflow_desktop.test").info("not shown")
        logging.getLogger("elsewhere").warning("shown")
        (line,) = capsys.readouterr().err.splitlines()
        assert line.endswith("WARNING elsewhere: shown")
    finally:
        root.handlers[:], _ = before
        root.setLevel(before[1])


async def test_there_is_nothing_to_serve_when_both_servers_are_off(settings, expected_log):
    expected_log.append("Neither server listens")
    assert await app._serve(replace(settings, http_enabled=False, websocket_enabled=False)) == 1


def test_the_sources_of_modules_are_not_read_when_the_window_is_imported():
    """In a process of its own: what PySide does after an import cannot be undone in this one."""
    code = (
        "import linecache\n"
        "from stepflow_desktop import app\n"
        "import PySide6.QtCore\n"
        "from stepflow_desktop.gui.icons import Icons\n"
        "read = [name for name in linecache.cache if name.endswith('icons.py')]\n"
        "assert read, 'spare_sources has become needless'\n"
        "app.spare_sources()\n"
        "from stepflow_desktop.gui.theme import Theme\n"
        "assert not [name for name in linecache.cache if name.endswith('theme.py')]\n"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (shown.returncode, shown.stderr) == (0, "")
