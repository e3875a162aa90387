"""A run with a terminal: what programs see, and that it is as durable as the pipe."""

import os

import pytest

from tests.supervisor.runs import python
from tests.waiting import wait_until


def test_programs_see_a_terminal(new_run):
    run = new_run(
        "test -t 0 && test -t 1 && test -t 2 && echo all three; stty size; echo $TERM; echo here > /dev/tty",
        terminal=True,
    )
    assert run.finish()["code"] == 0
    assert run.log == b"all three\n40 120\nxterm-256color\nhere\n"


def test_colours_are_kept(new_run, tmp_path):
    (tmp_path / "folder").mkdir()
    run = new_run("ls --color=auto", terminal=True)
    run.finish()
    assert b"\x1b[" in run.log
    plain = new_run("ls --color=auto")
    plain.finish()
    assert b"\x1b[" not in plain.log


@pytest.mark.parametrize("patch", ["", "del os.splice"], ids=["splice", "read and write"])
def test_much_output_is_kept_to_the_byte(new_run, patch):
    run = new_run("seq 200000; printf 'no newline\\ta\\r\\nb'", terminal=True)
    run.finish(patch)
    assert run.log == b"".join(b"%d\n" % n for n in range(1, 200001)) + b"no newline\ta\r\nb"


def test_the_last_words_are_never_lost(new_run):
    for n in range(8):
        run = new_run(f"echo {n}; exit {n}", terminal=True)
        assert run.finish()["code"] == n
        assert run.log == b"%d\n" % n


def test_the_command_survives_the_worker(new_run):
    code = (
        "import os, time\n"
        "for n in range(20000):\n"
        "    os.write(1, b'line %d\\n' % n)\n"
        "    if n % 50 == 0: time.sleep(0.002)\n"
        "raise SystemExit(6)"
    )
    run = new_run(python(code), terminal=True)
    run.supervise()
    run.wait_for_log(b"line 100\n")
    run.kill_worker()
    end = run.wait_for_end()
    assert (end["code"], end["adopted"]) == (6, True)
    assert run.log == b"".join(b"line %d\n" % n for n in range(20000))


def test_stopping_ends_everybody_at_the_terminal(new_run):
    run = new_run("trap '' TERM HUP; sleep 100 & echo up; while :; do sleep 0.05; done", terminal=True, grace_s=0.2)
    run.supervise()
    run.wait_for_log(b"up")
    run.cancel()
    assert run.wait_for_end()["reason"] == "cancelled"
    assert run.carriers() == []


def test_without_both_supervisors_the_terminal_is_gone_and_the_end_is_told(new_run):
    run = new_run("echo up; exec sleep 100", terminal=True)
    run.supervise()
    run.wait_for_log(b"up")
    pid = run.pid()
    run.kill_supervisors()
    end = run.finish()
    assert (end["code"], end["reason"]) == (None, "lost")
    assert run.log == b"up\n"
    wait_until(lambda: not os.path.exists(f"/proc/{pid}"))
