"""Which mark is meant, by mouse and by arrow key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from stepflow_desktop.gui.charts.marks import CardLine, Mark, mark_at, stepped

MARKS = [Mark(QRectF(0, 0, 10, 10), "a"), Mark(QRectF(20, 0, 10, 10), "b"), Mark(QRectF(25, 0, 10, 10), "c")]


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [(5, 5, 0), (22, 5, 1), (27, 5, 2), (12, 5, 0), (17.5, 5, 1), (15, 5, -1), (5, 40, -1)],
)
def test_the_mark_under_the_pointer_or_just_beside_it(x: float, y: float, expected: int) -> None:
    assert mark_at(MARKS, QPointF(x, y)) == expected


@pytest.mark.parametrize(
    ("current", "by", "expected"), [(-1, 1, 0), (-1, -1, 2), (0, 1, 1), (2, 1, 2), (0, -1, 0), (1, -1, 0)]
)
def test_arrow_keys_go_from_mark_to_mark_and_stop_at_the_ends(current: int, by: int, expected: int) -> None:
    assert stepped(current, 3, by) == expected


def test_without_marks_there_is_nowhere_to_go() -> None:
    assert stepped(-1, 0, 1) == -1


def test_a_mark_is_one_sentence_for_a_screen_reader() -> None:
    mark = Mark(QRectF(), "8 November", (CardLine("Completed", "13"), CardLine("Failed", "3")))
    assert mark.sentence == "8 November, Completed 13, Failed 3"
