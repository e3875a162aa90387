"""A real ``stepflow serve`` in a process of its own, talked to over REST like any client would."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import requests

from tests.waiting import wait_until


class Server:
    """The program without a window, on a storage folder and free ports."""

    def __init__(
        self,
        storage: Path,
        *,
        program: Sequence[str] = ("-m", "stepflow_desktop"),
        environ: dict[str, str] | None = None,
    ) -> None:
        self.storage = storage
        self._program = program
        self._environ = environ or {}
        self.address = ""
        self.process: subprocess.Popen[bytes] | None = None
        self._log = storage.parent / f"{storage.name}.server.log"

    def start(self) -> None:
        environ = {k: v for k, v in os.environ.items() if not k.startswith("STEPFLOW_")}
        environ["STEPFLOW_CONFIG_PATH"] = str(self._config())
        environ |= self._environ
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, *self._program, "serve", "--storage-path", str(self.storage)),
                    *("--http-port", "0", "--websocket-port", "0"),
                ],
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.address = wait_until(self._announced, "the address of the server")
        wait_until(self._healthy, "a healthy server")

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Ask it to end as a service manager does; its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=15)

    def get(self, path: str, **query: Any) -> Any:
        answer = requests.get(f"{self.address}/api{path}", params=query, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    def post(self, path: str, body: Any = None, status: int = 200) -> Any:
        answer = requests.post(f"{self.address}/api{path}", json=body, timeout=30)
        assert answer.status_code == status, answer.text
        return answer.json()["data"]

    def create(self, command: str | list[str], **fields: Any) -> str:
        made = self.post("/executions", {"command": command, **fields}, status=201)
        return made["execution_id"]

    def execution(self, execution_id: str) -> Any:
        return self.get(f"/executions/{execution_id}")["execution"]

    def wait_for_end(self, execution_id: str) -> Any:
        """The execution with steps and artifacts, once it has ended."""

        def ended() -> Any:
            found = self.get(f"/executions/{execution_id}")
            return found if found["execution"]["status"] not in ("pending", "running") else None

        return wait_until(ended, f"the end of {execution_id}")

    def log(self, execution_id: str) -> bytes:
        return (self.storage / "executions" / execution_id / "output.log").read_bytes()

    def websocket_port(self) -> int:
        """The port that it told last in its log."""
        pattern = re.compile(r"WebSocket listens on ws://[^\n]*:(\d+)\n")
        return int(wait_until(lambda: pattern.findall(self.own_log()), "the port of the WebSocket server")[-1])

    def own_log(self) -> str:
        return self._log.read_text()

    def _announced(self) -> str | None:
        assert self.process is not None
        assert self.process.poll() is None, self.own_log()
        try:
            told = json.loads((self.storage / "lock").read_bytes())
        except (OSError, ValueError):
            return None
        return told["address"] if told.get("pid") == self.process.pid else None

    def _healthy(self) -> bool:
        try:
            return requests.get(f"{self.address}/api/health", timeout=5).status_code == 200
        except requests.ConnectionError:
            return False

    def _config(self) -> Path:
        config = self.storage.parent / "config.toml"
        if not config.exists():
            config.write_text("grace_s = 2.0\n")
        return config
