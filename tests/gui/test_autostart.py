"""Starting at login is a desktop entry in the right folder, and nothing where there is no such folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from stepflow_desktop.gui.autostart import Autostart, autostart_here, entry


def test_it_is_on_while_the_file_is_there(tmp_path: Path) -> None:
    autostart = Autostart(tmp_path / "new" / "autostart", ["/opt/StepFlow/stepflow"])
    assert autostart.is_possible and not autostart.is_on
    assert autostart.set_on(True) == ""
    [file] = (tmp_path / "new" / "autostart").iterdir()
    assert "Exec=/opt/StepFlow/stepflow\n" in file.read_text()
    assert autostart.is_on
    assert autostart.set_on(False) == "" and autostart.set_on(False) == ""
    assert not autostart.is_on


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    autostart = Autostart(tmp_path / "file" / "autostart", ["stepflow"])
    assert str(tmp_path) in autostart.set_on(True)
    assert not autostart.is_on


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["python", "-m", "stepflow_desktop"], "Exec=python -m stepflow_desktop"),
        (["/home/a b/py"], 'Exec="/home/a b/py"'),
        (["/x%y"], "Exec=/x%%y"),
        (["/a$b"], 'Exec="/a\\\\$b"'),
    ],
)
def test_the_command_is_written_as_the_desktop_reads_it(words: list[str], line: str) -> None:
    assert line in entry(words).splitlines()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the freedesktop way")
def test_the_folder_is_that_of_the_desktop(tmp_path: Path) -> None:
    autostart = autostart_here({"XDG_CONFIG_HOME": str(tmp_path)})
    assert autostart.set_on(True) == ""
    assert (tmp_path / "autostart" / "io.github.stepflow_desktop.StepFlow.desktop").is_file()


def test_elsewhere_there_is_none() -> None:
    autostart = Autostart(None, ())
    assert not autostart.is_possible and not autostart.is_on
    assert autostart.set_on(True) == ""
