"""How the program starts on what it finds, and how it ends when it is told to."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests
import websocket

from tests.e2e.harness import Server
from tests.waiting import wait_until

ENDS_WITHIN_S = 15


def serve(storage: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A ``serve`` that is expected to end by itself."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("STEPFLOW_")} | variables
    ports = ("--http-port", "0", "--websocket-port", "0")
    return subprocess.run(
        [sys.executable, "-m", "stepflow_desktop", "serve", "--storage-path", str(storage), *ports, *words],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_server_ends_when_told_and_the_run_goes_on_without_it(server, tmp_path, number):
    execution_id = server.create(
        f"echo STEP_START:A; while [ ! -e {tmp_path}/go ]; do sleep 0.02; done; echo STEP_START:B; exit 6"
    )
    wait_until(lambda: server.get(f"/executions/{execution_id}")["steps"], "the first step")
    # Clients that hold on must not hold it up.
    client = websocket.create_connection(websocket_address(server), timeout=30)
    session = requests.Session()
    session.get(f"{server.address}/api/health", timeout=30)
    begin = time.monotonic()
    server.process.send_signal(number)
    assert server.process.wait(timeout=60) == 0
    assert time.monotonic() - begin < ENDS_WITHIN_S
    client.close()
    session.close()
    (tmp_path / "go").touch()
    wait_until((server.storage / "executions" / execution_id / "exit.json").exists, "the end of the command")
    server.start()
    found = server.wait_for_end(execution_id)
    assert [s["name"] for s in found["steps"]] == ["A", "B"]
    assert found["execution"]["exit_code"] == 6


def websocket_address(server: Server) -> str:
    for line in server.own_log().splitlines():
        if "WebSocket listens on " in line:
            return line.rsplit(" ", 1)[1]
    raise AssertionError(server.own_log())


def test_a_run_is_followed_again_while_it_goes_on(server, tmp_path):
    execution_id = server.create(f"echo STEP_START:A; while [ ! -e {tmp_path}/go ]; do sleep 0.02; done; exit 6")
    wait_until(lambda: server.get(f"/executions/{execution_id}")["steps"], "the first step")
    assert server.stop() == 0
    server.start()
    assert server.execution(execution_id)["status"] == "running"
    (tmp_path / "go").touch()
    assert server.wait_for_end(execution_id)["execution"]["exit_code"] == 6


def test_a_damaged_database_is_set_aside_and_the_list_is_rebuilt(server):
    execution_id = server.create("echo STEP_START:A; exit 4", name="Kept")
    before = server.wait_for_end(execution_id)
    assert server.stop() == 0
    database = server.storage / "stepflow.db"
    content = b"this is no database " * 1000
    database.write_bytes(content)
    server.start()
    wait_until(lambda: server.get("/executions")["total_count"], "the rebuilt row")
    after = server.wait_for_end(execution_id)
    for field in ("id", "name", "status", "exit_code", "created_at", "completed_steps"):
        assert after["execution"][field] == before["execution"][field], field
    assert [s["id"] for s in after["steps"]] == [s["id"] for s in before["steps"]]
    (aside,) = server.storage.glob("stepflow.db.damaged-*")
    assert aside.read_bytes() == content
    assert "set aside" in server.own_log()


def test_a_database_of_a_newer_program_is_refused_and_not_touched(server):
    server.wait_for_end(server.create("true"))
    assert server.stop() == 0
    database = server.storage / "stepflow.db"
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA user_version = 999")
    connection.commit()
    connection.close()
    before = {path.name: path.read_bytes() for path in server.storage.glob("stepflow.db*")}
    shown = serve(server.storage)
    assert shown.returncode == 2
    assert "999" in shown.stderr
    assert "newer" in shown.stderr
    assert "Traceback" not in shown.stderr
    assert {path.name: path.read_bytes() for path in server.storage.glob("stepflow.db*")} == before


@pytest.fixture
def read_only(tmp_path):
    """A storage folder on a volume that cannot be written."""
    volume = tmp_path / "volume"
    volume.mkdir()
    if os.getuid() != 0 or not shutil.which("mount"):
        pytest.skip("a read-only volume can be made by root only")
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m,ro", "none", str(volume)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a volume")
    yield volume
    subprocess.run(["umount", "-l", str(volume)], check=True)


def test_a_storage_that_cannot_be_written_says_so(read_only):
    shown = serve(read_only / "storage")
    assert shown.returncode == 2
    assert len(shown.stderr.splitlines()) == 1
    assert "Read-only" in shown.stderr
    assert "STEPFLOW_STORAGE_PATH" in shown.stderr


def test_a_storage_that_is_a_file_says_so(tmp_path):
    (tmp_path / "storage").write_text("x")
    shown = serve(tmp_path / "storage")
    assert shown.returncode == 2
    assert len(shown.stderr.splitlines()) == 1
    assert str(tmp_path / "storage") in shown.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [("STEPFLOW_HTTP_PORT", "eighty"), ("STEPFLOW_LOG_LEVEL", "LOUD"), ("STEPFLOW_AUTH_ENABLED", "perhaps")],
)
def test_a_bad_setting_is_one_line_that_names_it(tmp_path, variable, value):
    environ = {k: v for k, v in os.environ.items() if not k.startswith("STEPFLOW_")} | {variable: value}
    shown = subprocess.run(
        [sys.executable, "-m", "stepflow_desktop", "serve", "--storage-path", str(tmp_path / "storage")],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert shown.returncode == 2
    assert len(shown.stderr.splitlines()) == 1
    assert variable in shown.stderr
    assert not (tmp_path / "storage").exists()


def test_a_second_server_ends_with_the_reason_and_the_first_goes_on(server):
    shown = serve(server.storage)
    assert shown.returncode == 2
    assert len(shown.stderr.splitlines()) == 1
    assert f"PID {server.process.pid}" in shown.stderr
    found = server.wait_for_end(server.create("exit 3"))
    assert found["execution"]["exit_code"] == 3
