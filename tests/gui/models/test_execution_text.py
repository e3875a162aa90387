"""Words of rows: what is known, and nothing that is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stepflow_desktop.core.estimates import Outlook
from stepflow_desktop.core.model import ErrorCode, Stamp
from stepflow_desktop.core.model import ExecutionStatus as Status
from stepflow_desktop.gui.models import execution_text as words
from tests.gui import sample_data as data

NOW = data.FixedClock().now()


def test_elapsed_follows_the_boot_clock_not_the_wall_clock() -> None:
    run = data.churn().execution
    set_back = Stamp(NOW.wall_us - 3_600_000_000, NOW.boot_us)
    assert words.elapsed_s(run, set_back) == pytest.approx(761)


def test_elapsed_of_an_earlier_boot_falls_back_to_wall_time() -> None:
    run = replace(data.churn().execution, started_boot_us=NOW.boot_us + 1)
    assert words.elapsed_s(run, NOW) == pytest.approx(761, abs=0.01)


def test_elapsed_is_none_before_the_start() -> None:
    assert words.elapsed_s(data.execution(1, "a", "a", Status.PENDING), NOW) is None


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (data.churn().execution, "5/7"),
        (data.feed().execution, "1/?"),
        (data.integration().execution, "4/6"),
        (data.execution(1, "a", "a", Status.RUNNING), ""),
        (data.finished(1, "a", "a", 60, 5, 3, 0), "3/3"),
    ],
)
def test_position(run: data.Execution, expected: str) -> None:
    assert words.position(run) == expected


def test_second_lines() -> None:
    churn, feed, sweep = data.churn(), data.feed(), data.sweep()
    assert words.second_line(churn.execution, churn.steps) == "5/7  Train gradient boosting · Round 620 of 1000"
    assert words.second_line(feed.execution, feed.steps) == "1/?  Download · no estimate yet"
    assert words.second_line(feed.execution, feed.steps, Outlook(60.0)) == "1/?  Download"
    assert words.second_line(sweep.execution, sweep.steps) == "2/3  Acquire spectra · 148 of 300"
    assert words.second_line(data.integration().execution) == "4/6  Run pytest: 3 failed, 412 passed"
    assert words.second_line(data.finished(1, "a", "a", 60, 5, 5, 2)) == "5 steps · 2 artifacts"
    assert words.second_line(data.execution(1, "a", "a")) == "No steps"
    assert words.second_line(data.execution(1, "a", "a", Status.PENDING)) == "Starts when a slot is free"


def test_second_line_of_a_cancelled_one_says_where() -> None:
    run = data.execution(1, "a", "a", Status.CANCELLED, total_steps=5, current_step_index=2, current_step_name="Score")
    assert words.second_line(run) == "3/5  Cancelled at Score"


def test_foreign_text_stays_on_one_line() -> None:
    run = data.execution(1, "a", "a", Status.FAILED, error_message="\n\n one\ttwo \n three", exit_code=1)
    assert words.failure(run) == "one two"


@pytest.mark.parametrize("told", ["Step 'Fit' failed: no data", "Stopped because step 'Fit' failed: no data"])
def test_the_step_is_named_once(told: str) -> None:
    run = data.execution(1, "a", "a", Status.FAILED, failed_step_name="Fit", error_message=told, exit_code=1)
    assert words.failure(run) == "Fit: no data"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (None, ""),
        (0, "exit code 0"),
        (3, "exit code 3"),
        (-15, "Killed by signal 15"),
        (-9, "Killed by signal 9 (out of memory?)"),
    ],
)
def test_exit_words(code: int | None, expected: str) -> None:
    assert words.exit_words(code) == expected


def test_what_was_killed_on_purpose_says_nothing_of_memory() -> None:
    guess, plain = "Killed by signal 9 (out of memory?)", "Killed by signal 9"
    for status, error, said in (
        (Status.FAILED, None, guess),
        (Status.FAILED, ErrorCode.EXECUTION_ERROR, guess),
        (Status.FAILED, ErrorCode.TIMEOUT, plain),
        (Status.CANCELLED, None, plain),
    ):
        run = data.execution(1, "a", "a", status, exit_code=-9, error_code=error)
        assert words.end_words(run) == said


def test_right_texts() -> None:
    assert words.right_texts(data.feed().execution, NOW) == ("3m 05s", "")
    assert words.right_texts(data.churn().execution, NOW) == ("12m 41s", "66 %")
    assert words.right_texts(data.churn().execution, NOW, Outlook(395.0)) == ("7 min left", "66 %")
    assert words.right_texts(data.churn().execution, NOW, Outlook(5.0, late_s=60.0)) == ("12m 41s", "66 %")
    assert words.right_texts(data.integration().execution, NOW) == ("11:58", "6m 12s")
    assert words.right_texts(data.execution(1, "a", "a", Status.PENDING), NOW) == ("queued", "")


def test_sentence_for_a_screen_reader() -> None:
    churn = data.churn()
    said = words.sentence(churn.execution, NOW, Outlook(395.0))
    assert said == ("Train churn model, running, step 5 of 7, Train gradient boosting, 66 percent, about 7 min left")
    assert words.sentence(data.integration().execution, NOW) == (
        "Integration tests, failed, Run pytest: 3 failed, 412 passed, ended 11:58, took 6m 12s"
    )


def test_tooltips_are_never_markup() -> None:
    run = data.execution(1, "<img src=x>", "echo <b>")
    tip = words.row_tip(run)
    assert "<img" not in tip
    assert "&lt;img src=x&gt;" in tip


def test_steps_that_are_expected_count_for_the_total() -> None:
    again = data.churn_again()
    outlook = Outlook(425.0, 0.0, True, 6, ahead=2)
    assert words.second_line(again.execution, again.steps, outlook).startswith("5/7  Train gradient boosting")
    assert "step 5 of 7, Train gradient boosting" in words.sentence(again.execution, NOW, outlook)
