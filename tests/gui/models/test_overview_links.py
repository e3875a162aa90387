"""Marks lead to filters that the list understands, and that mean the same executions."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from stepflow_desktop.core.filter_language import parse
from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.core.statistics import Slot, StatisticsQuery, Tally
from stepflow_desktop.gui.models import overview_links as links

DAY = datetime(2026, 11, 8).astimezone()
QUERY = StatisticsQuery((DAY, DAY + timedelta(days=1)), DAY + timedelta(hours=9))


def test_a_day_and_an_hour() -> None:
    assert links.of_slot(Slot(DAY, DAY + timedelta(days=1), Tally()), "failed") == (
        "since:2026-11-08 before:2026-11-09 status:failed"
    )
    hour = DAY + timedelta(hours=14)
    assert links.of_slot(Slot(hour, hour + timedelta(hours=1), Tally())) == (
        "since:2026-11-08T14:00 before:2026-11-08T15:00"
    )


def test_the_list_reads_them_as_they_are_meant() -> None:
    hour = DAY + timedelta(hours=14)
    found = parse(links.of_slot(Slot(hour, hour + timedelta(hours=1), Tally()), "cancelled"), now=QUERY.now)
    assert (found.since, found.before) == (hour, hour + timedelta(hours=1))
    assert found.statuses == (ExecutionStatus.CANCELLED,)
    assert not found.problems


@pytest.mark.parametrize(
    "text",
    [
        links.of_period(QUERY),
        links.of_period(QUERY, "failed"),
        links.of_step('Say "hi" now', QUERY),
    ],
)
def test_every_link_is_understood_whole(text: str) -> None:
    found = parse(text, now=QUERY.now)
    assert not found.problems and found.since == DAY


def test_a_step_name_with_quotes_is_still_one_value() -> None:
    assert links.of_step('Say "hi" now', QUERY) == 'step:"Say  hi  now" since:2026-11-08'
