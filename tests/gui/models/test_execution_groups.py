"""Headings by age, and one order for all rows."""

from __future__ import annotations

from datetime import date

import pytest

from stepflow_desktop.core.model import Execution
from stepflow_desktop.core.model import ExecutionStatus as Status
from stepflow_desktop.core.query import Order, SortKey
from stepflow_desktop.gui.models.execution_groups import Place, group_of, heading_place, place_of
from tests.gui.sample_data import NOW, execution

DAY = 86_400
TODAY = NOW.date()


def placed(run: Execution, today: date) -> Place:
    return place_of(run, group_of(run, today))


@pytest.mark.parametrize(
    ("days", "title"),
    [(0, "Today"), (-1, "Today"), (1, "Yesterday"), (2, "This week"), (6, "This week"), (7, "October 2026")],
)
def test_finished_ones_stand_under_their_day(days: int, title: str) -> None:
    assert group_of(execution(1, "a", "a", started_ago=days * DAY), TODAY).words == title


def test_unfinished_ones_stand_on_top_however_old() -> None:
    old = execution(1, "a", "a", Status.RUNNING, started_ago=90 * DAY)
    assert group_of(old, TODAY).title == "Running and queued"
    assert placed(old, TODAY) < placed(execution(2, "b", "b"), TODAY)


def test_running_before_queued_then_newest_first() -> None:
    rows = [
        execution(4, "queued", "c", Status.PENDING),
        execution(3, "newer", "c", Status.RUNNING),
        execution(2, "older", "c", Status.RUNNING),
        execution(9, "done", "c"),
        execution(8, "done before", "c"),
    ]
    ordered = sorted(rows, key=lambda run: placed(run, TODAY))
    assert [run.name for run in ordered] == ["newer", "older", "queued", "done", "done before"]


def test_months_come_newest_first_and_after_their_heading() -> None:
    august = execution(1, "a", "a", started_ago=80 * DAY)
    september = execution(2, "b", "b", started_ago=50 * DAY)
    assert placed(september, TODAY) < placed(august, TODAY)
    assert heading_place(group_of(august, TODAY)) < placed(august, TODAY)
    assert heading_place(group_of(august, TODAY)) > placed(september, TODAY)


def test_in_another_order_the_unfinished_stay_on_top_and_all_others_are_one_group() -> None:
    longest = Order(SortKey.DURATION)
    rows = [
        execution(4, "queued", "c", Status.PENDING),
        execution(3, "running", "c", Status.RUNNING),
        execution(9, "short", "c", took=5),
        execution(8, "long ago and long", "c", took=500, started_ago=90 * DAY),
    ]
    ordered = sorted(rows, key=lambda run: place_of(run, group_of(run, TODAY, longest), longest))
    assert [run.name for run in ordered] == ["running", "queued", "long ago and long", "short"]
    assert {group_of(run, TODAY, longest).words for run in rows} == {"Running and queued", "Finished"}
