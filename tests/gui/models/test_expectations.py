"""The window's one figure for the time left: honest, held steady, the same for row and head."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from operator import attrgetter

import pytest

from stepflow_desktop.core.estimates import NO_OUTLOOK, Outlook
from stepflow_desktop.core.foresight import LiveFacts
from stepflow_desktop.core.history import RunHistory
from stepflow_desktop.core.model import Stamp
from stepflow_desktop.gui.models.expectations import Expectations, basis_words, outlook_words, rough
from tests.gui import sample_data as data

NOW = data.FixedClock().now()
NAME = attrgetter("name")


def later(seconds: float) -> Stamp:
    return Stamp(NOW.wall_us + round(seconds * 1e6), NOW.boot_us + round(seconds * 1e6))


def test_what_the_step_says_and_what_the_script_planned() -> None:
    churn = data.churn()
    outlook = Expectations().of_run(churn.execution, churn.steps, NOW)
    by_progress, by_script = 430 * 0.38 / 0.62, 690 - 430
    assert outlook.left_s == pytest.approx(0.62 * by_progress + 0.38 * by_script + 100 + 35)
    assert outlook.is_expected


def test_one_step_without_an_estimate_leaves_no_total_but_its_neighbour_keeps_its_own() -> None:
    churn = data.churn()
    steps = (*churn.steps[:-1], replace(churn.steps[-1], estimated_duration_s=None))
    expectations = Expectations()
    assert expectations.of_run(churn.execution, steps, NOW) == NO_OUTLOOK
    assert expectations.of_step(steps[4], NOW).left_s is not None
    assert expectations.of_run(replace(churn.execution, total_steps=9), churn.steps, NOW) == NO_OUTLOOK


def test_what_has_ended_or_waits_has_none() -> None:
    failed = data.integration()
    assert Expectations().of_run(failed.execution, failed.steps, NOW) == NO_OUTLOOK
    assert Expectations().of_step(failed.steps[3], NOW) == NO_OUTLOOK


def test_the_figure_rests_between_looks() -> None:
    sweep = data.sweep()
    expectations = Expectations()
    first = expectations.of_run(sweep.execution, sweep.steps, NOW)
    steps = (sweep.steps[0], replace(sweep.steps[1], progress=0.9), sweep.steps[2])
    assert expectations.of_run(sweep.execution, steps, later(2)).left_s == first.left_s
    assert (expectations.of_run(sweep.execution, steps, later(6)).left_s or 0) < 600


def knowing(history: RunHistory = data.CHURN_USUAL, silent_s: float = 0.0) -> Expectations:
    return Expectations(lambda _id: LiveFacts(history, silent_s))


def test_earlier_runs_tell_how_long_the_rest_takes() -> None:
    again = data.churn_again()
    outlook = knowing().of_run(again.execution, again.steps, NOW)
    by_progress, by_history = 430 * 0.38 / 0.62, 690 - 430
    assert outlook.left_s == pytest.approx(0.62 * by_progress + 0.38 * by_history + 100 + 35)
    assert (outlook.runs, outlook.is_expected, outlook.ahead) == (6, True, 2)


def test_what_the_core_has_told_counts() -> None:
    again = data.churn_again(expected_end_at=NOW.at + timedelta(seconds=420))
    expectations = knowing()
    outlook = expectations.of_run(again.execution, again.steps, NOW)
    assert (outlook.left_s, outlook.runs, outlook.late_s) == (420, 6, 0)
    # A list knows no steps of most rows, and that is enough.
    assert Expectations().of_run(again.execution, (), NOW).left_s == 420


def test_a_step_beyond_its_time_makes_the_run_late_when_little_else_is_to_come() -> None:
    again = data.churn_again(expected_end_at=NOW.at + timedelta(seconds=35))
    steps = (*again.steps[:4], replace(again.steps[4], progress=None))
    slow = data.usual([(name, 300.0 if name.startswith("Train") else 10.0) for name in map(NAME, again.steps)])
    assert knowing(slow).of_run(again.execution, steps, NOW).late_s == 130
    much = replace(again.execution, expected_end_at=NOW.at + timedelta(seconds=3600))
    assert knowing(slow).of_run(much, steps, NOW).late_s == 0


def test_histories_of_ended_runs_are_handed_in() -> None:
    failed = data.integration()
    expectations = Expectations()
    assert expectations.expected(failed.execution, failed.steps).learned == frozenset()
    expectations.keep(failed.execution.id, data.usual([("Check out", 4.0)]))
    assert expectations.expected(failed.execution, failed.steps).learned == {failed.steps[0].id}


def test_the_same_question_is_reckoned_once() -> None:
    again = data.churn_again()
    expectations = knowing()
    first = expectations.expected(again.execution, again.steps)
    assert expectations.expected(again.execution, again.steps) is first
    assert expectations.expected(replace(again.execution), again.steps) is not first


def test_a_run_is_stuck_when_it_is_late_and_says_nothing() -> None:
    again = data.churn_again()
    short = data.usual([("Train gradient boosting", 200.0)])
    for history, silent_s, stuck in ((short, 301, True), (short, 299, False), (data.CHURN_USUAL, 301, False)):
        expectations = knowing(history, silent_s)
        expectations.expected(again.execution, again.steps)
        assert expectations.is_stuck(again.execution, again.steps, NOW) is stuck


@pytest.mark.parametrize(
    ("outlook", "words"),
    [
        (Outlook(5.0, 130.0, True, 6), "2 min longer than usual"),
        (Outlook(5.0, 30.0, True, 6), "30 s longer than usual"),
        (Outlook(500.0, 0.0, True, 6, 0.6), "3 to 13 min left"),
        (Outlook(500.0, 0.0, True, 6, 0.5), "about 8 min left"),
        (Outlook(60.0, 0.0, True, 6, 0.9), "less than 2 min left"),
        (Outlook(5000.0, 0.0, True, 6, 0.9), "about 1 h 23 min left"),
        (NO_OUTLOOK, ""),
        (Outlook(60.0), "less than 2 min left"),
        (Outlook(240.0), "about 4 min left"),
        (Outlook(5.0, 130.0, True), "2m 10s longer than the script's estimate"),
    ],
)
def test_words(outlook: Outlook, words: str) -> None:
    assert outlook_words(outlook) == words


@pytest.mark.parametrize(
    ("outlook", "words"),
    [
        (NO_OUTLOOK, ""),
        (Outlook(60.0), "By the progress that it reports"),
        (Outlook(60.0, 0.0, True), "By the script's own estimate"),
        (Outlook(60.0, 0.0, True, 1), "From one earlier run of this command"),
        (Outlook(60.0, 0.0, True, 6), "Median of the last 6 completed runs of this command"),
    ],
)
def test_the_tooltip_names_the_basis(outlook: Outlook, words: str) -> None:
    assert basis_words(outlook) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (89, "89 s"), (100, "2 min"), (3600, "1 h"), (4800, "1 h 20 min")]
)
def test_rough_times(seconds: float, words: str) -> None:
    assert rough(seconds) == words
