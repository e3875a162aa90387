"""Everything is stopped, in the right order, whatever has ended meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stepflow_desktop.core.model import ExecutionStatus, NewExecution
from stepflow_desktop.errors import Conflict
from stepflow_desktop.gui.stopping import stop_all
from tests.gui.fake_engine import FakeEngine


async def test_what_waits_goes_first_and_what_has_ended_is_passed_over(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = await engine.create(NewExecution(command="true"))
    ended, running = [await engine.create(NewExecution(command="sleep 9")) for _ in range(2)]
    for execution in (ended, running):
        engine.publish(replace(execution, status=ExecutionStatus.RUNNING), started=True)
    asked: list[str] = []

    async def cancel(execution_id: str) -> None:
        asked.append(execution_id)
        if execution_id == ended.id:
            raise Conflict("It has ended.")

    monkeypatch.setattr(engine, "cancel", cancel)
    await stop_all(engine)  # type: ignore[arg-type]
    assert asked[0] == waiting.id
    assert sorted(asked) == sorted((waiting.id, ended.id, running.id))
