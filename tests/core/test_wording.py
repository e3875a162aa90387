"""Durations, sizes and times as people read them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from stepflow_desktop.core import wording


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-3, "0.0 s"),
        (0, "0.0 s"),
        (6.24, "6.2 s"),
        (9.94, "9.9 s"),
        (9.96, "10 s"),
        (48.4, "48 s"),
        (59.4, "59 s"),
        (59.6, "1m 00s"),
        (92, "1m 32s"),
        (3599.4, "59m 59s"),
        (3599.6, "1h 00m"),
        (7500, "2h 05m"),
        (86_399, "23h 59m"),
        (86_400, "1d 0h"),
        (3 * 86_400 + 4 * 3600, "3d 4h"),
    ],
)
def test_duration(seconds: float, text: str) -> None:
    assert wording.duration(seconds) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 B"),
        (512, "512 B"),
        (999, "999 B"),
        (1000, "1.0 KB"),
        (1800, "1.8 KB"),
        (46_000, "46 KB"),
        (999_400, "999 KB"),
        (999_600, "1.0 MB"),
        (1_840_000, "1.8 MB"),
        (1_900_000_000, "1.9 GB"),
        (5_000_000_000_000_000, "5000 TB"),
    ],
)
def test_size(count: int, text: str) -> None:
    assert wording.size(count) == text


NOW = datetime(2026, 11, 5, 15, 0).astimezone()


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (NOW.replace(hour=14, minute=45), "14:45"),
        (NOW.replace(hour=0, minute=5), "00:05"),
        (NOW - timedelta(days=3, minutes=48), "Mon 14:12"),
        (NOW - timedelta(days=7), "29 Oct"),
        (NOW + timedelta(days=1), "6 Nov"),
        (NOW.replace(month=1, day=3), "3 Jan"),
        (NOW.replace(year=2025, day=3), "3 Nov 2025"),
    ],
)
def test_clock(moment: datetime, text: str) -> None:
    assert wording.clock(moment, NOW) == text


def test_clock_reads_another_zone_as_local_time() -> None:
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    assert wording.clock(tokyo, NOW) == f"{NOW:%H:%M}"


def test_count() -> None:
    assert wording.count(1, "step", "steps") == "1 step"
    assert wording.count(0, "step", "steps") == "0 steps"
    assert wording.count(3204, "line", "lines") == "3,204 lines"
