"""The window's one figure for the time left: honest, held steady, the same for row and head."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stepflow_desktop.core.estimates import NO_OUTLOOK, Outlook
from stepflow_desktop.core.model import Stamp
from stepflow_desktop.gui.models.expectations import Expectations, outlook_words
from tests.gui import sample_data as data

NOW = data.FixedClock().now()


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


@pytest.mark.parametrize(
    ("outlook", "words"),
    [
        (NO_OUTLOOK, ""),
        (Outlook(60.0), "less than 2 min left"),
        (Outlook(240.0), "about 4 min left"),
        (Outlook(5.0, 130.0, True), "2m 10s longer than the script's estimate"),
    ],
)
def test_words(outlook: Outlook, words: str) -> None:
    assert outlook_words(outlook) == words
