"""A desktop on a real bus: it owns the name of notifications and answers what is asked of it."""

from __future__ import annotations

from typing import Any

from stepflow_desktop.gui.desktop import dbus_wire
from stepflow_desktop.gui.desktop.dbus_session import BUS, Session
from stepflow_desktop.gui.desktop.dbus_wire import CALL, ERROR, RETURN, SIGNAL, Message
from stepflow_desktop.gui.desktop.notes import PATH, SERVICE


class FakeDesktop(Session):
    """``shown`` holds what stands, by its number; ``asked`` every call."""

    def __init__(self, *, able: tuple[str, ...] = ("actions", "body")) -> None:
        super().__init__(lambda _message: None)
        self.able = able
        self.shown: dict[int, tuple[Any, ...]] = {}
        self.asked: list[str] = []
        self.refuses = False

    async def own_name(self, path: str) -> None:
        await self.open(path)
        assert await self.call(BUS, "/org/freedesktop/DBus", BUS, "RequestName", "su", SERVICE, 4) == (1,)

    def choose(self, note_id: int, action: str) -> None:
        self._signal("ActionInvoked", "us", note_id, action)

    def close_note(self, note_id: int) -> None:
        del self.shown[note_id]
        self._signal("NotificationClosed", "uu", note_id, 2)

    def _take(self, message: Message) -> None:
        if message.kind != CALL or message.interface != SERVICE:
            super()._take(message)
            return
        self.asked.append(message.member)
        answer = {"signature": "", "body": ()}
        if message.member == "GetCapabilities":
            answer = {"signature": "as", "body": (list(self.able),)}
        elif message.member == "Notify":
            assert message.signature == "susssasa{sv}i"
            note_id = message.body[1] or max(self.shown, default=0) + 1
            self.shown[note_id] = message.body
            answer = {"signature": "u", "body": (note_id,)}
        elif message.member == "CloseNotification":
            self.shown.pop(message.body[0], None)
        kind, error = (ERROR, "org.example.No") if self.refuses else (RETURN, "")
        if self.refuses:
            answer = {"signature": "s", "body": ("no",)}
        self._send(kind=kind, error=error, reply_to=message.serial, destination=message.sender, **answer)

    def _signal(self, member: str, signature: str, *body: Any) -> None:
        self._send(kind=SIGNAL, path=PATH, interface=SERVICE, member=member, signature=signature, body=body)

    def _send(self, **fields: Any) -> None:
        assert self._writer is not None
        self._serial += 1
        self._writer.write(dbus_wire.encoded(Message(serial=self._serial, **fields)))
