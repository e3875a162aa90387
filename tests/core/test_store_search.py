"""What SQLite finds for a filter and what the filter says of an execution at hand are the same, in every order."""

from __future__ import annotations

import itertools
import random
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stepflow_desktop.core import store_changes, store_queries, store_search
from stepflow_desktop.core.filter_language import parse
from stepflow_desktop.core.model import Execution, ExecutionQuery, ExecutionStatus, Step, StepStatus
from stepflow_desktop.core.query import MOST_ROWS, NEWEST, Key, Order, SortKey, Term
from stepflow_desktop.core.sort_keys import sort_value
from stepflow_desktop.core.store_connection import open_writer, transaction
from stepflow_desktop.core.store_rows import Saved
from stepflow_desktop.core.store_search import search_executions

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
COUNT = 300
NAMES = ("Train churn model", "train_v6", "Käse holen", "ÄRGER 100%", 'Say "hi", [x]', "Ωmega", "a")
COMMANDS = ("python train.py --rounds 10", "make test", "sh -c 'echo hi'")
FOLDERS = ("/home/ada/work", "/home/ada/work/churn", "/home/ada/workshop", "/srv/Übung", "/")
TAGS = ("ml", "nightly", "two words", 'q"uote', "api-service")
STEPS = ("Run pytest", "Load data", "Größe messen", "publish_results")


def made(number: int) -> Execution:
    chance = random.Random(number)
    status = chance.choice(list(ExecutionStatus))
    return Execution(
        id=f"{chance.getrandbits(32):08x}-{number}",
        name=chance.choice(NAMES),
        command=chance.choice(COMMANDS),
        working_directory=chance.choice(FOLDERS),
        created_at=BEGINNING + timedelta(minutes=number if number % 17 else chance.randrange(COUNT)),
        user=chance.choice(["ada", "ben", "Zoë"]),
        tags=tuple(chance.sample(TAGS, k=chance.randrange(3))),
        status=status,
        exit_code=chance.choice([None, 0, 1, -9, 77]) if status.is_final else None,
        error_message=chance.choice([None, "The oven was cold", "412 passed"]),
        duration_s=chance.choice([0.5, 60.0, 900.0, 90_000.0]) if status.is_final else None,
        artifacts_count=chance.choice([0, 0, 3]),
        warnings_count=chance.choice([0, 1]),
        errors_count=chance.choice([0, 2]),
        origin=chance.choice(["", "window", "192.168.1.31", "Büro"]),
        progress=chance.choice([0.0, 12.5, 66.0, 100.0]),
        usual_s=chance.choice([None, 3.0, 240.5]),
    )


def steps_of(execution: Execution) -> tuple[Step, ...]:
    chance = random.Random(execution.id)
    return tuple(
        Step(
            id=f"{execution.id}/{index}",
            execution_id=execution.id,
            name=name,
            index=index,
            created_at=BEGINNING,
            status=StepStatus.COMPLETED,
        )
        for index, name in enumerate(chance.sample(STEPS, k=chance.randrange(4)))
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with closing(open_writer(tmp_path_factory.mktemp("search") / "stepflow.db")) as connection:
        with transaction(connection):
            for number in range(1, COUNT + 1):
                run = made(number)
                store_changes.insert(connection, Saved(execution=run, steps=steps_of(run)))
            for number in range(5, COUNT, 13):
                store_changes.delete(connection, made(number).id)
        yield connection


class Runs(list[Execution]):
    def __repr__(self) -> str:
        return "the executions"


@pytest.fixture(scope="module")
def executions():
    kept = [number for number in range(1, COUNT + 1) if number not in range(5, COUNT, 13)]
    return Runs(replace(made(number), row_id=number) for number in kept)


def found_ids(database, query: ExecutionQuery) -> list[str]:
    """All of them, page after page."""
    found: list[str] = []
    while True:
        page = search_executions(database, replace(query, limit=40, offset=len(found)))
        found.extend(execution.id for execution in page.executions)
        if not page.has_more:
            assert page.is_least or page.total_count == len(found)
            return found


TERMS = (
    *("train", "rain_v", "käse", "KÄSE", "ärger", "100%", "%", "_", "a", "ω", "[x]", ",", "q", "omega", "churn"),
    *("cold", "412 passed", "work", "übung", "two words", "status:failed", "status:queued,running", "tag:ml"),
    *("tag:ml,nightly", 'tag:"two words"', "tag:none", "user:ada", "user:me", "user:Zoë,ben", "step:pytest"),
    *('step:"run py"', "step:GRÖSSE", "step:größe", "step:_", "has:artifact", "has:warnings", "has:error", "has:tag"),
    *("exit:1", "exit:0,77", "exit:>0", "exit:<0", "exit:!=0", "since:2026-01-01T02:00", "before:2026-01-01T03:30"),
    *("before:2020", "since:2030", "duration:>10m", "duration:<1h", "duration:>=60", "duration:1d", "cwd:~/work"),
    *("cwd:/", "cwd:shop", "cwd:/srv/übung", "cwd:Übung", "id:4", "id:a1", "id:zz"),
)
ORDERS = tuple(Order(key, descending) for key, descending in itertools.product(SortKey, (True, False)))


def quoted(word: str) -> str:
    """As it must be typed to be turned round: a minus before a sign is part of the word."""
    return word if word[0].isalpha() and (" " not in word or ":" in word) else f'"{word}"'


def filter_of(text: str):
    return parse(text, now=BEGINNING + timedelta(days=1), me="ada", home="/home/ada")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.tuples(st.sampled_from(["", "-"]), st.sampled_from(TERMS)), min_size=0, max_size=4),
    order=st.sampled_from(ORDERS),
)
def test_the_database_and_the_window_agree(database, executions, words, order):
    wanted = filter_of(" ".join(minus + quoted(word) for minus, word in words))
    assert wanted.problems == ()
    expected = [run for run in executions if wanted.accepts(run, steps_of(run))]
    expected.sort(key=lambda run: sort_value(run, order))
    if wanted.nothing or store_search.is_plain(wanted.query(limit=1, order=order)):
        return
    assert found_ids(database, wanted.query(limit=40, order=order)) == [run.id for run in expected]


@pytest.mark.parametrize("word", TERMS)
def test_every_condition_alone_and_turned_round_shares_out_the_executions(database, executions, word):
    halves = []
    for minus in ("", "-"):
        wanted = filter_of(minus + quoted(word))
        ids = [run.id for run in executions if wanted.accepts(run, steps_of(run))]
        halves.append(set(ids))
        if wanted.where:
            assert found_ids(database, wanted.query(limit=40)) == list(reversed(ids)), word
    assert halves[0] | halves[1] == {run.id for run in executions}
    assert not halves[0] & halves[1]


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_is_right_over_all_pages(database, executions, order):
    expected = sorted(executions, key=lambda run: sort_value(run, order))
    assert found_ids(database, ExecutionQuery(order=order)) == [run.id for run in expected] or order == NEWEST


@pytest.mark.parametrize("order", ORDERS)
def test_no_order_sorts_the_whole_table(database, order):
    for walk in store_search._walks(database, order):
        found = walk.select(200)
        plan = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {found.sql}", found.values)]
        assert all("COVERING INDEX" in step for step in plan), plan


def test_the_bound_is_told_where_it_was_met(database, executions, monkeypatch):
    monkeypatch.setattr(store_search, "MOST_ROWS", 50)
    oldest = ExecutionQuery(where=(Term(Key.STEP, ("pytest",)),), limit=500)
    page = search_executions(database, oldest)
    assert page.is_least
    newest = sorted(executions, key=lambda run: -run.row_id)[:50]
    assert [run.id for run in page.executions] == [
        run.id for run in newest if any("pytest" in step.name for step in steps_of(run))
    ]
    monkeypatch.setattr(store_search, "MOST_ROWS", MOST_ROWS)
    assert not search_executions(database, oldest).is_least


def test_more_than_are_counted_are_told_as_so_many_or_more(database, monkeypatch):
    monkeypatch.setattr(store_search, "COUNTED", 20)
    page = search_executions(database, ExecutionQuery(where=(Term(Key.HAS, ("tag",)),), limit=10))
    assert (len(page.executions), page.total_count, page.is_least, page.has_more) == (10, 20, True, True)


def test_steps_of_many_come_with_what_is_to_be_masked(database, executions):
    wanted = [run for run in executions[:40] if steps_of(run)]
    found = store_queries.steps_of_many(database, [run.id for run in executions[:40]] + ["nobody"])
    assert {key: [step.name for step in steps] for key, (steps, _masks) in found.items()} == {
        run.id: [step.name for step in steps_of(run)] for run in wanted
    }
