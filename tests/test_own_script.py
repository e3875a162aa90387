"""``run-script`` stands in for Python where there is none, for the scripts that come with the program."""

import subprocess
import sys

import pytest

from stepflow_desktop import own_script
from stepflow_desktop.settings import resources_dir


def run(*words):
    return subprocess.run(
        [sys.executable, "-m", "stepflow_desktop", "run-script", *words], capture_output=True, text=True, timeout=60
    )


def test_a_demo_runs_and_gives_its_exit_code():
    done = run(str(resources_dir() / "demo" / "failing.py"), "--speed", "1000")
    assert "STEP_START:Migrate tables" in done.stdout
    assert "MigrationFailed" in done.stdout + done.stderr
    assert done.returncode == 1
    wrong = run(str(resources_dir() / "demo" / "pipeline.py"), "--speed", "0")
    assert wrong.returncode == 2


@pytest.mark.parametrize("words", [[], ["/nowhere/x.py"], ["{demo}/../../packaging/icons.py"], ["{demo}"]])
def test_no_other_script_is_run(words, capsys):
    assert own_script.main([word.format(demo=resources_dir() / "demo") for word in words]) == 2
    assert "scripts of the program only" in capsys.readouterr().err
