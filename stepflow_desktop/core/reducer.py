"""The fold: a run state and an event make the next run state.

Everything here is pure. ``reduce`` takes the events of a log in their order, each with the time at which its bytes
were written; ``started``, ``finish``, ``artifacts_stored`` and ``annotate`` take what did not come from the log.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from stepflow_desktop.core import events, step_fold
from stepflow_desktop.core.meta_values import read_duration, read_fraction, read_names
from stepflow_desktop.core.model import Annotation, Artifact, ExecutionStatus, Level, Stamp, Step, StepStatus
from stepflow_desktop.core.process_end import finish, limit_words
from stepflow_desktop.core.run_fold import MOST_METADATA_KEYS, RunFold, with_key
from stepflow_desktop.core.run_state import (
    RESERVED,
    ArtifactRequest,
    ExitInfo,
    Group,
    RunState,
    StopRequest,
    begin,
    extra,
    is_open,
    restore,
)
from stepflow_desktop.sentences import said

__all__ = [
    "ArtifactRequest",
    "ExitInfo",
    "Group",
    "RunState",
    "StopRequest",
    "annotate",
    "artifacts_stored",
    "begin",
    "changed_steps",
    "due_timeouts",
    "extra",
    "finish",
    "is_open",
    "new_annotations",
    "reduce",
    "reduce_all",
    "restore",
    "started",
]

MOST_TAGS = 64
MOST_REQUESTS = 10_000
MOST_OPEN_GROUPS = 100
MOST_LITERAL_RANGES = 1_000
MOST_ANNOUNCED = 1_000_000
_WHOLE_RUN = -1


def started(state: RunState, pid: int, stamp: Stamp) -> RunState:
    """The command runs."""
    if state.execution.status is not ExecutionStatus.PENDING:
        return state
    execution = replace(
        state.execution,
        status=ExecutionStatus.RUNNING,
        pid=pid,
        started_at=stamp.at,
        started_boot_us=stamp.boot_us,
    )
    return replace(state, execution=execution)


def reduce(state: RunState, event: events.Event, stamp: Stamp) -> RunState:
    """The state after ``event``, whose last byte was written at ``stamp``. What has ended stays as it is."""
    return reduce_all(state, ((event, stamp),))


def reduce_all(state: RunState, happened: Iterable[tuple[events.Event, Stamp]]) -> RunState:
    """The state after these events, in a third of the time that they take one by one."""
    if state.execution.status.is_final:
        return state
    run = RunFold(state, Stamp(0, 0))
    for event, run.stamp in happened:
        transition = _TRANSITIONS.get(type(event))
        if transition is not None:
            transition(run, event)
            run.settle()
    return run.frozen()


def annotate(state: RunState, annotation: Annotation) -> RunState:
    run = RunFold(state, Stamp(0, 0))
    run.annotate(annotation)
    return run.frozen()


def artifacts_stored(state: RunState, offsets: Collection[int], artifacts: tuple[Artifact, ...]) -> RunState:
    """The requests of those offsets are settled, by these copies or for good without any."""
    run = RunFold(state, Stamp(0, 0))
    pending = tuple(request for request in run.pending_artifacts if request.offset not in offsets)
    if len(pending) != len(run.pending_artifacts):
        run.pending_artifacts = pending
    if artifacts:
        run.change_execution(artifacts_count=run.execution.artifacts_count + len(artifacts))
    return run.frozen()


def due_timeouts(state: RunState, boot_us: int) -> StopRequest | None:
    """The stop that an open step beyond its time limit asks for, unless one is asked for already."""
    if state.stop is not None:
        return None
    for index in state.open:
        step = state.steps[index]
        if step.timeout_s is None or step.started_boot_us is None or step.status is not StepStatus.RUNNING:
            continue
        due_us = step.started_boot_us + round(step.timeout_s * 1_000_000)
        if boot_us >= due_us:
            limit = limit_words(step.timeout_s)
            message = said("Step '{step}' ran longer than its {limit} limit", step=step.name, limit=limit)
            return StopRequest(
                reason="step_timeout", step_id=step.id, step_name=step.name, message=message, boot_us=due_us
            )
    return None


def changed_steps(old: RunState, new: RunState) -> tuple[Step, ...]:
    """The steps that are new or other than in ``old``, an earlier state of the same run, by index."""
    return new.steps.changed_since(old.steps)


def new_annotations(old: RunState, new: RunState) -> tuple[Annotation, ...]:
    """The annotations since ``old``, an earlier state of the same run."""
    return new.annotations.changed_since(old.annotations)


def _meta(run: RunFold, event: events.MetaGiven) -> None:
    known = _META.get(event.key.upper())
    if known is None or not known(run, event):
        _keep_meta(run, event)


def _description(run: RunFold, event: events.MetaGiven) -> bool:
    step = run.innermost()
    if step is not None:
        run.change_step(step.index, description=event.value)
    return step is not None


def _estimate(run: RunFold, event: events.MetaGiven) -> bool:
    step, seconds = run.innermost(), read_duration(event.value)
    if step is None or seconds is None:
        return False
    run.change_step(step.index, estimated_duration_s=seconds)
    return True


def _reported(run: RunFold, event: events.MetaGiven) -> bool:
    found = read_fraction(event.value)
    if found is not None:
        run.explicit |= {run.open[0] if run.open else _WHOLE_RUN}
        _move(run, *found)
    return found is not None


def _seen(run: RunFold, event: events.ProgressSeen) -> None:
    """What a program shows by itself counts where its script reports nothing."""
    if (run.open[0] if run.open else _WHOLE_RUN) not in run.explicit:
        _move(run, event.fraction, event.text)


def _move(run: RunFold, fraction: float, text: str) -> None:
    if run.open:
        run.move_progress(run.open[0], fraction, text)
    if (not run.open or not run.has_plan) and fraction > (-1.0 if run.reported is None else run.reported):
        run.reported = fraction


def _total(run: RunFold, event: events.MetaGiven) -> bool:
    if not re.fullmatch(r"[1-9][0-9]{0,6}", event.value):
        return False
    run.announced = min(int(event.value), MOST_ANNOUNCED)
    run.has_plan = True
    return True


def _plan(run: RunFold, event: events.MetaGiven) -> bool:
    names = read_names(event.value)
    if names:
        step_fold.plan(run, event.offset, names)
    return bool(names)


def _tags(run: RunFold, event: events.MetaGiven) -> bool:
    tags = run.current("tags")
    wanted = tuple(dict.fromkeys((*tags, *read_names(event.value, "|,;"))))
    if len(wanted) > MOST_TAGS:
        run.remark(event.offset, Level.WARNING, said("No more than {most} tags are kept.", most=MOST_TAGS))
    if wanted[:MOST_TAGS] != tags:
        run.change_execution(tags=wanted[:MOST_TAGS])
    return True


def _keep_meta(run: RunFold, event: events.MetaGiven) -> None:
    """Anything else belongs to the open step, without one to the execution."""
    if event.key.casefold() in RESERVED:
        return
    step = run.innermost()
    kept = with_key(step.metadata if step else run.current("metadata"), event.key, event.value)
    if kept is None:
        words = said(
            "No more than {most:,} metadata keys are kept; {key} is only in the log.",
            most=MOST_METADATA_KEYS,
            key=event.key,
        )
        run.remark(event.offset, Level.WARNING, words)
    elif step is not None:
        run.change_step(step.index, metadata=kept)
    else:
        run.change_execution(metadata=kept)


def _artifact(run: RunFold, event: events.ArtifactDeclared) -> None:
    run.request_count += 1
    if run.request_count > MOST_REQUESTS:
        if run.request_count == MOST_REQUESTS + 1:
            words = said("No more than {most:,} ARTIFACT markers are followed.", most=MOST_REQUESTS)
            run.remark(event.offset, Level.WARNING, words)
        return
    step = run.innermost()
    request = ArtifactRequest(
        offset=event.offset,
        path=event.path,
        description=event.description or str(event.parameters.get("description", "")),
        parameters=MappingProxyType(dict(event.parameters)),
        step_id=step.id if step else None,
        step_index=step.index if step else None,
        stamp=run.stamp,
    )
    run.pending_artifacts = (*run.pending_artifacts, request)


def _annotated(run: RunFold, event: events.Annotated) -> None:
    run.remark(event.offset, event.level, event.message, title=event.title, file=event.file, line=event.line)


def _mask(run: RunFold, event: events.MaskAdded) -> None:
    """A value of several lines is masked line by line: no view shows two lines as one."""
    values = [line.strip() for line in event.value.splitlines() if line.strip()]
    run.masks = (*run.masks, *(value for value in dict.fromkeys(values) if value not in run.masks))


def _group_started(run: RunFold, event: events.GroupStarted) -> None:
    if len(run.groups) < MOST_OPEN_GROUPS:
        run.groups = (*run.groups, Group(event.title, event.offset))


def _group_ended(run: RunFold, event: events.GroupEnded) -> None:
    run.groups = run.groups[:-1]


def _commands_stopped(run: RunFold, event: events.CommandsStopped) -> None:
    run.literal = (*run.literal, (event.end, None))[-MOST_LITERAL_RANGES:]


def _commands_resumed(run: RunFold, event: events.CommandsResumed) -> None:
    if run.literal:
        run.literal = (*run.literal[:-1], (run.literal[-1][0], event.offset))


_META: dict[str, Callable[[RunFold, events.MetaGiven], bool]] = {
    "DESCRIPTION": _description,
    "ESTIMATED_DURATION": _estimate,
    "PROGRESS": _reported,
    "TOTAL_STEPS": _total,
    "STEPS": _plan,
    "TAGS": _tags,
}
"""Keys with a meaning. They answer False when the value has none; then it is metadata like any other."""

META_KEYS = tuple(_META)

_TRANSITIONS: dict[type[events.Event], Callable[[RunFold, Any], None]] = {
    events.StepStarted: step_fold.start,
    events.StepCompleted: step_fold.complete,
    events.StepErrored: step_fold.fail,
    events.StepSkipped: step_fold.skip,
    events.ArtifactDeclared: _artifact,
    events.MetaGiven: _meta,
    events.ProgressSeen: _seen,
    events.GroupStarted: _group_started,
    events.GroupEnded: _group_ended,
    events.Annotated: _annotated,
    events.MaskAdded: _mask,
    events.CommandsStopped: _commands_stopped,
    events.CommandsResumed: _commands_resumed,
}
