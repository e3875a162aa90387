"""Lines are alike if they say the same of other numbers, names and places."""

from __future__ import annotations

import re

import pytest

from stepflow_desktop.gui.log.likeness import MOST_WORDS, pattern_like
from stepflow_desktop.gui.log.literals import required_literals


@pytest.mark.parametrize(
    ("line", "like"),
    [
        ("[ 50]  valid auc 0.8123  logloss 0.4021", "[1000]  valid auc 0.8601  logloss 0.3563"),
        ("tests/test_auth.py ..... [ 91%]", "tests/test_orders.py .......F..FF.. [100%]"),
        ("user=anna42 took 3ms", "user=bob took 44ms"),
        ("user=anna took 3ms", "user=anna took 44ms"),
        ("copied a.txt to /home/a", "copied b.csv to /srv"),
        ('said "hello" (twice)', 'said "goodbye" (twice)'),
        ("  indented", "indented"),
        ("2026-11-03 12:00:01 INFO ready", "2026-11-04 09:11:00 INFO ready"),
        ("plain words", "plain words"),
    ],
)
def test_like(line: str, like: str) -> None:
    assert re.search(pattern_like(line), like)
    assert re.search(pattern_like(line), line)


@pytest.mark.parametrize(
    ("line", "unlike"),
    [
        ("valid auc 0.8", "train auc 0.8"),
        ("plain words", "plain words and more"),
        ("12 34", "12 words"),
        ("a (b", "a b"),
    ],
)
def test_unlike(line: str, unlike: str) -> None:
    assert not re.search(pattern_like(line), unlike)


def test_a_line_that_says_nothing_has_no_likes() -> None:
    assert pattern_like("   ") == ""


def test_only_the_beginning_of_a_long_line_counts() -> None:
    words = [f"word{'x' * number}" for number in range(MOST_WORDS + 5)]
    assert re.search(pattern_like(" ".join(words)), " ".join(words[:MOST_WORDS]) + " something else")


def test_most_lines_of_a_log_need_no_look_at_the_whole_pattern() -> None:
    assert required_literals(pattern_like("[LightGBM] total bins 5,120")) == ["[LightGBM]"]
