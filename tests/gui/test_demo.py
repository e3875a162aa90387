"""The demos can be started and dropped files become the command a person would type."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from stepflow_desktop.gui.demo import demo, from_path


@pytest.mark.parametrize("failing", [False, True])
def test_a_demo_names_a_script_that_is_there(failing: bool) -> None:
    request = demo(failing=failing)
    assert request.command[0] == sys.executable
    assert Path(request.command[-1]).is_file()
    assert request.name


def test_a_script_runs_with_its_interpreter_in_its_folder(tmp_path: Path) -> None:
    script = tmp_path / "clean up.sh"
    script.write_text("echo hello\n")
    request = from_path(script)
    assert request.command == ("bash" if shutil.which("bash") else "sh", str(script))
    assert request.working_directory == str(tmp_path)


def test_a_missing_interpreter_is_named_for_the_form_to_complain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    script = tmp_path / "fit.R"
    script.touch()
    assert from_path(script).command == ("Rscript", str(script))


def test_a_folder_becomes_the_working_folder(tmp_path: Path) -> None:
    request = from_path(tmp_path)
    assert (request.command, request.working_directory) == ((), str(tmp_path))


def test_any_other_file_is_run_itself(tmp_path: Path) -> None:
    program = tmp_path / "tool"
    program.touch()
    assert from_path(program).command == (str(program),)
