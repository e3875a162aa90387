"""Words under an axis do not touch each other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from stepflow_desktop.gui.charts.axes import shown_words, steps_that_fit


def _row(count: int, width: float, apart: float) -> list[QRectF]:
    return [QRectF(number * apart, 0, width, 16) for number in range(count)]


@pytest.mark.parametrize(
    ("boxes", "always", "expected"),
    [
        (_row(4, 20, 40), -1, [0, 1, 2, 3]),
        (_row(6, 50, 40), -1, [0, 2, 4]),
        (_row(6, 50, 40), 5, [1, 3, 5]),
        (_row(3, 500, 40), -1, [0]),
        ([], -1, []),
    ],
)
def test_every_word_or_every_second_and_the_one_that_must_be(
    boxes: list[QRectF], always: int, expected: list[int]
) -> None:
    assert shown_words(boxes, always) == expected


@pytest.mark.parametrize(("height", "expected"), [(10, 1), (80, 2), (170, 4), (2000, 5)])
def test_a_low_chart_has_few_lines(height: float, expected: int) -> None:
    assert steps_that_fit(height) == expected
