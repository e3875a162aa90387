"""Only well-known programs on the path are asked for their version, once for each file."""

from __future__ import annotations

from pathlib import Path

import pytest

from stepflow_desktop.gui import program_versions
from stepflow_desktop.gui.program_versions import Versions


def _program(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\necho x >> {folder}/asked\n{text}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("name", "text", "version"),
    [
        ("python3.12", "echo Python 3.12.9", "3.12.9"),
        ("node", "echo v20.1.0", "20.1.0"),
        ("perl", "echo 'This is perl 5, version 36 (v5.36.0)' >&2", "5.36.0"),
        ("ruby", "exit 1", ""),
        ("make", "echo GNU Make", ""),
        ("mytool", "echo 1.2", ""),
    ],
)
def test_the_version_is_the_first_number_it_tells(tmp_path: Path, name: str, text: str, version: str) -> None:
    assert Versions().of(_program(tmp_path, name, text), "/usr/bin:/bin", tmp_path) == version


def test_each_file_is_asked_once_until_it_changes(tmp_path: Path) -> None:
    versions, program = Versions(), _program(tmp_path, "python", "echo Python 3.11.2")
    for _ in range(3):
        assert versions.of(program, "/usr/bin:/bin", tmp_path) == "3.11.2"
    assert (tmp_path / "asked").read_text() == "x\n"


def test_a_program_that_is_not_known_is_never_started(tmp_path: Path) -> None:
    program = _program(tmp_path, "deploy", "echo 1.0")
    assert Versions().of(program, "/usr/bin:/bin", tmp_path) == ""
    assert not (tmp_path / "asked").exists()
    assert Versions().of("python", "/usr/bin:/bin", tmp_path) == ""


def test_one_that_does_not_answer_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_versions, "PATIENCE_S", 0.1)
    assert Versions().of(_program(tmp_path, "python", "exec sleep 30"), "/usr/bin:/bin", tmp_path) == ""
