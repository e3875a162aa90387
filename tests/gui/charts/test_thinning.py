"""A line of many points keeps its peaks when it is thinned."""

from __future__ import annotations

import pytest

from stepflow_desktop.gui.charts.thinning import nearest, thinned


def test_few_points_stay_as_they_are() -> None:
    points = [(0.0, 1.0), (1.0, 2.0)]
    assert thinned(points, 100) == points


def test_many_points_become_few_and_the_peak_survives() -> None:
    points = [(float(n), 5.0) for n in range(100_000)]
    points[54_321] = (54_321.0, 900.0)
    points[54_330] = (54_330.0, -3.0)
    shown = thinned(points, 600)
    assert len(shown) <= 602
    assert (54_321.0, 900.0) in shown and (54_330.0, -3.0) in shown
    assert shown == sorted(shown)


def test_a_gap_stays_a_gap() -> None:
    points = [(float(n), None if 400 <= n < 600 else 1.0) for n in range(1000)]
    shown = thinned(points, 100)
    assert any(value is None for _, value in shown)
    assert thinned([(0.0, None)] * 50, 10)


@pytest.mark.parametrize(("moment", "expected"), [(-5, 0.0), (0.4, 0.0), (0.6, 1.0), (99, 2.0)])
def test_the_nearest_point_is_found(moment: float, expected: float) -> None:
    point = nearest([(0.0, 1.0), (1.0, 2.0), (2.0, 3.0)], moment)
    assert point is not None and point[0] == expected


def test_of_no_points_none_is_near() -> None:
    assert nearest([], 3.0) is None
