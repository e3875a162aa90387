"""Steps become rows over time: what was, what is, what is to come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stepflow_desktop.core.forecast import Expected, expected_of
from stepflow_desktop.core.history import UsualStep
from stepflow_desktop.core.model import ExecutionStatus, StepStatus
from stepflow_desktop.core.run_state import PARENT
from stepflow_desktop.gui.charts.gantt_rows import Gantt
from stepflow_desktop.gui.models.timeline import Timeline, shares
from tests.gui import sample_data as data

CLOCK = data.FixedClock()
NOW = data.NOW.timestamp()


def gantt(details, expected=None, timeline: Timeline | None = None) -> Gantt:
    expected = expected or expected_of(details.execution, details.steps)
    return (timeline or Timeline()).gantt(details.execution, details.steps, details.artifacts, expected, CLOCK.now())


def test_what_ended_is_a_bar_and_what_runs_ends_now() -> None:
    found = gantt(data.churn())
    assert found.now == pytest.approx(NOW)
    first, running = found.rows[0], found.rows[4]
    assert first.status == "completed" and first.start is not None and first.end is not None
    assert running.status == "running"
    assert running.end == pytest.approx(NOW, abs=1)


def test_what_is_to_come_follows_one_after_the_other() -> None:
    churn = data.churn()
    seconds = {step.id: 100.0 for step in churn.steps}
    found = gantt(churn, Expected(seconds))
    running, first, second = found.rows[4:7]
    assert running.expected_start == running.start
    assert running.expected_end is not None and running.expected_end > NOW
    assert (first.status, first.expected_start) == ("expected", running.expected_end)
    assert second.expected_start == first.expected_end == pytest.approx(running.expected_end + 100)
    assert first.time_text == "≈ 1m 40s"
    assert found.span[1] > second.expected_end


def test_steps_of_earlier_runs_are_expected_too() -> None:
    churn = data.churn()
    ahead = (UsualStep("Publish", 0, 60.0), UsualStep("Inner", 0, 30.0, parent=("publish", 0)))
    found = gantt(churn, Expected({}, ahead=ahead))
    publish, inner = found.rows[-2:]
    assert (publish.key, publish.name, publish.status) == ("", "Publish", "expected")
    assert publish.expected_start == pytest.approx(NOW)
    assert inner.depth == 1 and inner.expected_start is None


def test_a_late_step_still_has_something_ahead() -> None:
    churn = data.churn()
    running = churn.steps[4]
    found = gantt(churn, Expected({running.id: 1.0}))
    assert found.rows[4].expected_end == pytest.approx(NOW + 0.05)


def test_artifacts_are_diamonds_of_their_step_in_order_of_time() -> None:
    churn = data.churn()
    step = churn.steps[3].id
    files = tuple(
        data.artifact(churn.execution.id, n, f"{n}.csv", 10, data.ArtifactType.DATA, made_ago=ago, step_id=step)
        for n, ago in ((1, 10.0), (2, 500.0))
    )
    found = gantt(replace(churn, artifacts=files))
    assert [diamond.name for diamond in found.rows[3].diamonds] == ["2.csv", "1.csv"]


def test_nested_steps_are_indented() -> None:
    churn = data.churn()
    inner = replace(churn.steps[1], metadata={PARENT: churn.steps[0].id})
    deeper = replace(churn.steps[2], metadata={PARENT: inner.id})
    found = gantt(replace(churn, steps=(churn.steps[0], inner, deeper, *churn.steps[3:])))
    assert [row.depth for row in found.rows[:4]] == [0, 1, 2, 0]


def test_failed_skipped_and_allowed_have_their_states() -> None:
    failed = gantt(data.integration())
    assert failed.now is None
    assert "failed" in {row.status for row in failed.rows}
    skipped = [row for row in failed.rows if row.status == "skipped"]
    assert all(row.time_text == "not reached" and row.start is None for row in skipped)
    churn = data.churn()
    bad = replace(churn.steps[1], status=StepStatus.FAILED)
    found = gantt(replace(churn, steps=(churn.steps[0], bad, *churn.steps[2:])))
    assert found.rows[1].status == "allowed"


def test_a_run_without_steps_is_one_row() -> None:
    churn = data.churn()
    found = gantt(replace(churn, steps=()))
    assert [(row.name, row.status) for row in found.rows] == [("Output", "running")]
    waiting = replace(churn.execution, status=ExecutionStatus.PENDING, started_at=None, started_boot_us=None)
    assert gantt(replace(churn, execution=waiting, steps=())).rows == ()


def test_rows_of_ended_steps_are_made_once() -> None:
    churn, timeline = data.churn(), Timeline()
    first, second = gantt(churn, timeline=timeline), gantt(churn, timeline=timeline)
    assert all(a is b for a, b in zip(first.rows[:4], second.rows[:4], strict=True))
    changed = replace(churn.steps[0], name="Other")
    third = gantt(replace(churn, steps=(changed, *churn.steps[1:])), timeline=timeline)
    assert third.rows[0].name == "Other" and third.rows[1] is first.rows[1]


def test_shares_are_those_of_the_whole_and_leave_nested_ones_out() -> None:
    churn = data.churn()
    found = shares(churn.steps, churn.execution, CLOCK.now())
    values = [share for _, _, share in found]
    assert values == sorted(values, reverse=True)
    assert 0.9 < sum(values) <= 1.001
    nested = replace(churn.steps[1], metadata={PARENT: churn.steps[0].id})
    fewer = shares((churn.steps[0], nested, *churn.steps[2:]), churn.execution, CLOCK.now())
    assert len(fewer) == len(found) - 1
    waiting = replace(churn.execution, started_at=None, started_boot_us=None, status=ExecutionStatus.PENDING)
    assert shares((), waiting, CLOCK.now()) == []


def test_an_upload_is_shown_with_the_step_of_its_time() -> None:
    churn = data.churn()
    at = churn.steps[2].started_at
    assert at is not None
    upload = replace(data.artifact(churn.execution.id, 9, "note.txt", 1, data.ArtifactType.OTHER), created_at=at)
    early = replace(upload, id="early", created_at=at.replace(year=2000))
    found = gantt(replace(churn, artifacts=(upload, early)))
    assert len(found.rows[2].diamonds) == 1
    first = min((row for row in found.rows if row.start is not None), key=lambda row: row.start or 0.0)
    assert len(first.diamonds) == 1
