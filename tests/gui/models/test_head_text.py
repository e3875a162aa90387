"""Line 4 of the head says what is known and admits what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stepflow_desktop.core.estimates import Outlook
from stepflow_desktop.core.model import ExecutionDetails, ExecutionStatus, StepStatus
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.models.head_text import left_text, right_text, short_text
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


@pytest.mark.parametrize(
    ("status", "announced", "words"),
    [
        (ExecutionStatus.FAILED, 0, "Failed"),
        (ExecutionStatus.FAILED, 3, "Failed before the first step"),
        (ExecutionStatus.CANCELLED, 0, "Stopped"),
        (ExecutionStatus.CANCELLED, 3, "Stopped before the first step"),
    ],
)
def test_steps_are_spoken_of_only_where_some_were_announced(
    status: ExecutionStatus, announced: int, words: str
) -> None:
    run = replace(data.execution(1, "a", "a", status), total_steps=announced, current_step_index=-1)
    assert left_text(run, ()) == (words, "")


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


def test_after_earlier_runs_it_says_when_it_will_be_done() -> None:
    again = data.churn_again()
    outlook = Outlook(425.0, 0.0, True, 6, ahead=2)
    assert left_text(again.execution, again.steps, outlook) == ("Step 5 of 7", "  ·  66 % of expected time")
    before, strong, rest = right_text(again.execution, NOW, outlook)
    assert (before, strong) == ("12m 41s elapsed  ·  ", "about 7 min left")
    assert rest == "  ·  done around 14:52, median of 6 runs"


@pytest.mark.parametrize(
    ("outlook", "told"),
    [
        (Outlook(425.0, 0.0, True, 1), "about 7 min left  ·  as in one earlier run"),
        (Outlook(425.0, 0.0, True, 6, 0.7), "2 to 12 min left  ·  median of 6 runs"),
        (Outlook(5.0, 130.0, True, 6), "2 min longer than usual"),
    ],
)
def test_what_is_less_sure_names_no_time(outlook: Outlook, told: str) -> None:
    assert "".join(right_text(data.churn_again().execution, NOW, outlook)[1:]) == told


def test_one_that_is_stuck_says_so() -> None:
    outlook = Outlook(5.0, 900.0, True, 6)
    assert right_text(data.churn_again().execution, NOW, outlook, silent_s=310)[1:] == ("No output for 5 min", "")


def test_a_finished_one_says_what_is_usual() -> None:
    failed = replace(data.integration().execution, usual_s=400.0, usual_runs=9)
    assert right_text(failed, NOW)[2].endswith("ended 11:58  ·  usually 6m 40s")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "starts when a slot is free"), (5, "starts in a moment"), (130, "starts in about 2 min")],
)
def test_one_that_waits_says_when_it_starts(seconds: float | None, words: str) -> None:
    assert left_text(QUEUED.execution, (), starts_in_s=seconds) == ("Waiting", f"  ·  {words}")


@pytest.mark.parametrize(
    ("details", "words"),
    [
        (data.churn(), "Step 5 of 7  ·  12m 41s elapsed"),
        (data.integration(), "6m 12s  ·  ended 11:58"),
        (QUEUED, "queued 14:44"),
        (NEVER, "never started"),
    ],
)
def test_a_head_of_one_line(details: ExecutionDetails, words: str) -> None:
    assert short_text(details.execution, details.steps, NOW) == words
