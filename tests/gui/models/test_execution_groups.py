"""Headings by age, and one order for all rows."""

from __future__ import annotations

import pytest

from stepflow_desktop.core.model import ExecutionStatus as Status
from stepflow_desktop.gui.models.execution_groups import group_of, heading_order, order_of
from tests.gui.sample_data import NOW, execution

DAY = 86_400
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("days", "title"),
    [(0, "Today"), (-1, "Today"), (1, "Yesterday"), (2, "This week"), (6, "This week"), (7, "October 2026")],
)
def test_finished_ones_stand_under_their_day(days: int, title: str) -> None:
    assert group_of(execution(1, "a", "a", started_ago=days * DAY), TODAY).title == title


def test_unfinished_ones_stand_on_top_however_old() -> None:
    old = execution(1, "a", "a", Status.RUNNING, started_ago=90 * DAY)
    assert group_of(old, TODAY).title == "Running and queued"
    assert order_of(old, TODAY) < order_of(execution(2, "b", "b"), TODAY)


def test_running_before_queued_then_newest_first() -> None:
    rows = [
        execution(4, "queued", "c", Status.PENDING),
        execution(3, "newer", "c", Status.RUNNING),
        execution(2, "older", "c", Status.RUNNING),
        execution(9, "done", "c"),
        execution(8, "done before", "c"),
    ]
    ordered = sorted(rows, key=lambda run: order_of(run, TODAY))
    assert [run.name for run in ordered] == ["newer", "older", "queued", "done", "done before"]


def test_months_come_newest_first_and_after_their_heading() -> None:
    august = execution(1, "a", "a", started_ago=80 * DAY)
    september = execution(2, "b", "b", started_ago=50 * DAY)
    assert order_of(september, TODAY) < order_of(august, TODAY)
    assert heading_order(group_of(august, TODAY)) < order_of(august, TODAY)
    assert heading_order(group_of(august, TODAY)) > order_of(september, TODAY)
