"""Events on their way into a run state: a working copy that the transitions change, and that is frozen again.

The copy is shallow and what it holds is immutable, so the state that it was made of stays as it is.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from operator import attrgetter, is_
from types import MappingProxyType
from typing import Any

from stepflow_desktop.core.meta_values import fold
from stepflow_desktop.core.model import Annotation, Execution, Level, Stamp, Step, StepStatus
from stepflow_desktop.core.persistent import Chunked, TextMap
from stepflow_desktop.core.progress import progress_of
from stepflow_desktop.core.run_state import PARENT, ArtifactRequest, Chain, Group, RunState, StopRequest
from stepflow_desktop.sentences import said

MOST_ANNOTATIONS = 10_000
MOST_METADATA_KEYS = 1_000

_FIELDS = tuple(field.name for field in fields(RunState))
_values_of = attrgetter(*_FIELDS)


class RunFold:
    """``stamp`` is when what is being folded was written; ``settle`` follows each event, ``frozen`` all of them.

    See ``RunState`` for the fields.
    """

    execution: Execution
    steps: Chunked[Step]
    annotations: Chunked[Annotation]
    pending_artifacts: tuple[ArtifactRequest, ...]
    masks: tuple[str, ...]
    groups: tuple[Group, ...]
    literal: tuple[tuple[int, int | None], ...]
    stop: StopRequest | None
    annotation_count: int
    request_count: int
    open: tuple[int, ...]
    open_keys: tuple[str, ...]
    nested: int
    names: TextMap[int]
    ids: TextMap[int]
    planned: TextMap[Chain]
    left: TextMap[Chain]
    left_ranges: tuple[tuple[int, int], ...]
    roots: Chunked[int]
    ended_share: float
    open_share: float
    whole_share: float
    announced: int
    has_plan: bool
    reported: float | None
    explicit: frozenset[int]
    timed: bool

    def __init__(self, state: RunState, stamp: Stamp) -> None:
        self._values = _values_of(state)
        self.__dict__.update(zip(_FIELDS, self._values, strict=True))
        self.stamp = stamp
        self._before = state
        self._changes: dict[str, Any] = {}
        self._namespace: uuid.UUID | None = None
        self._current_index = state.execution.current_step_index

    def frozen(self) -> RunState:
        """The state after the events; the very same object if nothing changed."""
        if self._changes:
            self.execution = replace(self.execution, **self._changes)
        values = [*map(self.__dict__.__getitem__, _FIELDS)]
        return self._before if all(map(is_, values, self._values)) else RunState(*values)

    def change_execution(self, **changes: Any) -> None:
        self._changes.update(changes)

    def current(self, name: str) -> Any:
        """A field of the execution as it is by now."""
        return self._changes[name] if name in self._changes else getattr(self.execution, name)

    def settle(self) -> None:
        """Bring the fields of the execution up to date that follow from its steps."""
        if (total := max(len(self.steps), self.announced)) != self.current("total_steps"):
            self._changes["total_steps"] = total
        if self.has_plan and not self.current("has_plan"):
            self._changes["has_plan"] = True
        if self.open and self.open[0] != self._current_index:
            step = self.steps[self.open[0]]
            self._changes["current_step_index"] = self._current_index = step.index
            self._changes["current_step_name"] = step.name
        if not self.current("status").is_final:
            before = self.current("progress")
            if (progress := progress_of(self, before)) != before:
                self._changes["progress"] = progress

    # Steps.

    def new_id(self, place: str) -> str:
        """The id of a step that a place in the log gives rise to: the same whenever the log is read."""
        if self._namespace is None:
            self._namespace = uuid.UUID(self.execution.id)
        return str(uuid.uuid5(self._namespace, place))

    def add_step(self, step: Step) -> None:
        self.steps = self.steps.appended(step)
        key = fold(step.name)
        self.names = self.names.with_value(key, (self.names.get(key) or 0) + 1)
        self.whole_share += step.weight

    def change_step(self, index: int, **changes: Any) -> Step:
        step = replace(self.steps[index], **changes)
        self.steps = self.steps.replaced(index, step)
        return step

    def innermost(self) -> Step | None:
        return self.steps[self.open[0]] if self.open else None

    def enter(self, index: int, key: str) -> None:
        """An added or planned step is open from now on."""
        self.open = (index, *self.open)
        self.open_keys = (key, *self.open_keys)
        if PARENT in self.steps[index].metadata:
            self.nested += 1
        else:
            self.roots = self.roots.appended(index)

    def close(self, index: int, end_offset: int | None, **failure: Any) -> None:
        """No line goes to this step any more. A running one is completed, or failed with what ``failure`` says."""
        at = self.open.index(index)
        step = self.steps[index]
        changes: dict[str, Any] = {"end_offset": end_offset}
        if step.status is StepStatus.RUNNING:
            changes |= self.ending(step)
            if failure:
                changes |= {"status": StepStatus.FAILED, **failure}
            else:
                changes |= {"status": StepStatus.COMPLETED, "progress": 1.0}
                self.change_execution(completed_steps=self.current("completed_steps") + 1)
        self.open = self.open[:at] + self.open[at + 1 :]
        self.open_keys = self.open_keys[:at] + self.open_keys[at + 1 :]
        self.nested -= PARENT in step.metadata
        self.explicit -= {index}
        self.ended_share += step.weight
        self.open_share -= step.weight * (step.progress or 0.0)
        self.change_step(index, **changes)

    def ending(self, step: Step) -> dict[str, Any]:
        """Fields of a step that ends now."""
        started = step.started_boot_us
        return {
            "completed_at": self.stamp.at,
            "duration_s": None if started is None else self.stamp.seconds_since(started),
        }

    def move_progress(self, index: int, fraction: float, text: str) -> None:
        """Forwards only."""
        step = self.steps[index]
        if fraction > (-1.0 if step.progress is None else step.progress):
            self.open_share += step.weight * (fraction - (step.progress or 0.0))
            self.change_step(index, progress=fraction, progress_text=text or None)

    # Remarks and metadata.

    def remark(self, offset: int, level: Level, message: str, **more: Any) -> None:
        step = self.innermost()
        self.annotate(
            Annotation(
                execution_id=self.execution.id,
                offset=offset,
                level=level,
                message=message,
                step_id=step.id if step else None,
                **more,
            )
        )

    def annotate(self, annotation: Annotation) -> None:
        """Count it and, up to a limit, keep it."""
        if annotation.level is Level.WARNING:
            self.change_execution(warnings_count=self.current("warnings_count") + 1)
        elif annotation.level is Level.ERROR:
            self.change_execution(errors_count=self.current("errors_count") + 1)
        if self.annotation_count < MOST_ANNOTATIONS:
            self.annotations = self.annotations.appended(annotation)
        elif self.annotation_count == MOST_ANNOTATIONS:
            last = replace(
                annotation,
                level=Level.WARNING,
                title="",
                file="",
                line=None,
                message=said(
                    "There are more than {most:,} remarks; the others are only in the log.", most=MOST_ANNOTATIONS
                ),
            )
            self.annotations = self.annotations.appended(last)
        self.annotation_count += 1


def with_key(metadata: Mapping[str, Any], key: str, value: Any) -> Mapping[str, Any] | None:
    """``metadata`` with one more entry, which replaces one whose key differs in case only; None if it is full."""
    folded = key.casefold()
    if key in metadata:
        kept = dict(metadata)
    else:
        kept = {name: held for name, held in metadata.items() if name.casefold() != folded}
        if len(kept) >= MOST_METADATA_KEYS:
            return None
    kept[key] = value
    return MappingProxyType(kept)


def without_known(parameters: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """The parameters that mean nothing to us and are kept as metadata."""
    return {key: value for key, value in parameters.items() if key not in known}
