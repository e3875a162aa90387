from __future__ import annotations

from pathlib import Path

from stepflow_desktop.core import clean_up
from stepflow_desktop.core.clock import SystemClock
from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.core.store_usage import Ended
from stepflow_desktop.errors import Conflict, NotFound
from tests.core.test_engine import Program


async def test_what_has_ended_goes_for_good_and_what_runs_stays(tmp_path: Path) -> None:
    program = Program(tmp_path)
    engine = await program.open()
    old = await program.run("echo STEP_START:a; echo hello")
    source = tmp_path / "kept.txt"
    source.write_text("12345")
    await engine.attach(old.execution.id, source, name="kept")
    running = await engine.create(NewExecution(command="sleep 60"))
    assert (await clean_up.planned(engine.store, SystemClock(), 1)).goes == Ended()
    plan = await clean_up.planned(engine.store, SystemClock(), 0)
    assert plan.goes.ids == (old.execution.id,)
    assert (plan.goes.artifacts, plan.goes.size_bytes) == (1, old.execution.log_size + 5)
    told: list[int] = []
    assert await clean_up.carried_out(plan, program.storage, engine.delete, told.append) == 1
    assert told == [1]
    assert source.exists()
    assert [item.id for item in (await engine.list()).executions] == [running.id]
    assert list((program.storage.path / "trash").iterdir()) == []
    assert not program.storage.run(old.execution.id).path.exists()
    await engine.cancel(running.id, force=True)
    await program.ended(running.id)
    await program.close()


async def test_what_has_gone_or_begun_again_is_passed_over(tmp_path: Path) -> None:
    class Folder:
        path = tmp_path
        purged: list[str]

        def purge(self, execution_id: str) -> None:
            self.purged.append(execution_id)

    folder = Folder()
    folder.purged = []

    async def delete(execution_id: str) -> None:
        if execution_id == "gone":
            raise NotFound("gone")
        if execution_id == "busy":
            raise Conflict("busy")

    plan = clean_up.CleanUp(1, Ended(("a", "gone", "busy", "b")))
    assert await clean_up.carried_out(plan, folder, delete) == 2
    assert folder.purged == ["a", "b"]
