"""The words of the filter field, and the decision whether an execution stays in the list."""

from __future__ import annotations

import pytest

from stepflow_desktop.core.model import ExecutionStatus as Status
from stepflow_desktop.gui.models.execution_filter import ExecutionFilter, parse
from tests.gui import sample_data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ExecutionFilter()),
        ("  ", ExecutionFilter()),
        ("train model", ExecutionFilter(text="train model")),
        ('"train  model"', ExecutionFilter(text="train  model")),
        ("status:failed", ExecutionFilter(statuses=(Status.FAILED,))),
        ("status:failed,cancelled", ExecutionFilter(statuses=(Status.FAILED, Status.CANCELLED))),
        ("status:queued", ExecutionFilter(statuses=(Status.PENDING,))),
        ("STATUS:Failed", ExecutionFilter(statuses=(Status.FAILED,))),
        ("status:", ExecutionFilter()),
        ("tag:ml", ExecutionFilter(tag="ml")),
        ('tag:"two words"', ExecutionFilter(tag="two words")),
        ("user:me", ExecutionFilter(user="ada")),
        ("user:bob pytest", ExecutionFilter(user="bob", text="pytest")),
        ("http://host/x", ExecutionFilter(text="http://host/x")),
        ('"npm:build"', ExecutionFilter(text="npm:build")),
        ('"unclosed', ExecutionFilter(text="unclosed")),
    ],
)
def test_text_becomes_a_filter(text: str, expected: ExecutionFilter) -> None:
    assert parse(text, me="ada") == expected


def test_unknown_key_is_named_and_not_used() -> None:
    found = parse("statis:failed tag:ml")
    assert found.problem == "No such filter: statis. Did you mean status?"
    assert found.tag == "ml"
    assert found.text is None


def test_unknown_status_is_named() -> None:
    assert "failed" in parse("status:faild").problem


def test_chips_narrow_what_was_typed() -> None:
    typed = parse("status:failed,running")
    assert typed.with_chips({Status.FAILED}).statuses == (Status.FAILED,)
    assert typed.with_chips(()) == typed
    assert parse("").with_chips({Status.RUNNING}).statuses == (Status.RUNNING,)


def test_chips_against_what_was_typed_leave_nothing() -> None:
    narrowed = parse("status:failed").with_chips({Status.RUNNING})
    assert narrowed.nothing
    assert not narrowed.accepts(sample_data.integration().execution)


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("integration", True),
        ("MAKE", True),
        ("api-serv", True),
        ("412 passed", True),
        ("train", False),
        ("status:failed", True),
        ("status:running", False),
        ("tag:ci", True),
        ("tag:c", False),
        ("user:user", True),
        ("user:other", False),
        ("tag:ci train", False),
    ],
)
def test_accepts_decides_as_the_engine_does(text: str, accepted: bool) -> None:
    assert parse(text).accepts(sample_data.integration().execution) is accepted


def test_query_carries_everything() -> None:
    query = parse("status:failed tag:ci user:bob slow").query(limit=7, offset=3)
    assert (query.limit, query.offset) == (7, 3)
    assert (query.status, query.tag, query.user, query.text) == ((Status.FAILED,), "ci", "bob", "slow")


def test_is_empty() -> None:
    assert parse("").is_empty
    assert not parse("x").is_empty
    assert not ExecutionFilter(nothing=True).is_empty
