"""Folders, names and files of variables, from what lies there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stepflow_desktop.gui import suggestions


def test_a_folder_offers_the_targets_of_its_makefile(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text(
        "VERSION := 1\nCC=gcc\n.PHONY: all\nall: docs\n\techo a: b\ndocs:\n\ttrue\nall: more\n%.o: %.c\n"
    )
    assert [task.command for task in suggestions.tasks_of(tmp_path)] == ["make all", "make docs"]


@pytest.mark.parametrize(("lock", "runner"), [("", "npm"), ("pnpm-lock.yaml", "pnpm"), ("yarn.lock", "yarn")])
def test_a_folder_offers_the_scripts_of_its_package(tmp_path: Path, lock: str, runner: str) -> None:
    (tmp_path / "package.json").write_text(json.dumps({"scripts": {"build": "x", "test all": "y"}}))
    if lock:
        (tmp_path / lock).touch()
    tasks = suggestions.tasks_of(tmp_path)
    assert [task.command for task in tasks] == [f"{runner} run build", f"{runner} run 'test all'"]
    assert {task.source for task in tasks} == {"package.json"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"scripts": 3}', '{"scripts": null}'])
def test_a_package_that_offers_nothing_is_no_problem(tmp_path: Path, text: str) -> None:
    (tmp_path / "package.json").write_text(text)
    (tmp_path / "Makefile").write_bytes(b"\xff\xfe")
    assert suggestions.tasks_of(tmp_path) == []


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("python train.py --config churn_v7.yaml --rounds 1000", "train.py churn_v7"),
        ("make docs", "make docs"),
        ("A=1 python3 -m pytest tests/unit", "pytest unit"),
        ("/opt/tools/bin/convert in.png out.png", "convert in out"),
        ("curl https://example.org/a.json", "curl https://example.org/a.json"),
        ("docker build -t api .", "docker build api"),
        ("python", "python"),
        ("echo 'a", "echo 'a"),
        ("", ""),
        ("one\ntwo", "one"),
    ],
)
def test_a_name_comes_from_the_command(command: str, name: str) -> None:
    assert suggestions.name_of(command) == name


def test_a_long_name_is_cut_between_words() -> None:
    name = suggestions.name_of("tool " + "word " * 40)
    assert len(name) <= suggestions.MAX_NAME_LENGTH
    assert name.endswith("word…")


def test_a_file_of_variables_is_read() -> None:
    text = (
        '# comment\n\nexport A=1\nB = two words # note\nC=\'as # it is\\n\'\nD="x\\ny \\"q\\""\nE=\n'
        "F=a#b\nnonsense\nA=last\n"
    )
    assert dict(suggestions.variables_of(text)) == {
        "A": "last",
        "B": "two words",
        "C": "as # it is\\n",
        "D": 'x\ny "q"',
        "E": "",
        "F": "a#b",
    }
