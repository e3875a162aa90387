"""How the text of a filter falls into words, and how times are written."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from stepflow_desktop.core.filter_words import moment_of, tokens

NOW = datetime(2026, 11, 3, 14, 45, 20).astimezone()
MINUTE = NOW.replace(second=0)
MIDNIGHT = MINUTE.replace(hour=0, minute=0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two", [("", "one", False), ("", "two", False)]),
        ("tag:ml", [("tag", "ml", False)]),
        ("-TAG:ML", [("tag", "ML", True)]),
        ('-"two words"', [("", "two words", True)]),
        ('step:"Run pytest', [("step", "Run pytest", False)]),
        ("-5", [("", "-5", False)]),
        ("tag:", []),
        ("nonsense:", [("", "nonsense:", False)]),
        ("http://host/x", [("", "http://host/x", False)]),
        ("C:\\data", [("", "C:\\data", False)]),
        ("", []),
    ],
)
def test_a_text_falls_into_words_and_conditions(text: str, expected: list[tuple[str, str, bool]]) -> None:
    found = tokens(text, ("tag", "step"))
    assert [(each.key, each.value, each.negated) for each in found] == expected


def test_a_word_knows_its_place_and_its_values() -> None:
    word, condition = tokens("x tag:a,b,,a", ("tag",))
    assert (word.start, word.end, condition.start, condition.end) == (0, 1, 2, 12)
    assert condition.values == ("a", "b")
    assert tokens('tag:"a,b"', ("tag",))[0].values == ("a,b",)
    assert tokens("tag:,", ("tag",))[0].values == (",",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12h", MINUTE - timedelta(hours=12)),
        ("1.5D", MINUTE - timedelta(days=1.5)),
        ("90min", MINUTE - timedelta(minutes=90)),
        ("today", MIDNIGHT),
        ("yesterday", MIDNIGHT - timedelta(days=1)),
        ("2026", datetime(2026, 1, 1).astimezone()),
        ("2026-11", datetime(2026, 11, 1).astimezone()),
        ("2026-11-01", datetime(2026, 11, 1).astimezone()),
        ("2026-11-01T09:30", datetime(2026, 11, 1, 9, 30).astimezone()),
        ("soon", None),
        ("999999y", None),
        ("2026-13", None),
    ],
)
def test_a_time_is_an_age_a_day_or_a_moment(text: str, expected: datetime | None) -> None:
    assert moment_of(text, NOW) == expected
