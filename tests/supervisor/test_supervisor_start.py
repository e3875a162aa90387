"""How a command is started, what it finds, and how its end is written down."""

import json
import os
import signal
import stat
import sys

import pytest

from stepflow_desktop import supervisor
from tests.supervisor.runs import python
from tests.waiting import wait_until


@pytest.mark.parametrize("code", [0, 1, 3, 127, 255])
def test_the_exit_code_is_written_down(new_run, code):
    run = new_run(f"echo out; exit {code}")
    end = run.finish()
    assert (end["code"], end["signal"], end["reason"], end["message"]) == (code, None, "exited", None)
    assert run.log == b"out\n"
    assert end["log_size"] == 4
    assert not end["adopted"]


def test_a_fatal_signal_is_a_negative_code(new_run):
    end = new_run("kill -9 $$").finish()
    assert (end["code"], end["signal"], end["reason"]) == (-9, 9, "exited")


def test_times_and_resources_are_written_down(new_run):
    before_us, before_boot_us = supervisor.wall_us(), supervisor.boot_us()
    run = new_run(python("b = bytearray(30_000_000); sum(range(2_000_000))"))
    end, child = run.finish(), run.json("child")
    assert before_us <= child["started_at_us"] <= end["ended_at_us"] <= supervisor.wall_us()
    assert before_boot_us <= child["started_boot_us"] <= end["ended_boot_us"] <= supervisor.boot_us()
    assert end["duration_s"] == pytest.approx((end["ended_boot_us"] - child["started_boot_us"]) / 1e6)
    assert end["rusage"]["max_rss_bytes"] > 30_000_000
    assert end["rusage"]["user_s"] > 0
    assert child["boot_id"] == supervisor.boot_id()


def test_arguments_arrive_as_they_are(new_run):
    arguments = ["a b", "$HOME", "", "'\"", "日本"]
    run = new_run([*python("import sys, json; print(json.dumps(sys.argv[1:]))"), *arguments])
    run.finish()
    assert json.loads(run.log) == arguments


def test_the_command_finds_a_clean_place(new_run, tmp_path):
    """Nothing of ours is handed down: no descriptor, no ignored signal, no umask, no session."""
    run = new_run(
        python(
            "import os, json\n"
            "status = dict(line.split(':', 1) for line in open('/proc/self/status'))\n"
            "os.umask(mask := os.umask(0))\n"
            "print(json.dumps({'files': sorted(os.listdir('/proc/self/fd'))[:-1], 'cwd': os.getcwd(), 'umask': mask,"
            " 'stdin': os.read(0, 1).decode(), 'session': os.getsid(0) == os.getpid() == os.getpgid(0),"
            " 'ignored': int(status['SigIgn'], 16), 'blocked': int(status['SigBlk'], 16)}))"
        ),
        umask=0o027,
    )
    read, write = os.pipe()
    run.supervise(pass_fds=[write])
    run.wait_for_end()
    os.close(read)
    os.close(write)
    found = json.loads(run.log)
    python_ignores = sum(1 << number - 1 for number in (signal.SIGPIPE, signal.SIGXFSZ))
    # Two signals are glibc's own; posix_spawn, by which make starts us, leaves them ignored for good.
    glibc_ignores = 1 << 31 | 1 << 32
    assert found.pop("ignored") & ~(python_ignores | glibc_ignores) == 0
    assert found == {
        "files": ["0", "1", "2"],
        "cwd": str(tmp_path),
        "umask": 0o027,
        "stdin": "",
        "session": True,
        "blocked": 0,
    }


def test_a_broken_pipe_ends_a_writer_quietly(new_run):
    run = new_run("/bin/sh -c 'yes; echo $? >&2' | head -1")
    run.finish()
    assert sorted(run.log.splitlines()) == [b"141", b"y"]


def test_the_environment_reaches_the_command(new_run):
    run = new_run(
        python("import os, json; print(json.dumps(dict(os.environ)))"), environment={"GIVEN": "für dich", "HOME": None}
    )
    run.supervise(env={"PATH": os.environ["PATH"], "HOME": "/nowhere", "STEPFLOW_TOKEN": "secret", "KEPT": "yes"})
    run.wait_for_end()
    found = json.loads(run.log)
    found.pop("LC_CTYPE", None)  # Python's own
    assert found == {
        "PATH": os.environ["PATH"],
        "KEPT": "yes",
        "GIVEN": "für dich",
        "PWD": run.spec["cwd"],
        "PYTHONUNBUFFERED": "1",
        "STEPFLOW": "1",
        "STEPFLOW_EXECUTION_ID": run.id,
        "STEPFLOW_ARTIFACTS_DIR": run.spec["artifacts_dir"],
        "STEPFLOW_STEP_SUMMARY": run.spec["summary_path"],
    }


def test_our_files_are_for_us_alone(new_run):
    run = new_run("true")
    run.finish()
    ours = [path for path in run.path.iterdir() if path.name not in ("artifacts", "spec.json")]
    assert {path.name for path in ours} >= {"lock", "child.json", "exit.json", "output.log", "output.idx", "usage.idx"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in ours} == {0o600}


# What cannot be started


def _failure(run):
    end = run.finish()
    assert (end["code"], end["signal"], end["reason"]) == (None, None, "start_failed")
    return end["message"]


def test_an_unknown_program_is_named(new_run):
    assert _failure(new_run(["no-such-program-7"])) == "Program not found: no-such-program-7 (looked in PATH)"
    assert _failure(new_run(["./missing"])) == "Program not found: ./missing"


def test_a_file_that_is_no_program_is_named(new_run, tmp_path):
    text = tmp_path / "text"
    text.write_text("echo no")
    assert _failure(new_run([str(text)])) == f"Not executable: {text}"
    text.chmod(0o755)
    assert _failure(new_run([str(text)])).startswith(f"Not a program: {text} ")
    text.write_text("#!/no/such/interpreter\n")
    assert "interpreter" in _failure(new_run([str(text)]))


def test_a_missing_working_directory_is_named(new_run, tmp_path):
    missing, file = tmp_path / "missing", tmp_path / "file"
    file.touch()
    assert _failure(new_run("true", cwd=str(missing))) == f"The working directory does not exist: {missing}"
    assert _failure(new_run("true", cwd=str(file))) == f"The working directory is not a folder: {file}"


@pytest.mark.parametrize("argv", [[], ["a\0b"], ["/bin/echo", 5]])
def test_an_impossible_command_line_is_a_failed_start(new_run, argv):
    assert _failure(new_run([], argv=argv))


def test_a_command_line_too_long_is_told(new_run):
    assert _failure(new_run(["/bin/echo", "x" * 3_000_000])) == "The command line and its environment are too long."


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"id": 5'])
def test_a_specification_that_cannot_be_read_is_a_failed_start(new_run, text):
    run = new_run("true")
    (run.path / "spec.json").write_text(text)
    assert "cannot be read" in _failure(run)


def test_a_folder_that_cannot_be_written_is_a_failed_start(new_run):
    run = new_run("echo never > ran")
    (run.path / "output.log").mkdir()
    end = run.finish()
    assert end["reason"] == "start_failed"
    assert "Is a directory" in end["message"]
    (run.path / "supervisor.log").unlink()  # the worker's own account of it
    assert not (run.path / "ran").exists()


def test_a_start_that_cannot_be_written_down_does_not_happen(new_run, tmp_path):
    run = new_run("touch ran")
    end = run.finish(
        "original = s.write_json\n"
        "def full(name, value, **options):\n"
        "    original(name, value, **options)\n"
        "    if name == 'child.json': raise OSError(28, 'No space left on device')\n"
        "s.write_json = full"
    )
    assert (end["reason"], end["code"]) == ("start_failed", None)
    assert "No space left on device" in end["message"]
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("synced", [0, 1])
def test_nothing_is_started_before_the_disk_has_it_in_writing(new_run, tmp_path, synced):
    run = new_run("touch ran")
    end = run.finish(
        "original, told = os.fsync, []\n"
        "def failing(file):\n"
        "    told.append(file)\n"
        f"    if len(told) == {synced + 1}: raise OSError(5, 'Input/output error')\n"
        "    original(file)\n"
        "os.fsync = failing"
    )
    assert (end["reason"], end["code"]) == ("start_failed", None)
    assert "Input/output error" in end["message"]
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("terminal", [False, True])
def test_a_record_that_a_power_failure_left_empty_is_none(new_run, terminal):
    run = new_run("test -t 1 && echo terminal; exit 5", terminal=terminal)
    (run.path / "child.json").touch()
    assert run.finish()["code"] == 5
    assert run.log == (b"terminal\n" if terminal else b"")


# Once


def test_two_supervisors_start_one_command(new_run, tmp_path):
    run = new_run("echo x >> count; read line < gate")
    os.mkfifo(tmp_path / "gate")
    first = run.supervise()
    run.pid()
    second = run.supervise()
    assert second.wait(20) == 0
    assert first.poll() is None
    wait_until((tmp_path / "count").exists)
    (tmp_path / "gate").write_text("\n")
    assert run.wait_for_end()["code"] == 0
    assert run.supervise().wait(20) == 0
    assert (tmp_path / "count").read_text() == "x\n"


def test_a_short_probe_of_the_lock_does_not_hinder(new_run):
    run = new_run("true")
    (run.path / "lock").touch()
    with open(run.path / "lock") as probe:
        supervisor.fcntl.flock(probe, supervisor.fcntl.LOCK_SH)
        process = run.supervise()
        wait_until(lambda: process.pid in [p for p in run.supervisors() if p != os.getpid()])
    assert wait_until(lambda: run.json("exit"))["code"] == 0


DIE_ONCE = """
original = s.write_json
def dying(name, value, **options):
    original(name, value, **options)
    if name == "child.json" and not os.path.exists("died"):
        open("died", "w").close()
        {also}
        os.kill(os.getpid(), 9)
s.write_json = dying
"""


def test_a_worker_that_dies_before_the_word_leaves_nothing_started(new_run, tmp_path):
    """The keeper starts the command, for the first time."""
    run = new_run("echo x >> count")
    end = run.finish(DIE_ONCE.format(also=""))
    assert (run.path / "died").exists()
    assert (end["code"], end["reason"], end["adopted"]) == (0, "exited", False)
    assert (tmp_path / "count").read_text() == "x\n"


def test_both_die_before_the_word_and_the_next_one_starts_it(new_run, tmp_path):
    run = new_run("echo x >> count")
    run.supervise(DIE_ONCE.format(also="os.kill(os.getppid(), 9)")).wait()
    wait_until(lambda: not run.locked, "the half-started command leaves")
    assert not (run.path / "child.json").exists()
    assert not (tmp_path / "count").exists()
    assert run.finish()["code"] == 0
    assert (tmp_path / "count").read_text() == "x\n"


def test_a_run_cancelled_before_its_start_is_never_started(new_run, tmp_path):
    run = new_run("touch ran")
    run.cancel(poke=False)
    end = run.finish()
    assert (end["reason"], end["message"], end["code"], end["duration_s"]) == ("cancelled", "by a test", None, None)
    assert not (run.path / "child.json").exists()
    assert not (tmp_path / "ran").exists()


def test_signals_to_the_supervisors_change_nothing(new_run, tmp_path):
    os.mkfifo(tmp_path / "gate")
    run = new_run("echo up; read line < gate; exit 4")
    run.supervise()
    run.wait_for_log(b"up")
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        for pid in (run.keeper(), run.worker()):
            os.kill(pid, number)
    (tmp_path / "gate").write_text("\n")
    assert run.wait_for_end()["code"] == 4


# main


def test_an_unknown_verb_is_refused(capsys):
    assert supervisor.main(["fly"]) == 2
    assert "usage" in capsys.readouterr().err


def test_windows_is_refused_by_name(monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "win32")
    assert supervisor.main(["zygote"]) == 2
    assert "Windows" in capsys.readouterr().err


def test_a_folder_that_does_not_exist_is_left_alone(new_run, tmp_path):
    run = new_run("true")
    run.path = tmp_path / "nowhere"
    assert run.supervise().wait(20) == 1
    assert not run.path.exists()
