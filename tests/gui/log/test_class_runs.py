"""Every match holds the run that is looked for, whatever the expression; where that is not sure there is none."""

from __future__ import annotations

import random
import re

import pytest

from stepflow_desktop.gui.log.class_runs import required_run

SAMPLES = "0aZf9 _.-\n"


def sought(pattern: str, flags: int = 0) -> tuple[str, int] | None:
    """The samples that belong to the class, and the length of the run."""
    run = required_run(pattern, flags)
    if run is None:
        return None
    assert set(run.needle) == {ord("0")}
    told = SAMPLES.encode().translate(run.table)
    return "".join(c for c, mark in zip(SAMPLES, told, strict=True) if mark == ord("0")), len(run.needle)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\d{5,}", ("09", 5)),
        (r"\d{4}", ("09", 4)),
        (r"\d\d+\d", ("09", 3)),
        (r"\d\d*\d?\d\d", ("09", 3)),
        (r"x?[a-f]{3,7}$", ("af", 3)),
        (r"^\w{9}\s", ("0aZf9_", 9)),
        (r"[^ -.]{3}", ("0aZf9_", 3)),
        (r"\.{3}", (".", 3)),
        (r"a{3}b{4}\d{3}", ("", 4)),
        (r"(\d{8})[0a]{3}(x|y)", ("0a", 3)),
        (r"\d{999}", ("09", 256)),
        (r"\d+", None),
        (r"\d\d", None),
        (r"\d\d\d{,5}", None),
        (r"\d\d\d?", None),
        (r"\d\d\d*", None),
        (r"\d\d,?\d", None),
        (r"(\d{5})?", None),
        (r"(?:\d{5})*", None),
        (r"\d{5}|x", None),
        (r"(?i)[a-z]{5}", None),
        (r"(.)\1{5}", None),
        (r"\x30{5}", None),
        (r"...", None),
        ("", None),
    ],
)
def test_what_is_looked_for(pattern, expected):
    assert sought(pattern) == expected


def test_case_is_minded_or_not_as_the_expression_does():
    assert sought("[a-z]{3}") == ("af", 3)
    assert sought("[a-z]{3}", re.IGNORECASE) == ("aZf", 3)


def test_the_end_of_a_line_belongs_to_no_class():
    run = required_run(r"\s{3}", 0)
    assert run is not None
    assert b" \n \t ".translate(run.table) == b"0\n000"


def some_pattern(chance: random.Random) -> str:
    atoms = [r"\d", "a", "[0a]", "[^a]", r"\w", r"\.", ".", "(a|0)", "(?:0)", "(00a)", r"\b", "^", "$"]
    repeats = ["", "", "", "+", "*", "?", "{2}", "{3,}", "{0,2}", "{,2}", "+?", "*?", "{2}?", "{4}+"]
    parts = (chance.choice(atoms) for _ in range(chance.randrange(1, 6)))
    return "".join(part + (chance.choice(repeats) if part not in (r"\b", "^", "$") else "") for part in parts)


def test_no_match_is_without_it():
    chance, looked_for = random.Random(3), 0
    for _ in range(4000):
        pattern = some_pattern(chance)
        flags = chance.choice([0, re.IGNORECASE])
        run = required_run(pattern, flags)
        if run is None:
            continue
        looked_for += 1
        text = "".join(chance.choices("0a0aA9. ", k=60))
        for match in re.finditer(pattern, text, flags):
            assert run.needle in match[0].encode().translate(run.table), (pattern, match[0])
    assert looked_for > 500
