"""Literals by table, and that each is in whatever the pattern matches."""

from __future__ import annotations

import re

import pytest

from stepflow_desktop.gui.log.literals import required_literals


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("abc", ["abc"]),
        (r"batch \d+ failed", [" failed"]),
        (r"a\.b", ["a.b"]),
        ("error|warn", ["error", "warn"]),
        ("error|.*", []),
        ("ab?cd", ["cd"]),
        ("ab*", ["a"]),
        ("ab{0,2}c", ["a"]),
        ("ab+c", ["ab"]),
        ("(abc)?", []),
        ("(a|b)cd", ["cd"]),
        ("[abc]de", ["de"]),
        (r"[]\]x]de", ["de"]),
        (r"[^]a]b", ["b"]),
        ("^end$", ["end"]),
        (r"\bword\b", ["word"]),
        ("(?i)abc", []),
        ("(?:abc)+d", ["d"]),
        (r"\d+", []),
        ("", []),
    ],
)
def test_required_literals(pattern: str, literals: list[str]) -> None:
    assert required_literals(pattern) == literals


@pytest.mark.parametrize("pattern", ["ab+c", r"x\.y|z+w", "(a|bc)d{2}e", r"[ab]c\w?d", "a{2}b", "k?lm*n"])
def test_each_match_holds_one_of_them(pattern: str) -> None:
    texts = ["abbc x.y zzw add", "bcddeq adde", "acd bc_d", "aab", "klmmn lmn ln", "x.y", "abc"]
    literals = required_literals(pattern)
    assert literals
    for text in texts:
        for match in re.finditer(pattern, text):
            assert any(literal in match.group() for literal in literals)
