import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stepflow_desktop.core.model import Execution, NewExecution
from stepflow_desktop.core.requests import check, check_name, check_tags, execution_of, spec_of
from stepflow_desktop.core.run_dir import RunDir
from stepflow_desktop.errors import InvalidRequest


def test_a_shell_line_and_a_list_of_words():
    line = check(NewExecution(command="echo hi | cat"), Path("/"))
    assert (line.command, line.argv, line.name) == ("echo hi | cat", None, "echo hi | cat")
    words = check(NewExecution(command=("echo", "a b"), name=" Say "), Path("/"))
    assert (words.command, words.argv, words.name) == ("echo 'a b'", ("echo", "a b"), "Say")


def test_a_file_as_the_working_directory_is_called_no_folder(tmp_path):
    (tmp_path / "notes.txt").touch()
    with pytest.raises(InvalidRequest, match=r"notes\.txt is not a folder"):
        check(NewExecution(command="x", working_directory=str(tmp_path / "notes.txt")), tmp_path)


def test_the_working_directory_is_the_default_when_none_is_given(tmp_path):
    assert check(NewExecution(command="x"), tmp_path).working_directory == tmp_path
    given = check(NewExecution(command="x", working_directory=str(tmp_path)), Path("/"))
    assert given.working_directory == tmp_path


@pytest.mark.parametrize(
    ("request_", "parameter"),
    [
        (NewExecution(command=""), "command"),
        (NewExecution(command=" \t\n"), "command"),
        (NewExecution(command=()), "command"),
        (NewExecution(command=("", "x")), "command"),
        (NewExecution(command="a\0b"), "command"),
        (NewExecution(command="x" * 65_537), "command"),
        (NewExecution(command="\ud800"), "command"),
        (NewExecution(command="x", working_directory="/no/such/folder"), "working_directory"),
        (NewExecution(command="x", working_directory=""), "working_directory"),
        (NewExecution(command="x", working_directory="relative"), "working_directory"),
        (NewExecution(command="x", working_directory="/etc/passwd"), "working_directory"),
        (NewExecution(command="x", working_directory="a\0"), "working_directory"),
        (NewExecution(command="x", environment={"A=B": "1"}), "environment"),
        (NewExecution(command="x", environment={"": "1"}), "environment"),
        (NewExecution(command="x", environment={"A": "1\0"}), "environment"),
        (NewExecution(command="x", environment={f"A{n}": "" for n in range(257)}), "environment"),
        (NewExecution(command="x", tags=tuple(str(n) for n in range(65))), "tags"),
        (NewExecution(command="x", tags=(" ",)), "tags"),
        (NewExecution(command="x", timeout_s=0), "timeout"),
        (NewExecution(command="x", timeout_s=float("nan")), "timeout"),
        (NewExecution(command="x", timeout_s=10**9), "timeout"),
        (NewExecution(command="x", retention_days=0), "retention_days"),
        (NewExecution(command="x", retention_days=10**6), "retention_days"),
        (NewExecution(command="x", name="a\0b"), "name"),
        (NewExecution(command="x", name="n" * 1001), "name"),
        (NewExecution(command="x", metadata={"a": json.loads("[" * 40 + "]" * 40)}), "metadata"),
    ],
)
def test_what_cannot_be_carried_out_names_its_parameter(request_, parameter):
    with pytest.raises(InvalidRequest) as caught:
        check(request_, Path("/"))
    assert caught.value.parameter == parameter
    assert parameter in str(caught.value) or "command" in str(caught.value)


def test_names_lose_control_characters_and_tags_their_doubles():
    assert check_name(" a\x1b[1mb\n") == "a[1mb"
    assert check_tags(("b", "a", "b")) == ("b", "a")


def test_the_specification_tells_the_execution_back(tmp_path):
    execution = Execution(
        id="5d1a4c1e-0000-4000-8000-000000000001",
        name="ü",
        command="echo 'a b'",
        argv=("echo", "a b"),
        working_directory="/tmp",
        environment={"A": "1"},
        user="me",
        tags=("x",),
        metadata={"k": [1, None, {"z": True}]},
        origin="window",
        terminal=True,
        timeout_s=2.5,
        retention_days=3,
        created_at=datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC),
    )
    spec = spec_of(execution, RunDir(tmp_path), grace_s=10, umask=0o022)
    told = execution_of(json.loads(json.dumps(spec)))
    assert told == execution
