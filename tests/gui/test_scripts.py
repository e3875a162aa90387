"""A file that is chosen or dropped becomes the command a person would type."""

from __future__ import annotations

from pathlib import Path

import pytest

from stepflow_desktop.gui.scripts import command_of, draft_of, interpreter_of


@pytest.fixture(autouse=True)
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only these programs are installed."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("python3", "bash", "node"):
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def script(folder: Path, name: str, text: str = "", *, executable: bool = False) -> Path:
    path = folder / name
    path.write_text(text)
    path.chmod(0o755 if executable else 0o644)
    return path


@pytest.mark.parametrize(
    ("name", "text", "executable", "expected"),
    [
        ("a.py", "", False, "python3 {}"),
        ("a.py", "", True, "python3 {}"),
        ("a.sh", "", False, "bash {}"),
        ("a.js", "", False, "node {}"),
        ("a.R", "", False, "Rscript {}"),
        ("tool", "#!/usr/bin/env -S node --quiet\n", False, "node --quiet {}"),
        ("tool", "#!/bin/bash\n", True, "{}"),
        ("tool", "", True, "{}"),
        ("tool", "", False, "{}"),
    ],
)
def test_a_script_gets_what_runs_it(tmp_path: Path, name: str, text: str, executable: bool, expected: str) -> None:
    path = script(tmp_path, name, text, executable=executable)
    assert command_of(path) == expected.format(path)


def test_a_script_with_its_own_environment_uses_it(tmp_path: Path) -> None:
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    script(python.parent, "python", executable=True)
    assert interpreter_of(script(tmp_path, "train.py")) == (str(python),)


def test_blanks_in_a_path_are_quoted(tmp_path: Path) -> None:
    path = script(tmp_path, "my run.sh")
    assert command_of(path) == f"bash '{path}'"


def test_a_script_runs_with_its_interpreter_in_its_folder(tmp_path: Path) -> None:
    script = tmp_path / "clean up.sh"
    script.write_text("echo hello\n")
    request = draft_of(script)
    assert request.command == ("bash", str(script))
    assert request.working_directory == str(tmp_path)


def test_a_missing_interpreter_is_named_for_the_form_to_complain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    script = tmp_path / "fit.R"
    script.touch()
    assert draft_of(script).command == ("Rscript", str(script))


def test_a_folder_becomes_the_working_folder(tmp_path: Path) -> None:
    request = draft_of(tmp_path)
    assert (request.command, request.working_directory) == ((), str(tmp_path))


def test_any_other_file_is_run_itself(tmp_path: Path) -> None:
    program = tmp_path / "tool"
    program.touch()
    assert draft_of(program).command == (str(program),)
