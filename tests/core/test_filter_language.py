"""The words of the filter field, as a table, and what of them cannot be used."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stepflow_desktop.core.filter_language import KEYS, ExecutionFilter, Problem, ProblemKind, parse, with_condition
from stepflow_desktop.core.model import ExecutionStatus as Status
from stepflow_desktop.core.query import COUNTED, MOST_ROWS, Has, Key, Order, SortKey, Term

NOW = datetime(2026, 11, 3, 14, 45, 20, tzinfo=UTC)


def read(text: str) -> ExecutionFilter:
    return parse(text, now=NOW, me="ada", home="/home/ada")


def words(*texts: str) -> tuple[Term, ...]:
    return tuple(Term(Key.TEXT, (text,)) for text in texts)


def where(key: Key, *values: str | float, **more: object) -> ExecutionFilter:
    return ExecutionFilter(where=(Term(key, values, **more),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ExecutionFilter()),
        ("  ", ExecutionFilter()),
        ("train model", ExecutionFilter(where=words("train", "model"))),
        ("train train", ExecutionFilter(where=words("train"))),
        ('"train  model"', ExecutionFilter(where=words("train  model"))),
        ('"unclosed', ExecutionFilter(where=words("unclosed"))),
        ('"npm:build"', ExecutionFilter(where=words("npm:build"))),
        ("http://host/x", ExecutionFilter(where=words("http://host/x"))),
        ("--rounds", ExecutionFilter(where=words("--rounds"))),
        ("-train", where(Key.TEXT, "train", negated=True)),
        ('-"two words"', where(Key.TEXT, "two words", negated=True)),
        ("status:failed", ExecutionFilter(statuses=(Status.FAILED,))),
        ("status:failed,cancelled", ExecutionFilter(statuses=(Status.FAILED, Status.CANCELLED))),
        ("status:failed status:cancelled", ExecutionFilter(statuses=(Status.FAILED, Status.CANCELLED))),
        ("status:queued", ExecutionFilter(statuses=(Status.PENDING,))),
        ("STATUS:Failed", ExecutionFilter(statuses=(Status.FAILED,))),
        (
            "-status:failed",
            ExecutionFilter(statuses=(Status.PENDING, Status.RUNNING, Status.COMPLETED, Status.CANCELLED)),
        ),
        ("status:failed -status:failed", ExecutionFilter(nothing=True)),
        ("status:", ExecutionFilter()),
        ("tag:ml", ExecutionFilter(tag="ml")),
        ('tag:"two words"', ExecutionFilter(tag="two words")),
        ("tag:ml tag:ci", ExecutionFilter(tag="ml", where=(Term(Key.TAG, ("ci",)),))),
        ("tag:ml,ci", where(Key.TAG, "ml", "ci")),
        ('tag:"a,b"', ExecutionFilter(tag="a,b")),
        ("-tag:ml", where(Key.TAG, "ml", negated=True)),
        ("user:me", ExecutionFilter(user="ada")),
        ("user:bob pytest", ExecutionFilter(user="bob", where=words("pytest"))),
        ('step:"Run pytest"', where(Key.STEP, "Run pytest")),
        ("has:artifact", where(Key.HAS, "artifact")),
        ("has:files", where(Key.HAS, "artifact")),
        ("exit:1", where(Key.EXIT, 1)),
        ("exit:1,-9", where(Key.EXIT, 1, -9)),
        ("exit:>0", where(Key.EXIT, 0, op=">")),
        ("since:7d", ExecutionFilter(since=NOW.replace(second=0) - timedelta(days=7))),
        ("before:90min", ExecutionFilter(before=NOW.replace(second=0) - timedelta(minutes=90))),
        ("-since:7d", ExecutionFilter(before=NOW.replace(second=0) - timedelta(days=7))),
        ("since:2026-11-01T10:00Z", ExecutionFilter(since=datetime(2026, 11, 1, 10, tzinfo=UTC))),
        ("before:2026-11-01", ExecutionFilter(before=datetime(2026, 11, 1).astimezone())),
        ("since:2026-11", ExecutionFilter(since=datetime(2026, 11, 1).astimezone())),
        ("since:2026", ExecutionFilter(since=datetime(2026, 1, 1).astimezone())),
        ("duration:>10m", where(Key.DURATION, 600.0, op=">")),
        ("duration:<1h30m", where(Key.DURATION, 5400.0, op="<")),
        ("duration:90", where(Key.DURATION, 90.0, op=">=")),
        ("cwd:~/work/", where(Key.CWD, "/home/ada/work")),
        ("cwd:~", where(Key.CWD, "/home/ada")),
        ("cwd:/", where(Key.CWD, "/")),
        ("cwd:work", where(Key.CWD, "work")),
        ("id:4F1C", where(Key.ID, "4f1c")),
    ],
)
def test_text_becomes_a_filter(text: str, expected: ExecutionFilter) -> None:
    found = read(text)
    assert found == expected
    assert found.problems == ()


def test_several_times_narrow_each_other() -> None:
    assert read("since:7d since:3d").since == NOW.replace(second=0) - timedelta(days=3)
    assert read("before:7d before:3d").before == NOW.replace(second=0) - timedelta(days=7)


def test_today_begins_at_midnight_where_the_user_is() -> None:
    midnight = NOW.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    assert read("since:today").since == midnight
    assert read("since:yesterday").since == midnight - timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "kind", "near"),
    [
        ("statis:failed", ProblemKind.UNKNOWN_KEY, "status"),
        ("qqqq:1", ProblemKind.UNKNOWN_KEY, ""),
        ("status:faild", ProblemKind.UNKNOWN_VALUE, "failed"),
        ("has:artefact", ProblemKind.UNKNOWN_VALUE, "artifact"),
        ("exit:x", ProblemKind.BAD_VALUE, ""),
        ("exit:>1,2", ProblemKind.BAD_VALUE, ""),
        ("since:soon", ProblemKind.BAD_VALUE, ""),
        ("since:999999y", ProblemKind.BAD_VALUE, ""),
        ("before:2026-13", ProblemKind.BAD_VALUE, ""),
        ("duration:fast", ProblemKind.BAD_VALUE, ""),
        ("duration:=5m", ProblemKind.BAD_VALUE, ""),
    ],
)
def test_what_cannot_be_used_is_reported_with_its_place(text: str, kind: ProblemKind, near: str) -> None:
    found = read(f"tag:ml {text} train")
    (problem,) = found.problems
    assert isinstance(problem, Problem)
    assert (problem.kind, problem.near) == (kind, near)
    assert (problem.start, problem.end) == (7, 7 + len(text))
    assert found == ExecutionFilter(tag="ml", where=words("train"))


def test_chips_narrow_what_was_typed() -> None:
    typed = read("status:failed,running")
    assert typed.with_statuses({Status.FAILED}).statuses == (Status.FAILED,)
    assert typed.with_statuses(()) == typed
    assert read("").with_statuses({Status.RUNNING}).statuses == (Status.RUNNING,)


def test_chips_against_what_was_typed_leave_nothing() -> None:
    assert read("status:failed").with_statuses({Status.RUNNING}).nothing


def test_query_carries_everything() -> None:
    by_name = Order(SortKey.NAME, descending=False)
    query = read("status:failed tag:ci user:bob since:2026 before:1d slow").query(limit=7, offset=3, order=by_name)
    assert (query.limit, query.offset, query.order) == (7, 3, by_name)
    assert (query.status, query.tag, query.user, query.where) == ((Status.FAILED,), "ci", "bob", words("slow"))
    assert query.since is not None and query.before is not None


def test_is_empty() -> None:
    assert read("").is_empty
    for text in ("x", "tag:a", "since:1d", "before:1d", "status:failed -status:failed"):
        assert not read(text).is_empty


def test_only_a_step_needs_steps() -> None:
    assert read("step:x").asks_for_steps
    assert not read("x tag:a").asks_for_steps


def test_every_key_and_value_is_described_in_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "filter.md").read_text("utf-8")
    for key in KEYS:
        assert f"| `{key}:" in page, key
    for what in Has:
        assert f"`has:{what}`" in page, what
    for status in Status:
        assert f"`{'queued' if status is Status.PENDING else status}`" in page, status
    assert f"{MOST_ROWS:,}" in page and f"{COUNTED:,}" in page


@pytest.mark.parametrize(
    ("text", "key", "value", "changed"),
    [
        ("", "tag", "ml", "tag:ml"),
        ("train tag:a x", "tag", "b", "train x tag:b"),
        ("tag:a tag:b", "tag", "two words", 'tag:"two words"'),
        ("tag:a", "tag", "a,b", 'tag:"a,b"'),
        ("since:7d train", "since", "", "train"),
        ('"tag:a"', "tag", "b", '"tag:a" tag:b'),
        ("-tag:a", "tag", "", ""),
    ],
)
def test_a_condition_is_set_in_the_text(text: str, key: str, value: str, changed: str) -> None:
    assert with_condition(text, key, value) == changed
