"""Rows that move stay as they are on the screen; only what is new or looks different is painted."""

from __future__ import annotations

import pytest

from stepflow_desktop.gui.log.repainting import Repainting, SeenRow, repainting

BOTTOM = 100


def seen(looks: str, y: int = 0, height: int = 20) -> list[SeenRow]:
    return [SeenRow(look, y + at * height, height) for at, look in enumerate(looks)]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("abcde", "abcde", Repainting()),
        ("abcde", "abcdX", Repainting(0, ((80, 100),))),
        ("abcde", "abXdY", Repainting(0, ((40, 60), (80, 100)))),
        ("abcde", "cdefg", Repainting(-40, ((60, 100),))),
        ("cdefg", "abcde", Repainting(40, ((0, 40),))),
        ("abcde", "abc", Repainting(0, ((60, 100),))),
        ("abc", "abcde", Repainting(0, ((60, 100),))),
        ("abcde", "de", Repainting(-60, ((40, 100),))),
        ("abcde", "fghij", None),
        ("abcde", "acbde", None),
        ("", "abc", None),
        ("abc", "", None),
    ],
)
def test_what_is_painted(old: str, new: str, wanted: Repainting | None) -> None:
    assert repainting(seen(old), seen(new), BOTTOM) == wanted


def test_a_row_that_was_cut_by_the_edge_is_painted_when_it_moves_up() -> None:
    old = seen("abcde", 10)  # the last one ends at 110
    assert repainting(old, seen("bcdef", 10), BOTTOM) == Repainting(-20, ((70, 110),))


def test_another_first_place_paints_all() -> None:
    assert repainting(seen("abc", 0), seen("abc", 32), BOTTOM) is None


def test_a_row_of_another_height_paints_all() -> None:
    assert repainting(seen("abc"), seen("abc", height=40), BOTTOM) is None
