"""What goes after its days and what stays, as tables; then the whole thing on a real engine."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from stepflow_desktop.core import retention
from stepflow_desktop.core.engine import request_of
from stepflow_desktop.core.model import Artifact, ArtifactType, Execution, ExecutionStatus, Stamp
from stepflow_desktop.core.retention import Retention, SteadyClock, Swept
from stepflow_desktop.core.store import Saved, Store
from stepflow_desktop.errors import Conflict, NotFound, StorageProblem
from tests.core.test_engine import Program

NOW = datetime(2024, 6, 1, tzinfo=UTC)
DAY_US = 86_400_000_000
HOUR_US = 3_600_000_000


class HandClock:
    """Both clocks go on together unless ``jump`` moves only the wall clock."""

    def __init__(self) -> None:
        self.wall_us, self.boot_us = round(NOW.timestamp() * 1e6), 1_000_000

    def now(self) -> Stamp:
        return Stamp(self.wall_us, self.boot_us)

    def go_on(self, us: int) -> None:
        self.wall_us += us
        self.boot_us += us

    def jump(self, us: int) -> None:
        self.wall_us += us


def an_execution(name: str, days_ago: float, days: int | None, **fields: object) -> Execution:
    ended = NOW - timedelta(days=days_ago)
    given: dict[str, object] = {"status": ExecutionStatus.COMPLETED, "completed_at": ended}
    return Execution(
        id=name,
        name=name,
        command="true",
        working_directory="/",
        created_at=ended - timedelta(hours=1),
        retention_days=days,
        **{**given, **fields},
    )


def an_artifact(name: str, of: Execution, days_ago: float, days: int | None) -> Artifact:
    return Artifact(
        id=name,
        execution_id=of.id,
        name=name,
        file_path=f"artifacts/{name}",
        file_name=name,
        file_size=1,
        mime_type="text/plain",
        artifact_type=ArtifactType.OTHER,
        created_at=NOW - timedelta(days=days_ago),
        retention_days=days,
    )


class World:
    """A real store, deletions that are remembered, and a retention that has looked once."""

    def __init__(self, store: Store, days: int = 0, artifact_days: int = 0) -> None:
        self.store, self.clock = store, HandClock()
        self.deleted: list[str] = []
        self.alive: set[str] = set()
        self.failures: dict[str, Exception] = {}
        self.retention = Retention(
            store,
            self.clock,
            delete_execution=self._delete_execution,
            delete_artifact=self._delete,
            is_alive=lambda execution_id: execution_id in self.alive,
            days=days,
            artifact_days=artifact_days,
        )

    async def _delete_execution(self, execution_id: str) -> None:
        await self._delete(execution_id)
        await self.store.delete_execution(execution_id)

    async def _delete(self, item_id: str) -> None:
        if item_id in self.failures:
            raise self.failures[item_id]
        self.deleted.append(item_id)

    async def add(self, execution: Execution, *artifacts: Artifact) -> None:
        await self.store.insert(Saved(execution=execution, artifacts=artifacts, new=True))

    async def sweep(self) -> Swept:
        if self.retention._steady._last is None:
            assert await self.retention.sweep() == Swept()
        self.clock.go_on(1_000_000)
        return await self.retention.sweep()


@pytest.fixture
async def store(tmp_path):
    store = await Store.open(tmp_path / "stepflow.db")
    yield store
    await store.close()


RUNNING = {"status": ExecutionStatus.RUNNING, "completed_at": None}


@pytest.mark.parametrize(
    ("default", "days_ago", "days", "fields", "goes"),
    [
        (0, 10_000, None, {}, False),
        (0, 10_000, 0, {}, False),
        (0, 10_000, -5, {}, False),
        (0, 2.9, 3, {}, False),
        (0, 3.1, 3, {}, True),
        (0, 3.1, 3, {"status": ExecutionStatus.FAILED}, True),
        (0, 3.1, 3, {"status": ExecutionStatus.CANCELLED}, True),
        (0, 3.1, 3, RUNNING, False),
        (0, 3.1, 3, {"status": ExecutionStatus.PENDING, "completed_at": None}, False),
        (7, 6.9, None, {}, False),
        (7, 7.1, None, {}, True),
        (7, 7.1, 30, {}, False),
        (7, 3.1, 3, {}, True),
        (7, 1000, None, RUNNING, False),
    ],
)
async def test_which_executions_go(store, default, days_ago, days, fields, goes):
    world = World(store, default)
    await world.add(an_execution("e", days_ago, days, **fields))
    assert await world.sweep() == Swept(executions=int(goes))
    assert world.deleted == (["e"] if goes else [])


@pytest.mark.parametrize(
    ("days_ago", "days", "fields", "goes"),
    [
        (1000, None, {}, False),
        (1000, 0, {}, False),
        (1000, -1, {}, False),
        (29.9, 30, {}, False),
        (30.1, 30, {}, True),
        (30.1, 30, RUNNING, False),
    ],
)
async def test_which_artifacts_go(store, days_ago, days, fields, goes):
    world = World(store)
    execution = an_execution("e", 40, None, **fields)
    await world.add(execution, an_artifact("a", execution, days_ago, days), an_artifact("kept", execution, 99, None))
    assert await world.sweep() == Swept(artifacts=int(goes))
    assert world.deleted == (["a"] if goes else [])


@pytest.mark.parametrize(
    ("days", "fields", "goes"), [(None, {}, True), (40, {}, False), (None, RUNNING, False), (0, {}, False)]
)
async def test_artifacts_that_do_not_say_it_go_after_the_days_of_the_setting(store, days, fields, goes):
    world = World(store, artifact_days=30)
    execution = an_execution("e", 40, None, **fields)
    await world.add(execution, an_artifact("a", execution, 31, days), an_artifact("young", execution, 29, None))
    assert await world.sweep() == Swept(artifacts=int(goes))
    assert world.deleted == (["a"] if goes else [])


async def test_other_days_count_from_the_next_sweep_on(store):
    world = World(store)
    await world.add(an_execution("e", 10, None))
    assert await world.sweep() == Swept()
    world.retention.take_days(7, 0)
    assert await world.sweep() == Swept(executions=1)


async def test_the_first_look_only_remembers(store):
    world = World(store)
    await world.add(an_execution("e", 10, 1))
    assert await world.retention.sweep() == Swept()
    world.clock.go_on(HOUR_US)
    assert await world.retention.sweep() == Swept(executions=1)


@pytest.mark.parametrize("jump_us", [400 * DAY_US, -400 * DAY_US, 2 * HOUR_US])
async def test_after_a_jump_of_the_clock_nothing_goes_for_a_day(store, jump_us, expected_log):
    expected_log.append("The clock jumped")
    world = World(store)
    await world.add(an_execution("e", 500, 1))
    assert await world.retention.sweep() == Swept()
    world.clock.jump(jump_us)
    assert await world.sweep() == Swept()
    world.clock.jump(-jump_us)
    assert await world.sweep() == Swept()
    for _ in range(23):
        world.clock.go_on(HOUR_US)
        assert await world.sweep() == Swept()
    world.clock.go_on(2 * HOUR_US)
    assert await world.sweep() == Swept(executions=1)


async def test_nothing_goes_while_the_clock_is_before_what_was_made(store):
    world = World(store)
    await world.add(an_execution("old", 500, 1))
    await world.add(an_execution("future", -30, None))
    assert await world.sweep() == Swept()


def test_a_small_correction_of_the_clock_is_no_jump():
    clock, steady = HandClock(), SteadyClock()
    assert not steady.trusts(clock.now())
    for seconds in (1, -1, 300, -300):
        clock.go_on(600_000_000)
        clock.jump(seconds * 1_000_000)
        assert steady.trusts(clock.now())


async def test_what_lives_or_refuses_stays_and_the_rest_goes(store):
    world = World(store)
    for name in ("one", "alive", "busy", "gone", "two"):
        await world.add(an_execution(name, 10, 1))
    world.alive.add("alive")
    world.failures |= {"busy": Conflict("it does not end"), "gone": NotFound("gone")}
    assert await world.sweep() == Swept(executions=2)
    assert world.deleted == ["one", "two"]


async def test_batches_and_a_sweep_that_is_cut_short(store, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 3)
    world = World(store, days=5)
    names = [f"e{number:02}" for number in range(10)]
    for number, name in enumerate(names):
        await world.add(an_execution(name, 10, 1 if number % 2 else None))
    world.failures["e05"] = StorageProblem("The disk is full")
    with pytest.raises(StorageProblem):
        await world.sweep()
    assert world.deleted == names[:5]
    del world.failures["e05"]
    assert await world.sweep() == Swept(executions=5)
    assert world.deleted == names
    assert await world.sweep() == Swept()


async def test_on_a_real_engine(tmp_path):
    program = Program(tmp_path, retention_days=2)
    engine = await program.open()
    kept = await program.run("true", retention_days=100)
    due = await program.run("echo x > f; echo ARTIFACT:f", retention_days=1)
    by_default = await program.run("true")
    running = await engine.create(replace(request_of(due.execution), command="sleep 600"))
    source = tmp_path / "up.txt"
    source.write_text("x")
    old = await engine.attach(kept.execution.id, source, name="old")
    await engine.edit_artifact(old.id, retention_days=3)
    clock = HandClock()
    clock.wall_us, clock.boot_us = engine._clock.now().wall_us, engine._clock.now().boot_us
    engine._retention._clock = clock
    assert await engine._retention.sweep() == Swept()
    clock.go_on(5 * DAY_US)
    assert await engine._retention.sweep() == Swept(artifacts=1, executions=2)
    left = {execution.id for execution in (await engine.list()).executions}
    assert left == {kept.execution.id, running.id}
    for details in (due, by_default):
        assert not program.storage.run(details.execution.id).path.exists()
    with pytest.raises(NotFound):
        await engine.get_artifact(old.id)
    assert source.exists()
    assert (await engine.get(kept.execution.id)).execution.artifacts_count == 0
    await engine.cancel(running.id, force=True)
    await program.ended(running.id)
    await program.close()


async def test_tidying_goes_on_after_a_failure(tmp_path, monkeypatch, expected_log):
    expected_log.append("could not be tidied")
    monkeypatch.setattr("stepflow_desktop.core.housekeeping.TRASH_S", 0.01)
    swept = asyncio.Event()
    looks = 0

    async def sweep(_: Retention) -> Swept:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise StorageProblem("The disk is full")
        swept.set()
        return Swept()

    monkeypatch.setattr(Retention, "sweep", sweep)
    program = Program(tmp_path)
    await program.open()
    async with asyncio.timeout(10):
        await swept.wait()
    await program.close()
