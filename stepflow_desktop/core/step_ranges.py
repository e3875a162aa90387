"""Which step a line of the log belongs to: of the steps around it the one that started last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from stepflow_desktop.core.model import Step


def step_ids(steps: Sequence[Step], starts: Sequence[int]) -> list[str | None]:
    """The step of each line."""
    if not starts:
        return []
    changes = _step_changes(steps, starts[0], starts[-1])
    ids: list[str | None] = []
    for number, (position, step_id) in enumerate(changes):
        until = bisect_left(starts, changes[number + 1][0]) if number + 1 < len(changes) else len(starts)
        ids.extend([step_id] * (until - max(len(ids), bisect_left(starts, position))))
    return ids


def _step_changes(steps: Sequence[Step], first: int, last: int) -> list[tuple[int, str | None]]:
    """From which offset on lines between ``first`` and ``last`` belong to which step, ``first`` included."""
    near = [
        step
        for step in steps
        if step.start_offset is not None
        and step.start_offset <= last
        and (step.end_offset is None or step.end_offset > first)
    ]
    near.sort(key=_start)
    edges = sorted(
        {first}
        | {max(first, _start(step)) for step in near}
        | {step.end_offset for step in near if step.end_offset is not None and step.end_offset <= last}
    )
    changes: list[tuple[int, str | None]] = []
    begun: list[Step] = []
    waiting = iter(near)
    coming = next(waiting, None)
    for edge in edges:
        while coming is not None and _start(coming) <= edge:
            begun.append(coming)
            coming = next(waiting, None)
        while begun and begun[-1].end_offset is not None and begun[-1].end_offset <= edge:
            begun.pop()
        changes.append((edge, begun[-1].id if begun else None))
    return changes


def _start(step: Step) -> int:
    return -1 if step.start_offset is None else step.start_offset


def step_at(steps: Sequence[Step], offset: int) -> Step | None:
    """The open step that the line at ``offset`` belongs to: of those around it the one that started last."""
    around = [
        step for step in steps if 0 <= _start(step) <= offset and (step.end_offset is None or offset < step.end_offset)
    ]
    return max(around, key=_start, default=None)
