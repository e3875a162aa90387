"""Failures in words, and a report that gives nothing away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from stepflow_desktop.core.history import FailureRecord
from stepflow_desktop.core.model import ErrorCode, ExecutionDetails, ExecutionStatus, Level, LogEntry
from stepflow_desktop.gui.models.failure_text import (
    ago_words,
    error_offset,
    failed_step_id,
    failure_facts,
    failure_line,
    failure_title,
    has_no_error,
    record_words,
    report,
)
from tests.gui import sample_data as data


def line(content: str, step_id: str | None = None, level: Level = Level.INFO) -> LogEntry:
    return LogEntry(offset=0, end=1, content=content, at=data.NOW, level=level, step_id=step_id)


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"exit_code": 1, "failed_step_name": "Run pytest"}, "Run pytest failed with exit code 1"),
        ({"exit_code": 2}, "Failed with exit code 2"),
        ({"exit_code": -9}, "Killed by signal 9 (out of memory?)"),
        ({"exit_code": -11, "failed_step_name": "Fit"}, "Fit: Killed by signal 11"),
        ({"exit_code": 0, "failed_step_name": "Fit"}, "Fit failed"),
        ({}, "Failed"),
        (
            {"error_code": ErrorCode.TIMEOUT, "error_message": "Stopped after the 45 min limit", "exit_code": -15},
            "Stopped after the 45 min limit",
        ),
        ({"error_code": ErrorCode.START_FAILED}, "The command could not be started"),
        ({"error_code": ErrorCode.INTERRUPTED}, "Interrupted before it ended"),
    ],
)
def test_titles(fields: dict[str, Any], title: str) -> None:
    assert failure_title(data.execution(1, "a", "a", ExecutionStatus.FAILED, **fields)) == title


def test_the_line_is_the_first_error_of_the_failed_step() -> None:
    details = data.integration()
    step_id = failed_step_id(details)
    assert step_id == details.steps[3].id
    entries = [
        line("error: an earlier one", details.steps[2].id),
        line("collected 415 items", step_id),
        line("E   AssertionError: assert 409 == 201", step_id),
        line("E   KeyError: 'x'", step_id),
    ]
    assert failure_line(details.execution, entries, step_id) == "AssertionError: assert 409 == 201"
    assert failure_line(details.execution, entries[:2], step_id) == "error: an earlier one"
    assert failure_line(details.execution, [], step_id) == "3 failed, 412 passed"


def test_a_message_that_the_title_says_is_not_said_again() -> None:
    fields = {"exit_code": -9, "failed_step_name": "Fit", "error_message": "Killed by signal 9"}
    run = data.execution(1, "a", "a", ExecutionStatus.FAILED, took=3.0, **fields)
    assert failure_line(run, [], None) == ""
    assert failure_facts(ExecutionDetails(run, (), ())) == "after 3.0 s"


def test_whether_a_log_has_no_error() -> None:
    first, later = line("fine"), replace(line("fine"), offset=90_000)
    assert has_no_error([], 0) and has_no_error([first], 0)
    assert not has_no_error([first], 3)
    assert not has_no_error([later], 0), "what comes before is not known"


def test_a_line_marked_as_error_counts() -> None:
    run = data.integration().execution
    assert failure_line(run, [line("disk gone", level=Level.ERROR)], None) == "disk gone"


def test_facts_do_not_repeat_the_line() -> None:
    details = data.integration()
    assert failure_facts(details, "other") == "3 failed, 412 passed · after 6m 12s · 2 steps not reached"
    assert failure_facts(details, "3 failed, 412 passed") == "after 6m 12s · 2 steps not reached"


def test_the_report_masks_secrets_and_keeps_the_last_lines() -> None:
    details = data.integration()
    run = replace(details.execution, environment={"API_TOKEN": "s3cret"}, command="curl -H s3cret --user hunter2")
    details = ExecutionDetails(run, details.steps, details.artifacts, masks=("hunter2",))
    text = report(details, [line(f"line {number} s3cret") for number in range(50)])
    assert "s3cret" not in text
    assert "hunter2" not in text
    assert "Command: curl -H *** --user ***" in text
    assert "line 9 " not in text
    assert "line 10 ***\n" in text
    assert text.endswith("line 49 ***")


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (FailureRecord(1, 1), ""),
        (FailureRecord(2, 10, data.ago(7200)), "this step failed in 2 of the last 10 runs · last success 2 h ago"),
        (FailureRecord(3, 3), "this step failed in 3 of the last 3 runs · no success among them"),
    ],
)
def test_how_it_fared_before(record: FailureRecord, words: str) -> None:
    assert record_words(record, data.NOW) == words
    if words:
        assert failure_facts(data.integration(), "x", number=3133, record=words) == f"Line 3,133 · {words}"


def test_without_steps_the_run_is_what_failed() -> None:
    words = record_words(FailureRecord(2, 4, data.ago(30)), data.NOW, of_step=False)
    assert words == "failed in 2 of the last 4 runs · last success just now"


@pytest.mark.parametrize(
    ("seconds", "words"), [(10, "just now"), (300, "5 min ago"), (7200, "2 h ago"), (200_000, "2 days ago")]
)
def test_how_long_ago(seconds: float, words: str) -> None:
    assert ago_words(seconds) == words


def test_the_line_is_found_again_among_the_last_ones() -> None:
    entries = [replace(line("fine"), offset=0), replace(line("E   KeyError: 'x'"), offset=4)]
    assert error_offset(entries, "KeyError: 'x'") == 4
    assert error_offset(entries, "") is None
