"""Which commands are runs of the same thing, by table."""

from __future__ import annotations

import pytest

from stepflow_desktop.core.run_keys import alike_key, program_and_script, same_key


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("python train.py --rounds 100", ("python", "train.py")),
        ("/usr/bin/python -u ./train.py", ("python", "train.py")),
        ("STAGE=dev A=b python train.py", ("python", "train.py")),
        ("python -m pytest -x", ("python", "-m pytest")),
        ("make", ("make", "")),
        ("make -j", ("make", "")),
        ("sh -c 'echo a'", ("sh", "sh -c 'echo a'")),
        ("", ("", "")),
        ("A=b", ("A=b", "")),
    ],
)
def test_program_and_script(command: str, found: tuple[str, str]) -> None:
    assert program_and_script(command) == found


def test_other_arguments_are_alike_but_not_the_same() -> None:
    assert alike_key("python train.py --fast") == alike_key("python train.py --slow")
    assert alike_key("python train.py") != alike_key("python test.py")
    assert same_key("python train.py --fast", "/a", {}) != same_key("python train.py --slow", "/a", {})


def test_the_folder_counts() -> None:
    assert same_key("make", "/a", {}) == same_key("make", "/a", {"note": "x"})
    assert same_key("make", "/a", {}) != same_key("make", "/b", {})
    assert same_key("make/", "a", {}) != same_key("make", "/a", {})


def test_runs_of_one_template_are_the_same_wherever_they_run() -> None:
    assert same_key("make", "/a", {"template_id": "t1"}) == same_key("make all", "/b", {"template_id": "t1"})
    assert same_key("make", "/a", {"template_id": "t1"}) != same_key("make", "/a", {"template_id": "t2"})
    assert same_key("make", "/a", {"template_id": 7}) == same_key("make", "/a", {})


def test_a_key_fits_a_column_of_the_database_whatever_the_text() -> None:
    for command in ("make", "ä" * 100, "\udcff"):
        assert -(2**63) <= same_key(command, "/", {}) < 2**63
        assert -(2**63) <= alike_key(command) < 2**63
