"""What is typed into a filter of files."""

from __future__ import annotations

from datetime import timedelta

import pytest

from stepflow_desktop.core.artifact_search import ArtifactTerm
from stepflow_desktop.core.model import ArtifactType, Execution, ExecutionStatus
from stepflow_desktop.core.query import Key, Term
from stepflow_desktop.gui.models.artifact_filter import parse
from tests.gui import sample_data as data

CURVE = data.artifact("r", 0, "learning_curve.png", 10, ArtifactType.IMAGE, tags=("plot",), made_ago=3600)
ROWS = data.artifact("r", 1, "rows.csv", 10, ArtifactType.DATA, made_ago=10 * 86_400, description="for the Audit")


@pytest.mark.parametrize(
    ("text", "curve", "rows"),
    [
        ("", True, True),
        ("curve", True, False),
        ("CURVE png", True, False),
        ('"learning_curve"', True, False),
        ("-curve", False, True),
        ("audit", False, True),
        ("type:image", True, False),
        ("type:image,data", True, True),
        ("-type:image", False, True),
        ("type:png", True, False),
        ("type:table", False, True),
        ("tag:PLOT", True, False),
        ("-tag:plot", False, True),
        ('step:"train model"', True, False),
        ("since:7d", True, False),
        ("before:7d", False, True),
        ("-since:7d", False, True),
        ("type:", True, True),
        ("since:", True, True),
    ],
)
def test_what_is_accepted(text: str, curve: bool, rows: bool) -> None:
    found = parse(text, data.NOW)
    assert found.accepts(CURVE, "Train model now") is curve
    assert found.accepts(ROWS, "") is rows
    assert found.problem == ""


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("status:failed", True),
        ("status:completed,running", False),
        ("-status:failed", False),
        ("-status:failed,queued,running,completed,cancelled", False),
        ("user:me", True),
        ("user:ada", False),
        ("exit:2", True),
        ("duration:>1h", False),
        ("has:warning", False),
        ("-has:warning", True),
        ("cwd:/srv", True),
        ("cwd:~", False),
        ("id:abc", True),
        ("tag:NIGHTLY", True),
        ("-tag:nightly", False),
        ("curve status:failed tag:plot", True),
        ("rows status:failed", False),
    ],
)
def test_what_is_asked_of_the_execution(text: str, accepted: bool) -> None:
    run = Execution(
        id="abc1",
        name="Fit",
        command="fit",
        working_directory="/srv/fit",
        created_at=data.NOW,
        user="ben",
        tags=("nightly",),
        status=ExecutionStatus.FAILED,
        exit_code=2,
        duration_s=60,
    )
    found = parse(text, data.NOW, me="ben")
    assert found.problem == "" and not found.is_empty
    assert found.accepts(CURVE, "", run) is accepted


def test_what_cannot_be_asked_of_an_execution_is_named() -> None:
    assert parse("status:broken", data.NOW).problem.startswith("status cannot be broken.")
    assert parse("exit:many", data.NOW).problem == "Write exit codes: exit:1, exit:1,2, exit:>0."
    assert parse("staus:failed", data.NOW).problem == "No such filter: staus. Did you mean status?"


def test_unknown_keys_and_times_are_named() -> None:
    assert parse("typ:image", data.NOW).problem == "No such filter: typ. Did you mean type?"
    assert parse("since:soon", data.NOW).problem == "Write a time as 7d, 12h or 2026-11-01"
    assert parse("typ:image", data.NOW).is_empty


def test_the_same_is_asked_of_the_store() -> None:
    text = 'curve -tag:old type:pdf since:1d step:"a, b" user:me -exit:0 status:failed'
    search = parse(text, data.NOW, me="ben").search(limit=5, before_row=9)
    assert search.runs == (
        Term(Key.EXIT, (0,), negated=True),
        Term(Key.STATUS, ("failed",)),
        Term(Key.USER, ("ben",)),
    )
    assert search.terms == (
        ArtifactTerm(key="text", values=("curve",)),
        ArtifactTerm(key="tag", values=("old",), wanted=False),
        ArtifactTerm(key="suffix", values=(".pdf",)),
        ArtifactTerm(key="step", values=("a, b",)),
    )
    assert (search.since, search.limit, search.before_row) == (data.NOW.replace(second=0) - timedelta(days=1), 5, 9)
