"""What a client says and what it is answered. A mistake is answered with an ``error``; the connection stays."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

from websockets.exceptions import ConnectionClosed

from stepflow_desktop import __version__
from stepflow_desktop.api import envelope, frames, messages
from stepflow_desktop.api.client import POLICY_VIOLATION, Client
from stepflow_desktop.api.commands import BadMessage, Command, parse
from stepflow_desktop.api.port import Engine
from stepflow_desktop.api.rate_limits import Pace
from stepflow_desktop.core import encoding
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import ServerState
from stepflow_desktop.errors import NotFound, StepFlowError

log = logging.getLogger(__name__)


class Conversation:
    """Obeys the commands of all clients, each in the order in which they came."""

    def __init__(self, engine: Engine, clock: Clock, state: Callable[[], ServerState]) -> None:
        self._engine = engine
        self._clock = clock
        self._state = state
        self._started_s = time.monotonic()

    async def hold(self, client: Client) -> None:
        """Until the client leaves. Who talks too fast, or does not take its answers, is listened to more slowly, and
        who goes on talking too fast is told so and let go."""
        pace = Pace(client.limits.commands_per_s, patience_s=client.limits.patience_s)
        async for text in client.connection:
            await asyncio.sleep(pace.heard())
            if pace.exhausted:
                await _let_go(client)
                return
            await client.outbox.roomy.wait()
            await self._answer(client, text)

    async def _answer(self, client: Client, text: str | bytes) -> None:
        command: Command | None = None
        try:
            command = parse(text)
            await self._obey(client, command)
        except StepFlowError as error:
            client.answer("error", _error(str(error), error.code, command))
        except Exception:
            log.exception("A WebSocket command failed")
            client.answer("error", _error("Something went wrong inside StepFlow.", "ERROR", command))

    async def _obey(self, client: Client, command: Command) -> None:
        execution_id = command.execution_id
        match command.kind:
            case "ping":
                client.answer("pong", {"server_time": envelope.now_text()})
            case "get_status" if execution_id is None:
                client.answer("server_status", await self._server_status())
            case "get_status":
                client.answer("execution_status", await self._execution_status(str(execution_id)))
            case "subscribe":
                await self._require(str(execution_id))
                client.subscriptions = (client.subscriptions or set()) | {str(execution_id)}
            case "unsubscribe":
                if client.subscriptions is not None and execution_id in client.subscriptions:
                    client.subscriptions.discard(execution_id)
                else:
                    await self._require(str(execution_id))

    async def _require(self, execution_id: str) -> None:
        if not execution_id:
            raise NotFound("data.execution_id is empty.")
        await self._engine.get(execution_id)

    async def _execution_status(self, execution_id: str) -> dict[str, Any]:
        found = await self._engine.get(execution_id)
        now = self._clock.now()
        return {
            "execution_id": found.execution.id,
            "execution": encoding.execution(found.execution, now, found.masks),
            "steps": [encoding.step(step, now, found.masks) for step in found.steps],
        }

    async def _server_status(self) -> dict[str, Any]:
        state = self._state()
        counts = await self._engine.counts()
        return {
            "status": "running",
            "version": __version__,
            "uptime_seconds": int(time.monotonic() - self._started_s),
            "connected_clients": state.clients,
            "total_messages": state.messages,
            "executions": {status.value: count for status, count in counts.items()},
        }


async def _let_go(client: Client) -> None:
    limits = client.limits
    text = f"More than {limits.commands_per_s} messages a second for {limits.patience_s} seconds."
    payload = messages.message("error", _error(text, BadMessage.code, None), envelope.now_text())
    frames.write(client.connection, frames.frame(payload))
    closing = client.connection.close(POLICY_VIOLATION, text)
    async with asyncio.TaskGroup() as group:
        group.create_task(closing, name=f"close websocket client {client.id}")
        # Its answer to the close frame stands behind everything that it said meanwhile.
        try:
            async for _ in client.connection:
                pass
        except ConnectionClosed:
            pass


def _error(text: str, code: str, command: Command | None) -> dict[str, Any]:
    return {
        "execution_id": command.execution_id if command is not None else None,
        "error_message": text,
        "error_code": code,
        "timestamp": envelope.now_text(),
    }
