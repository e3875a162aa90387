"""Single conditions on one execution at hand. That SQLite says the same is told in ``test_store_search``."""

from __future__ import annotations

import pytest

from stepflow_desktop.core.filter_language import parse
from stepflow_desktop.core.filter_match import fold
from tests.gui import sample_data as data


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("integration", True),
        ("MAKE", True),
        ("api-serv", True),
        ("412 passed", True),
        ('"412 passed"', True),
        ("passed 412", True),
        ('"passed 412"', False),
        ("train", False),
        ("-train", True),
        ("status:failed", True),
        ("status:running", False),
        ("tag:ci", True),
        ("tag:c", False),
        ("tag:c,ci", True),
        ("-tag:ci", False),
        ("user:user", True),
        ("user:other", False),
        ("tag:ci train", False),
        ('step:"run py"', True),
        ("step:deploy", False),
        ("has:artifact has:error has:warning has:tag", True),
        ("exit:1", True),
        ("exit:0", False),
        ("exit:>0", True),
        ("duration:>6m", True),
        ("duration:<6m", False),
        ("since:1d", True),
        ("before:1d", False),
        ("cwd:~/work", True),
        ("cwd:~/wor", False),
        ("cwd:api", True),
        ("id:00000139", True),
        ("id:1", False),
    ],
)
def test_one_failed_execution(text: str, accepted: bool) -> None:
    details = data.integration()
    wanted = parse(text, now=data.NOW, home=str(data.Path.home()))
    assert wanted.problems == ()
    assert wanted.accepts(details.execution, details.steps) is accepted


def test_one_that_runs_has_neither_duration_nor_exit_code() -> None:
    run = data.churn().execution
    for text in ("duration:>1s", "duration:<1d", "exit:0", "exit:!=0"):
        assert not parse(text, now=data.NOW).accepts(run)


def test_letters_are_folded_one_by_one() -> None:
    assert fold("ÄRGER Ω ß İ") == "ärger ω ß İ"
