"""Supervisors are killed; the log stays exact and the end is told as truly as it can be known."""

import os
import signal

import pytest

from stepflow_desktop import supervisor
from tests.supervisor.runs import alive, python
from tests.waiting import wait_until

COUNT = 40_000
WRITER = python(
    "import os, time\n"
    f"for n in range({COUNT}):\n"
    "    os.write(1, b'line %d %s\\n' % (n, b'.' * 60))\n"
    "    if n % 100 == 0: time.sleep(0.002)\n"
    "raise SystemExit(7)"
)
EXPECTED = b"".join(b"line %d %s\n" % (n, b"." * 60) for n in range(COUNT))


def test_the_keeper_takes_over_and_knows_the_exit_code(new_run):
    run = new_run(WRITER)
    run.supervise()
    run.wait_for_log(b"line 100 ")
    run.kill_worker()
    end = run.wait_for_end()
    assert (end["code"], end["reason"], end["adopted"]) == (7, "exited", True)
    assert end["rusage"]["max_rss_bytes"] > 1_000_000
    assert run.log == EXPECTED


def test_without_its_keeper_a_worker_goes_on(new_run):
    run = new_run(WRITER)
    run.supervise()
    run.wait_for_log(b"line 100 ")
    os.kill(run.keeper(), signal.SIGKILL)
    end = run.wait_for_end()
    assert (end["code"], end["reason"], end["adopted"]) == (7, "exited", False)
    assert run.log == EXPECTED


def test_after_both_the_next_supervisor_adopts(new_run):
    run = new_run(WRITER)
    run.supervise()
    run.wait_for_log(b"line 100 ")
    run.kill_supervisors()
    size = len(run.log)
    run.supervise()
    wait_until(lambda: len(run.log) > size, "more output")
    end = run.wait_for_end()
    assert (end["code"], end["signal"], end["reason"], end["adopted"]) == (None, None, "lost", True)
    assert end["message"] == "Exit code unknown, output complete."
    assert end["log_size"] == len(EXPECTED)
    assert run.log == EXPECTED


def kill_often(run, kills):
    """Kill one supervisor after the other, starting a new one whenever none is left; returns how many died."""
    holder, died = run.hold_pipe(), 0
    while run.json("exit") is None and died < kills:
        victims = run.supervisors()
        size = len(run.log)
        child = run.json("child")
        victims = [pid for pid in victims if not child or pid != child["pid"]]
        if not victims:
            run.supervise()
            continue
        os.kill(victims[died % len(victims)], signal.SIGKILL)
        died += 1
        wait_until(lambda seen=size: len(run.log) > seen or not run.locked or run.json("exit"), "a sign of life")
    if run.json("exit") is None:
        run.supervise()
    wait_until(lambda: run.json("exit"))
    os.close(holder)
    return died


def test_many_deaths_lose_and_repeat_no_byte(new_run):
    run = new_run(WRITER)
    run.supervise()
    run.wait_for_log(b"line 100 ")
    assert kill_often(run, 12) >= 6
    end = run.wait_for_end()
    assert end["code"] in (7, None)
    assert run.log == EXPECTED
    assert [record[0] for record in run.index] == sorted({record[0] for record in run.index})
    assert run.index[-1][0] == len(EXPECTED)


def test_the_code_is_known_when_the_worker_dies_while_writing_it_down(new_run):
    run = new_run("echo out; exit 5")
    end = run.finish(
        "keeper = os.getpid()\n"
        "original = s.record_exit\n"
        "s.record_exit = lambda value: original(value) if os.getpid() == keeper else os.kill(os.getpid(), 9)"
    )
    assert (end["code"], end["reason"], end["adopted"], end["rusage"]) == (5, "exited", True, None)
    assert run.log == b"out\n"


def test_a_worker_that_fails_is_replaced_and_leaves_a_note(new_run):
    run = new_run("echo out; exit 5")
    end = run.finish(
        "keeper = os.getpid()\n"
        "original = s.Worker._conclude\n"
        "def failing(self):\n"
        "    if os.getpid() != keeper: raise RuntimeError('a defect')\n"
        "    original(self)\n"
        "s.Worker._conclude = failing"
    )
    assert end["code"] == 5
    note = run.path / "supervisor.log"
    assert "RuntimeError: a defect" in note.read_text()
    note.unlink()


def test_a_command_that_ended_unseen_is_lost_and_its_output_kept(new_run, tmp_path):
    os.mkfifo(tmp_path / "gate")
    run = new_run("echo before; read line < gate; echo after")
    run.supervise()
    run.wait_for_log(b"before")
    holder, pid = run.hold_pipe(), run.pid()
    run.kill_supervisors()
    (tmp_path / "gate").write_text("\n")
    wait_until(lambda: not alive(pid))
    end = run.finish()
    os.close(holder)
    assert (end["code"], end["reason"], end["message"]) == (None, "lost", "Ended unexpectedly.")
    assert run.log == b"before\nafter\n"
    assert end["log_size"] == len(run.log)
    assert run.json("child")["started_boot_us"] <= end["ended_boot_us"] <= supervisor.boot_us()


def test_another_start_of_the_computer_is_an_interruption(new_run):
    run = new_run("touch ran")
    run.path.joinpath("output.log").write_bytes(b"half a line")
    run.path.joinpath("output.idx").write_bytes(supervisor.INDEX_RECORD.pack(11, 3_000_000, 2_500_000))
    supervisor_child(run, boot_id="another", started_at_us=1_000_000, started_boot_us=500_000)
    end = run.finish()
    assert (end["code"], end["reason"]) == (None, "restart")
    assert end["message"] == "Interrupted by a restart of the computer, output kept."
    assert (end["ended_at_us"], end["ended_boot_us"], end["duration_s"]) == (3_000_000, 2_500_000, 2.0)
    assert run.log == b"half a line"
    assert not run.path.parent.joinpath("ran").exists()


def test_a_number_that_now_belongs_to_another_process_is_not_ours(new_run):
    run = new_run("touch ran")
    supervisor_child(run, pid=os.getpid(), start_time="1")
    end = run.finish()
    assert (end["reason"], end["message"]) == ("lost", "Ended unexpectedly.")


def supervisor_child(run, **told):
    child = {
        "pid": 2**22,
        "start_time": "1",
        "boot_id": supervisor.boot_id(),
        "started_at_us": supervisor.wall_us(),
        "started_boot_us": supervisor.boot_us(),
        **told,
    }
    run.path.joinpath("child.json").write_text(supervisor.json.dumps(child))


@pytest.mark.parametrize("both", [False, True], ids=["worker", "both"])
def test_an_order_survives_whoever_carried_it_out(new_run, tmp_path, both):
    """TERM is ignored; the supervisor dies in the time of grace; the next one goes through with it."""
    run = new_run("trap '' TERM; echo up; while :; do sleep 0.05; done", grace_s=0.5)
    run.supervise()
    run.wait_for_log(b"up")
    pid = run.pid()
    run.cancel()
    if both:
        run.kill_supervisors()
        run.supervise()
    else:
        run.kill_worker()
    end = run.wait_for_end()
    assert (end["reason"], end["message"], end["adopted"]) == ("cancelled", "by a test", True)
    assert end["code"] == (None if both else -9)
    assert not alive(pid)
    assert run.carriers() == []


def test_the_time_limit_counts_from_the_start_also_after_an_adoption(new_run):
    run = new_run("trap '' TERM; echo up; while :; do sleep 0.05; done", timeout_s=1.0, grace_s=0.1)
    run.supervise()
    run.wait_for_log(b"up")
    run.kill_supervisors()
    started = run.json("child")["started_boot_us"]
    wait_until(lambda: supervisor.boot_us() > started + 1_000_000)
    end = run.finish()
    assert end["reason"] == "timeout"
    assert run.carriers() == []


def test_background_output_is_taken_up_again_after_the_end(new_run, tmp_path):
    os.mkfifo(tmp_path / "gate")
    run = new_run("(read line < gate; echo late) & echo now")
    run.supervise()
    wait_until(lambda: run.json("exit"))
    wait_until(lambda: not alive(run.keeper()))
    os.kill(run.worker(), signal.SIGKILL)
    wait_until(lambda: not run.locked)
    run.supervise()
    wait_until(lambda: run.locked)
    (tmp_path / "gate").write_text("\n")
    wait_until(lambda: not run.locked)
    assert run.log == b"now\nlate\n"


@pytest.mark.long
@pytest.mark.timeout(900)
def test_kill_soak(new_run):
    """Fifteen runs, about a dozen deaths each, at whatever moment they come."""
    deaths = 0
    for _ in range(15):
        run = new_run(WRITER)
        run.supervise()
        run.wait_for_log(b"line 1 ")
        deaths += kill_often(run, 40)
        run.wait_for_end()
        assert run.log == EXPECTED
    assert deaths >= 100
