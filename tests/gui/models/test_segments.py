"""Ribbons: statuses, widths, and what is not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stepflow_desktop.core.forecast import expected_of
from stepflow_desktop.core.model import ExecutionStatus, Stamp
from stepflow_desktop.gui.models.segments import SegmentCache, segments
from stepflow_desktop.gui.widgets.ribbon import merged
from tests.gui import sample_data as data

NOW = data.FixedClock().now()


def test_widths_are_times_taken_or_expected() -> None:
    churn = data.churn()
    found = segments(churn.execution, churn.steps, NOW)
    assert [part.status for part in found] == ["completed"] * 4 + ["running", "expected", "expected"]
    assert [part.weight for part in found] == pytest.approx([6.2, 48, 92, 185, 692.2, 100, 35], rel=1e-3)
    assert found[4].fraction == 0.62


def test_a_running_step_goes_by_its_estimate_but_never_to_the_end() -> None:
    churn = data.churn()
    steps = (*churn.steps[:4], replace(churn.steps[4], progress=None, estimated_duration_s=100.0))
    assert segments(churn.execution, steps, NOW)[4].fraction == 0.95
    unknown = (*churn.steps[:4], replace(churn.steps[4], progress=None, estimated_duration_s=None))
    assert segments(churn.execution, unknown, NOW)[4].fraction is None


def test_announced_but_unnamed_steps_get_a_usual_width() -> None:
    churn = data.churn()
    found = segments(churn.execution, churn.steps[:5], NOW)
    assert [part.status for part in found[5:]] == ["expected", "expected"]


def test_failed_and_not_reached() -> None:
    failed = data.integration()
    found = [part.status for part in segments(failed.execution, failed.steps, NOW)]
    assert found == ["completed", "completed", "allowed", "failed", "skipped", "skipped"]


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (data.execution(1, "a", "a", ExecutionStatus.PENDING), []),
        (data.execution(1, "a", "a", ExecutionStatus.RUNNING), ["running"]),
        (data.execution(1, "a", "a", ExecutionStatus.CANCELLED), ["cancelled"]),
        (data.feed().execution, ["running"]),
        (data.sweep().execution, ["completed", "running", "expected"]),
    ],
)
def test_counts_alone(run: data.Execution, expected: list[str]) -> None:
    assert [part.status for part in segments(run, (), NOW)] == expected


def test_kept_segments_are_made_again_when_anything_changes() -> None:
    churn = data.churn()
    cache = SegmentCache()
    first = cache.segments(churn.execution, churn.steps, NOW)
    assert first == merged(segments(churn.execution, churn.steps, NOW))
    soon = Stamp(NOW.wall_us + 100_000, NOW.boot_us + 100_000)
    later = Stamp(NOW.wall_us + 1_000_000, NOW.boot_us + 1_000_000)
    assert cache.segments(churn.execution, churn.steps, soon) is first
    assert cache.segments(churn.execution, churn.steps, later) is not first
    fewer = cache.segments(churn.execution, churn.steps[:4], later)
    assert [part.status for part in fewer[:4]] == ["completed"] * 4
    assert len(fewer) == len(segments(churn.execution, churn.steps[:4], later))


def test_expected_steps_are_as_wide_as_they_usually_take() -> None:
    again = data.churn_again()
    expected = expected_of(again.execution, again.steps, data.CHURN_USUAL)
    found = segments(again.execution, again.steps, data.FixedClock().now(), expected)
    assert [part.status for part in found[4:]] == ["running", "expected", "expected"]
    assert [part.weight for part in found[5:]] == [100.0, 35.0]
    assert [part.note for part in found[1:3]] == ["48 s, usually 50 s", "1m 32s, usually 1m 30s"]
    assert found[5].note == "usually 1m 40s"
    assert (found[0].key, found[5].key) == (again.steps[0].id, "")
    waiting = data.execution(1, "a", "a", ExecutionStatus.PENDING)
    shown = segments(waiting, (), data.FixedClock().now(), expected_of(waiting, (), data.CHURN_USUAL))
    assert [part.status for part in shown] == ["expected"] * 7
