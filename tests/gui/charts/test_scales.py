"""Ticks are round, few, and reach from end to end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from stepflow_desktop.gui.charts.scales import (
    Scale,
    duration_ticks,
    midnight_of,
    nice_step,
    nice_ticks,
    number_text,
    time_ticks,
)


@pytest.mark.parametrize(
    ("high", "most", "least", "expected"),
    [
        (19, 5, 1, [0, 5, 10, 15, 20]),
        (20, 4, 1, [0, 5, 10, 15, 20]),
        (3, 5, 1, [0, 1, 2, 3]),
        (1, 5, 1, [0, 1]),
        (12, 5, 1, [0, 5, 10, 15]),
        (0, 5, 1, [0, 1]),
        (100, 4, 0, [0, 25, 50, 75, 100]),
        (0.3, 3, 0, [0, 0.1, 0.2, 0.3]),
        (612, 2, 0, [0, 500, 1000]),
        (float("nan"), 4, 0, [0, 0.25, 0.5, 0.75, 1]),
        (float("inf"), 4, 0, [0, 0.25, 0.5, 0.75, 1]),
    ],
)
def test_an_axis_has_round_ticks_that_cover_the_data(
    high: float, most: int, least: float, expected: list[float]
) -> None:
    assert nice_ticks(high, most, least=least) == pytest.approx(expected)


@pytest.mark.parametrize("high", [0.0013, 0.7, 1, 9, 99, 101, 12_345, 8e9])
@pytest.mark.parametrize("most", [1, 2, 4, 7])
def test_there_are_never_more_steps_than_asked_for(high: float, most: int) -> None:
    ticks = nice_ticks(high, most)
    assert ticks[-1] >= high
    assert 1 <= len(ticks) - 1 <= most


def test_a_step_between_whole_numbers_is_a_whole_number() -> None:
    assert nice_step(10, 4, least=1) == 5
    assert nice_step(25, 10, least=1) == 5


@pytest.mark.parametrize(
    ("high_s", "most", "expected"),
    [
        (21.5 * 60, 4, ["0 m", "6 m", "12 m", "18 m", "24 m"]),
        (21.5 * 60, 5, ["0 m", "5 m", "10 m", "15 m", "20 m", "25 m"]),
        (0.4, 4, ["0 s", "0.1 s", "0.2 s", "0.3 s", "0.4 s"]),
        (55, 4, ["0 s", "15 s", "30 s", "45 s", "60 s"]),
        (5 * 3600, 3, ["0 h", "2 h", "4 h", "6 h"]),
        (3 * 86_400, 3, ["0 d", "1 d", "2 d", "3 d"]),
        (0, 4, ["0 s", "0.1 s"]),
    ],
)
def test_durations_have_one_unit_and_its_own_round_numbers(high_s: float, most: int, expected: list[str]) -> None:
    assert [tick.text for tick in duration_ticks(high_s, most)] == expected


AT = datetime(2026, 11, 17, 14, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "most", "expected"),
    [
        (20, 10, ["14:32", "14:34", "14:36", "14:38", "14:40", "14:42", "14:44", "14:46", "14:48", "14:50", "14:52"]),
        (20, 3, ["14:40", "14:50"]),
        (1, 3, ["14:32:00", "14:32:30", "14:33:00"]),
        (24 * 60, 4, ["18:00", "18 Nov", "06:00", "12:00"]),
        (14 * 24 * 60, 4, ["18 Nov", "22 Nov", "26 Nov", "30 Nov"]),
        (0, 4, []),
    ],
)
def test_times_fall_on_round_clock_times(minutes: int, most: int, expected: list[str]) -> None:
    start = AT.timestamp()
    assert [tick.text for tick in time_ticks(start, start + minutes * 60, most, UTC)] == expected


def test_years_are_named_where_days_are_too_many() -> None:
    start = datetime(2020, 6, 1, tzinfo=UTC).timestamp()
    texts = [tick.text for tick in time_ticks(start, start + 5 * 366 * 86_400, 4, UTC)]
    assert texts and all(text.split()[-1].startswith("20") for text in texts)


def test_a_zone_half_an_hour_off_has_round_times_too() -> None:
    zone = timezone(timedelta(hours=5, minutes=30))
    start = AT.timestamp()
    ticks = time_ticks(start, start + 12 * 3600, 4, zone)
    assert [tick.text for tick in ticks] == ["21:00", "18 Nov", "03:00", "06:00"]


def test_days_begin_at_local_midnight_when_the_clocks_change() -> None:
    zone = ZoneInfo("Europe/Berlin")
    before, after = date(2026, 10, 25), date(2026, 10, 26)
    assert midnight_of(after, zone) - midnight_of(before, zone) == 25 * 3600


def test_a_scale_goes_both_ways() -> None:
    up = Scale(0, 20, 200, 0)
    assert up.place(5) == 150
    assert up.value(150) == 5
    assert Scale(3, 3, 0, 10).place(3) == 5


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (2.5, "2.5"), (1_500, "1,500"), (20_000, "20k"), (3_000_000, "3M"), (2e9, "2G"), (0.1, "0.1")],
)
def test_figures_at_an_axis_are_short(value: float, text: str) -> None:
    assert number_text(value) == text
