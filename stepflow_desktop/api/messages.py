"""What an update says, as messages in the order in which it happened. Pure: no socket, no file, no clock.

An update holds new values, not events. The order within it comes from log offsets: a step opens at its
``start_offset``, its lines follow, it closes at its ``end_offset``. A *point* is an offset with what is to be said
there; log entries are said between the points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from stepflow_desktop.core import encoding
from stepflow_desktop.core.model import (
    Artifact,
    ErrorCode,
    Execution,
    ExecutionStatus,
    LogEntry,
    Stamp,
    Step,
    StepStatus,
    Update,
)

_BEGINNING = -1
_OPENS, _ARTIFACT, _CLOSES, _LAST = range(4)


@dataclass(frozen=True, slots=True)
class State:
    """A message about a state, which may replace an older one with the same ``key`` but is never dropped."""

    kind: str
    data: dict[str, Any]
    key: Hashable


@dataclass(frozen=True, slots=True)
class Lines:
    """Consecutive lines of a log; these alone may be dropped for a slow client."""

    entries: Sequence[LogEntry]


@dataclass(frozen=True, slots=True)
class Point:
    """What is to be said once all lines before ``offset`` have been."""

    offset: int
    states: tuple[State, ...]


def message(kind: str, data: dict[str, Any], sent_at: str) -> bytes:
    return encoding.dumps({"type": kind, "data": data, "timestamp": sent_at})


def points(update: Update, now: Stamp) -> list[Point]:
    """The state messages of ``update``, in their order, without numbers; entries go in between by offset."""
    if not (update.created or update.started or update.ended or update.deleted or _tells_parts(update)):
        return [Point(update.log_end, (_updated(update, now),))]
    found = [Point(_BEGINNING, tuple(_beginning(update, now)))]
    found.extend(Point(offset, (state,)) for offset, _, _, state in sorted(_parts(update, now), key=_order))
    found.append(Point(update.log_end, tuple(_end(update, now))))
    return [point for point in found if point.states]


def _tells_parts(update: Update) -> bool:
    return bool(update.steps or update.artifacts or update.removed_artifacts or update.log_end > update.log_start)


def _order(part: tuple[int, int, int, State]) -> tuple[int, int, int]:
    return part[:3]


def _parts(update: Update, now: Stamp) -> Iterator[tuple[int, int, int, State]]:
    """Offset, rank at that offset, order within the rank, and the message."""
    masks, execution = update.masks, update.execution
    for step in update.steps:
        opened = _opened_in(update, step)
        if opened is not None:
            yield opened, _OPENS, step.index, _step(execution, step, encoding.step_opening(step, masks))
        if opened is None or step.status is not StepStatus.RUNNING:
            # Steps inside come to their end before those around them.
            fields = encoding.step_change(step, now, masks)
            yield _changed_at(update, step), _CLOSES, -step.index, _step(execution, step, fields)
    for number, artifact in enumerate(update.artifacts):
        yield _seen_at(update, artifact), _ARTIFACT, number, _artifact(update, artifact)
    for number, artifact in enumerate(update.removed_artifacts):
        data = {"execution_id": execution.id, "artifact_id": artifact.id}
        yield update.log_end, _LAST, number, State("artifact_deleted", data, ("artifact", artifact.id, "deleted"))


def _opened_in(update: Update, step: Step) -> int | None:
    """Where in the range the step opened; None if it did before, or never did."""
    if step.start_offset is None or step.status in (StepStatus.PENDING, StepStatus.SKIPPED):
        return None
    return step.start_offset if update.log_start < step.start_offset <= update.log_end else None


def _changed_at(update: Update, step: Step) -> int:
    if step.status is StepStatus.PENDING:
        return _BEGINNING
    if step.status.is_final and step.end_offset is not None and update.log_start <= step.end_offset < update.log_end:
        return step.end_offset
    return update.log_end


def _seen_at(update: Update, artifact: Artifact) -> int:
    if artifact.id in update.edited_artifacts:
        return update.log_end
    if artifact.offset is not None and update.log_start <= artifact.offset < update.log_end:
        return artifact.offset
    return update.log_end


def _step(execution: Execution, step: Step, fields: dict[str, Any]) -> State:
    data = {
        "execution_id": execution.id,
        "step": fields,
        "progress_percentage": round(execution.progress, 1),
    }
    return State("step_update", data, ("step", step.id))


def _artifact(update: Update, artifact: Artifact) -> State:
    data = {"execution_id": artifact.execution_id, "artifact": encoding.artifact(artifact, update.masks)}
    if artifact.id in update.edited_artifacts:
        return State("artifact_updated", data, ("artifact", artifact.id, "updated"))
    return State("artifact_created", data, ("artifact", artifact.id))


def _beginning(update: Update, now: Stamp) -> Iterator[State]:
    execution, masks = update.execution, update.masks
    if update.created:
        fields = encoding.execution(_as_created(execution), now, masks)
        yield State("execution_created", {"execution_id": execution.id, "execution": fields}, ("created", execution.id))
    if update.started:
        data = {
            "execution_id": execution.id,
            "name": encoding.masked(execution.name, masks),
            "command": encoding.masked(execution.command, masks),
            "started_at": encoding.optional_time(execution.started_at),
        }
        yield State("execution_started", data, ("started", execution.id))


def _as_created(execution: Execution) -> Execution:
    """The execution as it was when it was created, from a value in which it may have run already."""
    if execution.status is ExecutionStatus.PENDING:
        return execution
    return replace(
        execution,
        status=ExecutionStatus.PENDING,
        exit_code=None,
        error_code=None,
        error_message=None,
        started_at=None,
        completed_at=None,
        duration_s=None,
        pid=None,
        total_steps=0,
        completed_steps=0,
        current_step_index=-1,
        current_step_name=None,
        failed_step_name=None,
        progress=0.0,
        artifacts_count=0,
        warnings_count=0,
        errors_count=0,
        log_size=0,
    )


def _end(update: Update, now: Stamp) -> Iterator[State]:
    execution = update.execution
    if update.edited or (update.reckoned and not update.ended):
        yield _updated(update, now)
    if update.ended:
        if execution.status is ExecutionStatus.FAILED:
            yield _error(update)
        yield _completed(update, now)
    if update.deleted:
        yield State("execution_deleted", {"execution_id": execution.id}, ("deleted", execution.id))


def _updated(update: Update, now: Stamp) -> State:
    fields = encoding.execution(update.execution, now, update.masks)
    data = {"execution_id": update.execution.id, "execution": fields}
    return State("execution_updated", data, ("updated", update.execution.id))


def _error(update: Update) -> State:
    execution = update.execution
    data = {
        "execution_id": execution.id,
        "error_message": encoding.masked(execution.error_message or "The execution failed.", update.masks),
        "error_code": execution.error_code or ErrorCode.EXECUTION_ERROR,
        "timestamp": encoding.optional_time(execution.completed_at),
    }
    return State("error", data, ("error", execution.id))


def _completed(update: Update, now: Stamp) -> State:
    execution = update.execution
    data = {
        "execution_id": execution.id,
        "status": execution.status,
        "exit_code": execution.exit_code,
        "completed_at": encoding.optional_time(execution.completed_at),
        "duration_seconds": encoding.live_duration(execution, now),
        "total_steps": execution.total_steps,
        "artifacts_count": execution.artifacts_count,
        "error_message": encoding.masked(execution.error_message, update.masks),
    }
    return State("execution_completed", data, ("completed", execution.id))


def told(waiting: Sequence[Point], slices: Iterable[Sequence[LogEntry]]) -> Iterator[list[State | Lines]]:
    """The states and the lines of each slice of the log, merged by offset, a list for each slice and a last one."""
    left = deque(waiting)
    for entries in slices:
        said: list[State | Lines] = []
        start = 0
        while left and start < len(entries):
            end = bisect_left(entries, left[0].offset, start, key=_offset)
            if end > start:
                said.append(Lines(entries[start:end]))
            start = end
            if start < len(entries):
                said.extend(left.popleft().states)
        if start < len(entries):
            said.append(Lines(entries[start:]))
        yield said
    if left:
        yield [state for point in left for state in point.states]


def _offset(entry: LogEntry) -> int:
    return entry.offset
