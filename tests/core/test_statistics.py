"""Figures of a period: the arithmetic."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from stepflow_desktop.core.statistics import SlowStep, StatisticsQuery, Tally, summed, weighted_median

NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)


def test_the_period_before_is_as_long_and_ends_at_the_same_point() -> None:
    edges = tuple(datetime(2026, 11, day, tzinfo=UTC) for day in (15, 16, 17, 18))
    start, end = StatisticsQuery(edges, NOON).before
    assert start == datetime(2026, 11, 12, tzinfo=UTC)
    assert end == NOON - timedelta(days=3)


@pytest.mark.parametrize(
    ("tally", "rate"),
    [
        (Tally(completed=168, failed=16, cancelled=7), 168 / 184),
        (Tally(cancelled=3, unfinished=2), None),
        (Tally(failed=2), 0.0),
    ],
)
def test_cancelled_executions_are_neither_success_nor_failure(tally: Tally, rate: float | None) -> None:
    assert tally.success_rate == rate


def test_tallies_add_up() -> None:
    assert summed([Tally(1, 2, 3, 4), Tally(10, 20, 30, 40)]) == Tally(11, 22, 33, 44)
    assert summed([]).total == 0


@pytest.mark.parametrize(
    ("samples", "expected"),
    [
        ([], None),
        ([([], 1.0)], None),
        ([([3.0, 1.0, 2.0], 1.0)], 2.0),
        ([([1.0, 2.0, 3.0, 4.0], 1.0)], 2.5),
        ([([1.0], 9.0), ([10.0, 11.0, 12.0], 1.0)], 1.0),
        ([([1.0, 2.0], 1.0), ([10.0], 50.0)], 10.0),
    ],
)
def test_a_median_counts_each_value_as_often_as_it_stands_for(
    samples: list[tuple[list[float], float]], expected: float | None
) -> None:
    assert weighted_median(samples) == expected


@pytest.mark.parametrize(("before", "change"), [(100.0, 0.18), (None, None), (0.0, None)])
def test_a_change_needs_something_to_compare_with(before: float | None, change: float | None) -> None:
    assert SlowStep("Copy", "Backup", 118.0, before, 3).change == pytest.approx(change)
