"""The one number: how far a running execution is, from 0 to below 100."""

from __future__ import annotations

from collections.abc import Sized
from typing import Protocol

MOST_WHILE_RUNNING = 99.0


class Basis(Protocol):
    """The fields of a run state that progress is made of; see ``RunState``."""

    announced: int
    ended_share: float
    has_plan: bool
    open_share: float
    reported: float | None
    timed: bool
    whole_share: float

    @property
    def steps(self) -> Sized: ...


def progress_of(basis: Basis, before: float) -> float:
    """Never less than ``before``; 0 while there is nothing to tell it by.

    What the run reports of itself as a whole counts, and, where it announced a plan, the share of its steps that
    are done. Without a plan the step that reports is taken for the whole. Where it is known how long the steps take,
    progress goes by that (``reckoning``), and what the steps say moves nothing here.
    """
    if basis.timed and len(basis.steps):
        return before
    fractions = [0.0]
    if basis.reported is not None:
        fractions.append(basis.reported)
    if basis.has_plan:
        whole = basis.whole_share + max(0, basis.announced - len(basis.steps))
        if whole > 0:
            fractions.append((basis.ended_share + basis.open_share) / whole)
    return max(before, min(round(100 * max(fractions), 2), MOST_WHILE_RUNNING))
