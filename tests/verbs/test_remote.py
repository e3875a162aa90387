"""``list``, ``show``, ``logs``, ``cancel`` and ``run`` beside a running server, and without one on its files."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
import requests

from stepflow_desktop import cli
from tests.e2e.harness import Server
from tests.waiting import wait_until

SCRIPT = (
    "echo STEP_START:Build; echo hello; echo ::add-mask::s3cret; echo a s3cret; echo x > out.txt;"
    "echo ARTIFACT:out.txt:The output; echo STEP_COMPLETE:Build; echo last; exit 5"
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Iterator[Server]:
    """Gives a cancelled command all the time it wants, and runs two at a time."""
    folder = tmp_path_factory.mktemp("remote")
    (folder / "config.toml").write_text("grace_s = 600.0\nslots = 2\n")
    server = Server(folder / "storage")
    server.start()
    yield server
    assert server.stop() == 0
    assert "Traceback" not in server.own_log()


@pytest.fixture
def server(shared) -> Iterator[Server]:
    """The same one for all, running and empty before and after each test."""
    yield shared
    if shared.process.poll() is not None:
        shared.start()
    for execution in shared.get("/executions")["executions"]:
        if execution["status"] in ("pending", "running"):
            shared.post(f"/executions/{execution['id']}/cancel?force=true")
            shared.wait_for_end(execution["id"])
        assert requests.delete(f"{shared.address}/api/executions/{execution['id']}", timeout=30).status_code == 200


@pytest.fixture
def verb(server, monkeypatch, capsys):
    """Carries out a verb here; its exit code and what it printed."""
    monkeypatch.setenv("STEPFLOW_CONFIG_PATH", str(server.storage.parent / "config.toml"))

    def carry_out(*words: str) -> tuple[int, str, str]:
        code = cli.main([*words, "--storage-path", str(server.storage)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return carry_out


def terminal(server, *words: str) -> subprocess.Popen[str]:
    environ = {k: v for k, v in os.environ.items() if not k.startswith("STEPFLOW_")}
    environ["STEPFLOW_CONFIG_PATH"] = str(server.storage.parent / "config.toml")
    verb, *rest = words
    return subprocess.Popen(
        [sys.executable, "-m", "stepflow_desktop", verb, "--storage-path", str(server.storage), *rest],
        env=environ,
        cwd=server.storage.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def first_line(process: subprocess.Popen[str], wanted: str) -> None:
    """Waits for that line."""
    while (line := process.stdout.readline()).strip() != wanted:
        assert line, process.stderr.read()


def only(server) -> str:
    (execution,) = server.get("/executions")["executions"]
    return execution["id"]


def without_live_fields(text: str) -> str:
    return re.sub(r'"(timestamp|estimated_\w+)": [^,\n]+,?', "", text)


def test_everything_is_told_alike_with_and_without_a_server(server, verb, tmp_path):
    execution_id = server.create(SCRIPT, name="Nice", working_directory=str(tmp_path))
    server.wait_for_end(execution_id)
    server.wait_for_end(server.create("true", name="Other"))
    short = execution_id[:8]
    asked = (
        ("list",),
        ("list", "--json"),
        ("list", "--status", "failed"),
        ("list", "--limit", "1"),
        ("show", short),
        ("show", execution_id, "--json"),
        ("logs", short),
        ("logs", "--follow", short),
    )
    beside = [verb(*words) for words in asked]
    server.stop()
    assert [(code, err) for code, _, err in beside] == [(0, "")] * len(asked)
    for words, expected in zip(asked, beside, strict=True):
        code, shown, _ = verb(*words)
        assert (code, without_live_fields(shown)) == (0, without_live_fields(expected[1])), words
    told = dict(zip(asked, (shown for _, shown, _ in beside), strict=True))
    assert [line.split()[-1] for line in told["list",].splitlines()] == ["Other", "Nice"]
    assert [line.split()[-1] for line in told["list", "--status", "failed"].splitlines()] == ["Nice"]
    assert json.loads(told["list", "--json"])["total_count"] == 2
    assert told["logs", short] == "hello\na ***\nlast\n"
    for text in ("failed, exit code 5", "Build", "out.txt", "The output", execution_id, str(tmp_path)):
        assert text in told["show", short]


@pytest.mark.parametrize("beside", [True, False])
def test_mistakes_are_told_alike_with_and_without_a_server(server, verb, beside):
    for _ in range(2):
        server.wait_for_end(server.create("true"))
    execution_id = server.get("/executions")["executions"][0]["id"]
    if not beside:
        server.stop()
    for words, text in (
        (("show", "ffff0000"), "no execution whose id begins"),
        (("show", "00000000-0000-4000-8000-000000000000"), "no execution"),
        (("logs", "00000000-0000-4000-8000-000000000000"), "no execution"),
        (("show", "abc"), "first four characters"),
        (("cancel", execution_id), "has ended"),
        (("list", "--status", "sleeping"), "status"),
    ):
        code, shown, told = verb(*words)
        assert (code, shown) == (2, ""), words
        assert text in told
        assert len(told.splitlines()) == 1


def test_a_storage_without_executions_says_so(verb, server):
    server.stop()
    shutil.rmtree(server.storage)
    code, _, told = verb("list")
    assert code == 0
    assert "no executions" in told
    assert not server.storage.exists()


def test_cancel_beside_a_server(server, verb):
    execution_id = server.create("sleep 600")
    wait_until(lambda: server.execution(execution_id)["status"] == "running", "the command")
    code, shown, _ = verb("cancel", execution_id[:8])
    assert (code, shown) == (0, f"{execution_id} is being stopped.\n")
    assert server.wait_for_end(execution_id)["execution"]["status"] == "cancelled"


def test_cancel_without_a_server_reaches_the_command_and_what_waits(server, verb):
    running = [server.create("sleep 600"), server.create("trap '' TERM; echo ready; while :; do sleep 0.1; done")]
    waiting = server.create("true")
    for execution_id in running:
        wait_until(lambda e=execution_id: server.execution(e)["status"] == "running", "the commands")
    log = server.storage / "executions" / running[1] / "output.log"
    wait_until(lambda: b"ready" in log.read_bytes(), "the trap")
    server.stop()
    assert verb("cancel", running[0])[0] == 0
    assert verb("cancel", running[1], "--force")[0] == 0
    assert verb("cancel", waiting)[0] == 0
    for execution_id in running:
        wait_until((server.storage / "executions" / execution_id / "exit.json").exists, "the ends")
    server.start()
    ended = [server.wait_for_end(execution_id)["execution"] for execution_id in (*running, waiting)]
    assert [e["status"] for e in ended] == ["cancelled"] * 3
    assert [e["exit_code"] for e in ended] == [-15, -9, None]
    assert ended[2]["started_at"] is None


def test_cancel_without_a_server_and_without_the_folder_is_told(server, verb):
    execution_id = server.create("while [ -e /proc/self ]; do sleep 0.05; done")
    wait_until(lambda: server.execution(execution_id)["status"] == "running", "the command")
    server.stop()
    folder = server.storage / "executions" / execution_id
    aside = server.storage / "aside"
    folder.rename(aside)
    code, _, told = verb("cancel", execution_id)
    assert code == 2
    assert "could not be stored" in told
    aside.rename(folder)


def test_following_a_log_ends_with_the_run(server, tmp_path):
    execution_id = server.create(f"echo one; while [ ! -e {tmp_path}/go ]; do sleep 0.02; done; echo two")
    follower = terminal(server, "logs", "--follow", execution_id)
    first_line(follower, "one")
    (tmp_path / "go").touch()
    rest, told = follower.communicate(timeout=60)
    assert (follower.returncode, rest, told) == (0, "two\n", "")


def test_following_a_log_that_nobody_reads_ends_and_says_why(server, verb):
    execution_id = server.create("echo one; sleep 600")
    wait_until(lambda: server.get(f"/executions/{execution_id}/logs")["entries"], "the first line")
    server.stop()
    code, shown, told = verb("logs", "--follow", execution_id)
    assert (code, shown) == (0, "one\n")
    assert "no StepFlow runs" in told


def test_run_beside_a_server_is_its_client_and_ends_with_the_commands_code(server):
    process = terminal(server, "run", "--name", "Mine", "--tag", "t", "--", SCRIPT)
    shown, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (5, "")
    assert [line for line in shown.splitlines() if line in ("hello", "a ***", "last")] == ["hello", "a ***", "last"]
    execution = server.execution(only(server))
    assert (execution["name"], execution["tags"], execution["exit_code"]) == ("Mine", ["t"], 5)


def test_a_refusal_of_the_server_is_one_line(server, tmp_path):
    process = terminal(server, "run", "--cwd", str(tmp_path / "nowhere"), "--", "true")
    _, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert len(told.splitlines()) == 1
    assert "nowhere" in told
    assert server.get("/executions")["total_count"] == 0


@pytest.mark.parametrize("beside", [True, False])
def test_ctrl_c_cancels_and_a_second_one_kills(server, beside):
    """Alone, ``run`` does the same with an engine of its own."""
    if not beside:
        server.stop()
    command = "trap 'echo asked' TERM; echo ready; while :; do sleep 0.02; done"
    process = terminal(server, "run", "--", command)
    first_line(process, "ready")
    process.send_signal(signal.SIGINT)
    first_line(process, "asked")
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (130, "")
    if not beside:
        server.start()
    execution = server.execution(only(server))
    assert (execution["status"], execution["exit_code"]) == ("cancelled", -9)


def test_a_server_that_goes_away_ends_the_client_with_a_line_and_not_the_command(server, tmp_path):
    process = terminal(server, "run", "--", f"echo ready; while [ ! -e {tmp_path}/go ]; do sleep 0.02; done; exit 4")
    first_line(process, "ready")
    server.kill()
    _, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert len(told.splitlines()) == 1
    assert "does not answer" in told
    server.start()
    (tmp_path / "go").touch()
    assert server.wait_for_end(only(server))["execution"]["exit_code"] == 4


def test_what_ran_can_be_run_again_here_and_there(verb, server):
    execution_id = server.create("echo again; exit 4", name="Twice")
    server.wait_for_end(execution_id)
    code, out, _ = verb("rerun", execution_id[:8])
    assert code == 4
    assert "again" in out
    code, out, _ = verb("rerun", execution_id[:8], "--detach")
    assert code == 0
    again = server.wait_for_end(out.strip())
    assert again["execution"]["exit_code"] == 4
    assert server.get("/executions")["total_count"] == 3
    assert server.stop() == 0
    code, out, _ = verb("rerun", execution_id, "--quiet")
    assert code == 4
    assert "again" not in out.splitlines()


def test_nothing_is_detached_where_nobody_looks_after_it(verb, server):
    execution_id = server.create("true")
    server.wait_for_end(execution_id)
    assert server.stop() == 0
    code, out, err = verb("rerun", execution_id, "--detach")
    assert (code, out) == (2, "")
    assert "stepflow serve" in err
    server.start()
    assert server.get("/executions")["total_count"] == 1


@pytest.mark.parametrize("runs", [True, False], ids=["beside a server", "alone"])
def test_files_are_attached_listed_and_saved(verb, server, tmp_path, runs):
    execution_id = server.create("echo x > out.txt; echo ARTIFACT:out.txt:Made", working_directory=str(tmp_path))
    server.wait_for_end(execution_id)
    report = tmp_path / 'the "report" ä.bin'
    report.write_bytes(os.urandom(3_000_000))
    if not runs:
        assert server.stop() == 0
    code, out, err = verb("attach", execution_id[:6], str(report), "--description", "ours", "--tag", "a", "--tag", "b")
    assert (code, out) == (0, "Attached 1 file.\n"), err
    code, out, _ = verb("artifacts", execution_id, "--json")
    listed = {item["name"]: item for item in json.loads(out)["artifacts"]}
    assert set(listed) == {"out.txt", report.name}
    assert listed[report.name]["tags"] == ["a", "b"]
    assert listed[report.name]["description"] == "ours"
    code, out, _ = verb("artifacts", execution_id)
    assert "3.0 MB  other     " in out
    for _ in range(2):
        code, out, _ = verb("artifacts", execution_id, report.name, "--save", str(tmp_path / "saved"))
        assert code == 0
    assert [path.read_bytes() for path in (tmp_path / "saved").iterdir()] == [report.read_bytes()] * 2
    assert verb("artifacts", execution_id, "nothing")[0] == 2
    assert verb("attach", execution_id, str(tmp_path / "missing"))[0] == 2
    code, _, err = verb("attach", execution_id, str(report), str(report), "--name", "x")
    assert (code, "one file" in err) == (2, True)


@pytest.mark.parametrize("runs", [True, False], ids=["beside a server", "alone"])
def test_executions_are_deleted_after_a_yes(verb, server, monkeypatch, runs):
    ids = [server.create("true", name=name) for name in ("One", "Two")]
    for execution_id in ids:
        server.wait_for_end(execution_id)
    if not runs:
        assert server.stop() == 0
    code, _, err = verb("delete", *ids)
    assert (code, "--yes" in err) == (2, True)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: "no")
    code, out, _ = verb("delete", *ids)
    assert code == 1
    assert "2 executions" in out and "One, Two" in out
    assert len(json.loads(verb("list", "--json")[1])["executions"]) == 2
    assert verb("delete", ids[0], ids[0], "--yes")[:2] == (0, "Deleted 1 execution.\n")
    monkeypatch.setattr("builtins.input", lambda _: "yes")
    assert verb("delete", ids[1])[0] == 0
    assert json.loads(verb("list", "--json")[1])["executions"] == []


def test_lines_for_programs_are_objects(verb, server):
    execution_id = server.create(SCRIPT)
    server.wait_for_end(execution_id)
    code, out, _ = verb("logs", execution_id, "--json")
    assert code == 0
    entries = [json.loads(line) for line in out.splitlines()]
    assert [entry["content"] for entry in entries] == ["hello", "a ***", "last"]
    assert all({"offset", "step_id", "timestamp", "level"} <= entry.keys() for entry in entries)


def test_where_nothing_ran_yet_the_list_is_empty(tmp_path, capsys):
    assert cli.main(["list", "--json", "--storage-path", str(tmp_path / "none")]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out) == {"executions": [], "total_count": 0, "has_more": False}
    assert "no executions" in shown.err
    assert not (tmp_path / "none").exists()
