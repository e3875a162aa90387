"""What each field's text tells, as the person reads it."""

from __future__ import annotations

import pytest

from stepflow_desktop.gui.validation import (
    Field,
    Problem,
    Remedy,
    better_variable,
    check_command,
    check_name,
    check_tags,
    check_time_limit,
    check_variables,
    is_tag,
    seconds_of,
    time_limit_text,
)

NOTHING = None


def message(problem: Problem | None) -> str | None:
    return problem.message if problem else None


@pytest.mark.parametrize(
    ("text", "shell", "expected"),
    [
        ("", True, "Enter a command, for example python train.py"),
        (" \n ", False, "Enter a command, for example python train.py"),
        ("python train.py", True, NOTHING),
        ("python train.py", False, NOTHING),
        ("python train 'a b", True, "A quote opened at position 14 is not closed"),
        ("python train 'a b", False, "A quote opened at position 14 is not closed"),
        ("echo it's", True, "A quote opened at position 8 is not closed"),
        ("echo hi # it's fine", True, NOTHING),
        ("cat <<END\nit's\nEND", True, NOTHING),
        ('echo "$(echo "a")"', True, NOTHING),
        ("ls | wc -l", True, NOTHING),
        ("ls | wc -l", False, "This uses a pipe."),
        ("echo 'a | b'", False, NOTHING),
        ("echo a \\| b", False, NOTHING),
        ("make && make install", False, "This uses &&."),
        ("make || true", False, "This uses ||."),
        ("a; b", False, "This uses a semicolon."),
        ("sort < in", False, "This uses a redirection."),
        ("A=1 make", False, "This uses a variable set in front."),
        ("echo $HOME", False, "This uses a variable or command in $."),
        ('echo "$HOME"', False, "This uses a variable or command in $."),
        ("echo '$HOME'", False, NOTHING),
        ("ls *.txt", False, "This uses a pattern such as *."),
        ("ls ~/work", False, "This uses ~ for the home folder."),
        ("echo a\\", False, "The backslash at the end has nothing to escape"),
        ("echo a\\", True, NOTHING),
        ("echo \0", True, "A command cannot contain NUL characters"),
        ("x" * 70_000, True, "Shorten the command to 64 KiB"),
    ],
)
def test_a_command_line_tells_what_is_wrong_with_it(text: str, shell: bool, expected: str | None) -> None:
    assert message(check_command(text, shell=shell)) == expected


@pytest.mark.parametrize(
    ("text", "certain"),
    [("ls | wc", True), ("a > b", True), ("curl http://host/?a=1&b=2", False), ("ls *", False), ("echo $A", False)],
)
def test_what_may_be_meant_as_it_stands_only_warns(text: str, certain: bool) -> None:
    problem = check_command(text, shell=False)
    assert problem is not None
    assert problem.is_error is certain
    assert [offer.remedy for offer in problem.offers] == [Remedy.USE_SHELL]
    assert problem.offers[0].word == "Turn on the system shell"


def test_a_name_has_up_to_120_characters() -> None:
    assert check_name("x" * 120) is None
    assert check_name("") is None
    assert message(check_name("x" * 121)) == "Shorten the name to 120 characters"


@pytest.mark.parametrize(
    ("tag", "allowed"),
    [
        ("ml", True),
        ("v1.2-rc_3", True),
        ("größe", True),
        ("x" * 40, True),
        ("x" * 41, False),
        ("a b", False),
        ("", False),
    ],
)
def test_tags_use_letters_digits_and_three_signs(tag: str, allowed: bool) -> None:
    assert is_tag(tag) is allowed
    expected = None if allowed else "Tags use letters, digits, -, _, ., up to 40"
    assert message(check_tags((tag,))) == expected


def test_there_are_only_so_many_tags_and_variables() -> None:
    assert message(check_tags([str(n) for n in range(65)])) == "Use at most 64 tags"
    problems = check_variables([(f"N{n}", "") for n in range(257)])
    assert [(p.message, p.row) for p in problems] == [("Use at most 256 variables", 256)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("A", "1"), ("B", "")], []),
        ([("", "")], []),
        ([("", "value")], [(0, "Name this variable")]),
        ([("2ND_STAGE", "x")], [(0, "A variable name cannot start with a digit. Try STAGE_2.")]),
        ([("PATH", "a"), ("B", ""), ("PATH", "b")], [(2, "PATH is set twice")]),
        ([("A B", "")], [(0, "A variable name cannot contain blanks or =")]),
        ([("A=B", "")], [(0, "A variable name cannot contain blanks or =")]),
        ([("A", "\0")], [(0, "The value of A contains NUL")]),
    ],
)
def test_each_row_of_variables_tells_its_own_problem(
    rows: list[tuple[str, str]], expected: list[tuple[int, str]]
) -> None:
    found = check_variables(rows)
    assert [(problem.row, problem.message) for problem in found] == expected
    assert all(problem.field is Field.VARIABLES for problem in found)


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("2ND_STAGE", "STAGE_2"),
        ("1A", "A_1"),
        ("2THREADS", "THREADS_2"),
        ("7", "_7"),
        ("3-x y", "x_y_3"),
        ("1_2", "_1_2"),
    ],
)
def test_a_name_that_starts_with_a_digit_is_mended(name: str, better: str) -> None:
    assert better_variable(name) == better
    assert check_variables([(better, "x")]) == []


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("45m", 2700), ("1h30m", 5400), ("1h 30m", 5400), ("90s", 90), ("1.5h", 5400), ("2H", 7200), ("1h2m3s", 3723)],
)
def test_a_time_limit_is_read(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds
    assert check_time_limit(text) is None


@pytest.mark.parametrize("text", ["45", "5 days", "m", "0s", "-5m", "1m1h", "9999999h", "٣x"])
def test_anything_else_is_no_time_limit(text: str) -> None:
    assert seconds_of(text) is None
    assert message(check_time_limit(text)) == "Use a number with s, m or h, for example 45m or 1h30m"


def test_no_time_limit_is_no_problem() -> None:
    assert check_time_limit(" ") is None


@pytest.mark.parametrize(
    ("seconds", "text"), [(None, ""), (2700, "45m"), (5400, "1h30m"), (2.5, "2.5s"), (3723, "1h2m3s")]
)
def test_a_time_limit_is_written_as_it_is_read(seconds: float | None, text: str) -> None:
    assert time_limit_text(seconds) == text
    assert seconds_of(text) == seconds
