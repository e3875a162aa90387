"""Pure parts, and the ways taken on systems with less than Linux has."""

import os
import shutil
import subprocess
import sys

import pytest

from stepflow_desktop import supervisor
from tests.supervisor.runs import alive, python
from tests.waiting import wait_until

with_ps = pytest.mark.skipif(not shutil.which("ps"), reason="systems without /proc have ps, this one lacks it (procps)")
PORTABLE = (
    "del os.splice, os.pidfd_open, os.waitid\ns.HAVE_PROC = s.HAVE_CHILDREN = False\ns.F_SETPIPE_SZ = s.PRCTL = None\n"
)


def spec(**changes):
    return supervisor.Spec(
        **{
            "id": "the-id",
            "arguments": ["true"],
            "cwd": "/somewhere",
            "environment": {},
            "terminal": False,
            "timeout_s": None,
            "grace_s": 1.0,
            "artifacts_dir": "/a",
            "summary_path": "/s",
            "umask": 0o022,
            **changes,
        }
    )


OURS = {
    "PWD": "/somewhere",
    "PYTHONUNBUFFERED": "1",
    "STEPFLOW": "1",
    "STEPFLOW_EXECUTION_ID": "the-id",
    "STEPFLOW_ARTIFACTS_DIR": "/a",
    "STEPFLOW_STEP_SUMMARY": "/s",
}


@pytest.mark.parametrize(
    ("base", "given", "bundle", "expected"),
    [
        ({}, {}, None, {}),
        ({"A": "1"}, {"A": "2", "B": "3"}, None, {"A": "2", "B": "3"}),
        ({"A": "1"}, {"A": None}, None, {}),
        ({"PYTHONUNBUFFERED": "0"}, {}, None, {"PYTHONUNBUFFERED": "0"}),
        ({}, {"PYTHONUNBUFFERED": ""}, None, {"PYTHONUNBUFFERED": ""}),
        ({"STEPFLOW_TOKEN": "t", "STEPFLOW_EXECUTION_ID": "outer"}, {"STEPFLOW_TOKEN": "u"}, None, {}),
        ({"_PYI_X": "1", "_MEIPASS2": "/b"}, {}, None, {}),
        ({"LIBPATH": "/m", "QT_PLUGIN_PATH": "/q"}, {}, None, {"LIBPATH": "/m", "QT_PLUGIN_PATH": "/q"}),
        ({"LD_LIBRARY_PATH": "/b", "LD_LIBRARY_PATH_ORIG": "/mine"}, {}, "/b", {"LD_LIBRARY_PATH": "/mine"}),
        ({"LD_LIBRARY_PATH": "/b", "QT_PLUGIN_PATH": "/b/q", "QML2_IMPORT_PATH": "/b/q"}, {}, "/b", {}),
        ({"LD_LIBRARY_PATH": "/mine"}, {}, "/b", {"LD_LIBRARY_PATH": "/mine"}),
    ],
)  # fmt: skip
def test_the_environment_of_the_command(base, given, bundle, expected):
    assert supervisor.child_environment(spec(environment=given), base, bundle) == {**OURS, **expected}


def test_a_terminal_has_a_type():
    assert supervisor.child_environment(spec(terminal=True), {"TERM": "dumb"}, None)["TERM"] == "xterm-256color"
    given = spec(terminal=True, environment={"TERM": "vt100"})
    assert supervisor.child_environment(given, {}, None)["TERM"] == "vt100"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("00:00:01", 1_000_000), ("1-02:03:04", 93_784_000_000), ("0:00.25", 250_000), ("61:01.50", 3_661_500_000)],
)
def test_times_as_ps_prints_them(text, expected):
    assert supervisor._microseconds(text) == expected


def test_a_name_with_parentheses_does_not_confuse(tmp_path):
    program = tmp_path / "a) R (b"
    program.symlink_to(os.path.realpath(sys.executable))
    process = subprocess.Popen([str(program), "-I", "-S", "-c", "input()"], stdin=subprocess.PIPE)
    wait_until(lambda: open_name(process.pid) == "a) R (b")
    seen = supervisor.look_at(process.pid)
    assert seen is not None
    assert (seen.parent, seen.alive) == (os.getpid(), True)
    process.communicate(b"\n")
    assert supervisor.look_at(process.pid) is None


def open_name(pid):
    with open(f"/proc/{pid}/comm") as file:
        return file.read().rstrip("\n")


@with_ps
def test_both_ways_of_looking_see_the_same(monkeypatch):
    here = supervisor.look_at(os.getpid())
    child = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, env={"STEPFLOW_EXECUTION_ID": "me"}
    )
    tree = supervisor.descendants([os.getpid()], frozenset({os.getpid()}))
    wait_until(lambda: child.pid in supervisor.carriers("me", frozenset()))
    monkeypatch.setattr(supervisor, "HAVE_CHILDREN", False)
    assert child.pid in tree
    assert child.pid in supervisor.descendants([os.getpid()], frozenset({os.getpid()}))
    monkeypatch.setattr(supervisor, "HAVE_PROC", False)
    there = supervisor.look_at(os.getpid())
    assert here is not None and there is not None
    assert (there.pid, there.parent, there.group) == (here.pid, here.parent, here.group)
    assert there.rss_bytes == pytest.approx(here.rss_bytes, rel=0.5)
    assert child.pid in supervisor.descendants([os.getpid()], frozenset({os.getpid()}))
    assert child.pid in supervisor.carriers("me", frozenset())
    assert child.pid not in supervisor.carriers("me", frozenset({child.pid}))
    assert supervisor.look_at(2**22 + 1) is None
    child.communicate(b"\n")


# The same behaviour without /proc, splice, pidfd, waitid and a sub-reaper


@with_ps
def test_portable_run(new_run):
    run = new_run("seq 20000; exit 3")
    end = run.finish(PORTABLE)
    assert (end["code"], end["reason"], end["log_size"]) == (3, "exited", len(run.log))
    assert run.log == b"".join(b"%d\n" % n for n in range(1, 20001))


@with_ps
def test_portable_stop(new_run):
    code = (
        "import os, signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "if os.fork() == 0: os.setsid()\n"
        "os.write(1, b'up\\n')\n"
        "time.sleep(100)\n"
    )
    run = new_run(python(code), grace_s=0.2)
    run.supervise(PORTABLE)
    wait_until(lambda: run.log.count(b"up") == 2)
    run.cancel()
    end = run.wait_for_end()
    assert (end["code"], end["reason"]) == (-9, "cancelled")
    assert run.carriers() == []


@with_ps
def test_portable_adoption(new_run, tmp_path):
    os.mkfifo(tmp_path / "gate")
    run = new_run("echo up; read line < gate; echo down")
    run.supervise(PORTABLE)
    run.wait_for_log(b"up")
    pid = run.pid()
    run.kill_supervisors()
    samples = len(run.usage)
    run.supervise(PORTABLE)
    wait_until(lambda: len(run.usage) > samples, "the adoption")
    (tmp_path / "gate").write_text("\n")
    end = run.wait_for_end()
    assert (end["code"], end["reason"], end["message"]) == (None, "lost", "Exit code unknown, output complete.")
    assert run.log == b"up\ndown\n"
    assert not alive(pid)
