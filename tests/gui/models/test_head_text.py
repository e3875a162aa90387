"""Line 4 of the head says what is known and admits what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stepflow_desktop.core.model import ExecutionDetails, ExecutionStatus, StepStatus
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.models.head_text import left_text, right_text
from tests.gui import sample_data as data

NOW = data.FixedClock().now()
BARE = ExecutionDetails(data.execution(1, "a", "a", ExecutionStatus.RUNNING, started_ago=5), (), ())
HALF = ExecutionDetails(
    replace(data.execution(1, "a", "a", ExecutionStatus.RUNNING, started_ago=120), progress=50.0), (), ()
)
QUEUED = ExecutionDetails(data.execution(1, "a", "a", ExecutionStatus.PENDING, started_ago=60), (), ())
DONE = ExecutionDetails(data.finished(1, "a", "a", 3600, 108, 5, 2), (), ())
NEVER = ExecutionDetails(
    replace(data.execution(1, "a", "a", ExecutionStatus.CANCELLED), started_at=None, duration_s=None), (), ()
)


@pytest.mark.parametrize(
    ("details", "left", "right"),
    [
        (data.churn(), "Step 5 of 7  ·  66 %", "12m 41s elapsed  ·  about 7 min left (script's estimate)"),
        (data.feed(), "Step 1  ·  no estimate yet", "3m 05s elapsed  ·  no estimate yet"),
        (data.sweep(), "Step 2 of 3  ·  49 %", "25m 10s elapsed  ·  about 27 min left (script's estimate)"),
        (HALF, "Running  ·  50 %  ·  no steps so far", "2m 00s elapsed  ·  about 2 min left"),
        (data.integration(), "Stopped at step 4 of 6  ·  2 steps not reached", "6m 12s  ·  started 11:52, ended 11:58"),
        (BARE, "Running  ·  no steps so far", "5.0 s elapsed  ·  no estimate yet"),
        (QUEUED, "Waiting  ·  starts when a slot is free", "queued 14:44"),
        (DONE, "All 5 steps done  ·  2 artifacts", "1m 48s  ·  started 13:45, ended 13:47"),
        (NEVER, "Stopped before it started", "never started"),
    ],
)
def test_line_four(details: ExecutionDetails, left: str, right: str) -> None:
    outlook = Expectations().of_run(details.execution, details.steps, NOW)
    assert "".join(left_text(details.execution, details.steps, outlook)) == left
    assert "".join(right_text(details.execution, NOW, outlook)) == right


def test_allowed_failures_are_not_called_done() -> None:
    run = data.finished(1, "a", "a", 60, 5, 2, 0)
    steps = (data.step(run.id, 0, "a", StepStatus.COMPLETED, 1), data.step(run.id, 1, "b", StepStatus.FAILED, 1))
    assert left_text(run, steps) == ("2 steps run", "  ·  1 step failed, allowed to")


def test_the_steps_own_time_where_nothing_is_known_of_the_whole() -> None:
    sweep = data.sweep()
    text = "".join(right_text(sweep.execution, NOW, of_step=Expectations().of_step(sweep.steps[1], NOW)))
    assert text == "25m 10s elapsed  ·  about 26 min left in this step"


def test_past_the_scripts_own_estimate() -> None:
    churn = data.churn()
    step = replace(churn.steps[4], estimated_duration_s=60.0, progress=None)
    run = replace(churn.execution, total_steps=5)
    text = "".join(right_text(run, NOW, Expectations().of_run(run, (*churn.steps[:4], step), NOW)))
    assert text == "12m 41s elapsed  ·  6m 10s longer than the script's estimate"
