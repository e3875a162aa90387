"""``stepflow run`` and ``rerun``: run a command, show its steps here, exit with its code.

Beside a running window or server it is that one's REST client; alone it runs an engine of its own for the time.
"""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from stepflow_desktop import app
from stepflow_desktop.core import encoding
from stepflow_desktop.core.clock import SystemClock
from stepflow_desktop.core.engine import Engine
from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.errors import Conflict, InvalidRequest, StorageInUse
from stepflow_desktop.settings import Settings
from stepflow_desktop.verbs.client import Client
from stepflow_desktop.verbs.sources import full_id, source_of
from stepflow_desktop.verbs.terminal import RunView

POLL_S = 0.1
INTERRUPTED = 130
_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0}


class Runner(Protocol):
    """Where the command runs: in an engine of ours, or in the program that owns the storage."""

    async def create(self, request: NewExecution) -> str: ...
    async def rerun(self, execution_id: str) -> str: ...
    async def details(self, execution_id: str) -> dict[str, Any]: ...
    async def entries(self, execution_id: str, after: int) -> dict[str, Any]: ...
    async def cancel(self, execution_id: str, *, force: bool) -> None: ...


# Starts the execution and gives its id.
Start = Callable[[Runner], Awaitable[str]]


def run(
    settings: Settings,
    *,
    command: Sequence[str],
    name: str,
    cwd: str | None,
    tag: Sequence[str],
    env: Sequence[str],
    timeout: str | None,
    terminal: bool,
    quiet: bool,
    detach: bool,
) -> int:
    """Returns the command's exit code, 128 + signal when a signal ended it, 130 after Ctrl+C."""
    words = list(command[1:] if command[:1] == ["--"] else command)
    if not words:
        raise InvalidRequest("Say what to run, for example: stepflow run -- python train.py")
    request = NewExecution(
        # One word is taken as a shell line, so that quotes, pipes and variables in it work.
        command=words[0] if len(words) == 1 else tuple(words),
        name=name,
        working_directory=str(Path(cwd).expanduser().absolute() if cwd else Path.cwd()),
        environment=dict(_variable(item) for item in env),
        tags=tuple(tag),
        timeout_s=seconds(timeout) if timeout is not None else None,
        terminal=terminal,
    )
    return _started(settings, lambda runner: runner.create(request), quiet=quiet, detach=detach)


def rerun(settings: Settings, *, id: str, quiet: bool, detach: bool) -> int:
    """The same for an execution that was run before, as it was then."""
    execution_id = full_id(source_of(settings), id)
    return _started(settings, lambda runner: runner.rerun(execution_id), quiet=quiet, detach=detach)


def _started(settings: Settings, start: Start, *, quiet: bool, detach: bool) -> int:
    return asyncio.run(_run(settings, start, None if detach else RunView(sys.stdout, quiet=quiet)))


def seconds(text: str) -> float:
    """``90``, ``45m`` or ``1h30m`` in seconds. Raises InvalidRequest."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    parts = re.findall(r"(\d+(?:\.\d+)?)([smh])", text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        raise InvalidRequest(f"--timeout is {text!r}; use a number with s, m or h, for example 45m or 1h30m.")
    return sum(float(number) * _UNITS[unit] for number, unit in parts)


def _variable(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals or not name:
        raise InvalidRequest(f"--env is {item!r}; use NAME=VALUE.")
    return name, value


async def _run(settings: Settings, start: Start, view: RunView | None) -> int:
    """Without a ``view`` the id is all that is told."""
    try:
        async with app.opened_engine(settings) as engine:
            if view is None:
                raise InvalidRequest("--detach needs a running window or `stepflow serve` to look after the command.")
            return await _watch(_Here(engine), start, view)
    except StorageInUse as error:
        if error.address is None:
            raise
        there = _There(Client(error.address, settings.token))
        if view is not None:
            return await _watch(there, start, view)
        print(await start(there))
        return 0


async def _watch(runner: Runner, start: Start, view: RunView) -> int:
    execution_id = await start(runner)
    interrupts = 0
    wanted = asyncio.Event()

    def interrupted() -> None:
        nonlocal interrupts
        interrupts += 1
        wanted.set()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, interrupted)
    after, seen_ended = -1, False
    while True:
        # The lines first: every step that a line belongs to is then among the steps.
        page = await runner.entries(execution_id, after)
        details = await runner.details(execution_id)
        after = page["next_offset"]
        view.show(details["execution"], details["steps"], page["entries"])
        ended = details["execution"]["status"] not in ("pending", "running")
        if seen_ended and not page["entries"]:
            view.end(details["execution"], details["artifacts"])
            return _exit_code(details["execution"], interrupts)
        seen_ended = ended
        if wanted.is_set() and not ended:
            wanted.clear()
            await _cancelled(runner, execution_id, force=interrupts > 1)
        if not page["entries"] and not ended:
            await _wait(wanted)


async def _cancelled(runner: Runner, execution_id: str, *, force: bool) -> None:
    try:
        await runner.cancel(execution_id, force=force)
    except Conflict:
        pass  # it ended in the meantime


async def _wait(wanted: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(POLL_S):
            await wanted.wait()
    except TimeoutError:
        pass


def _exit_code(execution: dict[str, Any], interrupts: int) -> int:
    if interrupts and execution["status"] == "cancelled":
        return INTERRUPTED
    code = execution["exit_code"]
    if code is None:
        return 1
    if code < 0:
        return 128 - int(code)
    # A run that failed although its command ended well (a step stopped it) must not look like a success.
    return int(code) or (0 if execution["status"] == "completed" else 1)


class _Here:
    """Our own engine, for as long as the command runs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._clock = SystemClock()

    async def create(self, request: NewExecution) -> str:
        return (await self._engine.create(request, origin="command line")).id

    async def rerun(self, execution_id: str) -> str:
        return (await self._engine.rerun(execution_id, origin="command line")).id

    async def details(self, execution_id: str) -> dict[str, Any]:
        found = await self._engine.get(execution_id)
        told: dict[str, Any] = json.loads(encoding.details(found, self._clock.now()))
        return told

    async def entries(self, execution_id: str, after: int) -> dict[str, Any]:
        page = await self._engine.read_log(execution_id, after=after)
        return {"entries": [encoding.log_entry(entry) for entry in page.entries], "next_offset": page.next_offset}

    async def cancel(self, execution_id: str, *, force: bool) -> None:
        await self._engine.cancel(execution_id, force=force)


class _There:
    """The program that owns the storage, over REST."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def create(self, request: NewExecution) -> str:
        body: dict[str, Any] = {
            "command": request.command if isinstance(request.command, str) else list(request.command),
            "working_directory": request.working_directory,
            "environment": dict(request.environment),
            "tags": list(request.tags),
            "terminal": request.terminal,
        }
        if request.name:
            body["name"] = request.name
        if request.timeout_s is not None:
            body["timeout"] = request.timeout_s
        created = await self._ask(lambda: self._client.post("/executions", body))
        return str(created["execution_id"])

    async def rerun(self, execution_id: str) -> str:
        created = await self._ask(lambda: self._client.post(f"/executions/{execution_id}/rerun"))
        return str(created["execution_id"])

    async def details(self, execution_id: str) -> dict[str, Any]:
        found: dict[str, Any] = await self._ask(lambda: self._client.get(f"/executions/{execution_id}"))
        return found

    async def entries(self, execution_id: str, after: int) -> dict[str, Any]:
        page: dict[str, Any] = await self._ask(
            lambda: self._client.get(f"/executions/{execution_id}/logs", after=after, limit=1000)
        )
        return page

    async def cancel(self, execution_id: str, *, force: bool) -> None:
        flag = "?force=true" if force else ""
        await self._ask(lambda: self._client.post(f"/executions/{execution_id}/cancel{flag}"))

    async def _ask(self, call: Callable[[], Any]) -> Any:
        return await asyncio.to_thread(call)
