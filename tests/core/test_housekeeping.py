"""The engine keeps house: folders without rows get theirs, and once a day the database is copied."""

from __future__ import annotations

import asyncio
from pathlib import Path

from stepflow_desktop.core.daily_backup import newest
from tests.core.test_engine import Program


async def test_a_day_after_the_last_copy_there_is_a_new_one(tmp_path: Path) -> None:
    program = Program(tmp_path)
    await program.open()
    await program.run("true")
    await program.close()
    assert newest(tmp_path / "storage") is None
    await program.open()
    async with asyncio.timeout(30):
        while newest(tmp_path / "storage") is None:
            await asyncio.sleep(0.005)
    await program.close()
