"""Lists hold what plain filtering of all executions gives, and no hot one reads the table or sorts."""

from __future__ import annotations

import itertools
import random
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from stepflow_desktop.core import store_changes
from stepflow_desktop.core.model import (
    Artifact,
    ArtifactQuery,
    ArtifactType,
    ErrorCode,
    Execution,
    ExecutionQuery,
    ExecutionStatus,
)
from stepflow_desktop.core.store_artifacts import artifact_page_sql, list_artifacts, select_artifacts
from stepflow_desktop.core.store_connection import open_writer, transaction
from stepflow_desktop.core.store_lists import list_executions, page_sql, select_executions
from stepflow_desktop.core.store_rows import Saved

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
COUNT = 400


def at(minutes: int) -> datetime:
    return BEGINNING + timedelta(minutes=minutes)


def made(number: int) -> Execution:
    chance = random.Random(number)
    failed = chance.random() < 0.3
    return Execution(
        id=f"e{number}",
        name=chance.choice(["Bake bread", "Brew Coffee", 'Say "hello"', "100% done", "Käse_kaufen"]),
        command=chance.choice(["python bake.py", "make coffee", "echo hello"]),
        working_directory="/",
        # Now and then the clock stood wrong.
        created_at=at(number if number % 17 else chance.randrange(COUNT)),
        user=chance.choices(["ann", "ben", "cho"], [80, 19, 1])[0],
        tags=tuple(chance.sample(["nightly", "release", "ml"], k=chance.randrange(3))),
        status=ExecutionStatus.FAILED if failed else chance.choice(list(ExecutionStatus)),
        error_code=ErrorCode.EXECUTION_ERROR if failed else None,
        error_message="The oven was cold." if failed else None,
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with closing(open_writer(tmp_path_factory.mktemp("lists") / "stepflow.db")) as connection:
        with transaction(connection):
            for number in range(1, COUNT + 1):
                store_changes.insert(connection, Saved(execution=made(number), artifacts=artifacts(number)))
            for number in range(5, COUNT, 13):
                store_changes.delete(connection, f"e{number}")
        connection.execute("ANALYZE")
        yield connection


@pytest.fixture(scope="module")
def executions():
    """All of them, newest first."""
    kept = [number for number in range(1, COUNT + 1) if number not in range(5, COUNT, 13)]
    return [replace(made(number), row_id=number) for number in reversed(kept)]


def artifacts(number: int) -> tuple[Artifact, ...]:
    return tuple(
        Artifact(
            id=f"a{number}-{index}",
            execution_id=f"e{number}",
            name="a",
            file_path="p",
            file_name="f",
            file_size=1,
            mime_type="text/plain",
            artifact_type=list(ArtifactType)[(number + index) % 3],
            created_at=BEGINNING,
            step_id=f"s{number}" if index else None,
        )
        for index in range(number % 4)
    )


def matches(execution: Execution, query: ExecutionQuery) -> bool:
    texts = (execution.name, execution.command, execution.error_message or "", *execution.tags)
    return (
        (not query.status or execution.status in query.status)
        and (query.user is None or execution.user == query.user)
        and (query.tag is None or query.tag in execution.tags)
        and (not query.text or any(query.text.casefold() in text.casefold() for text in texts))
        and (query.since is None or execution.created_at >= query.since)
        and (query.before is None or execution.created_at < query.before)
    )


STATUSES = (
    (),
    (ExecutionStatus.FAILED,),
    (ExecutionStatus.PENDING, ExecutionStatus.RUNNING),
    (ExecutionStatus.FAILED, ExecutionStatus.FAILED),
    tuple(ExecutionStatus),
)
USERS = (None, "ann", "cho", "nobody")
TAGS = (None, "nightly", "nothing")
TEXTS = (None, "", "COFFEE", "cold", '"hello"', "0% d", "k", "_k", "käse", "%", "release", "nowhere")
UNFINDABLE = ("cold\0", "\udcff" * 3)
TIMES = ((None, None), (100, None), (None, 120), (90, 200), (5000, None))
QUERIES = [
    ExecutionQuery(
        status=status,
        user=user,
        tag=tag,
        text=text,
        since=None if since is None else at(since),
        before=None if before is None else at(before),
    )
    for status, user, tag, text, (since, before) in itertools.product(STATUSES, USERS, TAGS, TEXTS + UNFINDABLE, TIMES)
]


def test_every_combination_of_filters_gives_what_plain_filtering_gives(database, executions):
    for query in QUERIES:
        expected = [execution for execution in executions if matches(execution, query)]
        page = list_executions(database, replace(query, limit=7, offset=2))
        assert page.total_count == len(expected), query
        assert page.executions == tuple(expected[2:9]), query
        assert page.has_more == (len(expected) > 9), query


def test_pages_join_without_gap_or_repeat(database, executions):
    query = ExecutionQuery(limit=50, status=(ExecutionStatus.FAILED, ExecutionStatus.COMPLETED))
    pages = [list_executions(database, replace(query, offset=offset)) for offset in range(0, COUNT, 50)]
    found = [execution for page in pages for execution in page.executions]
    assert found == [execution for execution in executions if matches(execution, query)]


def test_a_remembered_count_is_not_counted_again(database):
    query = ExecutionQuery(user="ann", status=(ExecutionStatus.FAILED,))
    statements: list[str] = []
    database.set_trace_callback(statements.append)
    page = list_executions(database, query, known_count=42)
    database.set_trace_callback(None)
    assert page.total_count == 42
    assert not [statement for statement in statements if "count(*)" in statement]


@pytest.mark.parametrize(
    "query",
    [
        ExecutionQuery(),
        ExecutionQuery(status=(ExecutionStatus.FAILED,)),
        ExecutionQuery(status=(ExecutionStatus.FAILED, ExecutionStatus.CANCELLED)),
        ExecutionQuery(user="ann"),
        ExecutionQuery(tag="nightly"),
    ],
)
def test_unfiltered_and_singly_filtered_lists_count_nothing(database, query):
    assert select_executions(database, query).count is not None


@pytest.mark.parametrize(
    "query",
    [
        ExecutionQuery(),
        ExecutionQuery(status=(ExecutionStatus.FAILED,)),
        ExecutionQuery(status=(ExecutionStatus.FAILED, ExecutionStatus.CANCELLED, ExecutionStatus.PENDING)),
        ExecutionQuery(user="ann"),
        ExecutionQuery(user="ann", status=(ExecutionStatus.FAILED,)),
        ExecutionQuery(user="ann", since=at(10)),
        ExecutionQuery(tag="nightly"),
        ExecutionQuery(tag="nightly", status=(ExecutionStatus.FAILED,)),
        ExecutionQuery(since=at(10), before=at(300)),
        ExecutionQuery(text="coffee"),
        ExecutionQuery(text="coffee", status=(ExecutionStatus.FAILED,)),
    ],
)
def test_hot_lists_use_their_index_and_sort_nothing(database, query):
    selection = select_executions(database, query)
    plan = explained(database, page_sql(selection), (*selection.values, 100, 0))
    assert not [step for step in plan if "TEMP B-TREE" in step], plan
    for step in plan:
        by_index = "USING COVERING INDEX" in step or "USING PRIMARY KEY" in step
        by_text = "VIRTUAL TABLE INDEX" in step and ":M" in step
        by_row = step.startswith("SEARCH e USING INTEGER PRIMARY KEY (rowid=?)")
        merged = step in ("MERGE (UNION ALL)", "LEFT", "RIGHT") or step.startswith("CORRELATED SCALAR SUBQUERY")
        assert by_index or by_text or by_row or merged, plan


@pytest.mark.parametrize(
    "query",
    [
        ArtifactQuery(execution_id="e7"),
        ArtifactQuery(step_id="s7"),
        ArtifactQuery(artifact_type=ArtifactType.IMAGE),
        ArtifactQuery(execution_id="e7", artifact_type=ArtifactType.IMAGE),
    ],
)
def test_lists_of_artifacts_use_their_index_and_sort_nothing(database, query):
    source, values = select_artifacts(query)
    plan = explained(database, artifact_page_sql(source), (*values, 100, 0))
    assert not [step for step in plan if "TEMP B-TREE" in step or step.startswith("SCAN")], plan


def explained(connection, sql, values) -> list[str]:
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


def test_artifacts_are_listed_newest_first_by_any_filter(database, executions):
    everything = [
        artifact for execution in executions for artifact in reversed(artifacts(int(execution.id.removeprefix("e"))))
    ]
    kinds = (None, *list(ArtifactType)[:4])
    for execution_id, step_id, kind in itertools.product((None, "e7", "e0"), (None, "s7", "s11"), kinds):
        expected = [
            artifact
            for artifact in everything
            if execution_id in (None, artifact.execution_id)
            and step_id in (None, artifact.step_id)
            and kind in (None, artifact.artifact_type)
        ]
        query = ArtifactQuery(limit=5, offset=1, execution_id=execution_id, step_id=step_id, artifact_type=kind)
        page = list_artifacts(database, query)
        assert page.artifacts == tuple(expected[1:6])
        assert page.total_count == len(expected)
        assert page.has_more == (len(expected) > 6)
