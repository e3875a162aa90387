"""A log that grows too large is remarked on once, or its run is stopped; nothing of it is ever cut."""

from __future__ import annotations

from stepflow_desktop.core.engine_options import EngineOptions
from stepflow_desktop.core.log_limit import TITLE, LogLimit
from stepflow_desktop.core.model import ErrorCode, ExecutionStatus, Level, NewExecution
from tests.core.test_engine import Program
from tests.waiting import until

LINES = "i=0; while [ $i -lt 400 ]; do echo 0123456789012345678901234567890123456789; i=$((i+1)); done"


async def limited(path, limit_bytes: int, action: str) -> Program:
    made = Program(path, log_limit_bytes=limit_bytes, log_limit_action=action)
    await made.open()
    return made


async def test_a_warning_is_given_once_and_the_run_goes_on(tmp_path):
    made = await limited(tmp_path, 2_000, "warn")
    details = await made.run(f"{LINES}; echo the end")
    assert details.execution.status is ExecutionStatus.COMPLETED
    [remark] = details.annotations
    assert (remark.level, remark.title) == (Level.WARNING, TITLE)
    assert remark.message == "The log has grown beyond the limit of 2.0 KB; nothing of it is cut."
    assert made.engine.log_path(details.execution.id).read_text().endswith("the end\n")
    await made.close()


async def test_a_run_that_writes_on_and_on_is_stopped_and_says_why(tmp_path):
    made = await limited(tmp_path, 5_000, "stop")
    details = await made.run(f"{LINES}; sleep 600")
    execution = details.execution
    assert (execution.status, execution.error_code) == (ExecutionStatus.FAILED, ErrorCode.EXECUTION_ERROR)
    assert execution.error_message == "Stopped because its log has grown beyond the limit of 5.0 KB"
    assert "being stopped" in details.annotations[0].message
    assert made.engine.log_path(execution.id).stat().st_size > 5_000
    await made.close()


async def test_below_the_limit_and_without_one_nothing_is_said(tmp_path):
    for limit_bytes in (0, 1_000_000):
        folder = tmp_path / str(limit_bytes)
        folder.mkdir()
        made = await limited(folder, limit_bytes, "stop")
        details = await made.run(LINES)
        assert (details.execution.status, details.annotations) == (ExecutionStatus.COMPLETED, ())
        await made.close()


async def test_another_start_does_not_say_it_again(tmp_path):
    made = await limited(tmp_path, 2_000, "warn")
    execution = await made.engine.create(NewExecution(command=f"{LINES}; sleep 1; echo more"))
    await until(lambda: made.engine.conductor.runs[execution.id].beyond_limit)
    await made.close()
    await made.open()
    await made.ended(execution.id)
    assert len((await made.engine.get(execution.id)).annotations) == 1
    await made.close()


async def test_a_flood_is_stopped_while_nobody_looks(tmp_path):
    made = await limited(tmp_path, 1_000_000, "stop")
    execution = await made.engine.create(NewExecution(command=("yes",)))
    run = made.storage.run(execution.id)
    await until(run.has_started)
    await made.close()
    await until(run.exit)
    assert 1_000_000 < run.log.stat().st_size < 5_000_000
    await made.open()
    await made.ended(execution.id)
    details = await made.engine.get(execution.id)
    assert details.execution.error_message == "Stopped because its log has grown beyond the limit of 1.0 MB"
    assert [remark.title for remark in details.annotations] == [TITLE]
    await made.close()


async def test_the_limit_is_the_one_of_now(tmp_path):
    made = await limited(tmp_path, 1_000, "stop")
    go = tmp_path / "go"
    execution = await made.engine.create(NewExecution(command=f"while [ ! -e {go} ]; do sleep 0.02; done; {LINES}"))
    run = made.storage.run(execution.id)
    await until(run.has_started)
    assert run.log_limit() == LogLimit(1_000, stop=True).order()
    made.engine.take_options(EngineOptions(**made.options | {"log_limit_bytes": 0}))
    await until(lambda: run.log_limit() is None)
    go.touch()
    await made.ended(execution.id)
    details = await made.engine.get(execution.id)
    assert (details.execution.status, details.annotations) == (ExecutionStatus.COMPLETED, ())
    await made.close()


async def test_a_limit_that_is_set_later_holds_for_what_runs(tmp_path):
    made = await limited(tmp_path, 0, "stop")
    execution = await made.engine.create(NewExecution(command=f"{LINES}; sleep 600"))
    await until(lambda: made.storage.run(execution.id).log.exists())
    made.engine.take_options(EngineOptions(**made.options | {"log_limit_bytes": 2_000}))
    await made.ended(execution.id)
    details = await made.engine.get(execution.id)
    assert details.execution.error_message == "Stopped because its log has grown beyond the limit of 2.0 KB"
    await made.close()


def test_only_a_limit_that_stops_is_an_order():
    assert LogLimit(5).order() is None
    assert LogLimit(0, stop=True).order() is None
    order = LogLimit(5, stop=True).order()
    assert order is not None and order["bytes"] == 5
