"""What of the time is in sight: zooming, dragging, growing."""

from __future__ import annotations

import pytest

from stepflow_desktop.gui.charts.gantt_rows import Diamond, GanttRow, TimeWindow, span_of

WINDOW = TimeWindow(0, 100, 0, 100)


def test_zooming_keeps_the_moment_under_the_pointer() -> None:
    closer = WINDOW.zoomed(2, 25)
    assert (closer.left, closer.right) == (12.5, 62.5)
    assert closer.zoom == 2
    assert (25 - closer.left) / (closer.right - closer.left) == 0.25


def test_further_away_ends_with_everything() -> None:
    assert WINDOW.zoomed(4, 10).zoomed(1 / 100, 10) == WINDOW
    assert WINDOW.zoomed(4, 10).fit().is_fit


@pytest.mark.parametrize("times", [1, 50])
def test_closer_has_an_end(times: int) -> None:
    window = WINDOW
    for _ in range(times):
        window = window.zoomed(10, 30)
    assert window.right > window.left
    assert window.left <= 30 <= window.right


def test_dragging_stops_at_both_ends() -> None:
    closer = WINDOW.zoomed(4, 50)
    assert closer.panned(-1000).left == 0
    assert closer.panned(1000).right == 100
    assert WINDOW.panned(5) == WINDOW


def test_what_is_fitted_stays_fitted_when_time_goes_on() -> None:
    assert WINDOW.over(0, 200) == TimeWindow(0, 200, 0, 200)
    closer = WINDOW.zoomed(4, 50)
    grown = closer.over(0, 200)
    assert (grown.left, grown.right) == (closer.left, closer.right)
    assert TimeWindow().over(1_000, 1_060).is_fit


def test_the_span_holds_everything_that_is_drawn() -> None:
    rows = [
        GanttRow("a", "A", "completed", 10, 20, usual_s=30),
        GanttRow("b", "B", "running", 20, 25, expected_start=20, expected_end=50, diamonds=(Diamond(60, "late"),)),
    ]
    low, high = span_of(rows, 8, 25)
    assert low < 8 and 60 < high < 65
    assert span_of([], None, None) == (0.0, 0.0)
    assert span_of([GanttRow("a", "A", "skipped")], None, None) == (0.0, 0.0)
