"""How the program starts itself again, from a checkout and from a bundle."""

import sys
from pathlib import Path

import pytest

from stepflow_desktop.core import own_programs

SCRIPT = Path("/opt/stepflow/demo.py")


@pytest.fixture
def bundle(monkeypatch):
    def frozen(program: str) -> None:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setattr(sys, "_MEIPASS", "/opt/stepflow/_internal", raising=False)
        monkeypatch.setattr(sys, "executable", program)

    return frozen


def test_a_checkout_starts_itself_with_its_python():
    assert own_programs.command("doctor") == (sys.executable, "-m", "stepflow_desktop", "doctor")
    assert own_programs.python_command(SCRIPT) == (sys.executable, "-u", str(SCRIPT))
    assert own_programs.has_window()


def test_a_bundle_starts_one_of_its_two_programs(bundle):
    bundle("/opt/stepflow/stepflow-desktop")
    assert own_programs.has_window()
    assert own_programs.command("zygote") == ("/opt/stepflow/stepflow", "zygote")
    bundle("/opt/stepflow/stepflow")
    assert not own_programs.has_window()
    assert own_programs.command("open", window=True) == ("/opt/stepflow/stepflow-desktop", "open")


def test_a_bundle_runs_its_own_scripts_without_any_python(bundle):
    bundle("/opt/stepflow/stepflow-desktop")
    assert own_programs.python_command(SCRIPT) == ("/opt/stepflow/stepflow", "run-script", str(SCRIPT))


def test_on_windows_programs_keep_their_suffix(bundle):
    bundle("/opt/stepflow/stepflow-desktop.exe")
    assert own_programs.command() == ("/opt/stepflow/stepflow.exe",)
    assert own_programs.has_window()


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({"LD_LIBRARY_PATH": "/opt/stepflow/_internal"}, {}),
        ({"LD_LIBRARY_PATH": "/opt/stepflow/_internal", "LD_LIBRARY_PATH_ORIG": "/a"}, {"LD_LIBRARY_PATH": "/a"}),
        ({"LD_LIBRARY_PATH": "/mine"}, {"LD_LIBRARY_PATH": "/mine"}),
        ({"QT_PLUGIN_PATH": "/x", "QML2_IMPORT_PATH": "/y", "QT_QPA_PLATFORM": "xcb"}, {"QT_QPA_PLATFORM": "xcb"}),
        ({"_PYI_ARCHIVE_FILE": "/x", "_MEIPASS2": "/x", "_PYI_": "", "PATH": "/bin"}, {"PATH": "/bin"}),
    ],
)
def test_what_the_bundle_needs_for_itself_is_kept_from_those_it_starts(bundle, given, left):
    bundle("/opt/stepflow/stepflow")
    own_programs.clean_environment(given)
    assert given == left


def test_outside_of_a_bundle_library_paths_stay(monkeypatch):
    monkeypatch.delattr(sys, "_MEIPASS", raising=False)
    environ = {"LD_LIBRARY_PATH": "/opt/cuda/lib"}
    own_programs.clean_environment(environ)
    assert environ == {"LD_LIBRARY_PATH": "/opt/cuda/lib"}
