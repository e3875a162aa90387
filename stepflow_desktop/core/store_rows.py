"""Executions and what hangs off them as rows, and rows as values, exactly, both ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

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
from stepflow_desktop.core.store_values import (
    instant,
    json_of,
    json_text,
    mapping_of,
    mapping_text,
    microseconds,
    optional_instant,
    optional_microseconds,
    optional_stored,
    optional_text,
    stored,
    strings_of,
    strings_text,
    text_of,
)

Row = Sequence[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStateRow:
    """What a run goes on from: the log up to ``log_offset`` is in the rows. Both mappings are plain JSON.

    ``extra["masks"]``, if present, is what ``ExecutionDetails.masks`` shows.
    """

    log_offset: int
    parser_state: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What one tick of one execution writes.

    ``steps`` and ``artifacts`` are new or changed ones, ``annotations`` only new ones. With ``new`` the execution is
    inserted, otherwise it must be there; what was given at its creation (id, command, argv, working directory,
    environment, user, origin, terminal, timeout, creation time) is then left as it was.
    """

    execution: Execution
    steps: tuple[Step, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    removed_artifacts: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    run_state: RunStateRow | None = None
    new: bool = False
    idempotency_key: str | None = None


GIVEN_COLUMNS = (
    "id",
    "created_us",
    "user",
    "origin",
    "terminal",
    "timeout_s",
    "working_directory",
    "argv",
    "environment",
    "command",
)
CHANGING_COLUMNS = (
    "status",
    "name",
    "exit_code",
    "error_code",
    "error_message",
    "started_us",
    "completed_us",
    "started_boot_us",
    "duration_s",
    "pid",
    "total_steps",
    "completed_steps",
    "current_step_index",
    "current_step_name",
    "failed_step_name",
    "progress",
    "artifacts_count",
    "warnings_count",
    "errors_count",
    "log_size",
    "seq",
    "retention_days",
    "tags",
    "metadata",
    "usual_s",
    "usual_runs",
    "expected_end_us",
    "has_plan",
)
EXECUTION_COLUMNS = ("row_id", *GIVEN_COLUMNS, *CHANGING_COLUMNS)


def given_values(execution: Execution) -> tuple[Any, ...]:
    return (
        stored(execution.id),
        microseconds(execution.created_at),
        stored(execution.user),
        stored(execution.origin),
        execution.terminal,
        execution.timeout_s,
        stored(execution.working_directory),
        None if execution.argv is None else strings_text(execution.argv),
        mapping_text(execution.environment),
        stored(execution.command),
    )


def changing_values(execution: Execution) -> tuple[Any, ...]:
    return (
        execution.status.value,
        stored(execution.name),
        execution.exit_code,
        None if execution.error_code is None else execution.error_code.value,
        optional_stored(execution.error_message),
        optional_microseconds(execution.started_at),
        optional_microseconds(execution.completed_at),
        execution.started_boot_us,
        execution.duration_s,
        execution.pid,
        execution.total_steps,
        execution.completed_steps,
        execution.current_step_index,
        optional_stored(execution.current_step_name),
        optional_stored(execution.failed_step_name),
        execution.progress,
        execution.artifacts_count,
        execution.warnings_count,
        execution.errors_count,
        execution.log_size,
        execution.seq,
        execution.retention_days,
        strings_text(execution.tags),
        mapping_text(execution.metadata),
        execution.usual_s,
        execution.usual_runs,
        optional_microseconds(execution.expected_end_at),
        execution.has_plan,
    )


def execution_of(row: Row) -> Execution:
    """The execution of a row of ``EXECUTION_COLUMNS``."""
    given, changing = row[1:11], row[11:]
    return Execution(
        row_id=row[0],
        id=text_of(given[0]),
        created_at=instant(given[1]),
        user=text_of(given[2]),
        origin=text_of(given[3]),
        terminal=bool(given[4]),
        timeout_s=given[5],
        working_directory=text_of(given[6]),
        argv=None if given[7] is None else strings_of(given[7]),
        environment=mapping_of(given[8]),
        command=text_of(given[9]),
        status=ExecutionStatus(changing[0]),
        name=text_of(changing[1]),
        exit_code=changing[2],
        error_code=None if changing[3] is None else ErrorCode(changing[3]),
        error_message=optional_text(changing[4]),
        started_at=optional_instant(changing[5]),
        completed_at=optional_instant(changing[6]),
        started_boot_us=changing[7],
        duration_s=changing[8],
        pid=changing[9],
        total_steps=changing[10],
        completed_steps=changing[11],
        current_step_index=changing[12],
        current_step_name=optional_text(changing[13]),
        failed_step_name=optional_text(changing[14]),
        progress=changing[15],
        artifacts_count=changing[16],
        warnings_count=changing[17],
        errors_count=changing[18],
        log_size=changing[19],
        seq=changing[20],
        retention_days=changing[21],
        tags=strings_of(changing[22]),
        metadata=mapping_of(changing[23]),
        usual_s=changing[24],
        usual_runs=changing[25],
        expected_end_at=optional_instant(changing[26]),
        has_plan=bool(changing[27]),
    )


STEP_COLUMNS = (
    "step_index",
    "id",
    "name",
    "status",
    "created_us",
    "started_us",
    "completed_us",
    "started_boot_us",
    "duration_s",
    "estimated_duration_s",
    "exit_code",
    "error_message",
    "stop_on_error",
    "timeout_s",
    "weight",
    "progress",
    "progress_text",
    "start_offset",
    "end_offset",
    "description",
    "metadata",
)


def step_values(step: Step) -> tuple[Any, ...]:
    return (
        step.index,
        stored(step.id),
        stored(step.name),
        step.status.value,
        microseconds(step.created_at),
        optional_microseconds(step.started_at),
        optional_microseconds(step.completed_at),
        step.started_boot_us,
        step.duration_s,
        step.estimated_duration_s,
        step.exit_code,
        optional_stored(step.error_message),
        step.stop_on_error,
        step.timeout_s,
        step.weight,
        step.progress,
        optional_stored(step.progress_text),
        step.start_offset,
        step.end_offset,
        stored(step.description),
        mapping_text(step.metadata),
    )


def step_of(row: Row, execution_id: str) -> Step:
    return Step(
        execution_id=execution_id,
        index=row[0],
        id=text_of(row[1]),
        name=text_of(row[2]),
        status=StepStatus(row[3]),
        created_at=instant(row[4]),
        started_at=optional_instant(row[5]),
        completed_at=optional_instant(row[6]),
        started_boot_us=row[7],
        duration_s=row[8],
        estimated_duration_s=row[9],
        exit_code=row[10],
        error_message=optional_text(row[11]),
        stop_on_error=bool(row[12]),
        timeout_s=row[13],
        weight=row[14],
        progress=row[15],
        progress_text=optional_text(row[16]),
        start_offset=row[17],
        end_offset=row[18],
        description=text_of(row[19]),
        metadata=mapping_of(row[20]),
    )


ARTIFACT_COLUMNS = (
    "id",
    "step_id",
    "artifact_type",
    "created_us",
    "name",
    "file_path",
    "file_name",
    "file_size",
    "mime_type",
    "description",
    "tags",
    "is_public",
    "retention_days",
    "metadata",
    "log_offset",
)


def artifact_values(artifact: Artifact) -> tuple[Any, ...]:
    return (
        stored(artifact.id),
        optional_stored(artifact.step_id),
        artifact.artifact_type.value,
        microseconds(artifact.created_at),
        stored(artifact.name),
        stored(artifact.file_path),
        stored(artifact.file_name),
        artifact.file_size,
        stored(artifact.mime_type),
        stored(artifact.description),
        strings_text(artifact.tags),
        artifact.is_public,
        artifact.retention_days,
        mapping_text(artifact.metadata),
        artifact.offset,
    )


def artifact_of(row: Row, execution_id: str) -> Artifact:
    return Artifact(
        execution_id=execution_id,
        id=text_of(row[0]),
        step_id=optional_text(row[1]),
        artifact_type=ArtifactType(row[2]),
        created_at=instant(row[3]),
        name=text_of(row[4]),
        file_path=text_of(row[5]),
        file_name=text_of(row[6]),
        file_size=row[7],
        mime_type=text_of(row[8]),
        description=text_of(row[9]),
        tags=strings_of(row[10]),
        is_public=bool(row[11]),
        retention_days=row[12],
        metadata=mapping_of(row[13]),
        offset=row[14],
    )


ANNOTATION_COLUMNS = ("log_offset", "level", "message", "step_id", "title", "file", "line")


def annotation_values(annotation: Annotation) -> tuple[Any, ...]:
    return (
        annotation.offset,
        annotation.level.value,
        stored(annotation.message),
        optional_stored(annotation.step_id),
        stored(annotation.title),
        stored(annotation.file),
        annotation.line,
    )


def annotation_of(row: Row, execution_id: str) -> Annotation:
    return Annotation(
        execution_id=execution_id,
        offset=row[0],
        level=Level(row[1]),
        message=text_of(row[2]),
        step_id=optional_text(row[3]),
        title=text_of(row[4]),
        file=text_of(row[5]),
        line=row[6],
    )


RUN_STATE_COLUMNS = ("log_offset", "parser_state", "extra", "masks")


def run_state_values(state: RunStateRow) -> tuple[Any, ...]:
    masks = state.extra.get("masks")
    return (
        state.log_offset,
        json_text(dict(state.parser_state)),
        json_text(dict(state.extra)),
        strings_text(tuple(masks)) if masks else None,
    )


def run_state_of(row: Row) -> RunStateRow:
    return RunStateRow(log_offset=row[0], parser_state=json_of(row[1]), extra=json_of(row[2]))
