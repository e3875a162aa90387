"""What has been begun is finished, or nothing of it is left."""

from __future__ import annotations

import asyncio
import errno

import pytest

from stepflow_desktop.core import run_dir
from stepflow_desktop.core.model import ExecutionStatus, NewExecution
from stepflow_desktop.core.requests import execution_of
from stepflow_desktop.errors import StorageProblem
from tests.core.test_engine import Program
from tests.waiting import until


@pytest.fixture
async def program(tmp_path):
    program = Program(tmp_path)
    await program.open()
    yield program
    await program.close()


@pytest.mark.parametrize("turns", [0, 1, 2, 3, 5, 8, 13, 21])
async def test_who_goes_away_while_creating_leaves_a_whole_execution_or_none(program, turns):
    creating = asyncio.ensure_future(program.engine.create(NewExecution(command="echo hi")))
    for _ in range(turns):
        await asyncio.sleep(0)
    creating.cancel()
    await asyncio.wait({creating})
    await program.close()
    await program.open()
    folders = program.storage.run_ids()
    rows = await program.engine.list()
    assert {row.id for row in rows.executions} == folders
    assert len(folders) == (1 if turns else 0)
    for execution_id in folders:
        await program.ended(execution_id)
        assert (await program.engine.get(execution_id)).execution.status is ExecutionStatus.COMPLETED


async def test_what_fails_after_its_caller_went_away_is_nobodys_error(program, monkeypatch, caplog):
    tried = asyncio.Event()

    async def insert(*_args):
        tried.set()
        raise StorageProblem("full")

    monkeypatch.setattr(program.engine.store, "insert", insert)
    creating = asyncio.ensure_future(program.engine.create(NewExecution(command="echo hi")))
    await asyncio.sleep(0)
    creating.cancel()
    await tried.wait()
    await until(lambda: not program.storage.run_ids())
    assert not caplog.records


async def test_a_folder_that_cannot_be_written_in_full_is_not_left_behind(program, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(run_dir.os, "fsync", full)
    with pytest.raises(StorageProblem, match="No space left"):
        await program.engine.create(NewExecution(command="echo hi"))
    assert not program.storage.run_ids()


async def test_many_at_once_are_listed_in_the_order_of_their_times(program, monkeypatch):
    slow = asyncio.Event()
    described = program.engine._reception._describe

    async def describe(execution, run, limit):
        await described(execution, run, limit)
        if execution.name == "slow":
            await slow.wait()

    monkeypatch.setattr(program.engine._reception, "_describe", describe)
    creating = []
    for name in ("first", "slow", "quick", "last"):
        creating.append(asyncio.ensure_future(program.engine.create(NewExecution(command="echo hi", name=name))))
        await asyncio.sleep(0)
    await creating[0]
    slow.set()
    await asyncio.gather(*creating)
    page = await program.engine.list()
    assert [row.name for row in page.executions] == ["last", "quick", "slow", "first"]
    times = [row.created_at for row in page.executions]
    assert times == sorted(times, reverse=True)
    for row in page.executions:
        described_again = execution_of(program.storage.run(row.id).spec() or {})
        assert described_again.created_at == row.created_at


async def test_one_that_fails_keeps_nobody_waiting(program, monkeypatch):
    described = program.engine._reception._describe

    async def describe(execution, run, limit):
        if execution.name == "bad":
            await asyncio.sleep(0)
            raise StorageProblem("no")
        await described(execution, run, limit)

    monkeypatch.setattr(program.engine._reception, "_describe", describe)
    bad = asyncio.ensure_future(program.engine.create(NewExecution(command="echo hi", name="bad")))
    good = asyncio.ensure_future(program.engine.create(NewExecution(command="echo hi", name="good")))
    assert (await good).name == "good"
    with pytest.raises(StorageProblem):
        await bad
