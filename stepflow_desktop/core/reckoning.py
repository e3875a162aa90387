"""Progress that goes by time: once a second a running execution is told how far it is and when it will have ended.

Pure. Where nothing is expected, progress follows from what the run prints (``progress``) and this changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from stepflow_desktop.core.forecast import (
    MOST_STEPS_KNOWN,
    NOTHING_EXPECTED,
    elapsed_s,
    ends_at,
    expected_of,
    forecast,
    percent_of,
)
from stepflow_desktop.core.history import NO_HISTORY, RunHistory
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp
from stepflow_desktop.core.run_state import RunState

EVERY_US = 1_000_000
SELDOM_US = 5_000_000
MANY_STEPS = 200
LEAST_SHIFT_S = 5.0
LEAST_SHIFT_SHARE = 0.1


def due_us(state: RunState) -> int:
    """How long after one reckoning the next is due."""
    return SELDOM_US if len(state.steps) > MANY_STEPS else EVERY_US


def with_history(execution: Execution, history: RunHistory) -> Execution:
    """The execution with what is usual of it."""
    return replace(execution, usual_s=history.usual_s, usual_runs=history.runs)


def reckoned(state: RunState, history: RunHistory, now: Stamp) -> RunState:
    """The state with progress and expected end as of ``now``; the same object if neither is worth telling."""
    execution = state.execution
    elapsed = elapsed_s(execution, now)
    if execution.status is not ExecutionStatus.RUNNING or elapsed is None:
        return state
    steps = state.steps if len(state.steps) <= MOST_STEPS_KNOWN else ()
    expected = expected_of(execution, steps, history) if steps is state.steps else NOTHING_EXPECTED
    whole = history if steps is state.steps else replace(NO_HISTORY, usual_s=history.usual_s, runs=history.runs)
    reported = state.reported if not state.steps else None
    outlook = forecast(execution, steps, expected, whole, now, reported=reported)
    percent = percent_of(outlook, elapsed)
    timed = percent is not None and reported is None
    progress = max(execution.progress, percent) if timed and percent is not None else execution.progress
    end = ends_at(outlook, now)
    if timed == state.timed and int(progress) == int(execution.progress) and not _shifted(execution, end, now):
        return state
    return replace(state, timed=timed, execution=replace(execution, progress=progress, expected_end_at=end))


def _shifted(execution: Execution, end: datetime | None, now: Stamp) -> bool:
    """Whether the expected end has moved by more than a reader of it can see."""
    before = execution.expected_end_at
    if before is None or end is None:
        return before is not end
    left_s = max(0.0, (end - now.at).total_seconds())
    return abs((end - before).total_seconds()) > max(LEAST_SHIFT_S, LEAST_SHIFT_SHARE * left_s)
