"""What a run used, over local time and in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stepflow_desktop.core.run_usage import NO_USAGE, Usage, UsageSample
from stepflow_desktop.gui.models.usage_words import series_of, usage_words
from tests.gui import sample_data as data

RUN = data.churn().execution
BEGIN = RUN.started_boot_us or 0
SECOND = 1_000_000
USAGE = Usage(
    tuple(UsageSample(BEGIN + n * 2 * SECOND, None if n == 0 else 100.0 * n, n * 1_000_000_000, 1) for n in range(4)),
    4,
)


def test_boot_times_become_wall_times() -> None:
    assert RUN.started_at is not None
    points = series_of(USAGE, RUN, "cpu").points
    assert points[0] == (pytest.approx(RUN.started_at.timestamp()), None)
    assert points[3][0] == pytest.approx(RUN.started_at.timestamp() + 6)
    assert series_of(USAGE, RUN, "memory").points[3][1] == 3e9


def test_a_long_silence_is_a_gap() -> None:
    late = UsageSample(BEGIN + 3_600 * SECOND, 5.0, 1, 1)
    many = tuple(replace(sample, boot_us=sample.boot_us + n * 8 * SECOND) for n in range(5) for sample in USAGE.samples)
    points = series_of(Usage((*many, late), 21), RUN, "memory").points
    assert points[-2][1] is None


def test_a_run_that_has_not_begun_has_no_line() -> None:
    assert series_of(USAGE, replace(RUN, started_at=None), "cpu").points == ()


def test_now_while_it_runs_and_all_in_all_afterwards() -> None:
    assert usage_words(USAGE, live=True) == "CPU 300 %, memory 3.0 GB"
    assert usage_words(USAGE, live=False) == "CPU 200 % on average, up to 3.0 GB"
    assert usage_words(NO_USAGE, live=True) == ""
