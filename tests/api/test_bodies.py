"""Bodies by their shape alone; what becomes of them is tested at the routes."""

from __future__ import annotations

from typing import Any

import pytest

from stepflow_desktop.api.bodies import artifact_changes, execution_changes, new_execution, parse_json, shown
from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.errors import InvalidRequest


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("{}", {}),
        (b' {"a":[1,2.5,null,true,"\xc3\xa9"]} ', {"a": [1, 2.5, None, True, "é"]}),
        ('{"a":1,"a":2}', {"a": 2}),
        ('"\\ud83d\\ude00"', "😀"),
        ("1e308", 1e308),
        ("1" * 4000, int("1" * 4000)),
        ("[" * 100 + "]" * 100, None),
    ],
)
def test_json(body: str | bytes, value: Any) -> None:
    parsed = parse_json(body)
    assert value is None or parsed == value


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "The body is empty"),
        (b" \r\n\t", "The body is empty"),
        ("{", "The body is not valid JSON: Expecting property name"),
        ("{'a':1}", "The body is not valid JSON: "),
        ("[1,]", "The body is not valid JSON: "),
        ("NaN", "The body is not valid JSON: NaN is no JSON number."),
        ("[-Infinity]", "The body is not valid JSON: -Infinity is no JSON number."),
        ("1e400", "The body is not valid JSON: 1e400 is too large a number."),
        ("1" * 5000, "The body is not valid JSON: a number has too many digits."),
        (b"\xff\xfe", "The body is not valid JSON: "),
        (b'"\xff"', "The body is not valid JSON: it contains text that is not valid Unicode."),
        ('"\\ud800"', "The body is not valid JSON: it contains text that is not valid Unicode."),
        ('{"\\ud800":1}', "The body is not valid JSON: it contains text that is not valid Unicode."),
        ("[" * 100_000, "The body is not usable JSON: it is nested too deeply."),
    ],
)
def test_what_is_no_json_is_told_without_words_of_python(body: str | bytes, words: str) -> None:
    with pytest.raises(InvalidRequest) as told:
        parse_json(body)
    assert str(told.value).startswith(words)


def test_a_new_execution_with_everything() -> None:
    body = {
        "command": ["echo", "a b"],
        "name": "N",
        "working_directory": "/tmp",
        "environment": {"A": "1"},
        "tags": ["t", "u"],
        "metadata": {"k": [1, None]},
        "timeout": 2.5,
        "terminal": True,
        "retention_days": 30.0,
        "user": "somebody else",
        "id": "mine",
    }
    assert new_execution(body) == NewExecution(
        command=("echo", "a b"),
        name="N",
        working_directory="/tmp",
        environment={"A": "1"},
        tags=("t", "u"),
        metadata={"k": [1, None]},
        timeout_s=2.5,
        terminal=True,
        retention_days=30,
    )


def test_null_is_as_good_as_missing() -> None:
    names = "name", "working_directory", "environment", "tags", "metadata", "timeout", "terminal", "retention_days"
    bare = new_execution({"command": "x"})
    assert bare == NewExecution(command="x") == new_execution({"command": "x", **dict.fromkeys(names)})


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([], "The body must be a JSON object with at least a command."),
        (None, "The body must be a JSON object"),
        ("x", "The body must be a JSON object"),
        ({}, "command is missing."),
        ({"command": None}, "command is missing."),
        ({"command": 1}, "command must be a text or an array of texts."),
        ({"command": {}}, "command must be a text or an array of texts."),
        ({"command": ["a", 1]}, "command must be a text or an array of texts."),
        ({"command": "x", "name": 5}, "name must be a text."),
        ({"command": "x", "working_directory": ["/"]}, "working_directory must be a text."),
        ({"command": "x", "environment": []}, "environment must be an object."),
        ({"command": "x", "environment": {"A": 1}}, "environment: the value of A must be a text, not 1."),
        ({"command": "x", "environment": {"A": None}}, "environment: the value of A must be a text, not null."),
        ({"command": "x", "environment": {"A": True}}, "environment: the value of A must be a text, not true."),
        ({"command": "x", "tags": "a"}, "tags must be an array of texts."),
        ({"command": "x", "tags": {"a": 1}}, "tags must be an array of texts."),
        ({"command": "x", "tags": ["a", 1]}, "tags must be an array of texts."),
        ({"command": "x", "metadata": "a"}, "metadata must be an object."),
        ({"command": "x", "timeout": "5"}, "timeout must be a number of seconds."),
        ({"command": "x", "timeout": True}, "timeout must be a number of seconds."),
        ({"command": "x", "terminal": 1}, "terminal must be true or false."),
        ({"command": "x", "terminal": "true"}, "terminal must be true or false."),
        ({"command": "x", "retention_days": 1.5}, "retention_days must be a whole number of days."),
        ({"command": "x", "retention_days": True}, "retention_days must be a whole number of days."),
        ({"command": "x", "retention_days": "5"}, "retention_days must be a whole number of days."),
    ],
)
def test_what_has_the_wrong_shape_is_named(body: Any, words: str) -> None:
    with pytest.raises(InvalidRequest) as told:
        new_execution(body)
    assert str(told.value).startswith(words)
    parameter = words.split()[0].rstrip(":")
    assert told.value.parameter == (None if parameter == "The" else parameter)


def test_values_are_shown_as_json_and_short() -> None:
    assert shown({"ü": [None, True]}) == '{"ü": [null, true]}'
    assert len(shown("x" * 1000)) == 40


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        ({"name": "n"}, {"name": "n"}),
        ({"name": "n", "tags": [], "metadata": {}}, {"name": "n", "tags": (), "metadata": {}}),
        ({"name": None, "tags": ["a"], "status": "failed"}, {"tags": ("a",)}),
    ],
)
def test_changes_of_an_execution(body: Any, changes: dict[str, Any]) -> None:
    assert execution_changes(body) == changes


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        (
            {"name": "n", "description": "", "tags": ["a"], "retention_days": 3, "is_public": False},
            {"name": "n", "description": "", "tags": ("a",), "retention_days": 3, "is_public": False},
        ),
        ({"retention_days": None}, {"retention_days": None}),
        ({"description": None, "is_public": True, "file_path": "/etc/passwd"}, {"is_public": True}),
    ],
)
def test_changes_of_an_artifact(body: Any, changes: dict[str, Any]) -> None:
    assert artifact_changes(body) == changes


@pytest.mark.parametrize("body", [{}, {"name": None}, {"status": "failed"}, {"retention_days": 4}])
def test_a_change_of_nothing_is_a_mistake(body: Any) -> None:
    with pytest.raises(InvalidRequest, match=r"Send at least one of name, tags, metadata\."):
        execution_changes(body)
    with pytest.raises(InvalidRequest, match="must be a JSON object"):
        execution_changes([body])
    with pytest.raises(InvalidRequest, match=r"Send at least one of name, description, tags, retention_days, is_pub"):
        artifact_changes({"file_name": "x", "name": None})
