"""The store as the engine uses it: whole transactions, honest answers, and nothing lost to a kill."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from stepflow_desktop.core.model import (
    Annotation,
    Artifact,
    ArtifactQuery,
    ArtifactType,
    Execution,
    ExecutionDetails,
    ExecutionQuery,
    ExecutionStatus,
    Level,
    Step,
)
from stepflow_desktop.core.store import DamagedDatabase, RunStateRow, Saved, Store
from stepflow_desktop.errors import NotFound, StorageProblem, Unavailable

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def store(tmp_path):
    store = await Store.open(tmp_path / "stepflow.db")
    yield store
    await store.close()


def made(number: int, **changes) -> Execution:
    return Execution(
        id=f"e{number}",
        name=f"run {number}",
        command="true",
        working_directory="/",
        created_at=BEGINNING + timedelta(seconds=number),
        user="ann",
        **changes,
    )


def step(execution: Execution, index: int, **changes) -> Step:
    return Step(
        id=f"{execution.id}-s{index}",
        execution_id=execution.id,
        name=f"step {index}",
        index=index,
        created_at=BEGINNING,
        **changes,
    )


def artifact(execution: Execution, number: int) -> Artifact:
    return Artifact(
        id=f"{execution.id}-a{number}",
        execution_id=execution.id,
        name="report",
        file_path="artifacts/report.txt",
        file_name="report.txt",
        file_size=12,
        mime_type="text/plain",
        artifact_type=ArtifactType.DOCUMENT,
        created_at=BEGINNING,
    )


async def inserted(store: Store, number: int, **changes) -> Execution:
    return await store.insert(Saved(execution=made(number, **changes), new=True))


def is_sound(path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def test_an_insert_gives_the_row_id_and_the_order(store):
    executions = [await inserted(store, number) for number in range(1, 4)]
    assert [execution.row_id for execution in executions] == [1, 2, 3]
    assert await store.get_execution("e2") == executions[1]
    page = await store.list_executions(ExecutionQuery())
    assert page.executions == tuple(reversed(executions))
    assert await store.get_execution("e9") is None


async def test_the_same_idempotency_key_gives_the_same_execution(store):
    first, second = await asyncio.gather(
        store.insert(Saved(execution=made(1), new=True), "key"),
        store.insert(Saved(execution=made(2), new=True), "key"),
    )
    other = await store.insert(Saved(execution=made(3), new=True), "another key")
    assert first == second
    assert first.id == "e1"
    assert other.id == "e3"
    assert await store.find_idempotent("key") == first
    assert await store.find_idempotent("no such key") is None
    assert await store.all_ids() == {"e1", "e3"}


async def test_a_tick_is_read_back_whole(store):
    execution = await inserted(store, 1)
    changed = replace(execution, status=ExecutionStatus.RUNNING, total_steps=2, log_size=90, seq=7)
    saved = Saved(
        execution=changed,
        steps=(step(execution, 0), step(execution, 1)),
        artifacts=(artifact(execution, 1), artifact(execution, 2)),
        annotations=(Annotation(execution_id="e1", offset=4, level=Level.WARNING, message="Careful."),),
        run_state=RunStateRow(log_offset=90, parser_state={"open": True}, extra={"masks": ["hunter2"], "fold": [1]}),
    )
    await store.save([saved])
    assert await store.get_details("e1") == ExecutionDetails(
        execution=changed,
        steps=saved.steps,
        artifacts=saved.artifacts,
        annotations=saved.annotations,
        masks=("hunter2",),
    )
    assert await store.get_steps("e1") == saved.steps
    assert await store.get_run_state("e1") == saved.run_state
    assert await store.get_artifact("e1-a2") == artifact(execution, 2)
    await store.save([Saved(execution=changed, removed_artifacts=("e1-a2",))])
    assert await store.get_artifact("e1-a2") is None
    assert (await store.list_artifacts(ArtifactQuery())).artifacts == (artifact(execution, 1),)


async def test_a_failing_row_leaves_nothing_of_its_batch(store):
    execution = await inserted(store, 1)
    good = Saved(execution=replace(execution, seq=5), steps=(step(execution, 0),))
    with pytest.raises(NotFound):
        await store.save([good, Saved(execution=made(2))])
    with pytest.raises(sqlite3.IntegrityError):
        await store.save([good, Saved(execution=made(1), new=True)])
    assert await store.get_execution("e1") == execution
    assert await store.get_steps("e1") == ()
    assert (await store.info()).table_counts == {"executions": 1, "steps": 0, "artifacts": 0}


async def test_a_failing_save_does_not_fail_those_committed_with_it(store):
    execution = await inserted(store, 1)
    results = await asyncio.gather(
        store.save([Saved(execution=replace(execution, seq=5))]),
        store.save([Saved(execution=made(2))]),
        store.insert(Saved(execution=made(3))),
        return_exceptions=True,
    )
    assert results[0] is None
    assert isinstance(results[1], NotFound)
    assert isinstance(results[2], Execution)
    assert await store.all_ids() == {"e1", "e3"}


async def test_a_cancelled_save_is_whole_or_absent(store):
    execution = await inserted(store, 1)
    for number in range(20):
        saved = Saved(
            execution=replace(execution, seq=number + 1),
            steps=tuple(step(execution, index) for index in range(number * 3, number * 3 + 3)),
            run_state=RunStateRow(log_offset=number + 1),
        )
        task = asyncio.get_running_loop().create_task(store.save([saved]), name="save")
        for _ in range(number % 4):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})
    await store.save([])
    found = await inserted(store, 2)
    assert found.row_id == 2
    state = await store.get_run_state("e1")
    details = await store.get_details("e1")
    assert details is not None
    assert len(details.steps) % 3 == 0
    assert details.execution.seq == (state.log_offset if state else 0)


async def test_deleting_removes_everything_that_hangs_off_an_execution(store, tmp_path):
    for number in (1, 2):
        execution = await inserted(store, number, tags=("nightly",))
        await store.save(
            [
                Saved(
                    execution=execution,
                    steps=(step(execution, 0),),
                    artifacts=(artifact(execution, 1),),
                    annotations=(Annotation(execution_id=execution.id, offset=4, level=Level.ERROR, message="Oh."),),
                    run_state=RunStateRow(log_offset=1),
                )
            ]
        )
    await store.delete_execution("e1")
    await store.delete_execution("e1")
    assert await store.get_details("e1") is None
    assert await store.get_run_state("e1") is None
    assert (await store.list_executions(ExecutionQuery(tag="nightly"))).total_count == 1
    assert (await store.list_executions(ExecutionQuery(text="run 1"))).total_count == 0
    tables = ("executions", "steps", "artifacts", "annotations", "run_states", "execution_tags")
    with closing(sqlite3.connect(tmp_path / "stepflow.db")) as connection:
        counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
    assert counts == [1] * len(tables)


async def test_counts_name_every_status(store):
    await inserted(store, 1, status=ExecutionStatus.FAILED)
    await inserted(store, 2)
    counts = await store.counts()
    assert counts[ExecutionStatus.FAILED] == counts[ExecutionStatus.PENDING] == 1
    assert set(counts) == set(ExecutionStatus)
    assert sum(counts.values()) == 2


async def test_the_unfinished_are_oldest_first(store):
    for number, status in enumerate(("running", "completed", "pending", "failed", "running"), start=1):
        await inserted(store, number, status=ExecutionStatus(status))
    assert [execution.id for execution in await store.unfinished()] == ["e1", "e3", "e5"]


async def test_info_says_how_the_database_stands(store, tmp_path):
    assert (await store.info()).oldest_execution is None
    for number in (1, 2, 3):
        execution = await inserted(store, number)
        await store.save([Saved(execution=execution, steps=(step(execution, 0),), artifacts=(artifact(execution, 1),))])
    info = await store.info()
    assert info.path == tmp_path / "stepflow.db"
    assert info.wal_mode == "wal"
    assert info.cache_size > 0
    assert info.table_counts == {"executions": 3, "steps": 3, "artifacts": 3}
    assert info.status_counts[ExecutionStatus.PENDING] == 3
    assert (info.oldest_execution, info.newest_execution) == (made(1).created_at, made(3).created_at)
    assert info.size_bytes == sum((tmp_path / name).stat().st_size for name in ("stepflow.db", "stepflow.db-wal"))


async def test_optimizing_really_does_what_it_says(store, tmp_path):
    await inserted(store, 1)
    await store.get_execution("e1")
    assert (tmp_path / "stepflow.db-wal").stat().st_size > 0
    assert await store.optimize() == ["ANALYZE tables", "WAL checkpoint", "Cache refresh"]
    assert (tmp_path / "stepflow.db-wal").stat().st_size == 0
    with closing(sqlite3.connect(tmp_path / "stepflow.db")) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0] > 0
    misses = store.cache_misses
    await store.get_execution("e1")
    assert store.cache_misses == misses + 1


async def test_answers_are_cached_until_the_next_write(store):
    execution = await inserted(store, 1)
    query = ExecutionQuery(status=(ExecutionStatus.PENDING,))
    first = await store.list_executions(query)
    generation = store.write_generation
    hits, misses = store.cache_hits, store.cache_misses
    assert await store.list_executions(query) is first
    assert (store.cache_hits, store.cache_misses) == (hits + 1, misses)
    changed = replace(execution, status=ExecutionStatus.RUNNING)
    await store.save([Saved(execution=changed)])
    assert store.write_generation > generation
    assert (await store.list_executions(query)).total_count == 0
    assert await store.get_execution("e1") == changed


async def test_a_page_further_on_knows_the_count_but_never_an_old_one(store):
    for number in range(1, 6):
        await inserted(store, number)
    query = ExecutionQuery(limit=2, text="run", user="ann")
    pages = [await store.list_executions(replace(query, offset=offset)) for offset in (0, 2, 4)]
    assert [page.total_count for page in pages] == [5, 5, 5]
    assert [page.has_more for page in pages] == [True, True, False]
    await inserted(store, 6)
    assert (await store.list_executions(replace(query, offset=4))).total_count == 6


async def test_a_failed_write_does_not_end_the_generation(store):
    generation = store.write_generation
    with pytest.raises(NotFound):
        await store.save([Saved(execution=made(1))])
    assert store.write_generation == generation


async def test_a_full_disk_refuses_the_save_and_keeps_the_database(tmp_path):
    store = await Store.open(tmp_path / "stepflow.db")
    try:
        execution = await inserted(store, 1)
        big = Saved(execution=replace(execution, error_message="x" * 3_000_000))
        # SQLite answers SQLITE_FULL at this size, as it does when the disk has no more to give.
        await store._writer.run_alone(lambda c: c.execute("PRAGMA max_page_count = 200").fetchall())
        with pytest.raises(StorageProblem, match="The disk is full"):
            await store.save([big])
        assert await store.get_execution("e1") == execution
        await store.save([Saved(execution=replace(execution, seq=2))])
        await store._writer.run_alone(lambda c: c.execute("PRAGMA max_page_count = 100000").fetchall())
        await store.save([big])
    finally:
        await store.close()
    assert is_sound(tmp_path / "stepflow.db")


async def test_two_stores_live_side_by_side(tmp_path):
    one, two = await Store.open(tmp_path / "one.db"), await Store.open(tmp_path / "two.db")
    try:
        await asyncio.gather(inserted(one, 1), inserted(two, 2), inserted(two, 3))
        assert await one.all_ids() == {"e1"}
        assert await two.all_ids() == {"e2", "e3"}
    finally:
        await asyncio.gather(one.close(), two.close())


async def test_a_second_store_of_the_same_file_reads_what_the_first_writes(store, tmp_path):
    await inserted(store, 1)
    other = await Store.open(tmp_path / "stepflow.db")
    try:
        assert await other.all_ids() == {"e1"}
    finally:
        await other.close()
    await inserted(store, 2)


async def test_closing_commits_what_waits_leaves_one_file_and_may_be_repeated(tmp_path):
    store = await Store.open(tmp_path / "stepflow.db")
    insert = asyncio.get_running_loop().create_task(inserted(store, 1), name="insert")
    await asyncio.sleep(0)
    await store.close()
    await store.close()
    assert (await insert).id == "e1"
    assert [file.name for file in tmp_path.iterdir()] == ["stepflow.db"]
    with pytest.raises(Unavailable, match="closed"):
        await store.get_execution("e1")
    with pytest.raises(Unavailable, match="closed"):
        await inserted(store, 2)


async def test_closing_goes_on_when_its_caller_is_cancelled(tmp_path):
    store = await Store.open(tmp_path / "stepflow.db")
    closing_ = asyncio.get_running_loop().create_task(store.close(), name="close")
    await asyncio.sleep(0)
    closing_.cancel()
    await asyncio.wait({closing_})
    await store.close()
    with pytest.raises(Unavailable, match="closed"):
        await store.all_ids()


async def test_a_backup_is_a_database_of_its_own(store, tmp_path):
    await inserted(store, 1)
    await store.backup(tmp_path / "backup.db")
    await inserted(store, 2)
    copy = await Store.open(tmp_path / "backup.db")
    try:
        assert await copy.all_ids() == {"e1"}
    finally:
        await copy.close()


async def test_a_damaged_database_is_told_apart_so_that_it_can_be_rebuilt(tmp_path):
    path = tmp_path / "stepflow.db"
    path.write_bytes(b"The disk had other ideas. " * 400)
    with pytest.raises(DamagedDatabase):
        await Store.open(path)
    path.rename(tmp_path / "aside")
    store = await Store.open(path)
    await store.close()


async def test_a_newer_database_is_refused_untouched(tmp_path):
    path = tmp_path / "stepflow.db"
    await (await Store.open(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(Unavailable, match="newer version"):
        await Store.open(path)
    assert path.read_bytes() == before


WRITING_PROCESS = """
    import asyncio, sys
    from dataclasses import replace
    from pathlib import Path
    from stepflow_desktop.core.store import RunStateRow, Saved, Store
    sys.path.insert(0, sys.argv[1])
    from test_store import artifact, made, step

    async def main():
        store = await Store.open(Path(sys.argv[2]))
        execution = await store.get_execution("e1") or await store.insert(Saved(execution=made(1), new=True))
        number = execution.seq
        while True:
            saved = Saved(
                execution=replace(execution, seq=number + 1),
                steps=(step(execution, number),),
                artifacts=(artifact(execution, number),),
                run_state=RunStateRow(log_offset=10 * (number + 1)),
            )
            await store.save([saved])
            number += 1
            print(number, flush=True)

    asyncio.run(main())
"""


async def test_a_killed_writer_leaves_offset_and_rows_in_step(tmp_path):
    path = tmp_path / "stepflow.db"
    script = textwrap.dedent(WRITING_PROCESS)
    arguments = [sys.executable, "-c", script, str(__file__).rpartition("/")[0], str(path)]
    for lines in (3, 10, 31):
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            told = [int(process.stdout.readline()) for _ in range(lines)]
            process.send_signal(signal.SIGKILL)
            told.extend(int(line) for line in process.stdout.read().splitlines())
        store = await Store.open(path)
        try:
            details, state = await store.get_details("e1"), await store.get_run_state("e1")
        finally:
            await store.close()
        assert details is not None
        assert state is not None
        saved = details.execution.seq
        assert saved >= told[-1]
        assert state.log_offset == 10 * saved
        assert [each.index for each in details.steps] == list(range(saved))
        assert len(details.artifacts) == saved
    assert is_sound(path)
