"""What is left, by table: progress, expectations, both, neither."""

from __future__ import annotations

import pytest

from stepflow_desktop.core.estimates import NO_OUTLOOK, Outlook, Part, Steady, fraction_of, outlook_of, outlook_of_run

SECOND_US = 1_000_000


@pytest.mark.parametrize(
    ("part", "outlook"),
    [
        # Nothing to go by.
        (Part(elapsed_s=185), NO_OUTLOOK),
        (Part(), NO_OUTLOOK),
        # Too early to believe what the step says.
        (Part(elapsed_s=9.9, progress=0.5), NO_OUTLOOK),
        (Part(elapsed_s=60, progress=0.049), NO_OUTLOOK),
        (Part(elapsed_s=60, progress=0.0), NO_OUTLOOK),
        # Elapsed times rest by done.
        (Part(elapsed_s=10, progress=0.5), Outlook(10)),
        (Part(elapsed_s=60, progress=0.05), Outlook(1140)),
        (Part(elapsed_s=60, progress=1.0), Outlook(0)),
        # Expected less elapsed, at least 5 % of it.
        (Part(expected_s=100), Outlook(100, is_expected=True)),
        (Part(elapsed_s=0, expected_s=100), Outlook(100, is_expected=True)),
        (Part(elapsed_s=40, expected_s=100), Outlook(60, is_expected=True)),
        (Part(elapsed_s=98, expected_s=100), Outlook(5, is_expected=True)),
        (Part(elapsed_s=160, expected_s=100), Outlook(5, 60, True)),
        # Both: blended by how far it is, and never late by the clock while it says how far it is.
        (Part(elapsed_s=50, progress=0.5, expected_s=90), Outlook(0.5 * 50 + 0.5 * 40, is_expected=True)),
        (Part(elapsed_s=120, progress=0.5, expected_s=90), Outlook(60, is_expected=True)),
        (Part(elapsed_s=5, progress=0.5, expected_s=100), Outlook(95, is_expected=True)),
        (Part(elapsed_s=160, progress=0.01, expected_s=100), Outlook(5, 60, True)),
    ],
)
def test_one_step(part: Part, outlook: Outlook) -> None:
    found = outlook_of(part)
    assert found.left_s == (None if outlook.left_s is None else pytest.approx(outlook.left_s))
    assert (found.late_s, found.is_expected) == (outlook.late_s, outlook.is_expected)


@pytest.mark.parametrize(
    ("part", "fraction"),
    [
        (Part(), None),
        (Part(expected_s=10), None),
        (Part(elapsed_s=5), None),
        (Part(elapsed_s=5, expected_s=0), None),
        (Part(elapsed_s=5, expected_s=10), 0.5),
        (Part(elapsed_s=50, expected_s=10), 0.95),
        (Part(elapsed_s=50, progress=0.2, expected_s=10), 0.2),
        (Part(elapsed_s=1, progress=1.0), 1.0),
    ],
)
def test_how_full_a_bar_is(part: Part, fraction: float | None) -> None:
    assert fraction_of(part) == fraction


RUNNING = Part(elapsed_s=20, progress=0.5)
PLANNED = Part(expected_s=100)


@pytest.mark.parametrize(
    ("open_parts", "planned", "unnamed", "outlook"),
    [
        ([], [], 0, NO_OUTLOOK),
        ([RUNNING], [], 0, Outlook(20)),
        ([RUNNING], [PLANNED, PLANNED], 0, Outlook(220, is_expected=True)),
        ([], [PLANNED], 0, Outlook(100, is_expected=True)),
        # One step ahead without an estimate, and there is no total.
        ([RUNNING], [PLANNED, Part()], 0, NO_OUTLOOK),
        ([Part(elapsed_s=20)], [PLANNED], 0, NO_OUTLOOK),
        ([RUNNING], [PLANNED], 1, NO_OUTLOOK),
        # Side by side or inside one another: the longest counts.
        ([RUNNING, Part(elapsed_s=20, expected_s=200)], [], 0, Outlook(180, is_expected=True)),
        ([Part(elapsed_s=160, expected_s=100)], [PLANNED], 0, Outlook(105, 60, True)),
        ([Part(elapsed_s=160, expected_s=100), Part(elapsed_s=3)], [], 0, NO_OUTLOOK),
    ],
)
def test_the_whole_run(open_parts: list[Part], planned: list[Part], unnamed: int, outlook: Outlook) -> None:
    assert outlook_of_run(open_parts, planned, unnamed) == outlook


def test_a_figure_is_held_until_it_matters() -> None:
    steady = Steady()
    steps = [(0, 600, 600), (1, 300, 600), (4.9, 300, 600), (5, 545, 600), (6, 539, 539), (8, 100, 539), (11, 100, 100)]
    for second, left, shown in steps:
        assert steady.take(left, round(second * SECOND_US)) == shown, second


def test_a_tenth_matters_where_a_minute_is_much() -> None:
    steady = Steady()
    assert steady.take(120, 0) == 120
    assert steady.take(109, 5 * SECOND_US) == 120
    assert steady.take(108, 6 * SECOND_US) == 108


def test_a_lost_basis_is_admitted_at_once() -> None:
    steady = Steady()
    steady.take(600, 0)
    assert steady.take(None, SECOND_US) is None
    assert steady.take(60, 2 * SECOND_US) == 60
