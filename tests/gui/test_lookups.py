"""What lies on the disk decides whether a program and a folder can be used."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from stepflow_desktop.gui import lookups
from stepflow_desktop.gui.lookups import Question
from stepflow_desktop.gui.validation import Field, Problem, Remedy


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with scripts, and ``bin`` with a program named python."""
    (tmp_path / "bin").mkdir()
    executable(tmp_path / "bin" / "python")
    work = tmp_path / "work"
    work.mkdir()
    executable(work / "ready.sh")
    (work / "run.sh").write_text("echo\n")
    (work / "data").write_text("1\n")
    return tmp_path


def executable(path: Path) -> None:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)


def ask(place: Path, command: str, *, shell: bool = False, folder: str | None = None) -> lookups.Answer:
    where = str(place / "work") if folder is None else folder
    return lookups.look_up(Question(command, shell, where, str(place / "bin"), place))


def only(answer: lookups.Answer) -> Problem:
    (problem,) = answer.problems
    return problem


def offers(problem: Problem) -> list[tuple[Remedy, str]]:
    return [(offer.remedy, offer.word) for offer in problem.offers]


def test_a_program_on_the_path_is_resolved(place: Path) -> None:
    answer = ask(place, "python train.py")
    assert answer == lookups.Answer((), "python", str(place / "bin" / "python"))


@pytest.mark.parametrize("shell", [False, True])
def test_a_misspelt_program_is_an_error_or_with_the_shell_a_warning(place: Path, shell: bool) -> None:
    problem = only(ask(place, "pyhton train.py", shell=shell))
    assert problem.message == "pyhton was not found. Did you mean python?"
    assert problem.is_error is not shell
    assert offers(problem) == [(Remedy.USE_PROGRAM, "Use python")]
    assert problem.offers[0].value == "python"


def test_a_program_like_no_other_is_only_missing(place: Path) -> None:
    problem = only(ask(place, "xqzzy"))
    assert (problem.message, problem.offers) == ("xqzzy was not found.", ())


def test_a_misspelt_path_is_compared_with_its_neighbours(place: Path) -> None:
    problem = only(ask(place, "./raedy.sh"))
    assert problem.message == "./raedy.sh was not found. Did you mean ./ready.sh?"


def test_a_program_of_the_folder_needs_its_path(place: Path) -> None:
    assert only(ask(place, "ready.sh")).offers[0].value == "./ready.sh"
    assert ask(place, "./ready.sh").resolved == str(place / "work" / "ready.sh")


@pytest.mark.parametrize("program", ["./run.sh", "run.sh"])
def test_a_script_that_is_not_executable_can_be_run_with_bash(place: Path, program: str) -> None:
    problem = only(ask(place, program))
    assert problem.message == f"{program} is not executable."
    assert problem.is_error
    assert offers(problem) == [
        (Remedy.RUN_WITH, "Run with bash"),
        (Remedy.MAKE_EXECUTABLE, "Make executable"),
    ]
    assert problem.offers[0].value == f"bash {program}"
    assert problem.offers[1].value == str(place / "work" / "run.sh")


def test_a_file_that_nothing_runs_can_only_be_made_executable(place: Path) -> None:
    assert offers(only(ask(place, "./data"))) == [(Remedy.MAKE_EXECUTABLE, "Make executable")]


def test_a_folder_is_no_program(place: Path) -> None:
    assert only(ask(place, "../bin")).message == "../bin is a folder, not a program"


@pytest.mark.parametrize(
    ("folder", "message", "words"),
    [
        ("", "Choose a working folder", ["Choose…"]),
        ("work", "Start the folder with / or ~", ["Choose…"]),
        ("{}/none", "This folder does not exist.", ["Create it", "Choose…"]),
        ("{}/wrok", "This folder does not exist.", ["Use work", "Create it", "Choose…"]),
        ("{}/work/data", "This is a file, not a folder.", ["Choose…"]),
        ("~nobody-of-this-name", "You may not read this folder", ["Choose…"]),
    ],
)
def test_a_folder_that_cannot_be_used_says_why(place: Path, folder: str, message: str, words: list[str]) -> None:
    answer = ask(place, "", folder=folder.format(place))
    problem = only(answer)
    assert (problem.field, problem.message) == (Field.FOLDER, message)
    assert [offer.word for offer in problem.offers] == words


def test_a_folder_that_may_not_be_read_says_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    problem = lookups.check_folder(str(place))
    assert problem is not None
    assert problem.message == "You may not read this folder"


def test_home_is_a_folder(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setenv("HOME", str(place))
    assert lookups.check_folder("~/work") is None


def test_a_full_disk_is_said_before_anything_is_started(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10**12, 10**12, 40_000_000))
    problem = lookups.check_storage(place)
    assert problem is not None
    assert problem.field is Field.STORAGE
    assert problem.message.startswith("Only 40 MB are free on the disk of ")


def test_a_storage_folder_that_is_gone_or_read_only_is_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = lookups.check_storage(place / "none")
    assert gone is not None
    assert "cannot be read" in gone.message
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    locked = lookups.check_storage(place)
    assert locked is not None
    assert "read-only" in locked.message


def test_the_programs_are_looked_for_where_the_command_will(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/ours")
    assert lookups.search_path({}) == "/ours"
    assert lookups.search_path({"PATH": "/theirs"}) == "/theirs"
