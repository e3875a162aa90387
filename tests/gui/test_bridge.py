"""The bridge keeps its tasks, merges updates and turns errors into words."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from stepflow_desktop.core.model import Execution, NewExecution, Update
from stepflow_desktop.gui.bridge import EngineBridge
from tests.gui.fake_engine import FakeEngine


async def test_a_result_goes_to_done(bridge: EngineBridge, engine: FakeEngine) -> None:
    done = asyncio.get_running_loop().create_future()
    bridge.call(engine.create(NewExecution(command="true")), name="starting", done=done.set_result)
    assert (await asyncio.wait_for(done, 5)).command == "true"
    await bridge.close()


async def test_what_a_user_can_mend_goes_to_error_in_words(bridge: EngineBridge, engine: FakeEngine) -> None:
    said: list[str] = []
    bridge.problem.connect(said.append)
    bridge.call(engine.get("x"), name="reading", error=lambda text: said.append("error: " + text))
    bridge.call(engine.get("y"), name="reading")
    await bridge.close()
    assert said == ["error: There is no execution x.", "There is no execution y."]


async def test_a_defect_is_logged_and_told(bridge: EngineBridge, expected_log: list[str]) -> None:
    async def broken() -> None:
        raise KeyError("oops")

    expected_log.append("weighing failed")
    told: list[tuple[str, str]] = []
    bridge.failed.connect(lambda title, details: told.append((title, details)))
    bridge.call(broken(), name="weighing")
    await bridge.close()
    [(title, details)] = told
    assert "weighing" in title
    assert "KeyError: 'oops'" in details


async def test_updates_of_one_frame_arrive_together(bridge: EngineBridge, engine: FakeEngine) -> None:
    batches: list[list[Update]] = []
    first = asyncio.get_running_loop().create_future()
    bridge.updated.connect(lambda updates: (batches.append(updates), first.done() or first.set_result(None)))
    bridge.start()
    await asyncio.sleep(0)
    execution = await engine.create(NewExecution(command="true"))
    await asyncio.wait_for(first, 5)
    for progress in range(50):
        engine.publish(replace(execution, progress=float(progress)))
        await asyncio.sleep(0)
    while batches[-1][-1].execution.progress != 49.0:
        await asyncio.sleep(0.001)
    assert sum(map(len, batches)) == 51
    assert len(batches) < 10
    await bridge.close()
    assert engine.subscriptions[0].closed


async def test_updates_go_on_after_a_pause(bridge: EngineBridge, engine: FakeEngine) -> None:
    seen: list[str] = []
    bridge.updated.connect(lambda updates: seen.extend(u.execution.command for u in updates))
    bridge.start()
    await asyncio.sleep(0)
    for number, command in enumerate(("one", "two"), start=1):
        await engine.create(NewExecution(command=command))
        while len(seen) < number:
            await asyncio.sleep(0.001)
    await bridge.close()
    assert seen == ["one", "two"]


async def test_nothing_new_is_asked_while_the_window_closes(bridge: EngineBridge, engine: FakeEngine) -> None:
    answers: list[str] = []

    def ask_more(execution: Execution) -> None:
        answers.append(execution.command)
        bridge.call(engine.create(NewExecution(command="more")), name="asking", done=ask_more)

    bridge.call(engine.create(NewExecution(command="first")), name="asking", done=ask_more)
    await bridge.close()
    assert answers == ["first"]
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "asking"]


async def test_a_call_without_end_does_not_keep_the_window(
    bridge: EngineBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stepflow_desktop.gui.bridge.PATIENCE_S", 0.01)
    bridge.call(asyncio.Event().wait(), name="waiting")
    await asyncio.wait_for(bridge.close(), 5)
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "waiting"]
