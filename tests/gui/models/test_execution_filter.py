"""What the window says of a filter that it cannot use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stepflow_desktop.core.query import Key, Term
from stepflow_desktop.gui.models.execution_filter import parse, problem_text
from tests.gui import sample_data as data


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("staus:failed", "No such filter: staus. Did you mean status?"),
        ("status:faild", "status cannot be faild. Did you mean failed?"),
        ("has:cake", "has cannot be cake. It can be artifact, warning, error, tag"),
        ("since:soon", "Write a date or an age: since:2026-11-01, since:7d."),
        ("before:99", "Write a date or an age: before:2026-11-01, before:7d."),
        ("duration:long", "Write a length of time: duration:>10m, duration:<1h30m."),
        ("exit:one", "Write exit codes: exit:1, exit:1,2, exit:>0."),
        ("zzz:1", "No such filter: zzz. There are status, tag, user"),
    ],
)
def test_a_problem_is_said_with_a_way_out(text: str, said: str, qapp: Any) -> None:
    (problem,) = parse(text, data.FixedClock()).problems
    assert problem_text(problem).startswith(said)


def test_home_and_me_are_those_of_the_person_at_the_window(qapp: Any) -> None:
    found = parse("cwd:~/work user:me", data.FixedClock(), me="ada")
    assert found.where == (Term(Key.CWD, (f"{Path.home()}/work",)),)
    assert found.user == "ada"
