"""The process that waits and forks a supervisor for every folder it is told."""

import os
import signal
import subprocess

import pytest

from stepflow_desktop import supervisor
from tests.supervisor.runs import COMMAND, alive
from tests.waiting import wait_until


@pytest.fixture
def zygote():
    process = subprocess.Popen([*COMMAND, "zygote"], stdin=subprocess.PIPE)
    yield process
    process.stdin.close()
    assert process.wait(20) == 0


def tell(zygote, line):
    zygote.stdin.write(line)
    zygote.stdin.flush()


def test_fifty_runs(zygote, new_run):
    runs = [new_run(f"echo {n}; exit {n}") for n in range(50)]
    tell(zygote, b"".join(os.fsencode(run.path) + b"\0" for run in runs))
    ends = [run.wait_for_end() for run in runs]
    assert [end["code"] for end in ends] == list(range(50))
    assert [run.log for run in runs] == [b"%d\n" % n for n in range(50)]
    assert zygote.poll() is None
    wait_until(lambda: not supervisor.children_of(zygote.pid))


def test_a_supervisor_outlives_the_zygote(zygote, new_run, tmp_path):
    os.mkfifo(tmp_path / "gate")
    run = new_run("echo up; read line < gate")
    tell(zygote, os.fsencode(run.path) + b"\0")
    run.wait_for_log(b"up")
    keeper, worker = run.keeper(), run.worker()
    assert os.getsid(keeper) == keeper != os.getsid(zygote.pid)
    for pid in (keeper, worker):
        assert {os.readlink(f"/proc/{pid}/fd/{standard}") for standard in (0, 1, 2)} == {"/dev/null"}
    os.kill(zygote.pid, signal.SIGINT)
    zygote.stdin.close()
    assert zygote.wait(20) == 0
    assert alive(keeper)
    assert alive(worker)
    (tmp_path / "gate").write_text("\n")
    assert run.wait_for_end()["code"] == 0


def test_a_name_may_hold_line_breaks(zygote, new_run, tmp_path):
    base = tmp_path / "two\nlines"
    base.mkdir()
    run = new_run("exit 5", base=base)
    tell(zygote, os.fsencode(run.path) + b"\0")
    assert run.wait_for_end()["code"] == 5


def test_bad_names_change_nothing(zygote, new_run, tmp_path):
    run = new_run("echo fine")
    (tmp_path / "empty").mkdir()
    for line in (b"/no/such/folder", b"", b"\xff\xfe", b"x" * 200_000, b"a\nb", os.fsencode(tmp_path / "empty")):
        tell(zygote, line + b"\0")
    tell(zygote, os.fsencode(run.path) + b"\0")
    assert run.wait_for_end()["code"] == 0
    wait_until((tmp_path / "empty" / "exit.json").exists)


def test_half_a_name_at_the_end_is_not_a_folder(new_run):
    run = new_run("true")
    subprocess.run([*COMMAND, "zygote"], input=os.fsencode(run.path), check=True, timeout=20)
    assert not (run.path / "lock").exists()
