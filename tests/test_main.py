import subprocess
import sys

import pytest

from stepflow_desktop import __main__, __version__, cli, supervisor
from stepflow_desktop.gui.preview.readers import serve


@pytest.mark.parametrize("verb", ["supervise", "zygote"])
def test_the_supervisor_comes_before_everything_else(monkeypatch, verb):
    given = []
    monkeypatch.setattr(supervisor, "main", lambda arguments: given.append(arguments) or 7)
    monkeypatch.setattr(cli, "main", lambda arguments: pytest.fail("the command line was read"))
    assert __main__.main([verb, "/folder"]) == 7
    assert given == [[verb, "/folder"]]


def test_a_preview_reader_comes_before_the_command_line(monkeypatch):
    monkeypatch.setattr(serve, "main", lambda: 5)
    monkeypatch.setattr(cli, "main", lambda arguments: pytest.fail("the command line was read"))
    assert __main__.main(["preview"]) == 5


def test_anything_else_is_a_command_line(monkeypatch):
    given = []
    monkeypatch.setattr(cli, "main", lambda arguments: given.append(arguments) or 3)
    monkeypatch.setattr(sys, "argv", ["stepflow", "list", "--json"])
    assert __main__.main() == 3
    assert __main__.main([]) == 3
    assert given == [["list", "--json"], []]


def test_a_supervisor_is_started_without_the_rest_of_the_program():
    code = (
        "import sys; from stepflow_desktop.__main__ import main; "
        "import stepflow_desktop.supervisor;"
        "print([m for m in ('argparse', 'asyncio', 'sqlite3', 'PySide6', 'aiohttp') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_the_module_runs():
    shown = subprocess.run([sys.executable, "-m", "stepflow_desktop", "--version"], capture_output=True, text=True)
    assert (shown.returncode, shown.stdout.strip()) == (0, f"StepFlow Desktop {__version__}")
