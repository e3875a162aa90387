"""The launcher for this computer: one waiting process, replaced when it dies, and runs that outlive it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from stepflow_desktop.core import launcher as launcher_module
from stepflow_desktop.core.launcher import LocalLauncher, supervisor_command
from stepflow_desktop.core.run_dir import RunDir, read_json
from tests.supervisor.runs import Run, alive, wait_until


def run_dir(made: Run) -> RunDir:
    return RunDir(made.path)


@pytest.fixture
def made(tmp_path):
    runs = []

    def make(command, **spec):
        runs.append(Run(tmp_path, command, **spec))
        return runs[-1]

    yield make
    for run in runs:
        run.clean_up()


@pytest.fixture
async def launcher():
    launcher = LocalLauncher()
    yield launcher
    await launcher.close()


async def test_runs_are_started_by_one_waiting_process(made, launcher):
    launcher.warm_up()
    waiting = launcher._nursery.pid
    runs = [made(f"echo {n}; exit {n}") for n in range(3)]
    for run in runs:
        launcher.start(run_dir(run))
    assert [run.wait_for_end()["code"] for run in runs] == [0, 1, 2]
    assert [run.log for run in runs] == [b"0\n", b"1\n", b"2\n"]
    assert launcher._nursery.pid == waiting


async def test_a_computer_that_starts_nothing_now_may_do_so_later(made, launcher, monkeypatch):
    def busy(*_args, **_options):
        raise OSError(11, "Resource temporarily unavailable")

    with monkeypatch.context() as patch:
        patch.setattr(launcher_module.subprocess, "Popen", busy)
        launcher.warm_up()
    run = made("exit 6")
    launcher.start(run_dir(run))
    assert run.wait_for_end()["code"] == 6


async def test_a_waiting_process_that_died_is_replaced(made, launcher):
    launcher.warm_up()
    os.kill(launcher._nursery.pid, signal.SIGKILL)
    wait_until(lambda: not alive(launcher._nursery.pid))
    run = made("exit 5")
    launcher.start(run_dir(run))
    assert run.wait_for_end()["code"] == 5


async def test_a_waiting_process_that_dies_while_it_is_told_is_replaced(made, launcher, monkeypatch):
    """It is dead, but looking at it does not show that yet: only the broken pipe does."""
    launcher.warm_up()
    nursery = launcher._nursery
    os.kill(nursery.pid, signal.SIGKILL)
    wait_until(lambda: not alive(nursery.pid))
    monkeypatch.setattr(nursery, "poll", lambda: None)
    run = made("exit 6")
    launcher.start(run_dir(run))
    assert run.wait_for_end()["code"] == 6
    assert launcher._nursery is not nursery


async def test_a_supervisor_that_cannot_be_started_is_an_error(made, tmp_path):
    with pytest.raises(FileNotFoundError):
        LocalLauncher((str(tmp_path / "nothing"),)).start(run_dir(made("true")))
    ends_at_once = LocalLauncher((sys.executable, "-c", "import os; os.close(0)"))
    ends_at_once.warm_up()
    await ends_at_once.close()


async def test_closing_ends_the_waiting_process_and_leaves_runs_alone(made, tmp_path):
    launcher = LocalLauncher()
    run = made(f"while [ ! -e {tmp_path}/go ]; do sleep 0.02; done; exit 7")
    launcher.start(run_dir(run))
    pid = run.pid()
    waiting = launcher._nursery.pid
    await launcher.close()
    await launcher.close()
    assert not alive(waiting)
    assert alive(pid)
    (tmp_path / "go").touch()
    assert run.wait_for_end()["code"] == 7


async def test_a_cancelled_run_ends_with_its_reason(made, launcher):
    run = made("sleep 60")
    launcher.start(run_dir(run))
    run.pid()
    launcher.cancel(run_dir(run), "step_error", message="no good", force=True, at_us=1)
    assert read_json(run.path / "cancel.json") == {
        "reason": "step_error",
        "message": "no good",
        "force": True,
        "at_us": 1,
    }
    end = run.wait_for_end()
    assert (end["reason"], end["message"], end["signal"]) == ("step_error", "no good", signal.SIGKILL)


def test_a_bundle_brings_its_own_supervisor(monkeypatch):
    assert supervisor_command()[:3] == (sys.executable, "-I", "-S")
    assert Path(supervisor_command()[-1]) == launcher_module.SUPERVISOR
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for program in ("stepflow", "stepflow-desktop"):
        monkeypatch.setattr(sys, "executable", f"/opt/stepflow/{program}")
        assert supervisor_command() == ("/opt/stepflow/stepflow",)


async def test_a_waiting_process_that_was_stopped_does_not_keep_the_program_from_its_end(launcher, monkeypatch):
    monkeypatch.setattr(launcher_module, "PATIENCE_S", 0.05)
    launcher.warm_up()
    waiting = launcher._nursery.pid
    os.kill(waiting, signal.SIGSTOP)
    async with asyncio.timeout(5):
        await launcher.close()
    assert not alive(waiting)


async def test_a_waiting_process_that_hangs_is_replaced_when_it_is_told_again(made, launcher):
    launcher.warm_up()
    hanging = launcher._nursery.pid
    os.kill(hanging, signal.SIGSTOP)
    run = made("exit 8")
    launcher.start(run_dir(run))
    assert launcher._nursery.pid == hanging
    launcher.start(run_dir(run))
    assert run.wait_for_end()["code"] == 8
    assert not alive(hanging)


async def test_looking_after_a_run_again_is_no_sign_of_a_hanging_process(made, launcher):
    run = made("exit 0")
    launcher.start(run_dir(run))
    run.wait_for_end()
    waiting = launcher._nursery.pid
    launcher.start(run_dir(run))
    assert launcher._nursery.pid == waiting
