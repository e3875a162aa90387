"""A log that grows too large stops its run, at once and without a flood; so does a folder that somebody removed."""

import json
import os
import shutil
import signal
import subprocess

import pytest

from tests.supervisor.runs import alive, python
from tests.waiting import wait_until

LIMIT = {"bytes": 2_000_000, "message": "by a test"}
MOST_BEYOND = 3 << 20  # a pipe that is full, and what a command writes while it takes its leave
PRINTER = "import os, time\nwhile True: os.write(1, b'x' * 1000 + b'\\n'); time.sleep(0.01)"


@pytest.mark.parametrize("terminal", [False, True])
def test_a_flood_is_stopped_at_once(new_run, terminal):
    run = new_run(["yes"], log_limit=LIMIT, terminal=terminal)
    end = run.finish()
    assert (end["reason"], end["message"], end["code"]) == ("log_limit", "by a test", -15)
    assert LIMIT["bytes"] < end["log_size"] == len(run.log) < LIMIT["bytes"] + MOST_BEYOND


def test_who_ignores_the_stop_may_write_little_until_it_is_killed(new_run):
    run = new_run("trap '' TERM; yes", log_limit=LIMIT, grace_s=1)
    end = run.finish()
    assert (end["reason"], end["log_size"]) == ("log_limit", len(run.log))
    assert len(run.log) < LIMIT["bytes"] + MOST_BEYOND


def test_what_was_written_up_to_the_stop_is_all_there(new_run):
    run = new_run(
        python(
            "import os, signal, sys\n"
            "def leave(*_):\n"
            "    os.write(1, b'bye\\n'); sys.exit(3)\n"
            "signal.signal(signal.SIGTERM, leave)\n"
            "for n in range(9): os.write(1, b'%d\\n' % n)\n"
            "signal.pause()"
        ),
        log_limit={"bytes": 17, "message": None},
    )
    end = run.finish()
    assert (end["reason"], end["code"]) == ("log_limit", 3)
    assert run.log == b"0\n1\n2\n3\n4\n5\n6\n7\n8\nbye\n"


def test_a_log_of_exactly_the_limit_is_within_it(new_run):
    run = new_run("printf 0123456789", log_limit={"bytes": 10})
    assert run.finish()["reason"] == "exited"


@pytest.mark.parametrize("limit", [None, {}, {"bytes": 0}, {"bytes": -1}, {"bytes": "many"}, 7])
def test_what_is_no_limit_stops_nothing(new_run, limit):
    assert new_run("echo a line", log_limit=limit).finish()["reason"] == "exited"


def told(run, limit):
    temporary = run.path / ".limit"
    temporary.write_text(json.dumps(limit))
    temporary.rename(run.path / "limit.json")
    control = os.open(run.path / "control.fifo", os.O_WRONLY | os.O_NONBLOCK)
    os.write(control, b"!")
    os.close(control)


def test_a_lower_limit_reaches_a_run_that_is_quiet_by_now(new_run):
    run = new_run("seq 1000; sleep 600", log_limit=LIMIT)
    run.supervise()
    run.wait_for_log(b"\n1000\n")
    told(run, {"bytes": 100, "message": "lower"})
    assert run.wait_for_end()["message"] == "lower"


def test_a_higher_limit_saves_a_run(new_run, tmp_path):
    run = new_run(f"echo up; while [ ! -e {tmp_path}/go ]; do sleep 0.05; done; seq 1000", log_limit={"bytes": 1000})
    run.supervise()
    run.wait_for_log(b"up")
    told(run, {})
    wait_until(lambda: run.json("limit") == {})
    (tmp_path / "go").touch()
    assert run.wait_for_end()["reason"] == "exited"


def test_the_stop_survives_the_worker(new_run):
    run = new_run("trap '' TERM; seq 100000; while :; do sleep 0.05; done", log_limit={"bytes": 1000}, grace_s=2)
    run.supervise()
    wait_until(lambda: len(run.log) > 1000)
    run.kill_worker()
    assert run.wait_for_end()["reason"] == "log_limit"


def test_a_flood_from_the_background_is_stopped_too(new_run):
    run = new_run("yes & exit 0", log_limit=LIMIT)
    run.supervise()
    assert wait_until(lambda: run.json("exit"))["reason"] in ("exited", "log_limit")
    wait_until(lambda: not run.locked, "the supervisor leaves")
    assert not run.carriers()
    assert len(run.log) < LIMIT["bytes"] + MOST_BEYOND


def remove(run):
    shutil.rmtree(run.path)


def remove_what_is_in_it(run):
    subprocess.run(f"rm -rf {run.path}/*", shell=True, check=True)


@pytest.mark.parametrize("by", [remove, remove_what_is_in_it])
@pytest.mark.parametrize("terminal", [False, True])
def test_a_command_whose_folder_is_removed_is_stopped(new_run, by, terminal):
    run = new_run("trap '' TERM; sleep 600 & echo up; while :; do sleep 0.05; done", grace_s=0.3, terminal=terminal)
    run.supervise()
    run.wait_for_log(b"up")
    pid, supervisors = run.pid(), run.supervisors()
    by(run)
    wait_until(lambda: not any(alive(each) for each in (pid, *supervisors)), "everybody has gone")
    assert not run.carriers()


def test_a_removed_folder_ends_what_goes_on_in_the_background(new_run):
    run = new_run("sleep 600 & echo up")
    run.supervise()
    wait_until(lambda: run.json("exit"))
    supervisors = run.supervisors()
    assert run.carriers()
    shutil.rmtree(run.path)
    wait_until(lambda: not any(map(alive, supervisors)), "everybody has gone")
    assert not run.carriers()


def test_a_file_that_is_removed_while_the_folder_stays_stops_nothing(new_run, tmp_path):
    run = new_run(f"echo up; while [ ! -e {tmp_path}/go ]; do sleep 0.05; done; exit 4")
    run.supervise()
    run.wait_for_log(b"up")
    (run.path / "output.log").unlink()
    (run.path / "control.fifo").unlink()
    (tmp_path / "go").touch()
    end = run.wait_for_end()
    assert (end["code"], end["reason"], end["log_size"]) == (4, "exited", 3)


@pytest.mark.parametrize("by", [remove, remove_what_is_in_it])
def test_whoever_takes_over_an_abandoned_run_stops_it_and_starts_nothing(new_run, by, tmp_path):
    command = f"echo started >> {tmp_path}/starts; trap '' TERM; echo up; while :; do sleep 0.05; done"
    run = new_run(command, grace_s=0.3)
    run.supervise()
    run.wait_for_log(b"up")
    pid, worker, keeper = run.pid(), run.worker(), run.keeper()
    os.kill(worker, signal.SIGSTOP)
    by(run)
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: not alive(pid) and not alive(keeper), "everybody has gone")
    assert not run.carriers()
    assert (tmp_path / "starts").read_text() == "started\n"
