"""The program is killed at any moment; nothing is lost, nothing is repeated, commands go on."""

from __future__ import annotations

import os
import random
import signal
import sys
import time

import pytest

from tests.waiting import wait_until

WRITER = """
import sys, time
steps, lines, pause, code = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
for step in range(steps):
    print(f"STEP_START:Step {step}", flush=True)
    for line in range(lines):
        print(f"{step}:{line}:" + "x" * 60)
    time.sleep(pause)
    print(f"STEP_COMPLETE:Step {step}", flush=True)
sys.exit(code)
"""


def expected_log(steps: int, lines: int) -> bytes:
    parts = []
    for step in range(steps):
        parts.append(f"STEP_START:Step {step}\n")
        parts.extend(f"{step}:{line}:" + "x" * 60 + "\n" for line in range(lines))
        parts.append(f"STEP_COMPLETE:Step {step}\n")
    return "".join(parts).encode()


def check(server, execution_id: str, steps: int, lines: int, code: int) -> None:
    found = server.wait_for_end(execution_id)
    assert server.log(execution_id) == expected_log(steps, lines)
    assert [step["name"] for step in found["steps"]] == [f"Step {n}" for n in range(steps)]
    assert [step["index"] for step in found["steps"]] == list(range(steps))
    assert {step["status"] for step in found["steps"]} == {"completed"}
    assert len({step["id"] for step in found["steps"]}) == steps
    assert found["execution"]["exit_code"] == code
    assert found["execution"]["status"] == ("completed" if code == 0 else "failed")
    entries, after = [], -1
    while page := server.get(f"/executions/{execution_id}/logs", after=after, limit=10_000)["entries"]:
        entries += page
        after = page[-1]["offset"]
    assert len(entries) == steps * lines
    assert len({entry["offset"] for entry in entries}) == steps * lines


def kills(server, count: int, seed: int) -> None:
    chance = random.Random(seed)
    wanted = [(40, 500, 0.05, 0), (12, 3_000, 0.1, 3), (60, 20, 0.05, 0)]
    ids = [server.create([sys.executable, "-c", WRITER, *(str(part) for part in arguments)]) for arguments in wanted]
    for _ in range(count):
        time.sleep(chance.uniform(0.0, 0.6))
        server.kill()
        server.start()
    for execution_id, (steps, lines, _, code) in zip(ids, wanted, strict=True):
        check(server, execution_id, steps, lines, code)


def test_killing_the_program_loses_nothing(server):
    kills(server, 3, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.timeout(600)
def test_killing_the_program_eight_times_loses_nothing(server, seed):
    kills(server, 8, seed)


def test_a_run_that_ends_while_the_program_is_dead_is_finished_at_its_next_start(server):
    execution_id = server.create([sys.executable, "-c", WRITER, "3", "100", "0.1", "7"])
    server.kill()
    folder = server.storage / "executions" / execution_id
    wait_until((folder / "exit.json").exists, "the end of the command")
    server.start()
    check(server, execution_id, 3, 100, 7)


def test_a_killed_supervisor_is_replaced_and_the_run_goes_on(server):
    execution_id = server.create(f"echo $PPID; exec {sys.executable} -c '{WRITER}' 20 200 0.05 0")
    shown = wait_until(lambda: server.log(execution_id) if _has_log(server, execution_id) else b"", "the first line")
    os.kill(int(shown.split()[0]), signal.SIGKILL)
    found = server.wait_for_end(execution_id)
    log = server.log(execution_id)
    assert log[log.index(b"\n") + 1 :] == expected_log(20, 200)
    assert len(found["steps"]) == 20
    assert found["execution"]["exit_code"] in (0, None)


def _has_log(server, execution_id: str) -> bool:
    path = server.storage / "executions" / execution_id / "output.log"
    return path.exists() and b"\n" in path.read_bytes()
