"""What two logs do not have in common."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from stepflow_desktop.gui.models.log_diff import DiffLine, LogDiff, log_diff


def told(found: LogDiff) -> list[str]:
    signs = {"same": " ", "added": "+", "removed": "-", "skipped": "~"}
    return [f"{signs[line.kind]}{line.text or line.count}" for line in found.lines]


def test_lines_that_only_one_of_them_has() -> None:
    found = log_diff(["a", "b", "c"], ["a", "x", "c", "d"])
    assert told(found) == [" a", "-b", "+x", " c", "+d"]
    assert (found.added, found.removed) == (2, 1)


def test_numbers_alone_are_no_difference_unless_they_are_to_be() -> None:
    first, second = ["took 12.5 s at 10:30:01"], ["took 9 s at 11:02:59"]
    assert told(log_diff(first, second)) == ["~1"]
    assert told(log_diff(first, second, ignore_numbers=False)) == ["-took 12.5 s at 10:30:01", "+took 9 s at 11:02:59"]


def test_long_stretches_that_are_the_same_are_folded() -> None:
    same = [f"line {chr(97 + number % 26)}{number}" for number in range(50)]
    found = log_diff([*same, "end"], [*same, "other end"], ignore_numbers=False)
    assert found.lines[0] == DiffLine("skipped", count=47)
    assert [line.kind for line in found.lines] == ["skipped", "same", "same", "same", "removed", "added"]
    assert log_diff(same, same).lines == (DiffLine("skipped", count=50),)
    assert log_diff([], []).lines == ()


def test_that_a_log_goes_on_is_passed_on() -> None:
    assert log_diff(["a"], ["a"], cut=True).cut


LINES = st.lists(st.sampled_from("abcde"), max_size=30)


@given(LINES, LINES)
def test_both_logs_can_be_told_from_the_difference(first: list[str], second: list[str]) -> None:
    found = log_diff(first, second, ignore_numbers=False, context=100)
    assert [line.text for line in found.lines if line.kind != "added"] == first or first == second
    assert [line.text for line in found.lines if line.kind != "removed"] == second or first == second


def test_long_logs_that_share_little_are_compared_all_the_same() -> None:
    chance = random.Random(1)
    first, second = ([chance.choice("abcdefgh") * 3 for _ in range(3_000)] for _ in range(2))
    found = log_diff(first, second)
    assert found.added == found.removed > 0
