"""Messages become the bytes of the specification and come back the same."""

from __future__ import annotations

import pytest

from stepflow_desktop.gui.desktop.dbus_wire import CALL, BadMessage, Message, decoded, encoded, length_of, types_of

# The Hello of every connection, byte for byte as libdbus writes it, with the fields in the order of their numbers.
HELLO = (
    b"l\1\0\1\0\0\0\0\1\0\0\0m\0\0\0"
    b"\1\1o\0\x15\0\0\0/org/freedesktop/DBus\0\0\0"
    b"\2\1s\0\x14\0\0\0org.freedesktop.DBus\0\0\0\0"
    b"\3\1s\0\5\0\0\0Hello\0\0\0"
    b"\6\1s\0\x14\0\0\0org.freedesktop.DBus\0\0\0\0"
)


def test_a_call_is_the_bytes_of_the_specification() -> None:
    message = Message(
        kind=CALL,
        serial=1,
        path="/org/freedesktop/DBus",
        interface="org.freedesktop.DBus",
        member="Hello",
        destination="org.freedesktop.DBus",
    )
    assert encoded(message) == HELLO
    assert decoded(HELLO) == message
    assert length_of(HELLO[:16]) == len(HELLO)


@pytest.mark.parametrize(
    ("signature", "body"),
    [
        ("", ()),
        ("su", ("größe 漢字", 4_000_000_000)),
        ("ybnqixtd", (7, True, -3, 65_535, -1, -5, 1 << 60, 0.5)),
        ("as", (["a", "", "b"],)),
        ("asas", ([], ["x"])),
        ("a{sv}i", ({"urgency": ("y", 2), "name": ("s", "x"), "list": ("ai", [1, -2])}, -1)),
        ("(ius)a(yv)", ((-1, 2, "c"), [(1, ("b", False))])),
        ("v", (("a{ss}", {"k": "v"}),)),
        ("og", ("/a/b", "a{sv}")),
    ],
)
def test_every_kind_of_value_comes_back(signature: str, body: tuple[object, ...]) -> None:
    message = Message(kind=CALL, serial=9, path="/x", member="M", signature=signature, body=body)
    data = encoded(message)
    assert decoded(data) == message
    assert length_of(data[:16]) == len(data)


@pytest.mark.parametrize(
    "data",
    [b"", b"hello, this is no message", HELLO[:40], HELLO[:20] + b"\xff\xff\xff\x7f" + HELLO[24:], b"x" + HELLO[1:]],
)
def test_what_is_no_message_is_told(data: bytes) -> None:
    with pytest.raises(BadMessage):
        length_of(data[:16])
        decoded(data)


def test_a_message_that_is_too_long_is_not_read() -> None:
    with pytest.raises(BadMessage, match="too long"):
        length_of(b"l\1\0\1\xff\xff\xff\x7f\1\0\0\0\0\0\0\0")


def test_a_signature_is_taken_apart() -> None:
    assert list(types_of("sa{sv}aai(is(u))v")) == ["s", "a{sv}", "aai", "(is(u))", "v"]
    with pytest.raises(BadMessage):
        list(types_of("(is"))
