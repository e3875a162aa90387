"""A connection to the session's bus on the window's loop: calls that wait for their answer, signals that come in."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from stepflow_desktop.gui.desktop import dbus_wire
from stepflow_desktop.gui.desktop.dbus_wire import CALL, ERROR, RETURN, SIGNAL, BadMessage, Message

BUS = "org.freedesktop.DBus"
PATIENCE_S = 5.0

log = logging.getLogger(__name__)


class DesktopError(Exception):
    """The bus, or a service on it, cannot be asked."""


def bus_path(environ: Mapping[str, str] = os.environ) -> str | None:
    """Where the session's bus listens; an abstract name begins with NUL. None where there is none we can reach."""
    for address in environ.get("DBUS_SESSION_BUS_ADDRESS", "").split(";"):
        transport, _, rest = address.partition(":")
        values = dict(part.split("=", 1) for part in rest.split(",") if "=" in part)
        if transport == "unix" and "path" in values:
            return unquote(values["path"])
        if transport == "unix" and "abstract" in values:
            return "\0" + unquote(values["abstract"])
    return None


class Session:
    """``heard`` is called with every signal that was asked for."""

    def __init__(self, heard: Callable[[Message], None]) -> None:
        self._heard = heard
        self._writer: asyncio.StreamWriter | None = None
        self._listening: asyncio.Task[None] | None = None
        self._answers: dict[int, asyncio.Future[Message]] = {}
        self._serial = 0

    async def open(self, path: str) -> None:
        """Raises DesktopError."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                reader, self._writer = await asyncio.open_unix_connection(path)
                user = str(os.getuid()).encode().hex()
                self._writer.write(b"\0AUTH EXTERNAL " + user.encode() + b"\r\n")
                if not (await reader.readline()).startswith(b"OK "):
                    raise DesktopError("the bus does not let us in")
                self._writer.write(b"BEGIN\r\n")
                self._listening = asyncio.get_running_loop().create_task(self._listen(reader), name="desktop bus")
                await self.call(BUS, "/org/freedesktop/DBus", BUS, "Hello")
        except (OSError, TimeoutError) as error:
            raise DesktopError(str(error)) from error

    async def close(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listening
        if self._writer is not None:
            self._writer.close()
            with contextlib.suppress(OSError):
                await self._writer.wait_closed()

    async def call(
        self, service: str, path: str, interface: str, member: str, signature: str = "", *body: Any
    ) -> tuple[Any, ...]:
        """The values of the answer. Raises DesktopError."""
        message = Message(
            kind=CALL,
            path=path,
            interface=interface,
            member=member,
            destination=service,
            signature=signature,
            body=body,
        )
        if self._writer is None or self._writer.is_closing():
            raise DesktopError("the bus is gone")
        self._serial += 1
        serial = self._serial
        answer = self._answers[serial] = asyncio.get_running_loop().create_future()
        try:
            self._writer.write(dbus_wire.encoded(replace(message, serial=serial)))
            async with asyncio.timeout(PATIENCE_S):
                told = await answer
        except (OSError, TimeoutError) as error:
            raise DesktopError(f"{member}: {error or 'no answer'}") from error
        finally:
            self._answers.pop(serial, None)
        if told.kind == ERROR:
            raise DesktopError(f"{member}: {told.error} {told.body}")
        values: tuple[Any, ...] = told.body
        return values

    async def listen_to(self, path: str, interface: str) -> None:
        """Have the signals of ``interface`` told. Raises DesktopError."""
        rule = f"type='signal',path='{path}',interface='{interface}'"
        await self.call(BUS, "/org/freedesktop/DBus", BUS, "AddMatch", "s", rule)

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        try:
            while True:
                head = await reader.readexactly(16)
                self._take(dbus_wire.decoded(head + await reader.readexactly(dbus_wire.length_of(head) - 16)))
        except (OSError, EOFError, BadMessage) as error:
            log.info("The desktop's bus is gone: %s", error)
            if self._writer is not None:
                self._writer.close()
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(DesktopError("the bus is gone"))

    def _take(self, message: Message) -> None:
        if message.kind in (RETURN, ERROR):
            answer = self._answers.get(message.reply_to)
            if answer is not None and not answer.done():
                answer.set_result(message)
        elif message.kind == SIGNAL:
            self._heard(message)
