"""Updates as messages, in the order of what happened."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from stepflow_desktop.api import messages
from stepflow_desktop.api.messages import Lines
from stepflow_desktop.core.model import (
    Artifact,
    ArtifactType,
    ErrorCode,
    Execution,
    ExecutionStatus,
    LogEntry,
    Stamp,
    Step,
    StepStatus,
    Update,
)

AT = datetime(2024, 1, 15, 10, 30, tzinfo=UTC)
NOW = Stamp(round(AT.timestamp() * 1e6), 0)
RUNNING = Execution(
    id="e",
    name="Build",
    command="make",
    working_directory="/",
    created_at=AT,
    started_at=AT,
    status=ExecutionStatus.RUNNING,
)
FAILED = replace(
    RUNNING,
    status=ExecutionStatus.FAILED,
    exit_code=2,
    completed_at=AT + timedelta(seconds=4),
    duration_s=4.0,
    error_code=ErrorCode.TIMEOUT,
    error_message="Stopped after 4 s",
    artifacts_count=1,
    total_steps=2,
)


def step(index: int, status: StepStatus, start: int | None, end: int | None = None, **fields: Any) -> Step:
    return Step(
        id=f"s{index}",
        execution_id="e",
        name=f"step {index}",
        index=index,
        created_at=AT,
        started_at=AT if start is not None else None,
        completed_at=AT if end is not None else None,
        status=status,
        start_offset=start,
        end_offset=end,
        **fields,
    )


def artifact(number: int, offset: int | None) -> Artifact:
    return Artifact(
        id=f"a{number}",
        execution_id="e",
        name="Report",
        file_path="p",
        file_name="report.html",
        file_size=1,
        mime_type="text/html",
        artifact_type=ArtifactType.DOCUMENT,
        created_at=AT,
        offset=offset,
    )


def line(offset: int) -> LogEntry:
    return LogEntry(offset=offset, end=offset + 1, content=str(offset), at=AT)


def said(update: Update, *slices: list[int]) -> list[str]:
    """Every message in a word: its kind, what it is about, and in what state."""
    words = []
    for items in messages.told(messages.points(update, NOW), [[line(offset) for offset in each] for each in slices]):
        for item in items:
            if isinstance(item, Lines):
                words.extend(f"line {entry.offset}" for entry in item.entries)
            elif item.kind == "step_update":
                words.append(f"{item.data['step']['id']} {item.data['step']['status']}")
            elif item.kind == "artifact_created":
                words.append(item.data["artifact"]["id"])
            else:
                words.append(item.kind)
    return words


def data_of(update: Update, kind: str) -> dict[str, Any]:
    (found,) = [state for point in messages.points(update, NOW) for state in point.states if state.kind == kind]
    value: dict[str, Any] = json.loads(messages.message(kind, found.data, "now"))["data"]
    return value


def test_a_whole_run_in_one_update() -> None:
    update = Update(
        execution=FAILED,
        created=True,
        started=True,
        ended=True,
        steps=(
            step(0, StepStatus.COMPLETED, 20, 40),
            step(1, StepStatus.FAILED, 60, 90),
            step(2, StepStatus.SKIPPED, None, None),
        ),
        artifacts=(artifact(0, 30), artifact(1, None)),
        log_start=0,
        log_end=90,
    )
    assert said(update, [0, 5, 20], [25, 35, 60, 70], [80]) == [
        "execution_created",
        "execution_started",
        "line 0",
        "line 5",
        "s0 running",
        "line 20",
        "line 25",
        "a0",
        "line 35",
        "s0 completed",
        "s1 running",
        "line 60",
        "line 70",
        "line 80",
        "a1",
        "s2 skipped",
        "s1 failed",
        "error",
        "execution_completed",
    ]


def test_lines_nobody_reads_change_nothing_else() -> None:
    update = Update(
        execution=RUNNING, steps=(step(0, StepStatus.COMPLETED, 20, 40),), log_start=0, log_end=90, started=True
    )
    assert said(update) == ["execution_started", "s0 running", "s0 completed"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (step(0, StepStatus.RUNNING, 50), ["line 10", "s0 running", "line 50"]),
        (step(0, StepStatus.RUNNING, 8), ["line 10", "line 50", "s0 running"]),  # only its progress moved
        (step(0, StepStatus.RUNNING, 10), ["line 10", "line 50", "s0 running"]),  # opened at the end of the last range
        (step(0, StepStatus.COMPLETED, 8, 50), ["line 10", "s0 completed", "line 50"]),
        (step(0, StepStatus.COMPLETED, 8, 5), ["line 10", "line 50", "s0 completed"]),
        (step(0, StepStatus.COMPLETED, 8, 60), ["line 10", "line 50", "s0 completed"]),
        (step(0, StepStatus.COMPLETED, 50, 50), ["line 10", "s0 running", "s0 completed", "line 50"]),
        (step(0, StepStatus.COMPLETED, 60, 60), ["line 10", "line 50", "s0 running", "s0 completed"]),
        (step(0, StepStatus.PENDING, None), ["s0 pending", "line 10", "line 50"]),
        (step(0, StepStatus.SKIPPED, None), ["line 10", "line 50", "s0 skipped"]),
        (step(0, StepStatus.SKIPPED, 50, 50), ["line 10", "s0 skipped", "line 50"]),
    ],
)
def test_where_a_step_is_told(changed: Step, words: list[str]) -> None:
    update = Update(execution=RUNNING, steps=(changed,), log_start=10, log_end=60)
    assert said(update, [10, 50]) == words


def test_steps_inside_close_before_those_around_them() -> None:
    update = Update(
        execution=RUNNING,
        steps=(step(0, StepStatus.FAILED, 5, 60), step(1, StepStatus.FAILED, 6, 60)),
        log_start=10,
        log_end=60,
    )
    assert said(update) == ["s1 failed", "s0 failed"]


def test_an_opening_knows_nothing_of_the_end() -> None:
    ended = step(0, StepStatus.FAILED, 20, 40, duration_s=3.0, error_message="broken", exit_code=1)
    update = Update(execution=RUNNING, steps=(ended,), log_start=0, log_end=90)
    opening, closing = (state.data["step"] for point in messages.points(update, NOW) for state in point.states)
    assert (opening["completed_at"], opening["error_message"], opening["duration_seconds"]) == (None, None, 0.0)
    assert (closing["error_message"], closing["duration_seconds"]) == ("broken", 3.0)


def test_the_contract_of_started() -> None:
    data = data_of(Update(execution=RUNNING, started=True), "execution_started")
    assert data == {
        "execution_id": "e",
        "name": "Build",
        "command": "make",
        "started_at": "2024-01-15T10:30:00.000Z",
    }


def test_the_contract_of_completed_and_error() -> None:
    update = Update(execution=FAILED, ended=True)
    completed = data_of(update, "execution_completed")
    assert list(completed)[:7] == [
        "execution_id",
        "status",
        "exit_code",
        "completed_at",
        "duration_seconds",
        "total_steps",
        "artifacts_count",
    ]
    assert (completed["status"], completed["exit_code"], completed["duration_seconds"]) == ("failed", 2, 4.0)
    assert data_of(update, "error") == {
        "execution_id": "e",
        "error_message": "Stopped after 4 s",
        "error_code": "TIMEOUT",
        "timestamp": "2024-01-15T10:30:04.000Z",
    }
    bare = replace(FAILED, error_code=None, error_message=None)
    assert data_of(Update(execution=bare, ended=True), "error")["error_code"] == "EXECUTION_ERROR"


def test_only_failures_are_errors() -> None:
    for status in (ExecutionStatus.COMPLETED, ExecutionStatus.CANCELLED):
        assert said(Update(execution=replace(FAILED, status=status), ended=True)) == ["execution_completed"]


def test_what_was_created_had_not_run_yet() -> None:
    made = data_of(Update(execution=FAILED, created=True, ended=True), "execution_created")["execution"]
    assert (made["status"], made["exit_code"], made["completed_at"], made["error_code"]) == (
        "pending",
        None,
        None,
        None,
    )


def test_edits_removals_and_deletion() -> None:
    assert said(Update(execution=RUNNING, edited=True)) == ["execution_updated"]
    assert said(Update(execution=RUNNING)) == ["execution_updated"]
    assert said(Update(execution=RUNNING, removed_artifacts=(artifact(0, 3),))) == ["artifact_deleted"]
    assert said(Update(execution=FAILED, artifacts=(artifact(0, None),), edited=True)) == ["a0", "execution_updated"]


def test_an_edited_artifact_is_told_as_such_at_the_end() -> None:
    update = Update(
        execution=RUNNING,
        artifacts=(artifact(0, 3), artifact(1, 4)),
        edited_artifacts=frozenset({"a0"}),
        log_start=0,
        log_end=10,
    )
    states = [state for point in messages.points(update, NOW) for state in point.states]
    assert [(state.kind, state.data["artifact"]["id"]) for state in states] == [
        ("artifact_created", "a1"),
        ("artifact_updated", "a0"),
    ]


def test_an_artifact_that_is_edited_before_it_was_told_is_told_as_created() -> None:
    created = Update(execution=RUNNING, artifacts=(artifact(0, None),))
    edited = replace(created, edited_artifacts=frozenset({"a0"}))
    assert created.merged_into(edited).edited_artifacts == frozenset()
    assert edited.merged_into(edited).edited_artifacts == {"a0"}
    assert said(Update(execution=RUNNING, deleted=True)) == ["execution_deleted"]
    assert said(Update(execution=RUNNING, log_start=0, log_end=5), [0]) == ["line 0"]


def test_masks_cover_what_is_said() -> None:
    update = Update(
        execution=replace(FAILED, command="login hush", error_message="hush!"),
        started=True,
        ended=True,
        masks=("hush",),
    )
    assert data_of(update, "execution_started")["command"] == "login ***"
    assert data_of(update, "error")["error_message"] == "***!"
    assert data_of(update, "execution_completed")["error_message"] == "***!"


def test_progress_that_time_alone_moves_is_told() -> None:
    update = Update(execution=replace(RUNNING, progress=12.34), log_start=0, log_end=90, reckoned=True)
    (state,) = [state for point in messages.points(update, NOW) for state in point.states]
    assert state.kind == "execution_updated"
    assert state.data["execution"]["progress_percentage"] == 12.3
    ended = Update(execution=FAILED, log_start=0, log_end=90, reckoned=True, ended=True)
    kinds = [state.kind for point in messages.points(ended, NOW) for state in point.states]
    assert kinds == ["error", "execution_completed"]
