from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stepflow_desktop.core import known_rows
from stepflow_desktop.core.model import Execution, ExecutionQuery, ExecutionStatus
from stepflow_desktop.core.store import Saved, Store

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
ALL = ExecutionQuery(limit=100)


@pytest.fixture
async def store(tmp_path: Path):
    store = await Store.open(tmp_path / "stepflow.db")
    yield store
    await store.close()


async def add(store: Store, number: int, status: ExecutionStatus = ExecutionStatus.COMPLETED, **more) -> Execution:
    execution = Execution(
        id=f"e{number}",
        name=f"run {number}",
        command="true",
        working_directory="/",
        created_at=BEGINNING + timedelta(seconds=number),
        user="ann",
        status=status,
        seq=5,
        **more,
    )
    return await store.insert(Saved(execution=execution, new=True))


async def names(store: Store) -> list[str]:
    return [item.name for item in (await store.list_executions(ALL)).executions]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of rows that were read whole."""
    seen: list[str] = []
    made = known_rows.execution_of

    def noted(row):
        execution = made(row)
        seen.append(execution.name)
        return execution

    monkeypatch.setattr(known_rows, "execution_of", noted)
    return seen


async def test_what_has_ended_is_read_once(store: Store, read: list[str]) -> None:
    for number in range(3):
        await add(store, number)
    first = (await store.list_executions(ALL)).executions
    await add(store, 3, ExecutionStatus.RUNNING)
    assert await names(store) == ["run 3", "run 2", "run 1", "run 0"]
    await add(store, 4, ExecutionStatus.PENDING)
    again = (await store.list_executions(ALL)).executions
    assert all(one is other for one, other in zip(first, again[2:], strict=True))
    # What runs or waits is read anew each time.
    assert read == ["run 0", "run 1", "run 2", "run 3", "run 3", "run 4"]


async def test_a_change_is_seen(store: Store) -> None:
    old = await add(store, 0)
    assert await names(store) == ["run 0"]
    await store.save([Saved(execution=replace(old, name="renamed", seq=6))])
    assert await names(store) == ["renamed"]


async def test_a_row_that_is_another_execution_now_is_another(store: Store) -> None:
    await add(store, 0)
    await add(store, 1)
    assert await names(store) == ["run 1", "run 0"]
    await store.delete_execution("e1")
    await add(store, 2)
    assert await names(store) == ["run 2", "run 0"]


async def test_no_more_is_kept_than_a_fixed_number(store: Store, read: list[str]) -> None:
    store._known = known_rows.KnownRows(most=4)
    for number in range(10):
        await add(store, number)
    assert len(await names(store)) == 10
    assert len(store._known._rows) <= 4
    await store.optimize()
    assert store._known._rows == {}
    assert len(await names(store)) == 10
