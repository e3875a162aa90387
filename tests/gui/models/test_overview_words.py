"""Figures in words: what changed, and nothing where there is nothing to compare."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from stepflow_desktop.core.statistics import Slot, SlowStep, Statistics, Tally
from stepflow_desktop.gui.models.overview_period import PERIODS, USUAL, query_of
from stepflow_desktop.gui.models.overview_words import (
    artifacts_figure,
    bars_of,
    duration_figure,
    executions_figure,
    headline,
    short_duration,
    stacks_of,
    success_figure,
)
from tests.gui.overview_data import statistics

NOW = datetime(2026, 11, 17, 14, 45).astimezone()
FOUND = statistics(query_of(USUAL, NOW))


def figures(**changes: object) -> Statistics:
    return statistics(query_of(USUAL, NOW), **changes)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((4, 1, 2), "Tuesday 17 November, 14:45 · 4 running, 1 queued, 2 failures to look at"),
        ((1, 0, 1), "Tuesday 17 November, 14:45 · 1 running, 1 failure to look at"),
        ((0, 0, 0), "Tuesday 17 November, 14:45 · nothing running"),
    ],
)
def test_the_headline(counts: tuple[int, int, int], words: str) -> None:
    assert headline(NOW, *counts) == words


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (Tally(182), "14 a day, up 8 %"),
        (Tally(196), "14 a day, as before"),
        (Tally(300), "14 a day, down 35 %"),
        (Tally(20), "14 a day, up 880 %"),
        (Tally(1), "14 a day"),
        (Tally(), "14 a day"),
    ],
)
def test_executions_and_how_many_more_than_before(before: Tally, words: str) -> None:
    figure = executions_figure(figures(before=before), USUAL)
    assert (figure.figure, figure.words) == ("196", words)
    assert len(figure.values) == 14


def test_hours_and_few_executions_have_their_own_words() -> None:
    found = statistics(query_of(PERIODS[0], NOW), tally=Tally(30), before=Tally())
    assert executions_figure(found, PERIODS[0]).words == "1.2 an hour"


@pytest.mark.parametrize(
    ("tally", "figure", "words"),
    [
        (Tally(168, 16, 7), "91.3 %", "16 failed, 7 cancelled"),
        (Tally(9_999, 1), "99.9 %", "1 failed"),
        (Tally(5), "100 %", "0 failed"),
        (Tally(0, 3), "0 %", "3 failed"),
        (Tally(), "–", "0 failed"),
    ],
)
def test_success_is_only_whole_when_it_is_whole(tally: Tally, figure: str, words: str) -> None:
    found = success_figure(figures(tally=tally))
    assert (found.figure, found.words) == (figure, words)


@pytest.mark.parametrize(
    ("now_s", "before_s", "words"),
    [
        (400, 412, "12 s faster than before"),
        (400, 300, "1m 40s slower than before"),
        (400, 401, "as long as before"),
        (400, None, "of completed executions"),
        (None, 400, "nothing has completed"),
    ],
)
def test_the_median_and_its_change(now_s: float | None, before_s: float | None, words: str) -> None:
    found = duration_figure(figures(median_s=now_s, median_before_s=before_s))
    assert found.words == words
    assert found.figure == ("–" if now_s is None else "6m 40s")


def test_artifacts_with_what_is_free_as_soon_as_it_is_known() -> None:
    assert artifacts_figure(FOUND, 71_000_000_000).words == "9.6 GB stored, 71 GB free"
    assert artifacts_figure(FOUND, None).words == "9.6 GB stored"
    assert artifacts_figure(FOUND, None).figure == "412"


def test_stacks_know_today_and_their_number() -> None:
    stacks = stacks_of(FOUND.slots, USUAL, NOW)
    assert [stack.key for stack in stacks] == list(range(14))
    assert [stack.is_now for stack in stacks] == [False] * 13 + [True]
    assert stacks[-1].counts == (12, 1, 1)


def test_slow_steps_are_bars_and_what_got_slower_stands_out() -> None:
    bars = bars_of(FOUND.slow_steps)
    assert [(bar.name, bar.value, bar.remark, bar.remark_token) for bar in bars] == [
        ("Acquire spectra", "25.2 m", "−2 %", "text3"),
        ("Copy snapshots", "7.1 m", "+18 %", "failed"),
        ('Say "hello"', "1.5 s", "new", "text3"),
    ]
    assert bars[0].share == 1.0 and 0 < bars[2].share < 0.01
    assert bars_of(()) == []
    assert bars_of([SlowStep("a", "b", 0.0, 0.0, 1)])[0].share == 0.0


@pytest.mark.parametrize(("seconds", "text"), [(0.04, "0.0 s"), (59.94, "59.9 s"), (288, "4.8 m"), (8_640, "2.4 h")])
def test_short_durations_have_one_unit(seconds: float, text: str) -> None:
    assert short_duration(seconds) == text


def test_an_empty_slot_has_no_rate() -> None:
    empty = (Slot(NOW, NOW + timedelta(days=1), Tally()),)
    assert success_figure(figures(slots=empty)).values == (None,)


def test_without_a_period_before_no_step_is_called_new() -> None:
    steps = [SlowStep("a", "b", 5.0, None, 1), SlowStep("c", "b", 4.0, None, 1)]
    assert [bar.remark for bar in bars_of(steps)] == ["", ""]
