"""The program that holds the database is named, where the system tells."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from stepflow_desktop.core.database_holder import holder_of


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_another_process_that_has_it_open_is_named(tmp_path: Path) -> None:
    database = tmp_path / "stepflow.db"
    database.touch()
    with database.open("rb") as file:
        held = subprocess.Popen(["sleep", "60"], stdin=file)
    try:
        assert holder_of(database) == f"sleep (PID {held.pid})"
    finally:
        held.kill()
        held.wait()
    assert holder_of(database) == ""


def test_our_own_process_is_not_named(tmp_path: Path) -> None:
    database = tmp_path / "stepflow.db"
    with database.open("wb"):
        assert holder_of(database) == ""


def test_a_system_without_such_a_list_names_nobody(tmp_path: Path) -> None:
    assert holder_of(tmp_path / "stepflow.db", tmp_path / "no proc") == ""
