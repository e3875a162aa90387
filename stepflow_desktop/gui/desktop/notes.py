"""Notifications of the desktop by keys of ours: shown, replaced, withdrawn, and answered by an action."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from stepflow_desktop.gui.desktop.dbus_session import DesktopError, Session, bus_path
from stepflow_desktop.gui.desktop.dbus_wire import Message

SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
DESKTOP_ENTRY = "io.github.stepflow_desktop.StepFlow"
DEFAULT = "default"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Note:
    """``key`` names what it is about; another note of the same key takes its place. ``actions`` are keys and words."""

    key: str
    title: str
    body: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    urgent: bool = False


class DesktopNotes(QObject):
    """Connects when the first note is shown. ``acted`` carries the key of a note and of the action that was chosen."""

    acted = Signal(str, str)

    def __init__(self, parent: QObject | None = None, *, path: str | None = None) -> None:
        super().__init__(parent)
        self._path = bus_path() if path is None else path
        self._session: Session | None = None
        self._opening = asyncio.Lock()
        self._understands_markup = False
        self._ids: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the notes that stand."""
        return tuple(self._ids)

    def show(self, note: Note) -> None:
        self._do(self._show(note), f"desktop note {note.key}")

    def withdraw(self, key: str) -> None:
        if key in self._ids:
            self._do(self._withdraw(key), f"desktop note {key} withdrawn")

    def withdraw_all(self) -> None:
        for key in list(self._ids):
            self.withdraw(key)

    async def close(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _do(self, work: Coroutine[Any, Any, None], name: str) -> None:
        if not self._path:
            work.close()
            return
        task = asyncio.get_running_loop().create_task(self._try(work), name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _try(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except DesktopError as error:
            log.info("The desktop shows no notification: %s", error)

    async def _ready(self) -> Session:
        async with self._opening:
            if self._session is None:
                assert self._path is not None
                session = Session(self._on_heard)
                try:
                    await session.open(self._path)
                    await session.listen_to(PATH, SERVICE)
                    (able,) = await session.call(SERVICE, PATH, SERVICE, "GetCapabilities")
                except DesktopError:
                    # A desktop that cannot be asked once is not asked again and again.
                    self._path = ""
                    await session.close()
                    raise
                self._understands_markup = "body-markup" in able
                self._session = session
        return self._session

    async def _show(self, note: Note) -> None:
        session = await self._ready()
        actions = [word for action in ((DEFAULT, ""), *note.actions) for word in action]
        hints = {
            "urgency": ("y", 2 if note.urgent else 1),
            "desktop-entry": ("s", DESKTOP_ENTRY),
            "category": ("s", "transfer.error" if note.urgent else "transfer.complete"),
        }
        body = _escaped(note.body) if self._understands_markup else note.body
        (note_id,) = await session.call(
            *(SERVICE, PATH, SERVICE, "Notify", "susssasa{sv}i"),
            *("StepFlow", self._ids.get(note.key, 0), DESKTOP_ENTRY, note.title, body, actions, hints, -1),
        )
        self._ids[note.key] = note_id

    async def _withdraw(self, key: str) -> None:
        note_id = self._ids.pop(key, None)
        if note_id is not None:
            session = await self._ready()
            await session.call(SERVICE, PATH, SERVICE, "CloseNotification", "u", note_id)

    def _on_heard(self, message: Message) -> None:
        key = next((key for key, note_id in self._ids.items() if message.body and note_id == message.body[0]), None)
        if key is None:
            return
        if message.member == "NotificationClosed":
            del self._ids[key]
        elif message.member == "ActionInvoked":
            self.acted.emit(key, message.body[1])


def _escaped(text: str) -> str:
    """Text of commands is never markup."""
    return re.sub(r"[&<>]", lambda found: {"&": "&amp;", "<": "&lt;", ">": "&gt;"}[found[0]], text)
