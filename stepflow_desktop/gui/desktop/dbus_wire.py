"""Messages of D-Bus as bytes and back, as far as notifications need them.

https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol. Qt's own binding cannot be used from Python
here: it has no way to say that a number is unsigned, and the services insist on it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

CALL, RETURN, ERROR, SIGNAL = 1, 2, 3, 4
_FIELDS = {
    1: "path",
    2: "interface",
    3: "member",
    4: "error",
    5: "reply_to",
    6: "destination",
    7: "sender",
    8: "signature",
}
_FIELD_TYPES = {"path": "o", "reply_to": "u", "signature": "g"}
_NUMBERS = {"y": ("B", 1), "n": ("h", 2), "q": ("H", 2), "i": ("i", 4), "u": ("I", 4), "x": ("q", 8), "t": ("Q", 8)}
_DOUBLE = ("d", 8)
MOST_BYTES = 1 << 20


class BadMessage(Exception):
    """Bytes that are no message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """``body`` holds the values that ``signature`` describes; variants are pairs of a signature and a value."""

    kind: int
    serial: int = 0
    path: str = ""
    interface: str = ""
    member: str = ""
    error: str = ""
    reply_to: int = 0
    destination: str = ""
    sender: str = ""
    signature: str = ""
    body: tuple[Any, ...] = ()


def encoded(message: Message) -> bytes:
    """The message as bytes, little-endian."""
    body = _Writer()
    for kind, value in zip(types_of(message.signature), message.body, strict=True):
        body.write(kind, value)
    head = _Writer()
    for kind, value in zip("yyyyuu", (ord("l"), message.kind, 0, 1, len(body.data), message.serial), strict=True):
        head.write(kind, value)
    fields = []
    for code, name in _FIELDS.items():
        value = getattr(message, name)
        if value:
            fields.append((code, (_FIELD_TYPES.get(name, "s"), value)))
    head.write("a(yv)", fields)
    head.pad(8)
    return bytes(head.data + body.data)


def length_of(head: bytes) -> int:
    """How long the message is whose first 16 bytes these are. Raises BadMessage."""
    if len(head) < 16 or head[0] not in b"lB" or head[3] != 1:
        raise BadMessage("not a message of D-Bus")
    order = "<" if head[0:1] == b"l" else ">"
    body, _serial, fields = struct.unpack_from(f"{order}III", head, 4)
    length = 16 + fields + (-fields) % 8 + body
    if length > MOST_BYTES:
        raise BadMessage("a message that is too long")
    return int(length)


def decoded(data: bytes) -> Message:
    """The message in exactly these bytes. Raises BadMessage."""
    try:
        reader = _Reader(data)
        _order, kind, _flags, _version, _length, serial = (reader.read(each) for each in "yyyyuu")
        told: dict[str, Any] = {}
        for code, (_type, value) in reader.read("a(yv)"):
            if code in _FIELDS:
                told[_FIELDS[code]] = value
        reader.pad(8)
        body = tuple(reader.read(each) for each in types_of(told.get("signature", "")))
        return Message(kind=kind, serial=serial, body=body, **told)
    except (struct.error, IndexError, UnicodeDecodeError, TypeError) as error:
        raise BadMessage(str(error)) from error


def types_of(signature: str) -> Iterator[str]:
    """Each complete type of a signature."""
    at = 0
    while at < len(signature):
        end = _end_of_type(signature, at)
        yield signature[at:end]
        at = end


def _end_of_type(signature: str, at: int) -> int:
    first = signature[at]
    if first == "a":
        return _end_of_type(signature, at + 1)
    if first not in "({":
        return at + 1
    depth = 0
    for end in range(at, len(signature)):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(signature[end], 0)
        if depth == 0:
            return end + 1
    raise BadMessage(f"the signature {signature} has no end")


def _alignment(kind: str) -> int:
    if kind[0] in "ydgv":
        return 8 if kind[0] == "d" else 1
    if kind[0] in "({":
        return 8
    return _NUMBERS.get(kind[0], ("", 4))[1]


class _Writer:
    def __init__(self) -> None:
        self.data = bytearray()

    def pad(self, to: int) -> None:
        self.data += bytes(-len(self.data) % to)

    def write(self, kind: str, value: Any) -> None:
        self.pad(_alignment(kind))
        first = kind[0]
        if first in _NUMBERS:
            self.data += struct.pack(f"<{_NUMBERS[first][0]}", value)
        elif first == "d":
            self.data += struct.pack("<d", value)
        elif first == "b":
            self.data += struct.pack("<I", bool(value))
        elif first in "so":
            text = value.encode()
            self.data += struct.pack("<I", len(text)) + text + b"\0"
        elif first == "g":
            self.data += bytes([len(value)]) + value.encode() + b"\0"
        elif first == "v":
            self.write("g", value[0])
            self.write(value[0], value[1])
        elif first == "a":
            self._write_array(kind[1:], value)
        else:
            for each, part in zip(types_of(kind[1:-1]), value, strict=True):
                self.write(each, part)

    def _write_array(self, kind: str, value: Any) -> None:
        place = len(self.data)
        self.data += bytes(4)
        self.pad(_alignment(kind))
        start = len(self.data)
        for item in value.items() if isinstance(value, dict) else value:
            self.write(kind, item)
        struct.pack_into("<I", self.data, place, len(self.data) - start)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0
        self._order = "<" if data[0:1] == b"l" else ">"

    def pad(self, to: int) -> None:
        self._at += -self._at % to

    def read(self, kind: str) -> Any:
        self.pad(_alignment(kind))
        first = kind[0]
        if first in _NUMBERS or first in "db":
            form, size = _DOUBLE if first == "d" else _NUMBERS["u" if first == "b" else first]
            (number,) = struct.unpack_from(f"{self._order}{form}", self._data, self._at)
            self._at += size
            return bool(number) if first == "b" else number
        if first in "so":
            return self._text(self.read("u"))
        if first == "g":
            return self._text(self.read("y"))
        if first == "v":
            signature = self.read("g")
            return signature, self.read(signature)
        if first == "a":
            return self._array(kind[1:])
        return tuple(self.read(each) for each in types_of(kind[1:-1]))

    def _text(self, length: int) -> str:
        if self._at + length >= len(self._data):
            raise IndexError("a text goes beyond the message")
        text = self._data[self._at : self._at + length].decode()
        self._at += length + 1
        return text

    def _array(self, kind: str) -> Sequence[Any] | dict[Any, Any]:
        length = self.read("u")
        self.pad(_alignment(kind))
        end = self._at + length
        if end > len(self._data):
            raise IndexError("an array goes beyond the message")
        items = []
        while self._at < end:
            items.append(self.read(kind))
        return dict(items) if kind[0] == "{" else items
