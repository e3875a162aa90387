"""Whoever looks after twelve printing runs is killed at random moments: the program, keepers, workers, all of them."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from stepflow_desktop import supervisor
from tests.e2e.harness import Server
from tests.waiting import wait_until

RUNS = 12
AT_TERMINALS = 4
SECONDS = 20.0
WRITER = """
import random, sys, time
name, seed, seconds, code = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
chance, copy = random.Random(seed), open(sys.argv[5], "w")
def out(text):
    for file in (copy, sys.stdout):
        file.write(text)
        file.flush()
end, line, step = time.monotonic() + seconds, 0, 0
while time.monotonic() < end:
    out(f"STEP_START:Step {step}\\n")
    for _ in range(chance.randrange(1, 6)):
        count = chance.choice([1, 1, 10, 500, 5000])
        out("".join(f"{name}:{line + n}:" + "x" * chance.randrange(200) + "\\n" for n in range(count)))
        line += count
        time.sleep(chance.choice([0, 0.01, 0.1, 0.3]))
    out(f"STEP_COMPLETE:Step {step}\\n")
    step += 1
out("no newline at the end")
sys.exit(code)
"""


@dataclass
class Printing:
    """``copy`` is what the command itself wrote down of its output; ``orphaned`` says that both supervisors died."""

    folder: Path
    code: int
    terminal: bool
    copy: Path
    orphaned: bool = False

    def keeper(self) -> int | None:
        try:
            return int(json.loads((self.folder / "lock").read_text())["pid"])
        except (OSError, ValueError):
            return None

    def supervisors(self) -> list[int]:
        """Whoever works in its folder; the command has another one."""
        found = []
        for pid in supervisor.all_pids():
            with contextlib.suppress(OSError):
                if os.readlink(f"/proc/{pid}/cwd") == str(self.folder):
                    found.append(pid)
        return found

    def is_looked_after(self) -> bool:
        """Somebody holds the pipe, or it is over."""
        if (self.folder / "exit.json").exists():
            return True
        for pid in self.supervisors():
            with contextlib.suppress(OSError):
                files = os.listdir(f"/proc/{pid}/fd")
                if any(os.readlink(f"/proc/{pid}/fd/{file}").endswith("/output.fifo") for file in files):
                    return True
        return False


def kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def waiting_processes(server: Server) -> Iterator[int]:
    assert server.process is not None
    for child in psutil.Process(server.process.pid).children():
        with contextlib.suppress(psutil.Error):
            if "zygote" in child.cmdline():
                yield child.pid


class Reaper:
    def __init__(self, server: Server, runs: list[Printing], seed: int) -> None:
        self._server = server
        self._runs = runs
        self._chance = random.Random(seed)

    def strike(self) -> None:
        run = self._chance.choice(self._runs)
        kind = self._chance.choice(["program", "waiting", "keeper", "worker", "worker", "both"])
        if kind == "program":
            # With both supervisors and the program dead, nobody would hold the pipe of a command that ends now.
            wait_until(lambda: all(each.is_looked_after() for each in self._runs), "somebody looks after each")
            self._server.kill()
            time.sleep(self._chance.choice([0, 0, 0.3]))
            self._server.start()
        elif kind == "waiting":
            for pid in waiting_processes(self._server):
                kill(pid)
        else:
            self._strike_at(run, kind)

    def _strike_at(self, run: Printing, kind: str) -> None:
        keeper, alive = run.keeper(), run.supervisors()
        if run.terminal and (kind == "both" or len(alive) < 2):
            return  # a terminal goes with the last who has it open
        doomed = {"keeper": [keeper], "both": alive}.get(kind, [pid for pid in alive if pid != keeper])
        for pid in doomed:
            if pid in alive:
                kill(pid)
                run.orphaned = True  # one after the other they may all be gone


def started(server: Server, folder: Path, seed: int) -> dict[str, Printing]:
    chance, runs = random.Random(seed), {}
    for number in range(RUNS):
        copy, terminal, code = folder / f"copy{number}", number >= RUNS - AT_TERMINALS, number % 4
        words = (f"run{number}", seed + number, SECONDS * chance.uniform(0.5, 1), code, copy)
        execution_id = server.create([sys.executable, "-c", WRITER, *map(str, words)], terminal=terminal)
        runs[execution_id] = Printing(server.storage / "executions" / execution_id, code, terminal, copy)
    return runs


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whoever_dies_whenever_no_byte_is_lost_or_comes_twice(server, tmp_path, seed):
    runs = started(server, tmp_path, seed)
    reaper, chance = Reaper(server, list(runs.values()), seed), random.Random(seed)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        time.sleep(chance.uniform(0.05, 0.5))
        reaper.strike()
    for execution_id, run in runs.items():
        found = server.wait_for_end(execution_id)
        written = run.copy.read_bytes()
        assert server.log(execution_id) == written, execution_id
        count = written.count(b"STEP_START:")
        assert [step["name"] for step in found["steps"]] == [f"Step {number}" for number in range(count)]
        assert found["execution"]["exit_code"] in ((run.code, None) if run.orphaned else (run.code,))
    wait_until(lambda: not any(run.supervisors() for run in runs.values()), "nobody is left")
    for execution_id, run in runs.items():
        assert not supervisor.carriers(execution_id, frozenset())
        assert not (run.folder / "supervisor.log").exists()
        assert not any(each.is_fifo() or each.name.startswith(".") for each in run.folder.iterdir())
    assert server.process is not None
    held = os.listdir(f"/proc/{server.process.pid}/fd")
    assert len(held) < 40, held
