"""The engine keeps house: folders without rows get theirs, and once a day the database is copied."""

from __future__ import annotations

import os
from pathlib import Path

from stepflow_desktop.core.daily_backup import EVERY, newest
from tests.core.test_engine import Program
from tests.waiting import until


async def test_a_day_after_the_last_copy_there_is_a_new_one(tmp_path: Path) -> None:
    program = Program(tmp_path)
    await program.open()
    await program.run("true")
    await program.close()
    await program.open()
    first = await until(lambda: newest(program.storage.path))
    await program.close()
    a_day_ago = first.made_at.timestamp() - EVERY.total_seconds() - 1
    os.utime(first.path, (a_day_ago, a_day_ago))
    await program.open()
    await until(lambda: (last := newest(program.storage.path)) and last.made_at.timestamp() > a_day_ago)
    await program.close()
