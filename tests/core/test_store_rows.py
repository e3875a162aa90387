"""Every value comes back from a row as it went in."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stepflow_desktop.core import schema, store_changes, store_queries
from stepflow_desktop.core.model import (
    Annotation,
    Artifact,
    ArtifactType,
    ErrorCode,
    Execution,
    ExecutionStatus,
    Level,
    Step,
    StepStatus,
)
from stepflow_desktop.core.store_artifacts import artifact_with_id
from stepflow_desktop.core.store_rows import (
    ANNOTATION_COLUMNS,
    ARTIFACT_COLUMNS,
    EXECUTION_COLUMNS,
    STEP_COLUMNS,
    RunStateRow,
    Saved,
)

# Any text at all: also what no encoding can hold, as in a file name that is not UTF-8.
TEXT = st.text(st.characters(exclude_categories=()), max_size=12)
NUMBER = st.integers(0, 2**62)
OFFSET = st.none() | NUMBER
SECONDS = st.none() | st.floats(0, 1e9)
TIME = st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants them naive
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
METADATA = st.dictionaries(TEXT, JSON, max_size=3)
TEXTS = st.lists(TEXT, max_size=4).map(tuple)

EXECUTIONS = st.builds(
    Execution,
    id=st.uuids().map(str),
    name=TEXT,
    command=TEXT,
    working_directory=TEXT,
    created_at=TIME,
    row_id=st.just(1),
    argv=st.none() | TEXTS,
    environment=st.dictionaries(TEXT, TEXT, max_size=3),
    user=TEXT,
    tags=TEXTS,
    metadata=METADATA,
    origin=TEXT,
    terminal=st.booleans(),
    timeout_s=SECONDS,
    retention_days=st.none() | st.integers(0, 9999),
    status=st.sampled_from(ExecutionStatus),
    exit_code=st.none() | st.integers(-64, 255),
    error_code=st.none() | st.sampled_from(ErrorCode),
    error_message=st.none() | TEXT,
    started_at=st.none() | TIME,
    completed_at=st.none() | TIME,
    started_boot_us=OFFSET,
    duration_s=SECONDS,
    pid=OFFSET,
    total_steps=NUMBER,
    completed_steps=NUMBER,
    current_step_index=st.integers(-1, 10_000),
    current_step_name=st.none() | TEXT,
    failed_step_name=st.none() | TEXT,
    progress=st.floats(0, 100),
    artifacts_count=NUMBER,
    warnings_count=NUMBER,
    errors_count=NUMBER,
    log_size=NUMBER,
    seq=NUMBER,
)
STEPS = st.builds(
    Step,
    id=st.uuids().map(str),
    execution_id=st.just("e"),
    name=TEXT,
    index=st.integers(0, 100_000),
    created_at=TIME,
    description=TEXT,
    status=st.sampled_from(StepStatus),
    exit_code=st.none() | st.integers(-64, 255),
    error_message=st.none() | TEXT,
    started_at=st.none() | TIME,
    completed_at=st.none() | TIME,
    started_boot_us=OFFSET,
    duration_s=SECONDS,
    estimated_duration_s=SECONDS,
    stop_on_error=st.booleans(),
    timeout_s=SECONDS,
    weight=st.floats(0, 1e6),
    progress=st.none() | st.floats(0, 1),
    progress_text=st.none() | TEXT,
    metadata=METADATA,
    start_offset=OFFSET,
    end_offset=OFFSET,
)
ARTIFACTS = st.builds(
    Artifact,
    id=st.uuids().map(str),
    execution_id=st.just("e"),
    name=TEXT,
    file_path=TEXT,
    file_name=TEXT,
    file_size=NUMBER,
    mime_type=TEXT,
    artifact_type=st.sampled_from(ArtifactType),
    created_at=TIME,
    step_id=st.none() | TEXT,
    description=TEXT,
    tags=TEXTS,
    is_public=st.booleans(),
    retention_days=st.none() | st.integers(0, 9999),
    metadata=METADATA,
    offset=OFFSET,
)
ANNOTATIONS = st.builds(
    Annotation,
    execution_id=st.just("e"),
    offset=NUMBER,
    level=st.sampled_from(Level),
    message=TEXT,
    step_id=st.none() | TEXT,
    title=TEXT,
    file=TEXT,
    line=OFFSET,
)
RUN_STATES = st.builds(
    RunStateRow,
    log_offset=NUMBER,
    parser_state=METADATA,
    extra=METADATA | st.fixed_dictionaries({"masks": st.lists(TEXT)}),
)

PLAIN = Execution(id="e", name="n", command="c", working_directory="/", created_at=datetime(2026, 1, 2, tzinfo=UTC))


@pytest.fixture(scope="module")
def connection():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    for migration in schema.MIGRATIONS:
        migration(connection)
    yield connection
    connection.close()


@pytest.fixture
def emptied(connection):
    connection.execute("DELETE FROM executions")
    return connection


def written(connection: sqlite3.Connection, saved: Saved) -> None:
    connection.execute("DELETE FROM executions")
    store_changes.save(connection, [saved])


@given(execution=EXECUTIONS)
@settings(max_examples=150, deadline=None)
def test_an_inserted_execution_comes_back(connection, execution):
    written(connection, Saved(execution=execution, new=True))
    assert store_queries.execution_with_id(connection, execution.id) == execution


@given(before=EXECUTIONS, after=EXECUTIONS)
@settings(max_examples=80, deadline=None)
def test_what_may_change_of_an_execution_comes_back_changed_and_the_rest_as_given(connection, before, after):
    given_fields = (
        "id", "created_at", "user", "origin", "terminal", "timeout_s", "working_directory", "argv", "environment",
        "command",
    )  # fmt: skip
    kept = {name: getattr(before, name) for name in given_fields}
    changed = {each.name: getattr(after, each.name) for each in fields(Execution) if each.name not in given_fields}
    written(connection, Saved(execution=before, new=True))
    expected = Execution(**kept, **changed)
    store_changes.save(connection, [Saved(execution=expected)])
    assert store_queries.execution_with_id(connection, before.id) == expected


@given(steps=st.lists(STEPS, max_size=5, unique_by=lambda step: step.index))
@settings(max_examples=80, deadline=None)
def test_steps_come_back_in_order(connection, steps):
    written(connection, Saved(execution=PLAIN, new=True, steps=tuple(steps)))
    assert store_queries.steps(connection, "e") == tuple(sorted(steps, key=lambda step: step.index))


@given(first=STEPS, second=STEPS)
@settings(max_examples=40, deadline=None)
def test_a_step_of_the_same_index_replaces_the_earlier_one(connection, first, second):
    index = {each.name: getattr(second, each.name) for each in fields(Step)} | {"index": first.index}
    changed = Step(**index)
    written(connection, Saved(execution=PLAIN, new=True, steps=(first,)))
    store_changes.save(connection, [Saved(execution=PLAIN, steps=(changed,))])
    assert store_queries.steps(connection, "e") == (changed,)


@given(artifact=ARTIFACTS)
@settings(max_examples=80, deadline=None)
def test_an_artifact_comes_back(connection, artifact):
    written(connection, Saved(execution=PLAIN, new=True, artifacts=(artifact,)))
    assert artifact_with_id(connection, artifact.id) == artifact


@given(annotations=st.lists(ANNOTATIONS, max_size=5), state=RUN_STATES)
@settings(max_examples=80, deadline=None)
def test_annotations_and_the_run_state_come_back(connection, annotations, state):
    written(connection, Saved(execution=PLAIN, new=True, annotations=tuple(annotations), run_state=state))
    details = store_queries.details(connection, "e")
    assert details is not None
    assert details.annotations == tuple(sorted(annotations, key=lambda annotation: annotation.offset))
    assert store_queries.run_state(connection, "e") == state
    masks = state.extra.get("masks", ())
    assert details.masks == (tuple(masks) if isinstance(masks, list) else ())


@pytest.mark.parametrize(
    ("value", "columns", "not_columns"),
    [
        (Execution, EXECUTION_COLUMNS, 0),
        (Step, STEP_COLUMNS, 1),
        (Artifact, ARTIFACT_COLUMNS, 1),
        (Annotation, ANNOTATION_COLUMNS, 1),
    ],
)
def test_every_field_has_a_column(value, columns, not_columns):
    """All but ``execution_id``, which the row of the execution stands for."""
    assert len(fields(value)) - not_columns == len(columns)


def test_tags_are_found_as_they_are_written(emptied):
    tagged = Execution(
        id="e", name="n", command="c", working_directory="/", created_at=PLAIN.created_at, tags=("käse",)
    )
    store_changes.save(emptied, [Saved(execution=tagged, new=True)])
    assert emptied.execute("SELECT tag FROM execution_tags").fetchall() == [("käse",)]
