"""What is known about one run at one offset of its log.

The rows of the database hold most of it; ``extra`` is the rest, small enough to be saved at every tick, and
``restore`` puts both together again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from stepflow_desktop.core.events import Parameter
from stepflow_desktop.core.meta_values import fold
from stepflow_desktop.core.model import Annotation, Execution, Stamp, Step, StepStatus
from stepflow_desktop.core.persistent import EMPTY, Chunked, TextMap

PARENT = "parent_id"
MARKER_ID = "marker_id"
RESERVED = frozenset({PARENT, MARKER_ID})
"""Keys in a step's metadata that only we set: the id of the enclosing step, and the ``[id=…]`` of its marker."""

Chain = tuple[int, Any]
"""Indexes linked from the first to be used on: ``(index, rest)``, where rest is a chain or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactRequest:
    """Files that an ARTIFACT marker named and that are not copied yet. ``stamp`` is when the marker was printed."""

    offset: int
    path: str
    description: str = ""
    parameters: Mapping[str, Parameter] = EMPTY
    step_id: str | None = None
    step_index: int | None = None
    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRequest:
    """A step wants the whole run stopped. ``reason`` is ``step_error`` or ``step_timeout``.

    ``boot_us`` is when the step failed or its time was up.
    """

    reason: str
    step_id: str
    step_name: str
    message: str
    boot_us: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitInfo:
    """How the command ended, as its supervisor tells it. A negative ``code`` is a signal."""

    code: int | None
    signal: int | None = None
    reason: str = "exited"
    message: str | None = None
    stamp: Stamp
    duration_s: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A fold that is open; ``offset`` is the start of its line."""

    title: str
    offset: int


@dataclass(frozen=True, slots=True)
class RunState:
    """Immutable; ``reducer`` makes new ones.

    The first four are for readers, as are ``masks``, ``groups``, ``literal`` and ``stop``. ``literal`` are the ranges
    of the log where ``::stop-commands::`` made everything plain text. The others are the reducer's own: ``open`` and
    ``open_keys`` (innermost first), ``names`` (how many steps of a name there are), ``ids`` (the latest step of a
    given id), ``planned`` (the pending steps of a name), ``left`` (steps that a later one closed and whose own end
    may still come; ``left_ranges`` are their indexes), ``roots`` (started steps without a parent, by start),
    ``nested`` (open steps that have a parent), and what progress is made of: weights of ``ended_share``,
    ``open_share`` and ``whole_share``, steps ``announced``, ``reported`` fraction of the whole, and ``explicit``
    (open steps that report by META; -1 is the run itself). ``timed`` says that progress goes by the time that is left,
    see ``reckoning``.
    """

    execution: Execution
    steps: Chunked[Step] = field(default_factory=Chunked)
    annotations: Chunked[Annotation] = field(default_factory=Chunked)
    pending_artifacts: tuple[ArtifactRequest, ...] = ()
    masks: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    literal: tuple[tuple[int, int | None], ...] = ()
    stop: StopRequest | None = None
    annotation_count: int = 0
    request_count: int = 0
    open: tuple[int, ...] = ()
    open_keys: tuple[str, ...] = ()
    nested: int = 0
    names: TextMap[int] = field(default_factory=TextMap, compare=False)
    ids: TextMap[int] = field(default_factory=TextMap, compare=False)
    planned: TextMap[Chain] = field(default_factory=TextMap, compare=False)
    left: TextMap[Chain] = field(default_factory=TextMap, compare=False)
    left_ranges: tuple[tuple[int, int], ...] = ()
    roots: Chunked[int] = field(default_factory=Chunked)
    ended_share: float = 0.0
    open_share: float = 0.0
    whole_share: float = 0.0
    announced: int = 0
    has_plan: bool = False
    reported: float | None = None
    explicit: frozenset[int] = frozenset()
    timed: bool = False


def begin(execution: Execution) -> RunState:
    """The state before the first byte of the log."""
    return RunState(execution)


def is_open(state: RunState, step_id: str) -> bool:
    """Whether lines still go to that step, failed or not."""
    return any(state.steps[index].id == step_id for index in state.open)


def extra(state: RunState) -> dict[str, Any]:
    """What the rows of execution, steps and annotations do not hold; JSON can hold it."""
    told: dict[str, Any] = {
        "open": state.open,
        "left": state.left_ranges,
        "shares": (state.ended_share, state.open_share, state.whole_share),
        "announced": state.announced,
        "has_plan": state.has_plan,
        "reported": state.reported,
        "explicit": sorted(state.explicit),
        "timed": state.timed,
        "annotation_count": state.annotation_count,
        "request_count": state.request_count,
        "pending": [_request_told(request) for request in state.pending_artifacts],
        "masks": state.masks,
        "groups": [(group.title, group.offset) for group in state.groups],
        "literal": state.literal,
    }
    if state.stop is not None:
        stop = state.stop
        told["stop"] = (stop.reason, stop.step_id, stop.step_name, stop.message, stop.boot_us)
    return told


def _request_told(request: ArtifactRequest) -> list[Any]:
    return [
        request.offset,
        request.path,
        request.description,
        dict(request.parameters),
        request.step_id,
        request.step_index,
        request.stamp.wall_us,
        request.stamp.boot_us,
    ]


def restore(execution: Execution, steps: Iterable[Step], extra: Mapping[str, Any]) -> RunState:
    """The state as it was when these rows and ``extra`` were saved. Annotations are not read back."""
    by_index = Chunked(sorted(steps, key=lambda step: step.index))
    open_steps = tuple(extra.get("open", ()))
    shares = extra.get("shares", (0.0, 0.0, 0.0))
    stop = extra.get("stop")
    left_ranges = tuple((first, last) for first, last in extra.get("left", ()))
    return RunState(
        execution=execution,
        steps=by_index,
        pending_artifacts=tuple(_request_of(told) for told in extra.get("pending", ())),
        masks=tuple(extra.get("masks", ())),
        groups=tuple(Group(title, offset) for title, offset in extra.get("groups", ())),
        literal=tuple((start, end) for start, end in extra.get("literal", ())),
        stop=None
        if stop is None
        else StopRequest(reason=stop[0], step_id=stop[1], step_name=stop[2], message=stop[3], boot_us=stop[4]),
        annotation_count=extra.get("annotation_count", 0),
        request_count=extra.get("request_count", 0),
        open=open_steps,
        open_keys=tuple(fold(by_index[index].name) for index in open_steps),
        nested=sum(1 for index in open_steps if PARENT in by_index[index].metadata),
        names=_names(by_index),
        ids=_ids(by_index),
        planned=_chains(step for step in reversed(by_index) if step.status is StepStatus.PENDING),
        left=_chains(sorted(_in_ranges(by_index, left_ranges), key=_start)),
        left_ranges=left_ranges,
        roots=Chunked(step.index for step in sorted(_rooted(by_index), key=_start)),
        ended_share=shares[0],
        open_share=shares[1],
        whole_share=shares[2],
        announced=extra.get("announced", 0),
        has_plan=extra.get("has_plan", False),
        reported=extra.get("reported"),
        explicit=frozenset(extra.get("explicit", ())),
        timed=extra.get("timed", False),
    )


def _request_of(told: Sequence[Any]) -> ArtifactRequest:
    offset, path, description, parameters, step_id, step_index, wall_us, boot_us = told
    return ArtifactRequest(
        offset=offset,
        path=path,
        description=description,
        parameters=parameters,
        step_id=step_id,
        step_index=step_index,
        stamp=Stamp(wall_us, boot_us),
    )


def _start(step: Step) -> int:
    return step.start_offset or 0


def _names(steps: Iterable[Step]) -> TextMap[int]:
    counts: dict[str, int] = {}
    for step in steps:
        key = fold(step.name)
        counts[key] = counts.get(key, 0) + 1
    return TextMap(counts)


def _ids(steps: Iterable[Step]) -> TextMap[int]:
    started = sorted((step for step in steps if MARKER_ID in step.metadata), key=_start)
    return TextMap({fold(step.metadata[MARKER_ID]): step.index for step in started})


def _chains(steps: Iterable[Step]) -> TextMap[Chain]:
    """Per name the steps as a chain; the last of ``steps`` is its first link."""
    chains: dict[str, Chain] = {}
    for step in steps:
        key = fold(step.name)
        chains[key] = (step.index, chains.get(key))
    return TextMap(chains)


def _in_ranges(steps: Sequence[Step], ranges: Iterable[tuple[int, int]]) -> Iterable[Step]:
    return (steps[index] for first, last in ranges for index in range(first, last + 1))


def _rooted(steps: Iterable[Step]) -> Iterable[Step]:
    return (step for step in steps if step.start_offset is not None and PARENT not in step.metadata)
