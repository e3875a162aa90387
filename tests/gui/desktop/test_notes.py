"""Notifications on a real bus: shown, replaced, answered, withdrawn; and nothing at all where there is no bus."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from stepflow_desktop.gui.desktop.dbus_session import DesktopError, Session, bus_path
from stepflow_desktop.gui.desktop.notes import DesktopNotes, Note
from tests.gui.desktop.fake_desktop import FakeDesktop
from tests.waiting import until

FAILED = Note("a", "Tests failed", "1 < 2 & more", (("show", "Show error"), ("again", "Run again")), urgent=True)


@pytest_asyncio.fixture
async def notes(qapp: object, bus: str) -> AsyncIterator[DesktopNotes]:
    notes = DesktopNotes(path=bus)
    yield notes
    await notes.close()


async def test_a_note_arrives_with_its_words_actions_and_urgency(notes: DesktopNotes, desktop: FakeDesktop) -> None:
    notes.show(FAILED)
    await until(lambda: desktop.shown)
    [(app, replaces, _icon, title, body, actions, hints, patience)] = desktop.shown.values()
    assert (app, replaces, title, body, patience) == ("StepFlow", 0, "Tests failed", "1 < 2 & more", -1)
    assert actions == ["default", "", "show", "Show error", "again", "Run again"]
    assert hints["urgency"] == ("y", 2)


async def test_text_of_commands_is_never_markup(notes: DesktopNotes, desktop: FakeDesktop) -> None:
    desktop.able = ("body", "body-markup")
    notes.show(FAILED)
    await until(lambda: desktop.shown)
    assert desktop.shown[1][4] == "1 &lt; 2 &amp; more"


async def test_the_same_key_replaces_and_another_stands_beside(notes: DesktopNotes, desktop: FakeDesktop) -> None:
    notes.show(Note("a", "one"))
    await until(lambda: notes.shown == ("a",))
    notes.show(Note("a", "two"))
    notes.show(Note("b", "three"))
    await until(lambda: len(desktop.shown) == 2)
    assert [body[3] for body in desktop.shown.values()] == ["two", "three"]


async def test_an_action_is_told_with_its_key(notes: DesktopNotes, desktop: FakeDesktop) -> None:
    acted: list[tuple[str, str]] = []
    notes.acted.connect(lambda key, action: acted.append((key, action)))
    notes.show(FAILED)
    await until(lambda: notes.shown)
    desktop.choose(99, "show")
    desktop.choose(1, "again")
    await until(lambda: acted)
    assert acted == [("a", "again")]


async def test_what_was_seen_is_withdrawn_and_what_was_closed_is_forgotten(
    notes: DesktopNotes, desktop: FakeDesktop
) -> None:
    notes.show(Note("a", "one"))
    notes.show(Note("b", "two"))
    await until(lambda: len(notes.shown) == 2)
    desktop.close_note(1)
    await until(lambda: notes.shown == ("b",))
    notes.withdraw("unknown")
    notes.withdraw_all()
    await until(lambda: not desktop.shown)
    assert desktop.asked.count("CloseNotification") == 1


async def test_a_bus_without_notifications_is_asked_once_and_nobody_is_told(qapp: object, bus: str) -> None:
    notes = DesktopNotes(path=bus)
    for _ in range(2):
        notes.show(FAILED)
    await notes.close()
    assert notes.shown == ()


async def test_a_desktop_that_refuses_does_no_harm(notes: DesktopNotes, desktop: FakeDesktop) -> None:
    notes.show(Note("a", "one"))
    await until(lambda: notes.shown)
    desktop.refuses = True
    notes.show(Note("b", "two"))
    await until(lambda: desktop.asked.count("Notify") == 2)
    desktop.refuses = False
    notes.show(Note("c", "three"))
    await until(lambda: "c" in notes.shown)
    assert "b" not in notes.shown


@pytest.mark.parametrize("path", ["", "/nowhere/at/all"])
async def test_without_a_bus_nothing_happens(qapp: object, path: str) -> None:
    notes = DesktopNotes(path=path)
    notes.show(FAILED)
    notes.withdraw_all()
    await notes.close()
    assert notes.shown == ()


async def test_a_bus_that_goes_ends_what_waits(bus: str, desktop: FakeDesktop) -> None:
    session = Session(lambda _message: None)
    await session.open(bus)
    await session.close()
    with pytest.raises(DesktopError):
        await session.call("x.y", "/", "x.y", "Z")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("unix:path=/run/user/1000/bus", "/run/user/1000/bus"),
        ("unix:path=/a%20b,guid=12", "/a b"),
        ("tcp:host=x,port=1;unix:abstract=/tmp/dbus-1", "\0/tmp/dbus-1"),
        ("autolaunch:", None),
        ("", None),
    ],
)
def test_the_bus_is_found_by_the_environment(address: str, path: str | None, tmp_path: Path) -> None:
    assert bus_path({"DBUS_SESSION_BUS_ADDRESS": address}) == path
