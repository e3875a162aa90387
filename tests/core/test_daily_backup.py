from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stepflow_desktop.core.daily_backup import SPARE_BYTES, DailyBackup, newest
from stepflow_desktop.core.model import Execution
from stepflow_desktop.core.store import Saved, Store

MORNING = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


@pytest.fixture
async def store(tmp_path: Path):
    store = await Store.open(tmp_path / "stepflow.db")
    yield store
    await store.close()


async def add(store: Store, name: str) -> None:
    execution = Execution(id=name, name=name, command="true", working_directory="/", created_at=MORNING, user="ann")
    await store.insert(Saved(execution=execution, new=True))


class Clock:
    def __init__(self) -> None:
        self.at = MORNING

    def now(self) -> datetime:
        return self.at


async def test_there_is_one_a_day_and_the_newest_two_stay(store: Store, tmp_path: Path) -> None:
    clock = Clock()
    backups = DailyBackup(store, tmp_path, lambda: 10 * SPARE_BYTES, clock.now)
    assert newest(tmp_path) is None
    assert await backups.make_if_due() is None  # there is nothing to keep yet
    for day in range(4):
        await add(store, f"e{day}")
        clock.at = MORNING + timedelta(days=day)
        made = await backups.make_if_due()
        assert made is not None
        os.utime(made.path, (clock.at.timestamp(), clock.at.timestamp()))
        clock.at += timedelta(hours=23)
        assert await backups.make_if_due() is None
    names = sorted(path.name for path in (tmp_path / "backups").iterdir())
    assert names == ["stepflow-2026-11-28.db", "stepflow-2026-11-29.db"]
    last = newest(tmp_path)
    assert last is not None and last.path.name == names[-1] and last.size_bytes > 0
    with closing(sqlite3.connect(last.path)) as copy:
        assert copy.execute("SELECT count(*) FROM executions").fetchone() == (4,)
    assert stat.S_IMODE((tmp_path / "backups").stat().st_mode) == 0o700


async def test_a_copy_from_the_future_does_not_keep_others_from_being_made(store: Store, tmp_path: Path) -> None:
    clock = Clock()
    await add(store, "e")
    backups = DailyBackup(store, tmp_path, lambda: 10 * SPARE_BYTES, clock.now)
    made = await backups.make_if_due()
    assert made is not None
    ahead = (clock.at + timedelta(days=300)).timestamp()
    os.utime(made.path, (ahead, ahead))
    assert await backups.make_if_due() is not None


async def test_without_room_to_spare_there_is_none(store: Store, tmp_path: Path, expected_log: list[str]) -> None:
    expected_log.append("too little room")
    await add(store, "e")
    assert await DailyBackup(store, tmp_path, lambda: SPARE_BYTES, Clock().now).make_if_due() is None
    assert newest(tmp_path) is None
