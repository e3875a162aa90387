"""Scripts run end to end through the engine, with nobody watching and no toolkit imported."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from stepflow_desktop.core.bus import Bus
from stepflow_desktop.core.engine import Engine
from stepflow_desktop.core.engine_options import EngineOptions
from stepflow_desktop.core.launcher import LocalLauncher
from stepflow_desktop.core.model import (
    ArtifactQuery,
    ArtifactType,
    ExecutionQuery,
    ExecutionStatus,
    Level,
    NewExecution,
    StepStatus,
    Update,
)
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.core.store import Store
from stepflow_desktop.errors import Conflict, InvalidRequest, NotFound, QueueFull, StorageProblem
from tests.core.test_history import usual_of
from tests.waiting import until


class Program:
    """An engine with its parts, so that a test can close it and open another on the same storage."""

    def __init__(self, path: Path, **options) -> None:
        self.path = path
        self.options = {"grace_s": 1.0, "working_directory": path, **options}
        self.engine: Engine

    async def open(self) -> Engine:
        self.storage = Storage(self.path / "storage")
        self.storage.open()
        store = await Store.open(self.storage.database)
        self.engine = Engine(self.storage, store, Bus(), LocalLauncher(), options=EngineOptions(**self.options))
        await self.engine.start()
        return self.engine

    async def close(self) -> None:
        await self.engine.close()
        await self.engine.store.close()
        self.storage.close()

    async def run(self, command, **fields):
        execution = await self.engine.create(NewExecution(command=command, **fields))
        await self.ended(execution.id)
        return await self.engine.get(execution.id)

    async def ended(self, execution_id: str) -> None:
        async with asyncio.timeout(60):
            await self.engine.conductor.ended(execution_id)


@pytest.fixture
async def program(tmp_path):
    program = Program(tmp_path)
    await program.open()
    yield program
    await program.close()


async def test_a_script_becomes_steps_artifacts_and_log(program):
    script = """
echo STEP_START:Get data
echo plain line
echo content > data.csv
echo "ARTIFACT:data.csv:The data"
echo STEP_COMPLETE:Get data
echo "STEP_START:Use it[duration=5]"
echo META:PROGRESS:50
echo ::warning::careful
exit 3
"""
    details = await program.run(script, name="Script", tags=("a",))
    execution = details.execution
    assert (execution.status, execution.exit_code) == (ExecutionStatus.FAILED, 3)
    assert execution.started_at is not None
    assert execution.duration_s is not None and execution.duration_s > 0
    assert [(s.name, s.status) for s in details.steps] == [
        ("Get data", StepStatus.COMPLETED),
        ("Use it", StepStatus.FAILED),
    ]
    assert details.steps[1].exit_code == 3
    assert details.steps[1].estimated_duration_s == 5
    (artifact,) = details.artifacts
    assert (artifact.file_name, artifact.description, artifact.step_id) == (
        "data.csv",
        "The data",
        details.steps[0].id,
    )
    assert program.engine.artifact_path(artifact).read_text() == "content\n"
    assert [a.message for a in details.annotations] == ["careful"]
    page = await program.engine.read_log(execution.id)
    assert [(e.content, e.level, e.step_id) for e in page.entries] == [
        ("plain line", Level.INFO, details.steps[0].id),
        ("careful", Level.WARNING, details.steps[1].id),
    ]
    assert page.at_end


async def test_updates_come_in_order_and_after_their_commit(program):
    subscription = program.engine.subscribe("test")
    details = await program.run("echo STEP_START:A; echo hi; echo STEP_COMPLETE:A")
    updates: list[Update] = []
    while not (updates and updates[-1].ended):
        async with asyncio.timeout(30):
            updates += await subscription.get()
    assert updates[0].created
    assert any(update.started for update in updates)
    ends = [update.log_end for update in updates]
    assert ends == sorted(ends)
    assert ends[-1] == details.execution.log_size == len("STEP_START:A\nhi\nSTEP_COMPLETE:A\n")
    starts = [update.seq_start for update in updates]
    assert starts == sorted(set(starts))
    assert updates[-1].execution.status is ExecutionStatus.COMPLETED


async def test_argv_environment_and_folder_reach_the_command(program, tmp_path):
    code = "import os,sys; print(sys.argv[1], os.environ['A'], os.getcwd(), os.environ['STEPFLOW'])"
    details = await program.run(
        (sys.executable, "-c", code, "x y"), environment={"A": "ü"}, working_directory=str(tmp_path)
    )
    page = await program.engine.read_log(details.execution.id)
    assert page.entries[0].content == f"x y ü {tmp_path} 1"
    assert details.execution.argv is not None
    assert details.execution.command.startswith(sys.executable)


async def test_a_program_that_is_not_there_fails_to_start(program):
    details = await program.run(("no-such-program-here",))
    assert details.execution.status is ExecutionStatus.FAILED
    assert details.execution.error_code == "START_FAILED"
    assert details.execution.exit_code is None
    assert "no-such-program-here" in (details.execution.error_message or "")


@pytest.mark.parametrize("command", ["", "a\0b"])
async def test_nothing_is_created_for_a_bad_request(program, command):
    with pytest.raises(InvalidRequest):
        await program.engine.create(NewExecution(command=command))
    assert (await program.engine.list()).total_count == 0
    assert program.storage.run_ids() == set()


async def test_a_full_disk_creates_nothing(program, monkeypatch):
    def full():
        raise StorageProblem("full")

    monkeypatch.setattr(program.storage, "require_space", full)
    with pytest.raises(StorageProblem):
        await program.engine.create(NewExecution(command="true"))
    assert program.storage.run_ids() == set()


async def test_executions_wait_for_a_slot_first_in_first_out(tmp_path):
    program = Program(tmp_path, slots=1, queue_limit=3)
    engine = await program.open()
    first = await engine.create(NewExecution(command="sleep 60"))
    second = await engine.create(NewExecution(command="echo second >> order"))
    third = await engine.create(NewExecution(command="echo third >> order"))
    fourth = await engine.create(NewExecution(command="echo fourth >> order"))
    with pytest.raises(QueueFull):
        await engine.create(NewExecution(command="true"))
    assert engine.running_count == 1
    assert engine.queued_count == 3
    cancelled = await engine.cancel(third.id)
    assert cancelled.status is ExecutionStatus.CANCELLED
    assert (await engine.get(third.id)).execution.started_at is None
    await engine.cancel(first.id)
    for execution in (first, second, fourth):
        await program.ended(execution.id)
    assert (tmp_path / "order").read_text() == "second\nfourth\n"
    assert (await engine.get(first.id)).execution.status is ExecutionStatus.CANCELLED
    await program.close()


async def test_cancel_ends_everything_and_only_once(program, tmp_path):
    command = f"trap '' TERM; setsid sleep 61.5 & echo $! > {tmp_path}/pid; echo ready; while :; do sleep 0.05; done"
    execution = await program.engine.create(NewExecution(command=command))
    await until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text().strip())
    stray = int((tmp_path / "pid").read_text())
    await program.engine.cancel(execution.id)
    await program.ended(execution.id)
    ended = (await program.engine.get(execution.id)).execution
    assert ended.status is ExecutionStatus.CANCELLED
    with pytest.raises(ProcessLookupError):
        os.kill(stray, 0)
    with pytest.raises(Conflict):
        await program.engine.cancel(execution.id)
    with pytest.raises(NotFound):
        await program.engine.cancel("00000000-0000-4000-8000-000000000000")


async def test_a_failing_step_can_stop_the_run(program):
    command = "echo 'STEP_START:Check[stop_on_error=true]'; echo STEP_ERROR:no good; sleep 60"
    details = await program.run(command)
    assert details.execution.status is ExecutionStatus.FAILED
    assert details.execution.error_code == "CANCELLED_BY_STEP"
    assert "Check" in (details.execution.error_message or "")
    assert details.steps[0].error_message == "no good"


async def test_a_time_limit_ends_the_run(program):
    details = await program.run("sleep 60", timeout_s=0.3)
    assert details.execution.status is ExecutionStatus.FAILED
    assert details.execution.error_code == "TIMEOUT"


async def test_rerun_asks_for_the_same_again(program):
    first = await program.run(("echo", "a b"), name="Echo", tags=("t",), environment={"X": "1"})
    again = await program.engine.rerun(first.execution.id)
    await program.ended(again.id)
    assert again.id != first.execution.id
    assert (again.command, again.argv, again.name, again.tags, again.environment) == (
        first.execution.command,
        first.execution.argv,
        "Echo",
        ("t",),
        {"X": "1"},
    )


async def test_the_same_key_gives_the_same_execution(program):
    one = await program.engine.create(NewExecution(command="true"), idempotency_key="k")
    two = await program.engine.create(NewExecution(command="false"), idempotency_key="k")
    assert one.id == two.id
    assert (await program.engine.list()).total_count == 1
    assert program.storage.run_ids() == {one.id}


async def test_delete_stops_the_run_and_can_be_undone(program, tmp_path):
    execution = await program.engine.create(NewExecution(command="echo kept; sleep 60", name="Gone"))
    log = program.engine.log_path(execution.id)
    await until(lambda: log.exists() and log.read_bytes())
    await program.engine.delete(execution.id)
    with pytest.raises(NotFound):
        await program.engine.get(execution.id)
    assert (await program.engine.list()).total_count == 0
    assert program.storage.run_ids() == set()
    assert await program.engine.undelete(execution.id)
    await program.ended(execution.id)
    back = await program.engine.get(execution.id)
    assert back.execution.name == "Gone"
    assert back.execution.status.is_final
    assert [e.content for e in (await program.engine.read_log(execution.id)).entries] == ["kept"]


async def test_artifacts_are_attached_edited_and_deleted(program, tmp_path):
    details = await program.run("echo hi")
    source = tmp_path / "report.html"
    source.write_text("<p>")
    artifact = await program.engine.attach(details.execution.id, source, name="Report", tags=("x",))
    assert artifact.artifact_type is ArtifactType.DOCUMENT
    assert (await program.engine.get(details.execution.id)).execution.artifacts_count == 1
    page = await program.engine.list_artifacts(ArtifactQuery(execution_id=details.execution.id))
    assert [a.id for a in page.artifacts] == [artifact.id]
    edited = await program.engine.edit_artifact(artifact.id, description="About it")
    assert (await program.engine.get_artifact(artifact.id)).description == edited.description == "About it"
    path = program.engine.artifact_path(artifact)
    await program.engine.delete_artifact(artifact.id)
    assert not path.exists()
    assert source.exists()
    assert (await program.engine.get(details.execution.id)).execution.artifacts_count == 0
    with pytest.raises(NotFound):
        await program.engine.get_artifact(artifact.id)
    with pytest.raises(InvalidRequest):
        await program.engine.attach(details.execution.id, source, name="x", step_id="none")


async def test_edits_are_kept(program):
    details = await program.run("true")
    edited = await program.engine.edit(details.execution.id, name="Renamed", tags=("new",), metadata={"k": 1})
    stored = (await program.engine.get(details.execution.id)).execution
    assert (stored.name, stored.tags, stored.metadata) == ("Renamed", ("new",), {"k": 1})
    assert stored.status is ExecutionStatus.COMPLETED
    assert stored.seq == edited.seq > details.execution.seq
    with pytest.raises(InvalidRequest):
        await program.engine.edit(details.execution.id, name=" ")


async def test_files_left_in_the_artifact_folder_are_kept(program):
    details = await program.run('echo 1 > "$STEPFLOW_ARTIFACTS_DIR/left.txt"; echo done')
    assert [a.file_name for a in details.artifacts] == ["left.txt"]


async def test_a_summary_written_by_the_run_is_kept(program):
    details = await program.run('echo "# All well" > "$STEPFLOW_STEP_SUMMARY"')
    (artifact,) = details.artifacts
    assert (artifact.file_name, artifact.metadata["summary"]) == ("summary.md", True)
    assert program.engine.artifact_path(artifact).read_text() == "# All well\n"


async def test_missing_and_refused_artifacts_are_remarks(program):
    details = await program.run("echo ARTIFACT:nothing.txt:x; echo ARTIFACT:/etc/passwd:y; echo ARTIFACT:late.txt:z; "
                                "sleep 0.3; echo late > late.txt")  # fmt: skip
    assert [a.file_name for a in details.artifacts] == ["late.txt"]
    remarks = " ".join(a.message for a in details.annotations)
    assert "nothing.txt" in remarks
    assert "/etc/passwd" in remarks
    assert details.execution.status is ExecutionStatus.COMPLETED


async def test_logs_can_be_read_in_pages_without_gap_or_repeat(program):
    details = await program.run("i=0; while [ $i -lt 50 ]; do echo line $i; echo; i=$((i+1)); done")
    for resume in ("next_offset", "last"):
        seen, after = [], None
        while True:
            page = await program.engine.read_log(details.execution.id, after=after, limit=7)
            seen += [entry.content for entry in page.entries]
            if not page.entries:
                break
            after = page.next_offset if resume == "next_offset" else page.entries[-1].offset
        assert [line for line in seen if line] == [f"line {n}" for n in range(50)]
        assert len(seen) == 100


async def test_a_closed_engine_leaves_the_command_running_and_the_next_one_follows_it(tmp_path):
    program = Program(tmp_path)
    engine = await program.open()
    execution = await engine.create(
        NewExecution(command="echo STEP_START:A; while [ ! -e go ]; do sleep 0.02; done; echo STEP_START:B; exit 4")
    )
    log = engine.log_path(execution.id)
    await until(lambda: log.exists() and log.read_bytes())
    await program.close()
    engine = await program.open()
    assert engine.running_count == 1
    (tmp_path / "go").touch()
    await program.ended(execution.id)
    details = await engine.get(execution.id)
    assert [step.name for step in details.steps] == ["A", "B"]
    assert details.execution.exit_code == 4
    await program.close()


async def test_the_database_is_rebuilt_from_the_run_folders(tmp_path):
    program = Program(tmp_path)
    engine = await program.open()
    details = await program.run("echo STEP_START:A; echo x > f; echo ARTIFACT:f:F; echo STEP_COMPLETE:A; exit 2")
    source = tmp_path / "up.txt"
    source.write_text("up")
    await engine.attach(details.execution.id, source, name="Up")
    await engine.edit(details.execution.id, name="Renamed")
    before = await engine.get(details.execution.id)
    await program.close()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{program.storage.database}{suffix}").unlink(missing_ok=True)
    engine = await program.open()
    async with asyncio.timeout(30):
        while not [e for e in (await engine.list()).executions if e.status.is_final]:
            await asyncio.sleep(0.02)
    after = await engine.get(details.execution.id)
    assert (after.execution.name, after.execution.exit_code, after.execution.status) == (
        "Renamed",
        2,
        ExecutionStatus.FAILED,
    )
    # Times come from the index of the log; a live run that is faster than the index has its own clock's.
    assert [(s.id, s.name, s.index, s.status, s.start_offset, s.end_offset) for s in after.steps] == [
        (s.id, s.name, s.index, s.status, s.start_offset, s.end_offset) for s in before.steps
    ]
    assert {(a.id, a.name, a.file_path) for a in after.artifacts} == {
        (a.id, a.name, a.file_path) for a in before.artifacts
    }
    assert after.execution.artifacts_count == 2
    await program.close()


@pytest.mark.parametrize("what", ["the folder", "the files in it"])
async def test_a_command_whose_folder_is_removed_by_hand_is_stopped_and_says_why(program, tmp_path, what):
    command = (
        f"echo $$ > {tmp_path}/pid; trap 'touch {tmp_path}/asked; exit' TERM; while :; do echo on; sleep 0.05; done"
    )
    execution = await program.engine.create(NewExecution(command=command))
    pid = int(await until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text()))
    await until(lambda: program.engine.conductor.runs[execution.id].read_bytes)
    folder = program.storage.run(execution.id).path
    await asyncio.to_thread(subprocess.run, ["rm", "-rf", *([folder] if what == "the folder" else folder.glob("*"))])
    await program.ended(execution.id)
    ended = (await program.engine.get(execution.id)).execution
    assert ended.status is ExecutionStatus.FAILED
    assert ended.error_message == "The files of this execution were removed while it ran, so it was stopped."
    await until(lambda: not Path(f"/proc/{pid}").exists())
    assert (tmp_path / "asked").exists()


async def test_a_row_without_its_folder_is_failed(tmp_path):
    program = Program(tmp_path, slots=1)
    engine = await program.open()
    first = await engine.create(NewExecution(command="sleep 60"))
    waiting = await engine.create(NewExecution(command="true"))
    await program.close()
    program.storage.discard(waiting.id)
    engine = await program.open()
    await program.ended(waiting.id)
    lost = (await engine.get(waiting.id)).execution
    assert lost.status is ExecutionStatus.FAILED
    assert "missing" in (lost.error_message or "")
    await engine.cancel(first.id, force=True)
    await program.ended(first.id)
    await program.close()


async def test_lists_and_counts(program):
    await program.run("true")
    await program.run("false")
    counts = await program.engine.counts()
    assert counts[ExecutionStatus.COMPLETED] == counts[ExecutionStatus.FAILED] == 1
    failed = await program.engine.list(ExecutionQuery(status=(ExecutionStatus.FAILED,)))
    assert [e.command for e in failed.executions] == ["false"]


def test_the_core_imports_no_toolkit_and_no_server():
    code = (
        "import sys, stepflow_desktop.core.engine;"
        "print([m for m in ('PySide6', 'qasync', 'aiohttp', 'websockets') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


async def test_earlier_runs_tell_how_long_a_command_takes(program):
    command = "echo STEP_START:Wait; sleep 0.2; echo STEP_START:Tidy"
    first, second = await program.run(command), await program.run(command)
    assert (await program.engine.history(first.execution.id)).runs == 0
    found = await program.engine.history(second.execution.id)
    assert (found.runs, found.usual_s) == (1, first.execution.duration_s)
    assert [step.name for step in found.steps] == ["Wait", "Tidy"]
    assert usual_of(found, "wait") == first.steps[0].duration_s
    past = await program.engine.past_runs(second.execution.id)
    assert [run.id for run in past.executions] == [second.execution.id, first.execution.id]
    with pytest.raises(NotFound):
        await program.engine.history("nobody")
    with pytest.raises(NotFound):
        await program.engine.past_runs("nobody")


async def test_what_runs_again_is_told_how_far_it_is_and_when_it_ends(program):
    command = "echo STEP_START:Wait; sleep 1.5; echo STEP_START:Tidy; sleep 1.5"
    await program.run(command)
    subscription = program.engine.subscribe("test")
    again = await program.engine.create(NewExecution(command=command))
    assert (again.usual_runs, round(again.usual_s)) == (1, 3)
    assert program.engine.live_facts(again.id).history.runs == 1
    seen = []
    async with asyncio.timeout(60):
        while not (seen and seen[-1].ended):
            seen.extend(update for update in await subscription.get() if update.execution.id == again.id)
    subscription.close()
    reckoned = [update.execution for update in seen if update.reckoned and not update.ended]
    assert reckoned
    assert all(run.expected_end_at is not None for run in reckoned)
    progress = [update.execution.progress for update in seen]
    assert progress == sorted(progress)
    assert 20 < reckoned[-1].progress <= 95
    assert program.engine.live_facts(again.id) is None
    assert (await program.engine.get(again.id)).execution.usual_s == again.usual_s


async def test_a_waiting_execution_learns_from_runs_that_ended_meanwhile(tmp_path):
    program = Program(tmp_path, slots=1)
    engine = await program.open()
    try:
        first = await engine.create(NewExecution(command="sleep 1.5"))
        second = await engine.create(NewExecution(command="sleep 1.5"))
        facts = engine.live_facts(second.id)
        assert (second.usual_s, facts.starts_in_s, facts.history.runs) == (None, None, 0)
        await program.ended(first.id)
        await until(lambda: (facts := engine.live_facts(second.id)) and facts.history.runs)
        await program.ended(second.id)
        third = await engine.create(NewExecution(command="sleep 1.5"))
        fourth = await engine.create(NewExecution(command="sleep 1.5"))
        starts_in_s = await until(lambda: engine.live_facts(fourth.id).starts_in_s)
        assert 0 <= starts_in_s < 3
        assert engine.live_facts(third.id).silent_s < 60
    finally:
        await program.close()


async def test_the_seconds_left_that_answers_carry_do_not_become_metadata(program):
    told = {"owner": "ann", "eta_seconds": 12}
    execution = await program.engine.create(NewExecution(command="true", metadata=told))
    assert dict(execution.metadata) == {"owner": "ann"}
    edited = await program.engine.edit(execution.id, metadata={"owner": "ben", "eta_seconds": 3})
    assert dict(edited.metadata) == {"owner": "ben"}
    assert "eta_seconds" not in (program.storage.run(execution.id).path / "actions.jsonl").read_text()
    await program.ended(execution.id)


async def test_the_summary_that_a_run_wrote_is_told_without_what_it_hid(program):
    command = 'echo "::add-mask::hunter2"; echo "# Done by hunter2" > "$STEPFLOW_STEP_SUMMARY"'
    wrote, wrote_not = await program.run(command), await program.run("true")
    assert await program.engine.summary(wrote.execution.id) == "# Done by ***\n"
    assert await program.engine.summary(wrote_not.execution.id) == ""
    assert await program.engine.summary("nobody") == ""
    program.engine.artifact_path(wrote.artifacts[0]).unlink()
    assert await program.engine.summary(wrote.execution.id) == ""
