"""Each row of the table of what a start may find, done once and done twice.

Most folders are written by hand and nobody stands behind the launcher: what counts is whom the recovery calls. The
last tests kill real supervisors and commands.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from pathlib import Path

import pytest

from stepflow_desktop.core.bus import Bus
from stepflow_desktop.core.engine import Engine
from stepflow_desktop.core.engine_options import EngineOptions
from stepflow_desktop.core.launcher import Launcher, LocalLauncher
from stepflow_desktop.core.model import ErrorCode, ExecutionDetails, ExecutionStatus, NewExecution, StepStatus
from stepflow_desktop.core.recovery import HELD_AFTER
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.core.store import Store
from stepflow_desktop.errors import Conflict
from tests.core.made_runs import FakeClock, FakeLauncher, MadeRun, an_execution
from tests.supervisor.runs import Run
from tests.waiting import until


class Sessions:
    """One storage folder and one program after the other on it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.storage = Storage(path / "storage")
        self.clock: FakeClock | None = FakeClock()
        self.launcher: FakeLauncher
        self.engine: Engine
        self.made: list[MadeRun] = []
        self._open = False

    async def open(self, launcher: Launcher | None = None) -> Engine:
        await self.close()
        self.storage = Storage(self.path / "storage")
        self.storage.open()
        store = await Store.open(self.storage.database)
        self.launcher = launcher or FakeLauncher()  # type: ignore[assignment]
        options = EngineOptions(working_directory=self.path, grace_s=1.0)
        self.engine = Engine(self.storage, store, Bus(), self.launcher, self.clock, options)
        await self.engine.start()
        self._open = True
        return self.engine

    async def close(self) -> None:
        if self._open:
            self._open = False
            await self.engine.close()
            await self.engine.store.close()
            self.storage.close()

    async def pending(self, command: str = "true") -> MadeRun:
        execution = await self.engine.create(NewExecution(command=command))
        self.made.append(MadeRun(self.storage, execution, exists=True))
        return self.made[-1]

    async def running(self, output: bytes) -> MadeRun:
        """A command that has printed that, all of it saved; its supervisor lives."""
        made = await self.pending()
        made.hold_lock()
        made.begin(boot_s=10.0)
        made.write(output, boot_s=11.0)
        await self.saved(made)
        return made

    async def saved(self, made: MadeRun) -> None:
        async def all_read() -> bool:
            row = await self.engine.store.get_run_state(made.execution.id)
            return row is not None and row.log_offset == made.run.log.read_bytes().rfind(b"\n") + 1

        await until(all_read)

    async def details(self, made: MadeRun) -> ExecutionDetails:
        return await self.engine.get(made.execution.id)

    async def ended(self, made: MadeRun) -> ExecutionDetails:
        async def is_final() -> bool:
            found = await self.engine.store.get_execution(made.execution.id)
            return found is not None and found.status.is_final

        await until(is_final)
        return await self.details(made)

    async def forget_rows(self) -> None:
        await self.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.storage.database}{suffix}").unlink(missing_ok=True)


@pytest.fixture
async def sessions(tmp_path):
    sessions = Sessions(tmp_path)
    await sessions.open()
    yield sessions
    await sessions.close()
    for made in sessions.made:
        made.let_go_of_lock()


def story(details: ExecutionDetails) -> tuple:
    """What must be the same however often the program is started."""
    execution = details.execution
    return (
        (execution.status, execution.exit_code, execution.error_code, execution.error_message, execution.duration_s),
        (execution.name, execution.tags, dict(execution.metadata), execution.artifacts_count, execution.log_size),
        [(s.id, s.index, s.name, s.status, s.duration_s) for s in details.steps],
        sorted((a.id, a.name, a.description, a.file_path, a.step_id) for a in details.artifacts),
        [(a.offset, a.message) for a in details.annotations],
    )


# -- rows


@pytest.mark.parametrize("starts", [1, 2, 3])
async def test_a_living_supervisor_is_followed_from_where_the_last_session_was(sessions, starts):
    made = await sessions.running(b"STEP_START:A\n::warning::w\nhalf a li")
    for _ in range(starts):
        await sessions.open()
        made.write(b"n")
    assert sessions.launcher.started == []
    assert sessions.engine.running_count == 1
    made.write(b"\nSTEP_COMPLETE:A\nSTEP_START:B\n", boot_s=15.0)
    made.let_go_of_lock()
    made.end(0)
    details = await sessions.ended(made)
    assert [(s.name, s.status) for s in details.steps] == [
        ("A", StepStatus.COMPLETED),
        ("B", StepStatus.COMPLETED),
    ]
    assert details.steps[0].duration_s == 4.0
    assert [a.message for a in details.annotations] == ["w"]
    lines = (await sessions.engine.read_log(made.execution.id)).entries
    assert [e.content for e in lines] == ["w", "half a li" + "n" * starts]


async def test_a_run_that_ended_meanwhile_is_read_to_its_end(sessions):
    made = await sessions.running(b"STEP_START:A\n")
    await sessions.close()
    made.write(b"STEP_COMPLETE:A\nSTEP_START:B\nunfinished")
    made.let_go_of_lock()
    made.end(3)
    await sessions.open()
    first = await sessions.ended(made)
    assert sessions.launcher.started == []
    assert [s.status for s in first.steps] == [StepStatus.COMPLETED, StepStatus.FAILED]
    assert (first.execution.exit_code, first.execution.log_size) == (3, made.run.log.stat().st_size)
    await sessions.open()
    assert story(await sessions.details(made)) == story(first)
    assert sessions.engine.running_count == 0


async def test_a_run_without_a_supervisor_gets_one_that_adopts_it(sessions):
    made = await sessions.running(b"STEP_START:A\n")
    await sessions.close()
    made.let_go_of_lock()
    await sessions.open()
    assert sessions.launcher.started == [made.execution.id]
    assert (await sessions.details(made)).execution.status is ExecutionStatus.RUNNING


async def test_what_never_started_is_started_once(sessions):
    made = await sessions.pending()
    await sessions.open()
    assert sessions.launcher.started == [made.execution.id]
    # A supervisor that has the lock but has not let the command go yet is waited for.
    made.hold_lock()
    await sessions.open()
    assert sessions.launcher.started == []
    assert (await sessions.details(made)).execution.status is ExecutionStatus.PENDING
    made.begin()
    made.end(0)
    assert (await sessions.ended(made)).execution.status is ExecutionStatus.COMPLETED


async def test_what_was_cancelled_while_it_was_pending_never_starts(sessions):
    made = await sessions.pending()
    await sessions.close()
    made.run.request_end("cancelled", message=None, force=False, at_us=1)
    await sessions.open()
    first = await sessions.ended(made)
    assert (first.execution.status, first.execution.started_at) == (ExecutionStatus.CANCELLED, None)
    await sessions.open()
    assert story(await sessions.details(made)) == story(first)
    assert sessions.launcher.started == []


async def test_a_cancel_of_a_running_command_is_left_to_its_supervisor(sessions):
    made = await sessions.running(b"x\n")
    await sessions.close()
    made.run.request_end("cancelled", message=None, force=False, at_us=1)
    await sessions.open()
    assert (await sessions.details(made)).execution.status is ExecutionStatus.RUNNING
    made.end(-15, signal=15, reason="cancelled")
    assert (await sessions.ended(made)).execution.status is ExecutionStatus.CANCELLED


@pytest.mark.parametrize("was_running", [False, True])
async def test_a_row_without_its_folder_is_failed(sessions, was_running):
    made = await sessions.running(b"STEP_START:A\n") if was_running else await sessions.pending()
    await sessions.close()
    made.let_go_of_lock()
    sessions.storage.discard(made.execution.id)
    await sessions.open()
    first = await sessions.ended(made)
    assert (first.execution.status, first.execution.error_code) == (ExecutionStatus.FAILED, ErrorCode.INTERRUPTED)
    assert "missing" in first.execution.error_message
    assert [s.status for s in first.steps] == [StepStatus.FAILED] * was_running
    await sessions.open()
    assert story(await sessions.details(made)) == story(first)


async def test_a_folder_without_a_row_becomes_one(sessions):
    finished = MadeRun(sessions.storage, an_execution(sessions.path, name="Finished"))
    finished.begin()
    finished.write(b"STEP_START:A\n::error::e\n")
    finished.end(5)
    waiting = MadeRun(sessions.storage, an_execution(sessions.path, name="Waiting"))
    await sessions.open()
    details = await sessions.ended(finished)
    assert (details.execution.name, details.execution.exit_code) == ("Finished", 5)
    assert [a.message for a in details.annotations] == ["e"]

    async def found() -> bool:
        return waiting.execution.id in sessions.engine.conductor.runs

    await until(found)
    assert sessions.launcher.started == [waiting.execution.id]
    await sessions.open()
    await until(found)
    assert story(await sessions.details(finished)) == story(details)
    assert (await sessions.engine.list()).total_count == 2


async def test_folders_that_make_no_sense_are_left_alone_and_keep_no_other_from_being_rebuilt(sessions, expected_log):
    expected_log.append("no specification that can be read")
    expected_log.append("cannot be rebuilt")
    executions = sessions.storage.path / "executions"
    (executions / "not-a-run").mkdir()
    (executions / "a-file").write_text("x")
    broken = MadeRun(sessions.storage, an_execution(sessions.path, name="Broken"))
    (broken.run.path / "spec.json").write_text(json.dumps({"id": broken.execution.id}))
    odd = MadeRun(sessions.storage, an_execution(sessions.path, name="Odd"))
    (odd.run.path / "actions.jsonl").write_text('{"verb": "upload", "artifact": {"id": "x"}}\n')
    good = MadeRun(sessions.storage, an_execution(sessions.path, name="Good"))
    for made in (broken, odd, good):
        made.begin()
        made.end(0)
    await sessions.open()
    assert (await sessions.ended(good)).execution.name == "Good"

    async def compared() -> bool:
        return sessions.engine._housekeeping._newborn is None

    await until(compared)
    assert {e.name for e in (await sessions.engine.list()).executions} == {"Good"}
    assert broken.run.path.exists()
    assert odd.run.path.exists()


async def test_what_waited_for_more_than_an_hour_waits_for_a_word(sessions):
    old, young = await sessions.pending(), None
    sessions.clock.boot_s += HELD_AFTER.total_seconds()
    await sessions.close()
    await sessions.open()
    young = await sessions.pending()
    assert old.execution.id in sessions.launcher.started
    sessions.clock.boot_s += 1
    await sessions.open()
    assert sessions.launcher.started == [young.execution.id]
    assert sessions.engine.is_held(old.execution.id)
    assert not sessions.engine.is_held(young.execution.id)
    with pytest.raises(Conflict):
        await sessions.engine.release(young.execution.id)
    released = await sessions.engine.release(old.execution.id)
    assert released.id == old.execution.id
    assert sessions.launcher.started == [young.execution.id, old.execution.id]


async def test_what_waits_for_a_word_can_be_cancelled(sessions):
    made = await sessions.pending()
    sessions.clock.boot_s += HELD_AFTER.total_seconds() + 1
    await sessions.open()
    await sessions.engine.cancel(made.execution.id)
    assert (await sessions.ended(made)).execution.status is ExecutionStatus.CANCELLED
    assert sessions.launcher.started == []


# -- what users did


async def finished_with_artifacts(sessions) -> MadeRun:
    """An ended run: two artifacts of its markers, one left in its folder, two uploads, and changes to them."""
    for name in ("one.txt", "two.txt"):
        (sessions.path / name).write_text(name)
    made = await sessions.running(b"STEP_START:A\nARTIFACT:one.txt:first\nARTIFACT:two.txt:second\nSTEP_COMPLETE:A\n")
    (made.run.artifacts_dir / "left.txt").write_text("left")
    made.let_go_of_lock()
    made.end(0)
    details = await sessions.ended(made)
    by_name = {a.file_name: a for a in details.artifacts}
    engine, execution_id = sessions.engine, made.execution.id
    source = sessions.path / "upload.txt"
    source.write_text("upload")
    await engine.attach(execution_id, source, name="Kept", step_id=details.steps[0].id, tags=("x",))
    unwanted = await engine.attach(execution_id, source, name="Unwanted")
    await engine.delete_artifact(unwanted.id)
    await engine.edit_artifact(by_name["one.txt"].id, name="Renamed", description="Better")
    await engine.delete_artifact(by_name["two.txt"].id)
    await engine.edit_artifact(by_name["left.txt"].id, tags=("t",))
    await engine.edit(execution_id, name="New name", tags=("a", "b"), metadata={"k": 1})
    return made


async def test_what_users_did_to_a_run_is_done_again_when_its_row_is_rebuilt(sessions):
    made = await finished_with_artifacts(sessions)
    before = await sessions.details(made)
    assert sorted(a.name for a in before.artifacts) == ["Kept", "Renamed", "left.txt"]
    for _ in range(2):
        await sessions.forget_rows()
        await sessions.open()
        after = await sessions.ended(made)
        assert story(after) == story(before)
        assert {a.name: (a.tags, a.step_id) for a in after.artifacts} == {
            a.name: (a.tags, a.step_id) for a in before.artifacts
        }
        for artifact in after.artifacts:
            assert sessions.engine.artifact_path(artifact).is_file()
    copies = {path.name for path in (sessions.storage.path / "artifacts").rglob("*") if path.is_file()}
    assert copies == {"one.txt", "left.txt", "upload.txt"}


async def test_files_of_the_artifact_folder_are_not_stored_twice_by_a_later_session(sessions):
    made = await sessions.pending()
    left = made.run.artifacts_dir
    (left / "named.txt").write_text("1")
    (left / "other.txt").write_text("2")
    made.hold_lock()
    made.begin()
    made.write(f"ARTIFACT:{left}/named.txt:n\n".encode())

    async def taken() -> bool:
        return (await sessions.details(made)).execution.artifacts_count == 1

    await until(taken)
    await sessions.open()
    made.let_go_of_lock()
    made.end(0)
    first = await sessions.ended(made)
    assert sorted(a.file_name for a in first.artifacts) == ["named.txt", "other.txt"]
    assert first.execution.artifacts_count == 2
    await sessions.open()
    assert story(await sessions.details(made)) == story(first)


# -- with real processes


def supervised(made_path: Path) -> Run:
    """The test's view of a run folder that the engine made."""
    run = Run.__new__(Run)
    run.path, run.id, run.started = made_path, made_path.name, []
    return run


@pytest.fixture
async def orphan(tmp_path):
    """A command whose supervisors were killed while no program ran."""
    sessions = Sessions(tmp_path)
    sessions.clock = None
    await sessions.open(LocalLauncher())
    made = await sessions.pending(
        "echo STEP_START:A; while [ ! -e go ]; do [ -e say ] && rm say && echo said; sleep 0.02; done;"
        " echo after; echo STEP_START:B; exit 9"
    )
    await until(lambda: asyncio.to_thread(lambda: made.run.log.exists() and bool(made.run.log.read_bytes())))
    await sessions.saved(made)
    run = supervised(made.run.path)
    holder = run.hold_pipe()
    await sessions.close()
    run.kill_supervisors()
    yield sessions, made, run
    os.close(holder)
    await sessions.close()
    run.clean_up()


async def test_a_command_that_is_alive_is_adopted_and_its_output_is_complete(orphan):
    sessions, made, run = orphan
    await sessions.open(LocalLauncher())
    (sessions.path / "say").touch()
    await until(lambda: asyncio.to_thread(lambda: b"said" in run.log))
    (sessions.path / "go").touch()
    details = await sessions.ended(made)
    assert run.log == b"STEP_START:A\nsaid\nafter\nSTEP_START:B\n"
    assert [s.name for s in details.steps] == ["A", "B"]
    assert (details.execution.status, details.execution.exit_code) == (ExecutionStatus.FAILED, None)
    assert "unknown" in details.execution.error_message


async def test_a_command_that_is_gone_has_ended_unexpectedly(orphan):
    sessions, made, run = orphan
    for pid in run.carriers():
        os.kill(pid, signal.SIGKILL)
    await until(lambda: asyncio.to_thread(lambda: not run.carriers()))
    await sessions.open(LocalLauncher())
    details = await sessions.ended(made)
    assert (details.execution.status, details.execution.error_code) == (ExecutionStatus.FAILED, ErrorCode.INTERRUPTED)
    assert "unexpectedly" in details.execution.error_message.lower()
    assert [s.status for s in details.steps] == [StepStatus.FAILED]
    first = story(details)
    await sessions.open(LocalLauncher())
    assert story(await sessions.details(made)) == first


async def test_a_command_of_an_earlier_boot_was_interrupted_and_nobody_is_harmed(orphan):
    """Its number may belong to another process by now: the living one here stands for it."""
    sessions, made, _ = orphan
    child = json.loads((made.run.path / "child.json").read_bytes())
    (made.run.path / "child.json").write_text(json.dumps(child | {"boot_id": "another"}))
    await sessions.open(LocalLauncher())
    details = await sessions.ended(made)
    assert details.execution.error_code == ErrorCode.INTERRUPTED
    assert "restart" in details.execution.error_message.lower()
    os.kill(child["pid"], 0)


async def test_a_number_that_belongs_to_another_process_now_is_not_the_command(orphan):
    sessions, made, _ = orphan
    child = json.loads((made.run.path / "child.json").read_bytes())
    (made.run.path / "child.json").write_text(json.dumps(child | {"start_time": "1"}))
    await sessions.open(LocalLauncher())
    details = await sessions.ended(made)
    assert "unexpectedly" in details.execution.error_message.lower()
    os.kill(child["pid"], 0)
