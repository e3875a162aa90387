"""Counts are asked for when they may have changed, not for every update."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from stepflow_desktop.core.model import ExecutionStatus, NewExecution, Update
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.live_counts import Counts, LiveCounts
from tests.gui.fake_engine import FakeEngine


async def test_they_are_loaded_and_then_follow(bridge: EngineBridge, engine: FakeEngine) -> None:
    first = await engine.create(NewExecution(command="a"))
    old = replace(first, id="old", status=ExecutionStatus.FAILED, created_at=datetime.now(UTC) - timedelta(days=2))
    engine.publish(old)
    counts = LiveCounts(bridge)
    await counts.load()
    assert counts.counts == Counts(total=2, queued=1)
    seen = asyncio.get_running_loop().create_future()
    counts.changed.connect(seen.set_result)
    failed = replace(first, status=ExecutionStatus.FAILED)
    engine.publish(failed)
    bridge.updated.emit([Update(execution=failed, ended=True)])
    assert await asyncio.wait_for(seen, 5) == Counts(total=2, failed_today=1)
    await bridge.close()


async def test_progress_alone_asks_for_nothing(bridge: EngineBridge, engine: FakeEngine) -> None:
    execution = await engine.create(NewExecution(command="a"))
    counts = LiveCounts(bridge)
    bridge.updated.emit([Update(execution=execution, log_end=5)])
    assert not counts._pause.isActive()
    bridge.updated.emit([Update(execution=execution, created=True)])
    assert counts._pause.isActive()
    await bridge.close()
