"""The real program in a process of its own, with a window (offscreen where there is no display) or without."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

LINES = Path(__file__).with_name("print_lines.py")


class Program:
    """Use it as a context manager. ``probe`` is what the window's process measured of itself, after the end.

    ``prepare`` may put something into the storage folder, which is not there yet. ``act`` names what the window's user
    does all the time (see ``window_probe``).
    """

    def __init__(self, *, window: bool, prepare: Callable[[Path], None] = lambda _: None, act: str = "") -> None:
        self._window = window
        self._act = act
        self._prepare = prepare
        self._folder = Path(tempfile.mkdtemp(prefix="stepflow-bench-"))
        self.storage = self._folder / "storage"
        self.address = ""
        self.websocket = ""
        self.probe: dict[str, Any] = {}
        self.spawned_at = 0.0
        self.healthy_after_s = 0.0

    def __enter__(self) -> Program:
        environ = {k: v for k, v in os.environ.items() if not k.startswith("STEPFLOW_")}
        (self._folder / "config.toml").write_text("")
        environ["STEPFLOW_CONFIG_PATH"] = str(self._folder / "config.toml")
        # A set-up program has its bytecode; an environment that forbids writing it measures the compiler instead.
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        if self._window and not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
            environ["QT_QPA_PLATFORM"] = "offscreen"
        environ["BENCH_ACT"] = self._act
        entry = ["-m", "benchmarks.window_probe", str(self._folder / "probe.json")] if self._window else [
            *("-m", "stepflow_desktop", "serve"),
        ]  # fmt: skip
        self._prepare(self.storage)
        self.spawned_at = time.time()
        self.process = subprocess.Popen(
            [
                *(sys.executable, *entry),
                *("--storage-path", str(self.storage), "--http-port", "0", "--websocket-port", "0"),
                *("--log-level", "ERROR"),
            ],
            cwd=Path(__file__).parent.parent,
            env=environ,
        )
        self._wait_until_healthy()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        probe = self._folder / "probe.json"
        if probe.exists():
            self.probe = json.loads(probe.read_text())
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                told = json.loads((self.storage / "lock").read_bytes())
                if told.get("pid") == self.process.pid and told.get("address"):
                    self.address = told["address"]
                    if self.get("/health")["status"] == "healthy":
                        self.healthy_after_s = time.time() - self.spawned_at
                        return
            except (OSError, ValueError, urllib.error.URLError):
                pass
            time.sleep(0.005)
        raise RuntimeError("the program did not become healthy within 30 s")

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(f"{self.address}/api{path}", timeout=30) as answer:
            return json.load(answer)["data"]

    def create(self, command: str | list[str], **fields: Any) -> str:
        body = json.dumps({"command": command, **fields}).encode()
        request = urllib.request.Request(
            f"{self.address}/api/executions", data=body, headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return str(json.load(answer)["data"]["execution_id"])

    def run(self, command: str | list[str]) -> float:
        """Seconds from the POST to the answer that says it has ended."""
        start = time.perf_counter()
        execution_id = self.create(command)
        while True:
            # The newest of the list is small whatever the run has become; asking for all its steps costs more.
            (execution,) = self.get("/executions?limit=1")["executions"]
            if execution["status"] not in ("pending", "running"):
                if execution["status"] != "completed" or execution["id"] != execution_id:
                    raise RuntimeError(f"{command}: {execution['status']}, {execution['error_message']}")
                return time.perf_counter() - start
            time.sleep(0.02)

    def cpu_s(self) -> float:
        """Processor seconds of the program itself, without its commands."""
        times = psutil.Process(self.process.pid).cpu_times()
        return times.user + times.system

    def rss_mb(self) -> float:
        return psutil.Process(self.process.pid).memory_info().rss / 1e6


def lines_command(lines: int, lines_per_step: int) -> list[str]:
    """A Python script that prints that many lines of 80 bytes, a pair of step markers around each so many."""
    return [sys.executable, str(LINES), str(lines), str(lines_per_step)]


def seconds_to_file(command: list[str]) -> float:
    """How long the same command takes with its output sent to a file: the physical limit."""
    environ = dict(os.environ, PYTHONUNBUFFERED="1")
    with tempfile.TemporaryFile() as file:
        start = time.perf_counter()
        subprocess.run(command, stdout=file, check=True, env=environ)
        return time.perf_counter() - start
