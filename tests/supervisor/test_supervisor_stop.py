"""Stop means everybody the command started, and nobody else."""

import os
import signal
import subprocess
import sys

import pytest

from stepflow_desktop import supervisor
from tests.supervisor.runs import alive, python
from tests.waiting import wait_until

FOR_EVER = "echo up; while :; do sleep 0.05; done"
STUBBORN = f"trap '' TERM; {FOR_EVER}"


def test_a_command_may_take_its_leave(new_run):
    run = new_run("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.05; done")
    run.supervise()
    run.wait_for_log(b"up")
    run.cancel()
    end = run.wait_for_end()
    assert (end["code"], end["signal"], end["reason"], end["message"]) == (3, None, "cancelled", "by a test")
    assert run.log.endswith(b"bye\n")
    assert end["log_size"] == len(run.log)


@pytest.mark.parametrize("reason", ["cancelled", "step_error", "step_timeout", "deleted"])
def test_the_reason_of_the_order_is_the_reason_of_the_end(new_run, reason):
    run = new_run("echo up; exec sleep 100")
    run.supervise()
    run.wait_for_log(b"up")
    run.cancel(reason)
    end = run.wait_for_end()
    assert (end["code"], end["signal"], end["reason"]) == (-15, 15, reason)


def test_an_order_without_a_poke_is_found_within_a_moment(new_run):
    run = new_run("echo up; exec sleep 100")
    run.supervise()
    run.wait_for_log(b"up")
    run.cancel(poke=False)
    assert run.wait_for_end()["reason"] == "cancelled"


def test_who_ignores_term_is_killed_after_the_time_of_grace(new_run):
    run = new_run(STUBBORN, grace_s=0.4)
    run.supervise()
    run.wait_for_log(b"up")
    ordered = supervisor.boot_us()
    run.cancel()
    end = run.wait_for_end()
    assert (end["code"], end["reason"]) == (-9, "cancelled")
    assert end["ended_boot_us"] - ordered >= 400_000


def test_force_does_not_wait(new_run):
    run = new_run(STUBBORN, grace_s=600)
    run.supervise()
    run.wait_for_log(b"up")
    run.cancel(force=True)
    assert run.wait_for_end()["code"] == -9


def test_a_later_order_can_hurry_the_first(new_run):
    run = new_run(f"trap 'echo asked' TERM; {FOR_EVER}", grace_s=600)
    run.supervise()
    run.wait_for_log(b"up")
    run.cancel("step_error")
    run.wait_for_log(b"asked")
    run.cancel("cancelled", force=True)
    end = run.wait_for_end()
    assert (end["code"], end["reason"]) == (-9, "step_error")


def test_a_command_that_is_halted_is_woken_to_take_its_leave(new_run):
    run = new_run("trap 'echo bye; exit 0' TERM; echo up; kill -STOP $$; sleep 100", grace_s=600)
    run.supervise()
    run.wait_for_log(b"up")
    wait_until(lambda: supervisor.look_at(run.pid()).state == "T")
    run.cancel()
    assert run.wait_for_end()["code"] == 0
    assert run.log == b"up\nbye\n"


FAMILY = (
    "import os, signal, subprocess, sys, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "def report(name):\n"
    "    os.write(1, b'%s %d\\n' % (name, os.getpid()))\n"
    "    while True: time.sleep(100)\n"
    "if os.fork() == 0: report(b'child')\n"
    "if os.fork() == 0: os.setsid(); report(b'session')\n"
    "if os.fork() == 0:\n"
    "    os.setsid()\n"
    "    if os.fork() == 0: report(b'daemon')\n"
    "    os._exit(0)\n"
    "if os.fork() == 0:\n"
    "    os.setsid()\n"
    "    os.execve('/bin/sh', ['sh', '-c', 'trap \"\" TERM; echo naked $$; while :; do sleep 0.1; done'], {})\n"
    "report(b'main')\n"
)


def family_of(run):
    wait_until(lambda: run.log.count(b"\n") == 5, "five processes")
    return {name.decode(): int(pid) for name, pid in (line.split() for line in run.log.splitlines())}


@pytest.mark.parametrize("when", ["while it runs", "after its end"])
def test_nobody_is_left(new_run, when):
    """TERM is ignored; one left the group, one is a daemon's orphan, one has another environment."""
    run = new_run(python(FAMILY), grace_s=0.2)
    run.supervise()
    family = family_of(run)
    if when == "after its end":
        os.kill(family["main"], signal.SIGKILL)
        wait_until(lambda: run.json("exit"))
    run.cancel()
    end = run.wait_for_end()
    assert end["reason"] == ("cancelled" if when == "while it runs" else "exited")
    assert end["code"] == -9
    assert [name for name, pid in family.items() if alive(pid)] == []


def test_nobody_is_left_after_an_adoption(new_run):
    """Orphans went to init meanwhile: only their environment still tells whose they are."""
    run = new_run(python(FAMILY.replace("{})", "os.environ)")), grace_s=0.2)
    run.supervise()
    family = family_of(run)
    run.kill_supervisors()
    run.supervise()
    wait_until(lambda: run.locked)
    run.cancel(poke=False)
    assert run.wait_for_end()["reason"] == "cancelled"
    assert [name for name, pid in family.items() if alive(pid)] == []


def test_others_are_left_alone(new_run):
    """Another run, a process of nobody's, and one that only mentions the id."""
    run, other = new_run("echo up; exec sleep 100"), new_run("echo up; exec sleep 100")
    for one in (run, other):
        one.supervise()
        one.wait_for_log(b"up")
    environment = {**os.environ, "NOTE": f"STEPFLOW_EXECUTION_ID={run.id}", "STEPFLOW_EXECUTION_ID": run.id + "0"}
    bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, env=environment)
    assert bystander.stdin is not None
    run.cancel(force=True)
    run.wait_for_end()
    assert bystander.poll() is None
    assert alive(other.pid())
    assert other.json("exit") is None
    bystander.communicate(b"\n")
    assert bystander.returncode == 0


def test_a_signal_goes_to_the_very_process_that_was_seen():
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    seen = supervisor.look_at(process.pid)
    assert seen is not None
    supervisor.send(seen._replace(start_time="1"), signal.SIGKILL)
    process.communicate(b"\n")
    assert process.returncode == 0
    supervisor.send(seen, signal.SIGKILL)  # gone: nothing happens


def test_the_group_is_left_alone_when_nobody_of_ours_is_in_it():
    bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True)
    seen = supervisor.look_at(bystander.pid)
    assert seen is not None
    crew = supervisor.Crew("nobody")
    crew.main = seen
    crew.signal({}, signal.SIGKILL)
    bystander.communicate(b"\n")
    assert bystander.returncode == 0


def test_the_time_limit_ends_a_run(new_run):
    run = new_run("echo up; exec sleep 100", timeout_s=0.5)
    end = run.finish()
    assert (end["code"], end["reason"], end["message"]) == (-15, "timeout", "Stopped after its time limit of 0.5 s.")
    assert 0.5 <= end["duration_s"] < 20


def test_a_run_within_its_time_limit_is_not_disturbed(new_run):
    assert new_run("echo fine", timeout_s=30).finish()["reason"] == "exited"


def test_deleting_ends_what_goes_on_in_the_background(new_run):
    run = new_run("(trap '' TERM; echo still; while :; do sleep 0.05; done) & echo done")
    run.supervise()
    end = wait_until(lambda: run.json("exit"))
    run.wait_for_log(b"still")
    assert run.carriers()
    run.cancel("deleted", force=True)
    wait_until(lambda: not run.locked)
    assert run.carriers() == []
    assert run.json("exit") == end


def test_a_folder_that_goes_away_ends_the_supervision(new_run, tmp_path):
    run = new_run("echo up; exec sleep 100")
    process = run.supervise()
    run.wait_for_log(b"up")
    run.cancel("deleted", force=True)
    moved = tmp_path / "trash"
    run.path.rename(moved)
    assert process.wait(20) == 0
    run.path = moved
    assert run.json("exit")["reason"] == "deleted"
