"""Days and hours of the overview are local ones, cut at midnight and at the full hour."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from stepflow_desktop.gui.models.overview_period import (
    PERIODS,
    USUAL,
    name_of,
    nothing_in,
    now_words,
    period_of,
    query_of,
    slot_label,
    slot_title,
)

NOW = datetime(2026, 11, 17, 14, 45, tzinfo=UTC)
HERE = datetime(2026, 11, 17, 14, 45).astimezone()
HOURS, WEEK, FORTNIGHT, QUARTER = PERIODS


@pytest.mark.parametrize(
    ("period", "slots", "first", "last"),
    [
        (HOURS, 24, datetime(2026, 11, 16, 15, tzinfo=UTC), datetime(2026, 11, 17, 15, tzinfo=UTC)),
        (WEEK, 7, datetime(2026, 11, 11, tzinfo=UTC), datetime(2026, 11, 18, tzinfo=UTC)),
        (FORTNIGHT, 14, datetime(2026, 11, 4, tzinfo=UTC), datetime(2026, 11, 18, tzinfo=UTC)),
        (QUARTER, 90, datetime(2026, 8, 20, tzinfo=UTC), datetime(2026, 11, 18, tzinfo=UTC)),
    ],
)
def test_a_period_ends_with_this_day_or_hour(period, slots, first, last) -> None:
    query = query_of(period, NOW, UTC)
    assert (len(query.edges) - 1, query.edges[0], query.edges[-1]) == (slots, first, last)
    assert query.now == NOW


def test_the_day_the_clocks_change_is_an_hour_longer() -> None:
    edges = query_of(FORTNIGHT, datetime(2026, 11, 1, 12, tzinfo=UTC), ZoneInfo("Europe/Berlin")).edges
    moments = [edge.astimezone(UTC) for edge in edges]
    lengths = {end - start for start, end in itertools.pairwise(moments)}
    assert lengths == {timedelta(hours=24), timedelta(hours=25)}


def test_names_and_titles() -> None:
    assert [name_of(period) for period in PERIODS] == ["24 hours", "7 days", "14 days", "90 days"]
    assert nothing_in(FORTNIGHT) == "No executions in these 14 days"
    assert nothing_in(HOURS) == "No executions in these 24 hours"
    assert period_of("7d") is WEEK and period_of("gone") is USUAL
    assert now_words(HERE) == "Tuesday 17 November, 14:45"


@pytest.mark.parametrize(
    ("period", "start", "label", "title"),
    [
        (FORTNIGHT, HERE.replace(day=8, hour=0, minute=0), "8", "Sunday 8 November"),
        (FORTNIGHT, HERE.replace(hour=0, minute=0), "Today", "Tuesday 17 November"),
        (QUARTER, HERE.replace(month=9, day=3, hour=0, minute=0), "3 Sep", "Thursday 3 September"),
        (HOURS, HERE.replace(hour=9, minute=0), "09:00", "Tuesday 09:00 to 10:00"),
        (HOURS, HERE.replace(minute=0), "Now", "Tuesday 14:00 to 15:00"),
    ],
)
def test_slots_are_called_what_people_call_them(period, start, label, title) -> None:
    assert slot_label(start, period, HERE) == label
    assert slot_title(start, period) == title
