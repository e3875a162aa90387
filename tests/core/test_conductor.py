"""The conductor on run folders written by hand: every tick is the test's own, no process, no waiting."""

from __future__ import annotations

import asyncio
import errno

import pytest

from stepflow_desktop.core import conductor as conductor_module
from stepflow_desktop.core.active_run import Phase
from stepflow_desktop.core.conductor import QUIET_EVERY, QUIET_LOOKS
from stepflow_desktop.core.engine_options import EngineOptions
from stepflow_desktop.core.model import ErrorCode, ExecutionStatus, StepStatus
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.core.store import Store
from stepflow_desktop.errors import StorageProblem
from tests.core.made_runs import Stage, told
from tests.waiting import until

FAILING = b"STEP_START:Check[stop_on_error=true]\nSTEP_ERROR:no good\n"


@pytest.fixture
async def store(tmp_path):
    storage = Storage(tmp_path / "storage")
    storage.open()
    store = await Store.open(storage.database)
    yield store
    await store.close()
    storage.close()


@pytest.fixture
async def stage(tmp_path, store):
    stage = Stage(tmp_path, store)
    yield stage
    await stage.close()


# -- the queue


async def test_slots_are_given_first_in_first_out(tmp_path, store):
    stage = Stage(tmp_path, store, slots=2)
    made = [await stage.queued() for _ in range(5)]
    ids = [active.id for _, active in made]
    assert stage.launcher.started == ids[:2]
    assert (stage.conductor.running_count, stage.conductor.queued_count) == (2, 3)
    for number in (1, 0, 2, 3):
        folder, active = made[number]
        folder.begin()
        folder.end()
        await stage.ticks_until_ended(active)
    assert stage.launcher.started == ids
    await stage.close()


async def test_a_held_run_starts_only_after_a_word(tmp_path, store):
    stage = Stage(tmp_path, store, slots=1)
    _, first = await stage.queued()
    _, held = await stage.queued()
    held.phase = Phase.HELD
    _, third = await stage.queued()
    stage.conductor.forget(first.id)
    assert stage.launcher.started == [first.id, third.id]
    stage.conductor.release(held)
    assert held.phase is Phase.QUEUED
    stage.conductor.forget(third.id)
    assert stage.launcher.started == [first.id, third.id, held.id]
    await stage.close()


async def test_a_slot_is_not_free_before_the_end_is_saved(tmp_path, store):
    stage = Stage(tmp_path, store, slots=1)
    folder, first = await stage.running()
    _, second = await stage.queued()
    await stage.tick()
    folder.end()
    stage.store.problem = StorageProblem("full")
    with pytest.raises(StorageProblem):
        await stage.ticks_until_ended(first)
    assert first.phase is Phase.ENDED
    with pytest.raises(StorageProblem):
        await stage.tick()
    assert second.phase is Phase.QUEUED
    stage.store.problem = None
    await stage.tick()
    assert second.phase is Phase.STARTING
    await stage.close()


async def test_a_supervisor_that_cannot_be_started_fails_the_execution(stage, expected_log):
    expected_log.append("could not be started")
    stage.launcher.problem = OSError(errno.EAGAIN, "Resource temporarily unavailable")
    _, active = await stage.queued()
    await stage.ticks_until_ended(active)
    execution = await stage.store.store.get_execution(active.id)
    assert execution.error_code == ErrorCode.START_FAILED
    assert "temporarily unavailable" in execution.error_message


# -- ticks and commits


async def test_all_runs_of_a_tick_are_saved_and_told_together(stage):
    news = stage.watch()
    runs = [await stage.running(b"STEP_START:A\nhello\n") for _ in range(30)]
    stage.store.saves.clear()
    await stage.tick()
    assert len(stage.store.saves) == 1
    assert set(stage.store.saves[0]) == {active.id for _, active in runs}
    updates = news.take()
    assert len(updates) == 30
    assert {(u.started, u.log_end, u.steps[0].name) for u in updates} == {(True, 19, "A")}
    await stage.tick()
    assert len(stage.store.saves) == 1
    assert news.take() == []


async def test_nothing_is_told_before_it_is_saved_and_nothing_is_lost_meanwhile(stage):
    news = stage.watch()
    folder, active = await stage.running(b"STEP_START:A\none\n")
    stage.store.problem = StorageProblem("The disk is full.")
    with pytest.raises(StorageProblem):
        await stage.tick()
    folder.write(b"::warning::careful\nSTEP_COMPLETE:A\n")
    with pytest.raises(StorageProblem):
        await stage.tick()
    assert news.take() == []
    assert (await stage.store.store.get_execution(active.id)).status is ExecutionStatus.PENDING
    stage.store.problem = None
    folder.write(b"STEP_START:B\n")
    await stage.tick()
    update = told(news, active.id)
    assert (update.started, update.log_start, update.log_end) == (True, 0, folder.run.log.stat().st_size)
    assert [(s.name, s.status) for s in update.steps] == [("A", StepStatus.COMPLETED), ("B", StepStatus.RUNNING)]
    assert [a.message for a in update.annotations] == ["careful"]
    details = await stage.store.store.get_details(active.id)
    assert [s.name for s in details.steps] == ["A", "B"]
    assert [a.message for a in details.annotations] == ["careful"]


async def test_a_store_that_fails_for_a_while_is_tried_again_by_itself(stage, monkeypatch, expected_log):
    monkeypatch.setattr(conductor_module, "RETRY_S", 0.01)
    expected_log.append("Changes wait to be saved: The disk is full")
    folder, active = await stage.running(b"hello\n")
    folder.end(7)
    stage.store.problem = StorageProblem("The disk is full.")
    stage.conductor.start()
    async with asyncio.timeout(30):
        while stage.conductor.problem is None:
            await asyncio.sleep(0.005)
        stage.store.problem = None
        await stage.conductor.ended(active.id)
        while stage.conductor.problem is not None:
            await asyncio.sleep(0.005)
    execution = await stage.store.store.get_execution(active.id)
    assert (execution.status, execution.exit_code) == (ExecutionStatus.FAILED, 7)


async def test_the_first_run_need_not_wait_for_the_launcher_to_get_ready(stage, monkeypatch):
    monkeypatch.setattr(conductor_module, "WARM_UP_S", 0.01)
    stage.conductor.start()
    await until(lambda: stage.launcher.warm)


async def test_a_program_that_has_ended_gets_nothing_ready(stage, monkeypatch):
    monkeypatch.setattr(conductor_module, "WARM_UP_S", 0)
    stage.conductor.start()
    await stage.conductor.close()
    assert not stage.launcher.warm


async def test_a_vanished_row_ends_only_its_own_run(stage, expected_log):
    expected_log.append("is gone; it is followed no longer")
    news = stage.watch()
    _, gone = await stage.running(b"x\n")
    _, kept = await stage.running(b"::warning::only once\n")
    await stage.store.store.delete_execution(gone.id)
    ended = stage.conductor.ended(gone.id)
    await stage.tick()
    assert ended.done()
    assert list(stage.conductor.runs) == [kept.id]
    assert [u.execution.id for u in news.take()] == [kept.id]
    assert len((await stage.store.store.get_details(kept.id)).annotations) == 1


async def test_what_was_saved_apart_is_not_saved_again_when_the_next_one_fails(stage, monkeypatch, expected_log):
    """Of three runs the row of the last is gone and the disk fills up after the first was saved."""
    news = stage.watch()
    runs = [(await stage.running(b"::warning::only once\n"))[1] for _ in range(3)]
    await stage.store.store.delete_execution(runs[2].id)
    save, calls = stage.store.save, 0

    async def save_until_full(rows):
        nonlocal calls
        calls += 1
        if calls == 3:
            raise StorageProblem("full")
        await save(rows)

    monkeypatch.setattr(stage.store, "save", save_until_full)
    with pytest.raises(StorageProblem):
        await stage.tick()
    assert [u.execution.id for u in news.take()] == [runs[0].id]
    expected_log.append("is gone; it is followed no longer")
    await stage.tick()
    assert [u.execution.id for u in news.take()] == [runs[1].id]
    for run in runs[:2]:
        assert len((await stage.store.store.get_details(run.id)).annotations) == 1


async def test_closing_saves_what_the_last_tick_read(stage):
    _, active = await stage.running(b"STEP_START:A\n")
    active.look()
    active.look()
    await stage.conductor.close()
    row = await stage.store.store.get_run_state(active.id)
    assert row.log_offset == 13
    assert [s.name for s in await stage.store.store.get_steps(active.id)] == ["A"]


# -- looks


async def test_quiet_runs_are_looked_at_less_until_they_speak_again(stage):
    quiet_folder, quiet = await stage.running(b"a\n")
    lively_folder, lively = await stage.running(b"a\n")
    looks = {quiet.id: 0, lively.id: 0}
    for run in (quiet, lively):

        def counted(run=run, look=run.look):
            looks[run.id] += 1
            return look()

        run.look = counted
    for _ in range(QUIET_LOOKS + 5):
        lively_folder.write(b"a\n")
        await stage.tick()
    before = dict(looks)
    rounds = 3 * QUIET_EVERY
    for _ in range(rounds):
        lively_folder.write(b"a\n")
        await stage.tick()
    assert looks[quiet.id] - before[quiet.id] == 3
    assert looks[lively.id] - before[lively.id] >= rounds
    quiet_folder.write(b"b\n")
    for _ in range(QUIET_EVERY):
        await stage.tick()
    seen = looks[quiet.id]
    await stage.tick()
    assert looks[quiet.id] > seen


async def test_a_folder_that_cannot_be_read_fails_only_its_own_run(stage, expected_log):
    expected_log.append("cannot be read")
    broken_folder, broken = await stage.running()
    folder, active = await stage.running()
    await stage.tick()
    (broken_folder.run.path / "exit.json").write_text('{"code": 0}')
    folder.end(0)
    await stage.ticks_until_ended(active)
    lost = await stage.store.store.get_execution(broken.id)
    assert (lost.status, lost.error_code) == (ExecutionStatus.FAILED, ErrorCode.INTERRUPTED)
    assert (await stage.store.store.get_execution(active.id)).status is ExecutionStatus.COMPLETED


# -- supervisors that vanish


async def test_a_supervisor_that_never_appears_is_started_again_after_a_while(stage):
    _, active = await stage.queued()
    for boot_s, starts in ((10.0, 1), (14.0, 1), (15.0, 2), (16.0, 2), (20.0, 3)):
        stage.clock.boot_s = boot_s
        await stage.tick()
        assert stage.launcher.started == [active.id] * starts, boot_s


async def test_a_supervisor_that_dies_is_replaced_within_a_second(stage):
    folder, active = await stage.running()
    await stage.tick()
    stage.clock.boot_s = 60.0
    await stage.tick()
    assert stage.launcher.started == [active.id]
    folder.let_go_of_lock()
    stage.clock.boot_s = 61.0
    await stage.tick()
    assert stage.launcher.started == [active.id] * 2


async def test_no_supervisor_is_started_for_a_run_that_has_ended(stage):
    folder, active = await stage.running()
    await stage.tick()
    folder.let_go_of_lock()
    folder.end(0)
    stage.clock.boot_s = 100.0
    await stage.ticks_until_ended(active)
    assert stage.launcher.started == [active.id]


@pytest.mark.parametrize(("begun", "words"), [(True, "were removed while it ran"), (False, "are missing")])
async def test_a_run_whose_files_vanish_is_failed_and_not_started_again(stage, begun, words):
    folder, active = await stage.running() if begun else await stage.queued()
    await stage.tick()
    folder.let_go_of_lock()
    for file in folder.run.path.iterdir():
        if file.is_file():
            file.unlink()
    stage.clock.boot_s = 100.0
    await stage.ticks_until_ended(active)
    execution = await stage.store.store.get_execution(active.id)
    assert execution.status is ExecutionStatus.FAILED
    assert words in execution.error_message
    assert stage.launcher.started == [active.id]


# -- the bound on the log


async def test_who_cannot_be_told_the_limit_is_told_later(stage, expected_log, caplog):
    stage.conductor.take_options(EngineOptions(log_limit_bytes=100, log_limit_action="stop"))
    folder, active = await stage.running(b"x\n")
    stage.launcher.problem = OSError(errno.ENOSPC, "No space left on device")
    for _ in range(3):
        await stage.tick()
    assert folder.run.log_limit() is None
    assert len([record for record in caplog.records if "log size limit" in record.message]) == 1
    stage.launcher.problem = None
    for _ in range(3):
        await stage.tick()
    assert stage.launcher.limited == [(active.id, folder.run.log_limit())]
    assert folder.run.log_limit()["bytes"] == 100
    expected_log.append("could not be told its log size limit")


@pytest.mark.parametrize(
    ("reason", "words"), [("exited", "nothing of it is cut"), ("log_limit", "so it is being stopped")]
)
async def test_the_remark_tells_what_became_of_a_run_beyond_the_limit(stage, reason, words):
    folder, active = await stage.running()
    await stage.tick()
    stage.conductor.take_options(EngineOptions(log_limit_bytes=100, log_limit_action="stop"))
    folder.write(b"x" * 200 + b"\n")
    folder.end(reason=reason)
    await stage.ticks_until_ended(active)
    [remark] = (await stage.store.store.get_details(active.id)).annotations
    assert words in remark.message


# -- steps that end the run


async def test_a_script_gets_two_seconds_to_end_by_itself_after_a_failed_step(stage):
    _, active = await stage.running(FAILING)
    for boot_s in (10.0, 11.0, 11.9):
        stage.clock.boot_s = boot_s
        await stage.tick()
        assert stage.launcher.cancelled == [], boot_s
    stage.clock.boot_s = 12.0
    for _ in range(3):
        await stage.tick()
    ((execution_id, reason, message, force),) = stage.launcher.cancelled
    assert (execution_id, reason, message, force) == (active.id, "step_error", "no good", False)


async def test_a_script_that_ends_by_itself_is_left_alone(stage):
    folder, active = await stage.running(FAILING)
    await stage.tick()
    folder.end(3)
    stage.clock.boot_s = 60.0
    await stage.ticks_until_ended(active)
    assert stage.launcher.cancelled == []
    execution = await stage.store.store.get_execution(active.id)
    assert (execution.exit_code, execution.error_code) == (3, ErrorCode.EXECUTION_ERROR)


async def test_an_old_failure_stops_the_run_while_the_script_is_still_in_that_step(stage):
    await stage.running(FAILING)
    stage.clock.boot_s = 1000.0
    await stage.tick()
    assert [reason for _, reason, _, _ in stage.launcher.cancelled] == ["step_error"]


@pytest.mark.parametrize("after", [b"STEP_START:Next\n", b"STEP_COMPLETE:Check\n"])
async def test_an_old_failure_that_the_script_has_left_behind_stops_nothing(stage, after):
    await stage.running(FAILING + after)
    for boot_s in (1000.0, 1001.0, 1010.0):
        stage.clock.boot_s = boot_s
        await stage.tick()
    assert stage.launcher.cancelled == []


async def test_a_failure_that_was_seen_stops_the_run_although_the_script_went_on(stage):
    folder, _ = await stage.running(FAILING)
    await stage.tick()
    folder.write(b"STEP_START:Next\n", boot_s=11.0)
    stage.clock.boot_s = 12.5
    await stage.tick()
    assert [reason for _, reason, _, _ in stage.launcher.cancelled] == ["step_error"]


@pytest.mark.parametrize(
    ("later", "at_s", "reason", "words"),
    [
        (b"STEP_START:Second[stop_on_error=true]\nSTEP_ERROR:again\n", 1007.5, "step_error", "again"),
        (b"STEP_START:Second[timeout=3]\n", 1008.5, "step_timeout", "Second"),
    ],
)
async def test_after_an_old_failure_a_new_one_still_counts(stage, later, at_s, reason, words):
    folder, _ = await stage.running(FAILING + b"STEP_COMPLETE:Check\n")
    stage.clock.boot_s = 1000.0
    await stage.tick()
    folder.write(later, boot_s=1005.0)
    stage.clock.boot_s = 1005.0
    await stage.tick()
    assert stage.launcher.cancelled == []
    stage.clock.boot_s = at_s
    await stage.tick()
    ((_, given, message, _),) = stage.launcher.cancelled
    assert given == reason
    assert words in message


async def test_a_step_beyond_its_time_limit_ends_the_run(stage):
    _, active = await stage.running(b"STEP_START:Fast[timeout=1]\nSTEP_COMPLETE:Fast\nSTEP_START:Slow[timeout=5]\n")
    for boot_s in (10.0, 12.0, 14.9):
        stage.clock.boot_s = boot_s
        await stage.tick()
        assert stage.launcher.cancelled == [], boot_s
    stage.clock.boot_s = 15.0
    for _ in range(3):
        await stage.tick()
    ((execution_id, reason, message, force),) = stage.launcher.cancelled
    assert (execution_id, reason, force) == (active.id, "step_timeout", False)
    assert "Slow" in message


async def test_a_time_limit_that_passed_unseen_ends_a_step_that_is_still_open(stage):
    await stage.running(b"STEP_START:Slow[timeout=5]\n")
    stage.clock.boot_s = 1000.0
    await stage.tick()
    assert [reason for _, reason, _, _ in stage.launcher.cancelled] == ["step_timeout"]


async def test_a_stop_that_cannot_be_written_is_asked_for_again_and_holds_nothing_up(stage, expected_log):
    expected_log.append("could not be asked to end")
    news = stage.watch()
    folder, active = await stage.running(FAILING)
    _, other = await stage.running(b"")
    await stage.tick()
    news.take()
    stage.clock.boot_s = 13.0
    folder.write(b"more\n", boot_s=13.0)
    stage.launcher.problem = OSError(errno.ENOSPC, "No space left on device")
    for _ in range(3):
        await stage.tick()
    assert told(news, active.id).log_end == folder.run.log.stat().st_size
    stage.launcher.problem = None
    await stage.tick()
    assert [reason for _, reason, _, _ in stage.launcher.cancelled] == ["step_error"]
    assert other.phase is Phase.RUNNING


async def test_nobody_waits_for_a_run_that_is_not_there(stage):
    assert stage.conductor.ended("nobody").done()
    stage.conductor.forget("nobody")
