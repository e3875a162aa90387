"""Token, files and environment of a real server, used like people use it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.e2e.harness import Server
from tests.waiting import wait_until

TOKEN = "token-that-must-not-be-seen-anywhere"
WIDE = {"STEPFLOW_HTTP_HOST": "0.0.0.0", "STEPFLOW_WEBSOCKET_HOST": "0.0.0.0"}
PROC = Path("/proc")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Apart from what the harness keeps beside the storage."""
    return tmp_path / "storage"


@pytest.fixture
def given(folder: Path) -> Iterator[Server]:
    """A wide server with a token from the environment."""
    yield from started(Server(folder, environ={**WIDE, "STEPFLOW_TOKEN": TOKEN, "STEPFLOW_LOG_LEVEL": "DEBUG"}))


@pytest.fixture
def made(folder: Path) -> Iterator[Server]:
    """A wide server that makes its own token."""
    yield from started(Server(folder, environ=WIDE))


def started(server: Server) -> Iterator[Server]:
    server.start()
    yield server
    assert server.stop() == 0, server.own_log()
    assert "Traceback" not in server.own_log()


def call(server: Server, method: str, path: str, token: str, **arguments: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return requests.request(method, f"{server.address}/api{path}", headers=headers, timeout=30, **arguments)


def finished(server: Server, token: str, command: str) -> str:
    """Run a command to its end; its id."""
    created = call(server, "POST", "/executions", token, json={"command": command})
    assert created.status_code == 201, created.text
    execution_id = str(created.json()["data"]["execution_id"])

    def ended() -> bool:
        found = call(server, "GET", f"/executions/{execution_id}", token).json()["data"]["execution"]
        return found["status"] not in ("pending", "running")

    wait_until(ended, "the end of the command")
    return execution_id


def test_a_wide_server_asks_for_the_token_that_it_made(made: Server, tmp_path: Path) -> None:
    path = tmp_path / "token"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    token = path.read_text().strip()
    for wrong in ("", "wrong"):
        answer = call(made, "POST", "/executions", wrong, json={"command": "true"})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.json()["success"] is False
    assert call(made, "GET", "/health", "").status_code == 200
    finished(made, token, "true")
    assert str(path) in made.own_log()
    assert token not in made.own_log()


def stepflow(tmp_path: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("STEPFLOW_")}
    environ |= {"STEPFLOW_CONFIG_PATH": str(tmp_path / "config.toml"), **variables}
    return subprocess.run(
        [sys.executable, "-m", "stepflow_desktop", *arguments, "--storage-path", str(tmp_path / "storage")],
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_verbs_beside_it_find_the_token(made: Server, tmp_path: Path) -> None:
    environ = {**os.environ, "STEPFLOW_CONFIG_PATH": str(tmp_path / "config.toml")}
    run = subprocess.run(
        [sys.executable, "-m", "stepflow_desktop", "run", "--storage-path", str(tmp_path / "storage"), "--", "echo hi"],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (run.returncode, run.stderr) == (0, "")
    listing = stepflow(tmp_path, "list", "--json")
    assert listing.returncode == 0, listing.stderr
    (item,) = json.loads(listing.stdout)["executions"]
    assert "hi" in stepflow(tmp_path, "logs", item["id"]).stdout
    refused = stepflow(tmp_path, "list", STEPFLOW_TOKEN="wrong")
    assert refused.returncode == 2
    assert "token is wrong" in refused.stderr


@pytest.mark.parametrize("server", ["STEPFLOW_HTTP_HOST", "STEPFLOW_WEBSOCKET_HOST"])
def test_a_wide_server_does_not_start_without_a_token(tmp_path: Path, server: str) -> None:
    (tmp_path / "config.toml").touch()
    done = stepflow(tmp_path, "serve", STEPFLOW_AUTH_ENABLED="false", **{server: "0.0.0.0"})
    assert (done.returncode, done.stdout) == (2, "")
    assert "STEPFLOW_AUTH_ENABLED" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "storage").exists()


def family(pid: int) -> set[int]:
    """This process and everything below it in the tree."""
    parents = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


@pytest.mark.skipif(not PROC.is_dir(), reason="only Linux shows the environment of processes")
def test_the_token_is_nowhere_but_in_the_memory_of_the_server(given: Server, folder: Path) -> None:
    told = folder / "told"
    finished(given, TOKEN, f"env > {told}; cat /proc/$PPID/environ >> {told}; ps -o args= -p $$ >> {told}")
    assert "STEPFLOW_EXECUTION_ID" in told.read_text()
    running = call(given, "POST", "/executions", TOKEN, json={"command": "sleep 60"}).json()["data"]["execution_id"]
    child = folder / "executions" / running / "child.json"
    wait_until(child.exists, "the start of the command")
    assert given.process is not None
    everyone = family(given.process.pid) | family(parent_of(json.loads(child.read_text())["pid"]))
    assert len(everyone) >= 4  # server, nursery, supervisor, command
    for pid in everyone:
        assert TOKEN.encode() not in (PROC / str(pid) / "cmdline").read_bytes()
        if pid != given.process.pid:
            assert TOKEN.encode() not in (PROC / str(pid) / "environ").read_bytes()
    call(given, "DELETE", f"/executions/{running}", TOKEN)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        assert TOKEN.encode() not in path.read_bytes(), path
    assert TOKEN not in given.own_log()


def parent_of(pid: int) -> int:
    return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])


def test_everything_in_a_used_storage_folder_is_private_and_commands_keep_their_umask(
    server: Server, tmp_path: Path
) -> None:
    os.chmod(tmp_path, 0o755)
    outside = tmp_path / "outside"
    outside.mkdir()
    command = "echo report > report.txt; mkdir made; echo ARTIFACT:report.txt:Report; umask; echo STEP_START:One"
    first = server.create(command, working_directory=str(outside))
    found = server.wait_for_end(first)
    assert [artifact["name"] for artifact in found["artifacts"]]
    upload = requests.post(
        f"{server.address}/api/artifacts",
        data={"execution_id": first, "name": "Upload"},
        files={"file": ("a.txt", b"data")},
        timeout=30,
    )
    assert upload.status_code == 201, upload.text
    gone = server.create("true")
    server.wait_for_end(gone)
    assert requests.delete(f"{server.address}/api/executions/{gone}", timeout=30).status_code == 200
    umask = os.umask(0)
    os.umask(umask)
    assert f"{umask:04o}\n".encode() in server.log(first)
    assert stat.S_IMODE((outside / "report.txt").stat().st_mode) == 0o666 & ~umask
    assert stat.S_IMODE((outside / "made").stat().st_mode) == 0o777 & ~umask
    storage = [server.storage, *server.storage.rglob("*")]
    kinds = {path.relative_to(server.storage).parts[0] for path in storage[1:]}
    assert {"executions", "artifacts", "trash", "stepflow.db", "lock"} <= kinds
    for path in storage:
        mode = stat.S_IMODE(path.lstat().st_mode)
        assert mode & 0o077 == 0, f"{path} is {mode:o}"
        assert mode == 0o700 if path.is_dir() else mode == 0o600, f"{path} is {mode:o}"
