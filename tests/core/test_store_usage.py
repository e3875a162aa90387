from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from stepflow_desktop.core.model import Artifact, ArtifactType, Execution, ExecutionStatus
from stepflow_desktop.core.store import Saved, Store
from stepflow_desktop.core.store_usage import Ended, Large, Usage, ended_before

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def store(tmp_path: Path):
    store = await Store.open(tmp_path / "stepflow.db")
    yield store
    await store.close()


async def add(store: Store, number: int, *, log: int, files: tuple[int, ...] = (), ended_on_day: int | None) -> None:
    ended = None if ended_on_day is None else BEGINNING + timedelta(days=ended_on_day)
    execution = Execution(
        id=f"e{number}",
        name=f"run {number}",
        command="true",
        working_directory="/",
        created_at=BEGINNING,
        completed_at=ended,
        status=ExecutionStatus.RUNNING if ended is None else ExecutionStatus.FAILED,
        log_size=log,
        user="ann",
    )
    artifacts = tuple(
        Artifact(
            id=f"a{number}.{index}",
            execution_id=execution.id,
            name="a",
            file_path="a",
            file_name="a",
            file_size=size,
            mime_type="text/plain",
            artifact_type=ArtifactType.OTHER,
            created_at=BEGINNING,
        )
        for index, size in enumerate(files)
    )
    await store.insert(Saved(execution=execution, artifacts=artifacts, new=True))


async def test_nothing_takes_no_room(store: Store) -> None:
    assert await store.usage() == Usage(0, 0, ())
    assert await store.apart(partial(ended_before, before_us=2**62)) == Ended()


async def test_logs_and_artifacts_count_and_the_largest_are_told(store: Store) -> None:
    await add(store, 1, log=10, files=(500, 20), ended_on_day=1)
    await add(store, 2, log=600, ended_on_day=2)
    await add(store, 3, log=0, ended_on_day=3)
    await add(store, 4, log=1, files=(2,), ended_on_day=None)
    await add(store, 5, log=4, ended_on_day=5)
    found = await store.usage()
    assert (found.artifacts_bytes, found.logs_bytes) == (522, 615)
    assert found.largest == (Large("e2", "run 2", 600), Large("e1", "run 1", 530), Large("e5", "run 5", 4))


async def test_only_what_ended_before_the_moment_is_told(store: Store) -> None:
    await add(store, 1, log=10, files=(500, 20), ended_on_day=1)
    await add(store, 2, log=600, ended_on_day=2)
    await add(store, 3, log=7, ended_on_day=9)
    await add(store, 4, log=1, files=(2,), ended_on_day=None)
    before_us = round((BEGINNING + timedelta(days=5)).timestamp() * 1e6)
    assert await store.apart(partial(ended_before, before_us=before_us)) == Ended(("e1", "e2"), 2, 1130)
