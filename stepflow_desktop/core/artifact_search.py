"""What is looked for among all artifacts, and what is found: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from stepflow_desktop.core.model import Artifact, ArtifactType
from stepflow_desktop.core.query import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactTerm:
    """One thing that must hold, or with ``wanted`` false must not.

    ``key`` is ``text`` (name, file name, description or tags contain a value), ``type`` (one of these types),
    ``suffix`` (the file name ends so), ``tag`` (it or its execution has exactly this one) or ``step`` (the step's name
    contains it). Case does not matter. Several values: one is enough.
    """

    key: str
    values: tuple[str, ...]
    wanted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactSearch:
    """A page of all artifacts, newest first, beyond the row ``before_row`` of the page before.

    All of ``runs`` must hold for the execution that an artifact is of.
    """

    terms: tuple[ArtifactTerm, ...] = ()
    runs: tuple[Term, ...] = ()
    since: datetime | None = None
    before: datetime | None = None
    before_row: int | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True)
class FoundArtifact:
    """An artifact with where it comes from. ``masks`` are what its execution asked to hide."""

    artifact: Artifact
    execution_name: str
    step_name: str = ""
    step_index: int = -1
    masks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArtifactHits:
    """``next_row`` is the ``before_row`` to go on with, None at the end. A page may be short of its limit."""

    found: tuple[FoundArtifact, ...]
    next_row: int | None


TYPES = tuple(kind.value for kind in ArtifactType)
