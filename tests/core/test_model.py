"""The values: final states, stamps, and updates that merge into newer ones without losing a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from stepflow_desktop.core.model import (
    EMPTY,
    Annotation,
    Artifact,
    ArtifactType,
    Execution,
    ExecutionStatus,
    Level,
    Stamp,
    Step,
    StepStatus,
    Update,
)

AT = datetime(2026, 11, 5, 15, 0, tzinfo=UTC)
EXECUTION = Execution(id="e", name="n", command="c", working_directory="/", created_at=AT)


def step(id: str, status: StepStatus = StepStatus.RUNNING) -> Step:
    return Step(id=id, execution_id="e", name=id, index=0, created_at=AT, status=status)


def artifact(id: str, name: str = "") -> Artifact:
    return Artifact(
        id=id,
        execution_id="e",
        name=name or id,
        file_path=f"artifacts/e/{id}",
        file_name=id,
        file_size=1,
        mime_type="text/plain",
        artifact_type=ArtifactType.DOCUMENT,
        created_at=AT,
    )


def remark(offset: int) -> Annotation:
    return Annotation(execution_id="e", offset=offset, level=Level.WARNING, message="m")


def test_final_states() -> None:
    assert [s.value for s in ExecutionStatus if s.is_final] == ["completed", "failed", "cancelled"]
    assert [s.value for s in StepStatus if s.is_final] == ["completed", "failed", "skipped"]


def test_status_values_are_those_of_the_contract() -> None:
    assert list(ExecutionStatus) == ["pending", "running", "completed", "failed", "cancelled"]
    assert list(StepStatus) == ["pending", "running", "completed", "failed", "skipped"]
    assert list(ArtifactType) == ["document", "image", "data", "log", "archive", "other"]


def test_a_stamp_tells_wall_time_and_durations_that_never_are_negative() -> None:
    stamp = Stamp(wall_us=1_762_354_800_250_000, boot_us=5_000_000)
    assert stamp.at == datetime(2025, 11, 5, 15, 0, 0, 250_000, tzinfo=UTC)
    assert stamp.seconds_since(3_500_000) == 1.5
    assert stamp.seconds_since(6_000_000) == 0


def test_values_cannot_be_changed_and_can_be_compared() -> None:
    with pytest.raises(AttributeError):
        EXECUTION.name = "other"  # type: ignore[misc]
    assert replace(EXECUTION) == EXECUTION
    assert replace(EXECUTION, name="other") != EXECUTION


def test_the_empty_default_stays_empty() -> None:
    assert dict(EMPTY) == {}
    assert len(EMPTY) == 0
    assert "x" not in EMPTY
    with pytest.raises(TypeError):
        EMPTY["x"] = 1  # type: ignore[index]


def test_a_merged_update_holds_the_newest_of_every_step_and_artifact() -> None:
    older = Update(execution=EXECUTION, steps=(step("a"), step("b")), artifacts=(artifact("x"), artifact("y", "old")))
    done = step("b", StepStatus.COMPLETED)
    newer = Update(execution=replace(EXECUTION, seq=9), steps=(done, step("c")), artifacts=(artifact("y", "new"),))
    merged = older.merged_into(newer)
    assert merged.execution.seq == 9
    assert merged.steps == (step("a"), done, step("c"))
    assert merged.artifacts == (artifact("x"), artifact("y", "new"))


def test_an_artifact_that_went_is_not_announced_by_the_merged_update() -> None:
    older = Update(execution=EXECUTION, artifacts=(artifact("x"), artifact("y")))
    newer = Update(execution=EXECUTION, removed_artifacts=(artifact("x"),))
    merged = older.merged_into(newer)
    assert merged.artifacts == (artifact("y"),)
    assert merged.removed_artifacts == (artifact("x"),)


@pytest.mark.parametrize(
    ("older", "newer", "merged"),
    [
        ((10, 20), (20, 35), (10, 35)),
        ((10, 20), (20, 20), (10, 20)),
        ((20, 20), (20, 35), (20, 35)),
        ((0, 0), (50, 60), (50, 60)),
    ],
)
def test_log_ranges_join_and_an_empty_one_adds_nothing(
    older: tuple[int, int], newer: tuple[int, int], merged: tuple[int, int]
) -> None:
    first = Update(execution=EXECUTION, log_start=older[0], log_end=older[1])
    second = Update(execution=EXECUTION, log_start=newer[0], log_end=newer[1])
    result = first.merged_into(second)
    assert (result.log_start, result.log_end) == merged


@pytest.mark.parametrize("flag", ["created", "started", "ended", "deleted", "edited"])
def test_what_happened_once_stays_true(flag: str) -> None:
    plain = Update(execution=EXECUTION)
    marked = replace(plain, **{flag: True})
    assert getattr(marked.merged_into(plain), flag)
    assert getattr(plain.merged_into(marked), flag)
    assert not getattr(plain.merged_into(plain), flag)


def test_remarks_add_up_and_the_whole_state_is_the_newer_one() -> None:
    older = Update(execution=EXECUTION, annotations=(remark(1),), all_steps=(step("a"),), masks=("old",), seq_start=4)
    newer = Update(execution=EXECUTION, annotations=(remark(2),), all_steps=(step("b"),), masks=("new",), seq_start=8)
    merged = older.merged_into(newer)
    assert merged.annotations == (remark(1), remark(2))
    assert merged.all_steps == (step("b"),)
    assert merged.masks == ("new",)
    assert merged.seq_start == 4
