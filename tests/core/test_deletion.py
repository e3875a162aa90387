"""Deleting takes processes, files and rows, in this order, and can be undone."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime

import psutil
import pytest

from stepflow_desktop.core.active_run import Phase
from stepflow_desktop.core.deletion import too_late
from stepflow_desktop.core.model import Execution, ExecutionStatus, NewExecution
from stepflow_desktop.errors import NotFound
from tests.core.test_engine import Program
from tests.waiting import until


@pytest.fixture
async def program(tmp_path):
    program = Program(tmp_path)
    await program.open()
    yield program
    await program.close()


def is_gone(pid):
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


async def test_processes_left_in_the_background_go_with_the_execution(program, tmp_path):
    details = await program.run(f"sleep 63.5 & echo $! > {tmp_path}/pid; echo done")
    left = int((tmp_path / "pid").read_text())
    os.kill(left, 0)
    await program.engine.delete(details.execution.id)
    assert is_gone(left)


async def test_one_that_waits_is_simply_gone(tmp_path):
    program = Program(tmp_path, slots=1)
    engine = await program.open()
    first = await engine.create(NewExecution(command="sleep 60"))
    waiting = await engine.create(NewExecution(command=f"touch {tmp_path}/ran"))
    await engine.delete(waiting.id)
    await engine.cancel(first.id, force=True)
    await program.ended(first.id)
    assert not (tmp_path / "ran").exists()
    assert {e.id for e in (await engine.list()).executions} == {first.id}
    await program.close()


async def test_everybody_hears_of_it_and_of_its_return(program):
    details = await program.run("echo hi")
    subscription = program.engine.subscribe("test")
    await program.engine.delete(details.execution.id)
    (update,) = subscription.take()
    assert update.deleted
    assert update.seq_start > details.execution.seq
    assert await program.engine.undelete(details.execution.id)
    await until(lambda: any(u.created for u in subscription.take()))
    await until(lambda: details.execution.id not in program.engine.conductor.runs)
    assert (await program.engine.get(details.execution.id)).execution.exit_code == 0


async def test_when_the_trash_is_emptied_it_is_too_late(program):
    details = await program.run("echo hi")
    await program.engine.delete(details.execution.id)
    program.storage.empty_trash(older_than_s=-1)
    assert not await program.engine.undelete(details.execution.id)
    with pytest.raises(NotFound):
        await program.engine.delete(details.execution.id)


async def test_asking_twice_while_it_is_under_way_is_one_deletion(program, tmp_path):
    engine = program.engine
    execution = await engine.create(
        NewExecution(command=f"trap '' TERM; touch {tmp_path}/up; while :; do sleep 0.1; done")
    )
    await until(lambda: (tmp_path / "up").exists())
    subscription = engine.subscribe("test")
    await asyncio.gather(*(engine.delete(execution.id) for _ in range(4)))
    assert [update.deleted for update in subscription.take()].count(True) == 1
    with pytest.raises(NotFound):
        await engine.get(execution.id)


async def test_a_log_that_is_not_read_to_its_end_does_not_keep_it(program, tmp_path, monkeypatch):
    monkeypatch.setattr("stepflow_desktop.core.deletion.READING_S", 0.1)
    engine = program.engine
    execution = await engine.create(NewExecution(command=f"touch {tmp_path}/up; sleep 60"))
    await until(lambda: (tmp_path / "up").exists())
    monkeypatch.setattr(engine.conductor, "ended", lambda _id: asyncio.get_running_loop().create_future())
    async with asyncio.timeout(20):
        await engine.delete(execution.id)
    with pytest.raises(NotFound):
        await engine.get(execution.id)


async def test_one_that_was_forgotten_within_a_round_is_not_looked_at(program, tmp_path):
    conductor = program.engine.conductor
    execution = await program.engine.create(NewExecution(command=f"touch {tmp_path}/up; sleep 60"))
    await until(lambda: (tmp_path / "up").exists())
    run = conductor.runs[execution.id]
    await program.engine.delete(execution.id)
    run.phase = Phase.RUNNING
    assert not conductor._look(run)
    assert run.phase is Phase.RUNNING


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (ExecutionStatus.FAILED, "This execution has ended (failed) and cannot be cancelled."),
        (ExecutionStatus.RUNNING, "This execution has ended and cannot be cancelled."),
    ],
)
def test_too_late_to_stop_it_never_says_that_what_has_ended_runs(status, said):
    execution = Execution(
        id="x", name="x", command="x", argv=None, working_directory="/", created_at=datetime.now(UTC), status=status
    )
    assert str(too_late(execution)) == said
