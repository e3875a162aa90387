"""What the marker parser finds in a log: small facts in the past tense.

``offset`` is the first byte of what an event was read from (after the last carriage return of a line), ``end`` the
first byte after its line or, for progress, after the piece of a line that carried it. Events come in the order of
``end``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stepflow_desktop.core.model import Level
from stepflow_desktop.core.persistent import EMPTY

Parameter = bool | int | float | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    offset: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStarted(Event):
    name: str
    parameters: Mapping[str, Parameter] = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCompleted(Event):
    """``name`` is empty for the current step."""

    name: str
    parameters: Mapping[str, Parameter] = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class StepErrored(Event):
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSkipped(Event):
    name: str
    parameters: Mapping[str, Parameter] = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactDeclared(Event):
    path: str
    description: str = ""
    parameters: Mapping[str, Parameter] = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaGiven(Event):
    """``key`` as written; it is matched without case."""

    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressSeen(Event):
    """Progress read off ordinary output: ``fraction`` 0 to 1, ``text`` such as ``148 of 300`` or empty."""

    fraction: float
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStarted(Event):
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEnded(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated(Event):
    level: Level
    message: str
    title: str = ""
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskAdded(Event):
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandsStopped(Event):
    """From here on lines are plain text, until ``::token::``."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandsResumed(Event):
    pass
