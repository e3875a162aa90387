"""What waits is committed together; who fails, fails alone; who is cancelled leaves nothing half done."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import closing

import pytest

from stepflow_desktop.core.store_connection import start_thread
from stepflow_desktop.core.store_writer import Writer, commit_group
from stepflow_desktop.errors import StorageProblem, Unavailable


def numbers_database(path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE IF NOT EXISTS numbers (n INTEGER UNIQUE)")
    return connection


@pytest.fixture
async def thread(tmp_path):
    thread = await start_thread(lambda: numbers_database(tmp_path / "numbers.db"))
    yield thread
    await thread.close()


@pytest.fixture
async def writer(thread):
    writer = Writer(thread)
    yield writer
    await writer.close()


class Gate:
    """A work that keeps the writer busy until it is let go."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.opened = threading.Event()

    def __call__(self, connection: sqlite3.Connection) -> None:
        self.entered.set()
        assert self.opened.wait(30)


def add(*numbers: int):
    def work(connection: sqlite3.Connection) -> int:
        for number in numbers:
            connection.execute("INSERT INTO numbers VALUES (?)", (number,))
        return sum(numbers)

    return work


async def behind_gate(writer: Writer, *works) -> tuple[Gate, list[asyncio.Task[int | None]]]:
    """``works`` waiting while a gate holds the writer; returns the gate, and the tasks of the gate and the works."""
    gate = Gate()
    loop = asyncio.get_running_loop()
    held = loop.create_task(writer.run(gate), name="gate")
    await asyncio.to_thread(gate.entered.wait)
    tasks = [loop.create_task(writer.run(work), name="work") for work in works]
    await asyncio.sleep(0)  # lets them queue up
    return gate, [held, *tasks]


async def numbers(thread) -> list[int]:
    return await thread.run(lambda c: [n for (n,) in c.execute("SELECT n FROM numbers ORDER BY n")])


async def test_a_work_returns_its_value_after_its_commit(writer, thread, tmp_path):
    assert await writer.run(add(1, 2)) == 3
    with closing(sqlite3.connect(tmp_path / "numbers.db")) as other:
        assert other.execute("SELECT count(*) FROM numbers").fetchone() == (2,)
    assert writer.generation == 1


async def test_everything_that_waits_is_one_group(writer, thread):
    gate, tasks = await behind_gate(writer, *(add(number) for number in range(50)))
    gate.opened.set()
    assert (await asyncio.gather(*tasks))[1:] == list(range(50))
    assert writer.groups == 2
    assert await numbers(thread) == list(range(50))


async def test_a_failing_work_takes_no_other_with_it_and_leaves_nothing(writer, thread):
    gate, tasks = await behind_gate(writer, add(1), add(2, 3, 1), add(4))
    gate.opened.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert results[1] == 1
    assert isinstance(results[2], sqlite3.IntegrityError)
    assert results[3] == 4
    assert await numbers(thread) == [1, 4]


async def test_a_cancelled_caller_breaks_nothing_and_its_work_is_done_wholly(writer, thread):
    gate, (held, first, cancelled, last) = await behind_gate(writer, add(1), add(2, 3), add(4))
    cancelled.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    gate.opened.set()
    await held
    assert (await first, await last) == (1, 4)
    assert await numbers(thread) == [1, 2, 3, 4]


async def test_cancelling_the_caller_whose_commit_is_under_way_breaks_nothing(writer, thread):
    gate, (held, waiting) = await behind_gate(writer, add(7))
    held.cancel()
    gate.opened.set()
    assert await waiting == 7
    assert held.cancelled()


async def test_closing_commits_what_waits_and_refuses_what_comes_later(writer, thread):
    gate, tasks = await behind_gate(writer, add(1), add(2))
    closing_ = asyncio.get_running_loop().create_task(writer.close(), name="close")
    await asyncio.sleep(0)
    with pytest.raises(Unavailable, match="closed"):
        await writer.run(add(3))
    gate.opened.set()
    await closing_
    assert all(task.done() for task in tasks)
    assert await numbers(thread) == [1, 2]


async def test_a_full_disk_is_said_and_the_database_goes_on(writer, thread):
    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE big (bytes BLOB)")
        connection.execute("INSERT INTO big VALUES (zeroblob(2000000))")

    # SQLite answers SQLITE_FULL at this size, as it does when the disk has no more to give.
    await thread.run(lambda c: c.execute("PRAGMA max_page_count = 100").fetchall())
    gate, tasks = await behind_gate(writer, add(1), fill, add(2))
    gate.opened.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(results[2], StorageProblem)
    assert [results[1], results[3]] == [1, 2]
    await thread.run(lambda c: c.execute("PRAGMA max_page_count = 100000").fetchall())
    await writer.run(fill)
    assert await numbers(thread) == [1, 2]
    assert await thread.run(lambda c: c.execute("PRAGMA integrity_check").fetchone()) == ("ok",)


async def test_a_lock_held_elsewhere_is_told_to_all_that_wait_at_once(writer, thread, tmp_path):
    with closing(numbers_database(tmp_path / "numbers.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        results = await asyncio.gather(writer.run(add(5)), writer.run(add(6)), return_exceptions=True)
        assert [str(result) for result in results] == ["The database is locked by another program."] * 2
        assert all(isinstance(result, Unavailable) for result in results)
        assert writer.groups == 1
        other.execute("ROLLBACK")
    assert await writer.run(add(5)) == 5


def test_a_group_is_one_transaction(tmp_path):
    with closing(numbers_database(tmp_path / "numbers.db")) as connection:
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        outcomes = commit_group(connection, [add(1), add(2)])
        assert [outcome.value for outcome in outcomes] == [1, 2]
        assert [statement.split()[0] for statement in statements] == ["BEGIN", "INSERT", "INSERT", "COMMIT"]
