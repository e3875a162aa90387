"""Run folders for the tests of the supervisor, and what is seen from outside: files, processes, signals."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import struct
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import stepflow_desktop.supervisor as supervisor
from tests.waiting import PATIENCE_S, wait_until

PROGRAM = Path(supervisor.__file__)
COMMAND = [sys.executable, "-I", "-S", str(PROGRAM)]


def python(code: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", code]


def alive(pid: int) -> bool:
    process = supervisor.look_at(pid)
    return process is not None and process.alive


def patched(patch: str) -> list[str]:
    """The supervisor with some of its parts exchanged; ``s`` is its module."""
    code = f"import os, sys; sys.path.insert(0, {str(PROGRAM.parent)!r}); import supervisor as s\n{patch}\n"
    return [sys.executable, "-I", "-S", "-c", code + "sys.exit(s.main(sys.argv[1:]))"]


class Run:
    """One run folder."""

    def __init__(self, base: Path, command: str | list[str], **spec: Any) -> None:
        self.id = str(uuid.uuid4())
        self.path = base / self.id
        (self.path / "artifacts").mkdir(parents=True)
        shell = isinstance(command, str)
        self.spec = {
            "version": 1,
            "id": self.id,
            "name": "test",
            "command": command if shell else " ".join(command),
            "argv": None if shell else command,
            "cwd": str(base),
            "environment": {},
            "terminal": False,
            "timeout_s": None,
            "grace_s": 5,
            "artifacts_dir": str(self.path / "artifacts"),
            "summary_path": str(self.path / "summary.md"),
            "umask": 0o022,
            **spec,
        }
        (self.path / "spec.json").write_text(json.dumps(self.spec))
        self.started: list[subprocess.Popen[bytes]] = []

    def supervise(self, patch: str = "", **options: Any) -> subprocess.Popen[bytes]:
        command = patched(patch) if patch else COMMAND
        process = subprocess.Popen([*command, "supervise", str(self.path)], **options)
        self.started.append(process)
        return process

    def finish(self, patch: str = "") -> dict[str, Any]:
        """From the start to the end of the last supervisor; returns ``exit.json``."""
        self.supervise(patch)
        return self.wait_for_end()

    def wait_for_end(self) -> dict[str, Any]:
        end = wait_until(lambda: self.json("exit"), "exit.json")
        wait_until(lambda: not self.locked, "the supervisor leaves")
        return end

    def json(self, name: str) -> dict[str, Any] | None:
        path = self.path / f"{name}.json"
        return json.loads(path.read_bytes()) if path.exists() else None

    @property
    def log(self) -> bytes:
        path = self.path / "output.log"
        return path.read_bytes() if path.exists() else b""

    @property
    def index(self) -> list[tuple[int, int, int]]:
        return list(struct.iter_unpack("<qqq", (self.path / "output.idx").read_bytes()))

    @property
    def usage(self) -> list[tuple[int, int, int, int]]:
        path = self.path / "usage.idx"
        return list(struct.iter_unpack("<qqqq", path.read_bytes())) if path.exists() else []

    @property
    def locked(self) -> bool:
        with open(self.path / "lock", "rb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def wait_for_log(self, text: bytes) -> None:
        wait_until(lambda: text in self.log, f"{text!r} in the log")

    def pid(self) -> int:
        """Of the command, once it has been let go."""
        child = wait_until(lambda: self.json("child"), "child.json")
        wait_until(lambda: (self.path / "lock").stat().st_size, "a signed lock")
        return child["pid"]

    def supervisors(self) -> list[int]:
        """Keeper and worker, as far as they live: whoever has the lock open and is not the command itself."""
        lock = os.stat(self.path / "lock")
        found = []
        for pid in supervisor.all_pids():
            try:
                files = [os.stat(f"/proc/{pid}/fd/{name}") for name in os.listdir(f"/proc/{pid}/fd")]
            except OSError:
                continue
            if pid != os.getpid() and any((f.st_dev, f.st_ino) == (lock.st_dev, lock.st_ino) for f in files):
                found.append(pid)
        return found

    def keeper(self) -> int:
        def signed() -> int | None:
            text = (self.path / "lock").read_text() if (self.path / "lock").exists() else ""
            return json.loads(text)["pid"] if text else None

        return wait_until(signed, "a signed lock")

    def worker(self) -> int:
        return wait_until(lambda: [pid for pid in self.supervisors() if pid != self.keeper()], "a worker")[0]

    def kill_worker(self) -> None:
        worker = self.worker()
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: not alive(worker))

    def kill_supervisors(self) -> None:
        """Keeper first, so that it cannot take over."""
        wait_until(lambda: self.json("child"))
        for pid in (self.keeper(), self.worker()):
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not self.locked)

    def hold_pipe(self) -> int:
        """As the program does: bytes in the pipe outlive all supervisors."""
        wait_until((self.path / "output.fifo").exists)
        return os.open(self.path / "output.fifo", os.O_RDWR | os.O_NONBLOCK)

    def cancel(self, reason: str = "cancelled", *, force: bool = False, poke: bool = True) -> None:
        temporary = self.path / ".cancel"
        order = {"reason": reason, "message": "by a test", "force": force, "at_us": time.time_ns() // 1000}
        temporary.write_text(json.dumps(order))
        temporary.rename(self.path / "cancel.json")
        if poke:
            control = os.open(self.path / "control.fifo", os.O_WRONLY | os.O_NONBLOCK)
            os.write(control, b"!")
            os.close(control)

    def carriers(self) -> list[int]:
        """Everything alive that has this run's id in its environment."""
        return list(supervisor.carriers(self.id, frozenset()))

    def clean_up(self) -> None:
        while left := ([*self.supervisors(), *self.carriers()] if (self.path / "lock").exists() else []):
            for pid in left:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
        for process in self.started:
            process.wait(PATIENCE_S)
