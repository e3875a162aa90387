"""The port to whatever runs commands, and its adapter for this computer.

A launcher is handed a run folder and sees to it that the command there runs and is looked after; whether that is
the first start or an adoption, the folder tells. The local one keeps a small process ready that forks a detached
supervisor for each run (4 ms instead of the 22 ms of a fresh interpreter).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from stepflow_desktop.core import own_programs
from stepflow_desktop.core.run_dir import RunDir

PATIENCE_S = 2.0
MOST_TOLD = 1000
SUPERVISOR = Path(__file__).parent.parent / "supervisor.py"


class Launcher(Protocol):
    def warm_up(self) -> None:
        """Get ready, so that the first run does not have to wait for it."""

    def start(self, run: RunDir) -> None:
        """Start the command of this folder, or look after it again if it was started before. Raises OSError."""

    def cancel(self, run: RunDir, reason: str, *, message: str | None, force: bool, at_us: int) -> None:
        """Ask for the end of the command and of everything it started. Raises OSError."""

    def limit_log(self, run: RunDir, limit: Mapping[str, Any] | None) -> None:
        """Stop the command when its log grows beyond another size than its description says. Raises OSError."""

    async def close(self) -> None:
        """Let go; commands go on running."""


def supervisor_command() -> tuple[str, ...]:
    """How to start the supervisor: its own small executable in a bundle, else this interpreter without site."""
    if own_programs.frozen():
        return own_programs.command()
    return (sys.executable, "-I", "-S", str(SUPERVISOR))


class LocalLauncher:
    """Supervisors on this computer."""

    def __init__(self, command: tuple[str, ...] | None = None) -> None:
        self._command = command or supervisor_command()
        self._nursery: subprocess.Popen[bytes] | None = None
        self._told: dict[str, None] = {}

    def start(self, run: RunDir) -> None:
        if run.execution_id in self._told and run.child() is None:
            self._give_up()
        told = os.fsencode(run.path) + b"\0"
        for attempt in (1, 2):
            nursery = self._ready()
            assert nursery.stdin is not None
            try:
                nursery.stdin.write(told)
                nursery.stdin.flush()
            except BrokenPipeError:
                if attempt == 2:
                    raise
                self._discard()
            else:
                self._remember(run.execution_id)
                return

    def _remember(self, execution_id: str) -> None:
        """Whom the waiting process was told of; the oldest is forgotten."""
        self._told[execution_id] = None
        if len(self._told) > MOST_TOLD:
            del self._told[next(iter(self._told))]

    def _give_up(self) -> None:
        """Told of a run and nothing came of it: the waiting process hangs, and another one takes its place."""
        if self._nursery is not None:
            self._nursery.kill()
            self._discard()

    def warm_up(self) -> None:
        """Start the waiting process before the first run asks for it; should that fail, the run will tell."""
        with contextlib.suppress(OSError):
            self._ready()

    def cancel(self, run: RunDir, reason: str, *, message: str | None, force: bool, at_us: int) -> None:
        run.request_end(reason, message=message, force=force, at_us=at_us)

    def limit_log(self, run: RunDir, limit: Mapping[str, Any] | None) -> None:
        run.limit_log(limit)

    async def close(self) -> None:
        nursery, self._nursery = self._nursery, None
        if nursery is not None:
            _close_input(nursery)
            await asyncio.to_thread(_end, nursery)

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._nursery is not None and self._nursery.poll() is not None:
            self._discard()
        if self._nursery is None:
            self._nursery = subprocess.Popen(
                [*self._command, "zygote"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self._nursery

    def _discard(self) -> None:
        nursery, self._nursery = self._nursery, None
        self._told.clear()
        if nursery is not None:
            _close_input(nursery)
            _end(nursery)


def _end(process: subprocess.Popen[bytes]) -> None:
    """It ends by itself when its input has; one that somebody has stopped does not keep the program from its end."""
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _close_input(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    try:
        process.stdin.close()
    except BrokenPipeError:
        pass
