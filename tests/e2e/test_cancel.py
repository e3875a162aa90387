"""Stop means everything: whatever a command started, and however it tried to get away."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from tests.e2e.harness import Server
from tests.waiting import wait_until

# Each says "ready" once all its processes are there; MARK is on every command line.
STUBBORN = "trap '' TERM INT HUP; echo ready; while :; do sleep 0.1; done # MARK"
OWN_SESSION = "setsid sh -c 'trap \"\" TERM HUP; echo ready; while :; do sleep 0.1; done # MARK' & wait # MARK"
DAEMON = [
    sys.executable,
    "-c",
    "import os, signal, time\n"
    "if os.fork() == 0:\n"
    "    os.setsid()\n"
    "    if os.fork():\n"
    "        os._exit(0)\n"
    "    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):\n"
    "        signal.signal(number, signal.SIG_IGN)\n"
    "    os.chdir('/')\n"
    "    os.write(1, b'ready\\n')\n"
    "    null = os.open('/dev/null', os.O_RDWR)\n"
    "    for number in (0, 1, 2):\n"
    "        os.dup2(null, number)\n"
    "    time.sleep(600)\n"
    "os.wait()\n"
    "time.sleep(600)  # MARK",
]


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    """One for all of these tests: they end what they start."""
    folder = tmp_path_factory.mktemp("cancel")
    (folder / "config.toml").write_text("grace_s = 0.5\n")
    server = Server(folder / "storage")
    server.start()
    yield server
    assert server.stop() == 0, server.own_log()
    assert "Traceback" not in server.own_log()


def marked(mark: str) -> list[int]:
    """Processes with that text on their command line or in their environment, as far as they are alive."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                told = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
            except OSError:
                continue
            if mark.encode() in told:
                found.append(int(entry.name))
    return found


def start(server, command) -> tuple[str, str]:
    """The execution, once its processes are there, and the mark that they bear."""
    mark = f"mark-{uuid.uuid4().hex}"
    if isinstance(command, str):
        given = command.replace("MARK", mark)
    else:
        given = [part.replace("MARK", mark) for part in command]
    execution_id = server.create(given, environment={"TEST_MARK": mark})
    log = server.storage / "executions" / execution_id / "output.log"
    wait_until(lambda: log.exists() and b"ready" in log.read_bytes(), "the processes")
    assert marked(mark)
    return execution_id, mark


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("command", [STUBBORN, OWN_SESSION, DAEMON], ids=["stubborn", "own session", "daemon"])
def test_nothing_is_left_of_a_cancelled_run(server, command, force):
    execution_id, mark = start(server, command)
    server.post(f"/executions/{execution_id}/cancel" + ("?force=true" if force else ""))
    found = server.wait_for_end(execution_id)
    assert found["execution"]["status"] == "cancelled"
    assert found["execution"]["exit_code"] in (-9, -15)
    assert marked(mark) == []


def test_a_cancel_gives_time_to_tidy_up_and_force_gives_none(server, tmp_path):
    command = f"trap 'touch {tmp_path}/tidied-$NAME; exit 3' TERM; echo ready; while :; do sleep 0.02; done"
    for name, query in (("gently", ""), ("forced", "?force=true")):
        execution_id = server.create(command, environment={"NAME": name})
        log = server.storage / "executions" / execution_id / "output.log"
        wait_until(lambda log=log: log.exists() and b"ready" in log.read_bytes(), "the trap")
        server.post(f"/executions/{execution_id}/cancel{query}")
        assert server.wait_for_end(execution_id)["execution"]["status"] == "cancelled"
    assert sorted(path.name for path in tmp_path.glob("tidied-*")) == ["tidied-gently"]


def test_a_run_may_be_cancelled_twice_and_after_its_end_no_more(server):
    execution_id, mark = start(server, STUBBORN)
    server.post(f"/executions/{execution_id}/cancel")
    server.post(f"/executions/{execution_id}/cancel?force=true")
    assert server.wait_for_end(execution_id)["execution"]["status"] == "cancelled"
    assert marked(mark) == []
    server.post(f"/executions/{execution_id}/cancel", status=409)


def test_a_running_execution_is_stopped_before_it_is_deleted(server):
    execution_id, mark = start(server, OWN_SESSION)
    answer = requests.delete(f"{server.address}/api/executions/{execution_id}", timeout=60)
    assert answer.status_code == 200, answer.text
    assert marked(mark) == []
    assert requests.get(f"{server.address}/api/executions/{execution_id}", timeout=30).status_code == 404
    assert not (server.storage / "executions" / execution_id).exists()
    server.kill()
    server.start()
    assert execution_id not in {e["id"] for e in server.get("/executions")["executions"]}


def test_a_foreign_process_with_the_same_name_is_not_touched(server):
    other, other_mark = start(server, STUBBORN)
    execution_id, mark = start(server, STUBBORN)
    server.post(f"/executions/{execution_id}/cancel?force=true")
    server.wait_for_end(execution_id)
    assert marked(mark) == []
    assert marked(other_mark)
    server.post(f"/executions/{other}/cancel?force=true")
    server.wait_for_end(other)


def test_a_hundred_at_once_all_end(server):
    with ThreadPoolExecutor(16) as pool:
        ids = list(pool.map(lambda n: server.create(f"echo STEP_START:S{n}; exit {n % 5}"), range(100)))
    assert len(set(ids)) == 100

    def counts():
        listed = [e for e in server.get("/executions", limit=1000)["executions"] if e["id"] in ids]
        return listed if all(e["status"] not in ("pending", "running") for e in listed) else None

    listed = {e["id"]: e for e in wait_until(counts, "the end of all")}
    assert set(listed) == set(ids)
    for number, execution_id in enumerate(ids):
        assert listed[execution_id]["exit_code"] == number % 5
        assert listed[execution_id]["total_steps"] == 1
