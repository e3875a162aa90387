"""Notes come while nobody looks, together when many end, and go when somebody does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.gui.desktop.notes import Note
from stepflow_desktop.gui.desktop.notifier import Notifier
from stepflow_desktop.gui.desktop.telling import TOGETHER
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.settings import Settings
from tests.gui.desktop.test_telling import FAILED, RUN


class FakeNotes(QObject):
    """Stands for the desktop: ``standing`` by key."""

    acted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.standing: dict[str, Note] = {}

    def show(self, note: Note) -> None:
        self.standing[note.key] = note

    def withdraw(self, key: str) -> None:
        self.standing.pop(key, None)

    def withdraw_all(self) -> None:
        self.standing.clear()


@pytest.fixture
def notes(qapp: object) -> FakeNotes:
    return FakeNotes()


class Hours:
    now_s = 1_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def notifier(notes: FakeNotes, settings: Settings, hours: Hours) -> Notifier:
    preferences = Preferences(settings, save=lambda _path, _changes: None)
    return Notifier(notes, preferences, now_s=hours)  # type: ignore[arg-type]


def test_one_end_is_one_note_and_goes_when_seen(notifier: Notifier, notes: FakeNotes) -> None:
    notifier.tell_ended([FAILED, replace(RUN, duration_s=1.0)])
    assert list(notes.standing) == ["b"]
    notifier.seen()
    assert notes.standing == {}


def test_ends_within_ten_seconds_become_one(notifier: Notifier, notes: FakeNotes, hours: Hours) -> None:
    notifier.tell_ended([RUN])
    hours.now_s += 5
    notifier.tell_ended([FAILED])
    assert set(notes.standing) == {"a", "b"}
    hours.now_s += 4
    notifier.tell_ended([replace(RUN, id="c")])
    assert list(notes.standing) == [TOGETHER]
    assert notes.standing[TOGETHER].title == "3 executions ended, 1 failed"
    hours.now_s += 11
    notifier.tell_ended([replace(RUN, id="d")])
    assert list(notes.standing) == [TOGETHER, "d"]


def test_mute_is_quiet_for_an_hour(notifier: Notifier, notes: FakeNotes, hours: Hours) -> None:
    notifier.mute()
    assert notifier.is_muted
    notifier.tell_ended([FAILED])
    hours.now_s += 3_601
    assert not notifier.is_muted and notes.standing == {}
    notifier.tell_ended([FAILED])
    assert list(notes.standing) == ["b"]
    notifier.mute()
    notifier.mute(0)
    assert not notifier.is_muted


def _rest(state: str) -> tuple[ServerState, ...]:
    return (ServerState(name="REST", state=state, problem="Port 8080 is in use." if state == "failed" else ""),)


def test_a_server_problem_is_told_once_and_withdrawn_when_it_is_over(notifier: Notifier, notes: FakeNotes) -> None:
    notifier.tell_servers(_rest("failed"), seen=False)
    assert notes.standing["server REST"].title == "REST does not listen"
    assert notes.standing["server REST"].body == "Port 8080 is in use."
    notes.standing.clear()
    notifier.tell_servers(_rest("failed"), seen=False)
    assert notes.standing == {}
    notifier.tell_servers(_rest("listening"), seen=False)
    notifier.tell_servers(_rest("failed"), seen=True)
    assert notes.standing == {}


@pytest.mark.parametrize("names", [{"do_not_disturb": True}, {"notify_server": False}])
def test_a_server_problem_may_be_kept_quiet(notes: FakeNotes, settings: Settings, names: dict[str, bool]) -> None:
    preferences = Preferences(settings, save=lambda _path, _changes: None)
    preferences.set(**names)
    notifier = Notifier(notes, preferences)  # type: ignore[arg-type]
    notifier.tell_servers(_rest("failed"), seen=False)
    assert notes.standing == {}


@pytest.mark.parametrize(
    ("key", "action", "signal", "arguments"),
    [
        ("b", "default", "execution_wanted", ["b"]),
        ("b", "show", "execution_wanted", ["b"]),
        ("b", "again", "again_wanted", ["b"]),
        (TOGETHER, "show", "window_wanted", []),
        ("server REST", "default", "server_wanted", []),
    ],
)
def test_actions_lead_to_their_places(
    notifier: Notifier, notes: FakeNotes, qtbot: QtBot, key: str, action: str, signal: str, arguments: list[str]
) -> None:
    notes.standing[key] = Note(key, "x")
    with qtbot.waitSignal(getattr(notifier, signal)) as told:
        notes.acted.emit(key, action)
    assert told.args == arguments
    assert notes.standing == {}
