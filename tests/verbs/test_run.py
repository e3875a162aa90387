import subprocess
import sys

import pytest

from stepflow_desktop.errors import InvalidRequest
from stepflow_desktop.verbs.run import _exit_code, _variable, seconds


@pytest.mark.parametrize(("text", "wanted"), [("90", 90), ("1.5", 1.5), ("45m", 2700), ("1h30m", 5400), ("2m5s", 125)])
def test_time_limits(text, wanted):
    assert seconds(text) == wanted


@pytest.mark.parametrize("text", ["", "m", "5x", "1h 30m", "-5", "1e3"])
def test_a_time_limit_that_is_none(text):
    with pytest.raises(InvalidRequest, match="1h30m"):
        seconds(text)


def test_variables():
    assert _variable("A=b=c") == ("A", "b=c")
    for item in ("A", "=b", ""):
        with pytest.raises(InvalidRequest):
            _variable(item)


@pytest.mark.parametrize(
    ("status", "code", "interrupts", "wanted"),
    [
        ("completed", 0, 0, 0),
        ("failed", 7, 0, 7),
        ("failed", -9, 0, 137),
        ("failed", None, 0, 1),
        ("failed", 0, 0, 1),
        ("cancelled", -15, 1, 130),
        ("cancelled", -15, 0, 143),
    ],
)
def test_exit_codes(status, code, interrupts, wanted):
    assert _exit_code({"status": status, "exit_code": code}, interrupts) == wanted


def stepflow(*words, cwd, **more):
    return subprocess.run(
        [sys.executable, "-m", "stepflow_desktop", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        **more,
    )


def test_a_command_runs_in_the_terminal_and_gives_its_exit_code(tmp_path):
    script = "echo STEP_START:Build; echo hello; echo STEP_COMPLETE:Build; exit 5"
    shown = stepflow("run", "--storage-path", str(tmp_path / "s"), "--name", "Nice", "--", script, cwd=tmp_path)
    assert shown.returncode == 5, shown.stderr
    lines = shown.stdout.splitlines()
    assert lines[0] == "▶ 1/1 Build"
    assert "hello" in lines
    assert any(line.startswith("✔ Build") for line in lines)
    assert lines[-1].startswith("✖ Nice: failed after")
    listed = stepflow("list", "--storage-path", str(tmp_path / "s"), cwd=tmp_path)
    assert "Nice" in listed.stdout
    short = listed.stdout.split()[0]
    assert "Build" in stepflow("show", short, "--storage-path", str(tmp_path / "s"), cwd=tmp_path).stdout
    assert stepflow("logs", short, "--storage-path", str(tmp_path / "s"), cwd=tmp_path).stdout == "hello\n"
    refused = stepflow("cancel", short, "--storage-path", str(tmp_path / "s"), cwd=tmp_path)
    assert refused.returncode == 2
    assert "has ended" in refused.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("run",), "Say what to run"),
        (("run", "--timeout", "soon", "--", "true"), "1h30m"),
        (("show", "ab"), "four characters"),
        (("serve", "--http-port", "99999"), "--http-port"),
    ],
)
def test_mistakes_are_one_clear_line(tmp_path, words, told):
    verb, *rest = words
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "stepflow.db").touch()
    shown = stepflow(verb, "--storage-path", str(tmp_path / "s"), *rest, cwd=tmp_path)
    assert shown.returncode == 2
    assert told in shown.stderr
    assert len(shown.stderr.splitlines()) == 1
