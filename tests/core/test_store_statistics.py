"""Statistics count what is there, bounded where there is very much, and always by index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from stepflow_desktop.core import store_statistics
from stepflow_desktop.core.model import Artifact, ArtifactType, Execution, ExecutionStatus, Step, StepStatus
from stepflow_desktop.core.statistics import StatisticsQuery, Tally
from stepflow_desktop.core.store import RunStateRow, Saved, Store

MIDNIGHT = datetime(2026, 11, 15, tzinfo=UTC)
NOW = MIDNIGHT + timedelta(days=2, hours=12)
QUERY = StatisticsQuery(tuple(MIDNIGHT + timedelta(days=day) for day in range(4)), NOW)


@pytest.fixture
async def store(tmp_path: Path) -> Any:
    store = await Store.open(tmp_path / "stepflow.db")
    yield store
    await store.close()


def ran(number: int, hours: float, status: str = "completed", took_s: float | None = 60, **changes: Any) -> Execution:
    at = MIDNIGHT + timedelta(hours=hours)
    given = {"name": "Train", "command": "python train.py", "working_directory": "/work", **changes}
    return Execution(
        id=f"e{number}",
        created_at=at,
        started_at=at,
        user="ann",
        status=ExecutionStatus(status),
        duration_s=took_s,
        **given,
    )


def step(of: Execution, index: int, name: str, took_s: float) -> Step:
    return Step(
        id=f"{of.id}-{index}",
        execution_id=of.id,
        name=name,
        index=index,
        created_at=of.created_at,
        status=StepStatus.COMPLETED,
        started_at=of.created_at,
        duration_s=took_s,
    )


def artifact(of: Execution, number: int, kind: ArtifactType = ArtifactType.IMAGE, size: int = 1_000) -> Artifact:
    return Artifact(
        id=f"a{number}",
        execution_id=of.id,
        name=f"plot {number}",
        file_path=f"artifacts/{number}",
        file_name=f"plot{number}.png",
        file_size=size,
        mime_type="image/png",
        artifact_type=kind,
        created_at=of.created_at,
    )


async def kept(store: Store, *saved: Execution | Saved) -> None:
    for one in saved:
        await store.save([one if isinstance(one, Saved) else Saved(execution=one, new=True)])


async def test_an_empty_database_has_empty_slots(store: Store) -> None:
    found = await store.statistics(QUERY)
    assert [slot.tally.total for slot in found.slots] == [0, 0, 0]
    assert (found.median_s, found.commands, found.slow_steps, found.artifacts_total) == (None, (), (), 0)


async def test_executions_are_counted_in_the_slot_they_were_created_in(store: Store) -> None:
    await kept(
        store,
        ran(1, -1),
        ran(2, 0, took_s=10),
        ran(3, 23.99, "failed"),
        ran(4, 24, "cancelled"),
        ran(5, 30, took_s=30),
        ran(6, 59, "running", None),
        ran(7, 80),
    )
    found = await store.statistics(QUERY)
    assert [slot.tally for slot in found.slots] == [
        Tally(completed=1, failed=1),
        Tally(completed=1, cancelled=1),
        Tally(unfinished=1),
    ]
    assert [slot.median_s for slot in found.slots] == [10, 30, None]
    assert found.tally == Tally(2, 1, 1, 1)
    assert found.median_s == 20


async def test_the_period_before_ends_at_the_same_time_of_its_last_day(store: Store) -> None:
    await kept(store, ran(1, -72, took_s=100), ran(2, -13, took_s=200), ran(3, -11), ran(4, -73), ran(5, 1))
    found = await store.statistics(QUERY)
    assert found.before == Tally(completed=2)
    assert found.median_before_s == 150


async def test_commands_are_told_apart_by_command_and_folder_and_named_after_their_newest_run(store: Store) -> None:
    await kept(
        store,
        ran(1, 1, name="Old name"),
        ran(2, 2),
        ran(3, 3, name="Elsewhere", working_directory="/other"),
        ran(4, 60, "running", None),
    )
    found = await store.statistics(QUERY)
    assert [(command.name, command.runs) for command in found.commands] == [("Train", 3), ("Elsewhere", 1)]
    runs = await store.command_runs(found.commands[0].key, MIDNIGHT)
    assert [run.execution_id for run in runs] == ["e4", "e2", "e1"]
    assert runs[0].duration_s is None and runs[1].duration_s == 60
    assert await store.command_runs(found.commands[0].key, MIDNIGHT + timedelta(hours=1.5)) == runs[:2]


async def test_the_slowest_steps_are_compared_with_the_period_before(store: Store) -> None:
    earlier, first, second = ran(1, -30), ran(2, 1), ran(3, 30)
    other = ran(4, 31, name="Backup", command="backup.sh")
    await kept(
        store,
        Saved(execution=earlier, steps=(step(earlier, 0, "Fit", 100.0),), new=True),
        Saved(execution=first, steps=(step(first, 0, "Fit", 110.0), step(first, 1, "Save", 1.0)), new=True),
        Saved(execution=second, steps=(step(second, 0, "Fit", 130.0), step(second, 1, "Save", 3.0)), new=True),
        Saved(execution=other, steps=(step(other, 0, "Fit", 50.0),), new=True),
    )
    found = (await store.statistics(QUERY)).slow_steps
    assert [(each.name, each.command, each.median_s, each.runs) for each in found] == [
        ("Fit", "Train", 120.0, 2),
        ("Fit", "Backup", 50.0, 1),
        ("Save", "Train", 2.0, 2),
    ]
    assert found[0].change == pytest.approx(0.2)
    assert found[1].change is None


async def test_artifacts_are_counted_as_they_came_and_pictures_come_newest_first(store: Store) -> None:
    first, second = ran(1, -5), ran(2, 30, name="Second")
    await kept(
        store,
        Saved(execution=first, artifacts=(artifact(first, 1), artifact(first, 2, ArtifactType.DATA, 500)), new=True),
        Saved(execution=second, artifacts=(artifact(second, 3),), new=True),
    )
    found = await store.statistics(QUERY)
    assert [slot.artifacts for slot in found.slots] == [2, 3, 3]
    assert (found.artifacts_added, found.artifacts_total, found.artifact_bytes) == (1, 3, 2_500)
    assert [(each.artifact.id, each.execution_name) for each in found.pictures] == [("a3", "Second"), ("a1", "Train")]
    await store.delete_execution("e1")
    assert (await store.statistics(QUERY)).artifact_bytes == 1_000


async def test_of_very_many_executions_the_durations_are_a_fair_sample(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_statistics, "SAMPLED_DURATIONS", 300)
    # Short and long ones take turns: a sample of every second one would see one kind only.
    await store.save([Saved(execution=ran(n, n / 100, took_s=10 if n % 2 else 1_000), new=True) for n in range(2_000)])
    asked: list[int] = []
    found = await store.statistics(QUERY)
    for slot in found.slots:
        asked.append(slot.tally.completed)
        assert slot.median_s in (None, 10, 505, 1_000)
    assert sum(asked) == 2_000

    def sampled(connection: Any) -> list[float]:
        span = store_statistics._span(connection, MIDNIGHT, MIDNIGHT + timedelta(days=1))
        ((values, weight),) = store_statistics._samples(connection, [span])
        assert len(values) <= 400 and weight * len(values) == pytest.approx(span.tally.completed)
        return values

    values = await store._reader_thread.run(sampled)
    assert 0.3 < sum(value == 10 for value in values) / len(values) < 0.7


def _plans(connection: Any) -> Iterator[str]:
    for sql, values in (
        (store_statistics._TALLY, (0, 1)),
        (store_statistics._DURATIONS, (0, 1, 3)),
        (store_statistics._COMMANDS, (0, 1, 9)),
        (store_statistics._STEPS, (0, 1, 9)),
        (store_statistics._RUNS, (1, 0, 9)),
        (store_statistics._PICTURES, ("image", 4)),
    ):
        for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values):
            yield row[3]


async def test_no_question_walks_through_all_executions(store: Store) -> None:
    plans = await store._reader_thread.run(lambda connection: list(_plans(connection)))
    assert plans
    for plan in plans:
        assert not plan.startswith("SCAN"), plan
    covering = [plan for plan in plans if "executions_by_creation" in plan]
    assert len(covering) == 2 and all("COVERING" in plan for plan in covering)


async def test_what_a_log_asked_to_hide_is_hidden_here_too(store: Store) -> None:
    run = ran(1, 1, name="Deploy hunter2")
    state = RunStateRow(log_offset=0, extra={"masks": ["hunter2"]})
    saved = Saved(
        execution=run,
        steps=(step(run, 0, "Log in as hunter2", 9.0),),
        artifacts=(artifact(run, 1),),
        run_state=state,
        new=True,
    )
    await kept(store, saved)
    found = await store.statistics(QUERY)
    said = (found.commands[0].name, found.slow_steps[0].name, found.slow_steps[0].command)
    assert "hunter2" not in " ".join((*said, found.pictures[0].execution_name))
    assert found.commands[0].name.startswith("Deploy ")
