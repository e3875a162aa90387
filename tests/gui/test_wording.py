"""The window's words: the same as the core's in English, others through Qt."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from stepflow_desktop.core import wording as plain
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.translation import Catalogue

GUI = Path(wording.__file__).parent
NOW = datetime(2026, 11, 17, 14, 45, tzinfo=UTC)


@pytest.fixture
def chinese(qapp: QCoreApplication) -> Iterator[None]:
    translator = Catalogue(
        {
            ("Wording", "{n} steps"): "{n} 个步骤",
            ("Wording", "{hours}h {minutes}m"): "{hours}小时{minutes}分",
            ("Wording", "{day} {time}"): "{day} {time}",
            ("Wording", "{first}, {second}"): "{first}、{second}",
        }
    )
    before = QLocale()
    QLocale.setDefault(QLocale("zh_CN"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.mark.parametrize("seconds", [-3, 0, 6.24, 9.96, 48.4, 59.6, 92, 3599.6, 7500, 86_399, 86_400, 3 * 86_400])
def test_durations_are_those_of_the_core(qapp: QCoreApplication, seconds: float) -> None:
    assert wording.duration(seconds) == plain.duration(seconds)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "less than 2 min left"),
        (89, "less than 2 min left"),
        (90, "about 2 min left"),
        (7 * 60, "about 7 min left"),
        (59 * 60, "about 59 min left"),
        (3600, "about 1 h left"),
        (80 * 60, "about 1 h 20 min left"),
    ],
)
def test_time_left(qapp: QCoreApplication, seconds: float, text: str) -> None:
    assert wording.time_left(seconds) == text


@pytest.mark.parametrize("hours", [0, 3, 20, 30, 100, 24 * 30, 24 * 400])
def test_times_are_those_of_the_core(qapp: QCoreApplication, hours: int) -> None:
    assert wording.clock(NOW - timedelta(hours=hours), NOW) == plain.clock(NOW - timedelta(hours=hours), NOW)


@pytest.mark.parametrize("number", [0, 1, 2, 3204])
def test_counts_are_those_of_the_core(qapp: QCoreApplication, number: int) -> None:
    assert wording.count(number, "step", "steps") == plain.count(number, "step", "steps")
    assert wording.count(number, "goose", "geese") == plain.count(number, "goose", "geese")


def test_words_follow_the_language(chinese: None) -> None:
    assert wording.count(3204, "step", "steps") == "3,204 个步骤"
    assert wording.duration(7500) == "2小时05分"
    assert wording.clock(NOW - timedelta(days=1), NOW).startswith("周一")


def test_months_stand_beside_numbers_in_every_language(chinese: None) -> None:
    assert wording.month_name(11) == "11月"


def test_months_are_written_out(qapp: QCoreApplication) -> None:
    assert wording.month_name(11) == "November"


def test_things_are_listed_with_commas(qapp: QCoreApplication) -> None:
    assert [wording.listed(words) for words in ([], ["a"], ["a", "b"], iter("abc"))] == ["", "a", "a, b", "a, b, c"]


def test_the_comma_of_a_list_follows_the_language(chinese: None) -> None:
    assert wording.listed(["甲", "乙", "丙"]) == "甲、乙、丙"


def test_everything_that_the_window_counts_can_be_translated() -> None:
    unknown = [f"{path.name}: {one}, {many}" for path in GUI.rglob("*.py") for one, many in _counted(path)]
    assert not unknown


def _counted(path: Path) -> Iterator[tuple[str, str]]:
    """The words of ``wording.count(…, one, many)`` that the table does not know."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "wording.count":
            words = [argument.value for argument in node.args[1:] if isinstance(argument, ast.Constant)]
            # A function that counts for others hands on what it was given.
            if words and wording.COUNTED.get(words[-1], ("", ""))[0] != f"{{n}} {words[0]}":
                yield words[0], words[-1]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "just now"),
        (59, "just now"),
        (60, "1 min ago"),
        (3599, "59 min ago"),
        (3600, "1 h ago"),
        (86_399, "23 h ago"),
        (86_400, "1 d ago"),
        (7 * 86_400 - 1, "6 d ago"),
        (7 * 86_400, "10 Nov"),
    ],
)
def test_how_long_ago_something_was_is_told_for_a_week(qapp: QCoreApplication, seconds: int, words: str) -> None:
    assert wording.ago(NOW - timedelta(seconds=seconds), NOW) == words


def test_what_is_to_come_is_told_by_the_clock(qapp: QCoreApplication) -> None:
    later = NOW + timedelta(minutes=1)
    assert wording.ago(later, NOW) == wording.clock(later, NOW)
