"""What STEP markers and plans do to the steps of a run.

A step that is *left* was closed because the next one began; its own STEP_COMPLETE may still come, and then it turns
out to have enclosed the steps since.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from stepflow_desktop.core.events import StepCompleted, StepErrored, StepSkipped, StepStarted
from stepflow_desktop.core.marker_grammar import STEP_PARAMETERS
from stepflow_desktop.core.meta_values import fold, read_duration, read_weight
from stepflow_desktop.core.model import Level, Step, StepStatus
from stepflow_desktop.core.persistent import EMPTY
from stepflow_desktop.core.run_fold import RunFold, without_known
from stepflow_desktop.core.run_state import MARKER_ID, PARENT, RESERVED, StopRequest
from stepflow_desktop.sentences import said

LONGEST_ERROR = 16_384


def start(run: RunFold, event: StepStarted) -> None:
    parent = _parent(run, event)
    if event.parameters.get("parallel") is not True:
        for index in run.open if parent is None or parent not in run.open else _open_inside(run, parent):
            _leave(run, index, event.offset)
    fields = _given(event.parameters)
    metadata = dict(fields.pop("metadata"))
    if parent is not None:
        metadata[PARENT] = run.steps[parent].id
    fields |= {
        "status": StepStatus.RUNNING,
        "started_at": run.stamp.at,
        "started_boot_us": run.stamp.boot_us,
        "start_offset": event.end,
    }
    if "id" in event.parameters:
        metadata[MARKER_ID] = str(event.parameters["id"])
    index = _take(run, event, metadata, fields)
    if MARKER_ID in metadata:
        run.ids = run.ids.with_value(fold(metadata[MARKER_ID]), index)
    run.enter(index, fold(event.name))


def skip(run: RunFold, event: StepSkipped) -> None:
    fields = _given(event.parameters)
    metadata = dict(fields.pop("metadata"))
    fields |= {"status": StepStatus.SKIPPED, "start_offset": event.end, "end_offset": event.end}
    index = _take(run, event, metadata, fields)
    run.ended_share += run.steps[index].weight
    run.roots = run.roots.appended(index)


def complete(run: RunFold, event: StepCompleted) -> None:
    index = _named(run, event)
    if index is None:
        shown = f"STEP_COMPLETE:{event.name}" if event.name else "STEP_COMPLETE"
        run.remark(event.offset, Level.WARNING, said("{marker} fits no open step.", marker=shown))
        return
    if index in run.open:
        for inner in _open_inside(run, index):
            _leave(run, inner, event.offset)
        run.close(index, event.offset)
    else:
        _end_late(run, index, event.offset)
    more = without_known(event.parameters, STEP_PARAMETERS | RESERVED)
    if more:
        run.change_step(index, metadata=MappingProxyType({**run.steps[index].metadata, **more}))


def fail(run: RunFold, event: StepErrored) -> None:
    """The step stays open for lines until something closes it."""
    step = run.innermost()
    if step is None:
        run.remark(event.offset, Level.ERROR, event.message)
        return
    if step.status is StepStatus.FAILED:
        message = f"{step.error_message}\n{event.message}"[:LONGEST_ERROR]
        run.change_step(step.index, error_message=message)
        return
    message = event.message[:LONGEST_ERROR]
    run.change_step(step.index, status=StepStatus.FAILED, error_message=message, **run.ending(step))
    run.change_execution(failed_step_name=step.name)
    if step.stop_on_error and run.stop is None:
        run.stop = StopRequest(
            reason="step_error",
            step_id=step.id,
            step_name=step.name,
            message=message,
            boot_us=run.stamp.boot_us,
        )


def plan(run: RunFold, offset: int, names: tuple[str, ...]) -> None:
    """Announce steps. A name counts as often as it stands there; steps that exist already are not announced again."""
    seen: dict[str, int] = {}
    added: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        key = fold(name)
        seen[key] = seen.get(key, 0) + 1
        if (run.names.get(key) or 0) >= seen[key]:
            continue
        step = Step(
            id=run.new_id(f"plan:{offset}:{number}"),
            execution_id=run.execution.id,
            name=name,
            index=len(run.steps),
            created_at=run.stamp.at,
        )
        run.add_step(step)
        added.setdefault(key, []).append(step.index)
    for key, indexes in added.items():
        chain = run.planned.get(key)
        before = []
        while chain is not None:
            before.append(chain[0])
            chain = chain[1]
        for index in reversed(before + indexes):
            chain = (index, chain)
        if chain is not None:
            run.planned = run.planned.with_value(key, chain)
    run.has_plan = True


def _parent(run: RunFold, event: StepStarted) -> int | None:
    """The step that ``[parent=…]`` names."""
    if "parent" not in event.parameters:
        return None
    key = fold(str(event.parameters["parent"]))
    found = _open_or_left(run, key)
    if found is None:
        words = said("The parent of step '{step}' is no open step.", step=event.name)
        run.remark(event.offset, Level.WARNING, words)
    return found


def _named(run: RunFold, event: StepCompleted) -> int | None:
    """The step that a STEP_COMPLETE means."""
    if "id" in event.parameters:
        index = run.ids.get(fold(str(event.parameters["id"])))
        return index if index is not None and (index in run.open or _is_left(run, index)) else None
    if not event.name:
        return run.open[0] if run.open else None
    return _open_or_left(run, fold(event.name))


def _open_or_left(run: RunFold, key: str) -> int | None:
    """The innermost open step of that name or id, else the latest one that was left."""
    by_id = run.ids.get(key)
    if key in run.open_keys:
        return run.open[run.open_keys.index(key)]
    if by_id is not None and by_id in run.open:
        return by_id
    chain = run.left.get(key)
    if chain is not None:
        return chain[0]
    return by_id if by_id is not None and _is_left(run, by_id) else None


def _is_left(run: RunFold, index: int) -> bool:
    return any(first <= index <= last for first, last in run.left_ranges)


def _open_inside(run: RunFold, index: int) -> tuple[int, ...]:
    """The open steps that ``[parent=…]`` nested in this one, innermost first."""
    if not run.nested or run.open[0] == index:
        return ()
    inside = {run.steps[index].id}
    found = []
    for other in reversed(run.open[: run.open.index(index)]):
        step = run.steps[other]
        if step.metadata.get(PARENT) in inside:
            inside.add(step.id)
            found.append(other)
    return tuple(reversed(found))


def _leave(run: RunFold, index: int, offset: int) -> None:
    """Close a step because the next one begins; its own end may still come."""
    run.close(index, offset)
    key = fold(run.steps[index].name)
    run.left = run.left.with_value(key, (index, run.left.get(key)))
    ranges = run.left_ranges
    if ranges and ranges[-1][1] == index - 1:
        run.left_ranges = (*ranges[:-1], (ranges[-1][0], index))
    else:
        run.left_ranges = (*ranges, (index, index))


def _end_late(run: RunFold, index: int, offset: int) -> None:
    """A step that was left has ended only now: it enclosed the steps since."""
    _forget_left(run, index)
    step = run.steps[index]
    if PARENT not in step.metadata:
        roots = run.roots
        while roots[-1] != index:
            _nest(run, roots[-1], step.id)
            roots = roots.truncated(len(roots) - 1)
        run.roots = roots
    ending = run.ending(step) if step.status is StepStatus.COMPLETED else {}
    run.change_step(index, end_offset=offset, **ending)


def _nest(run: RunFold, index: int, parent_id: str) -> None:
    run.change_step(index, metadata=MappingProxyType({**run.steps[index].metadata, PARENT: parent_id}))
    run.nested += index in run.open


def _forget_left(run: RunFold, index: int) -> None:
    key = fold(run.steps[index].name)
    chain, newer = run.left.get(key), []
    while chain is not None and chain[0] != index:
        newer.append(chain[0])
        chain = chain[1]
    chain = chain[1] if chain is not None else None
    for other in reversed(newer):
        chain = (other, chain)
    run.left = run.left.without(key) if chain is None else run.left.with_value(key, chain)
    ranges: list[tuple[int, int]] = []
    for first, last in run.left_ranges:
        if first <= index <= last:
            ranges.extend(part for part in ((first, index - 1), (index + 1, last)) if part[0] <= part[1])
        else:
            ranges.append((first, last))
    run.left_ranges = tuple(ranges)


def _take(
    run: RunFold, event: StepStarted | StepSkipped, metadata: Mapping[str, Any], fields: Mapping[str, Any]
) -> int:
    """The planned step of that name, else a new one, with these fields."""
    key = fold(event.name)
    chain = run.planned.get(key)
    if chain is not None:
        index, rest = chain
        run.planned = run.planned.without(key) if rest is None else run.planned.with_value(key, rest)
        before = run.steps[index]
        merged = {**before.metadata, **metadata}
        step = run.change_step(index, metadata=MappingProxyType(merged) if merged else EMPTY, **fields)
        run.whole_share += step.weight - before.weight
        return index
    step = Step(
        id=run.new_id(f"step:{event.offset}"),
        execution_id=run.execution.id,
        name=event.name,
        index=len(run.steps),
        created_at=run.stamp.at,
        metadata=MappingProxyType(dict(metadata)) if metadata else EMPTY,
        **fields,
    )
    run.add_step(step)
    return len(run.steps) - 1


def _given(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a step that its parameters set; ``metadata`` is always among them."""
    if not parameters:
        return {"metadata": {}}
    fields: dict[str, Any] = {"metadata": without_known(parameters, STEP_PARAMETERS | RESERVED)}
    estimate = read_duration(parameters.get("estimated_duration", parameters.get("duration", "")))
    found = {
        "description": str(parameters["description"]) if "description" in parameters else None,
        "estimated_duration_s": estimate,
        "timeout_s": read_duration(parameters.get("timeout", "")),
        "weight": read_weight(parameters.get("weight")),
    }
    fields |= {name: value for name, value in found.items() if value is not None}
    if parameters.get("stop_on_error") is True:
        fields["stop_on_error"] = True
    return fields
