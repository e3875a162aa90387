"""The storage folder is moved only when nobody writes into it, whole, and used from the next start on."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.core import moving
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.storage_move import MOVED, CopyDialog, StorageMove
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.frame_banners import BannerArea
from stepflow_desktop.gui.widgets import Button
from stepflow_desktop.gui.widgets.question import Question
from stepflow_desktop.settings import Settings
from tests.waiting import until

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@dataclass
class Stored:
    """An engine of which only the place is asked."""

    storage: Path


@dataclass
class Desk:
    window: QWidget
    area: BannerArea
    preferences: Preferences
    move: StorageMove
    running: int = 0
    left: list[str] = field(default_factory=list)

    def asked(self, name: str) -> Question:
        found = self.window.findChild(Question, name)
        assert found is not None
        return found


@pytest.fixture
def saved() -> list[dict[str, object]]:
    return []


def _desk(theme: Theme, settings: Settings, qtbot: QtBot, saved: list[dict[str, object]]) -> Desk:
    (settings.storage_path / "executions" / "a").mkdir(parents=True)
    (settings.storage_path / "executions" / "a" / "log").write_text("one\n")
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    area = BannerArea(theme, window)
    window.show()
    preferences = Preferences(settings, window, save=lambda _path, changes: saved.append(dict(changes)))
    bridge = EngineBridge(Stored(settings.storage_path))  # type: ignore[arg-type]
    desk = Desk(window, area, preferences, None)  # type: ignore[arg-type]
    desk.move = StorageMove(
        *(theme, window, bridge, preferences, area), lambda: desk.running, lambda: desk.left.append("left")
    )
    return desk


@pytest.fixture
def desk(theme: Theme, settings: Settings, qtbot: QtBot, saved: list[dict[str, object]]) -> Desk:
    return _desk(theme, settings, qtbot, saved)


async def test_everything_goes_to_the_new_folder_which_is_used_from_the_next_start_on(
    desk: Desk, saved: list[dict[str, object]], tmp_path: Path
) -> None:
    desk.move.begin()
    asked = desk.asked("move_storage")
    assert str(desk.move.source) in asked.explanation and asked.default is asked.buttons["choose_storage"]
    asked.reject()
    target = tmp_path / "new"
    desk.move.move_to(target)
    await until(lambda: desk.area.keys == [MOVED])
    assert (target / "executions" / "a" / "log").read_text() == "one\n"
    assert desk.preferences.value("storage_path") == target
    desk.preferences.flush()
    assert saved == [{"storage_path": target}]
    assert (desk.move.source / "executions" / "a" / "log").exists()
    [button] = [each for each in desk.area.findChildren(Button) if each.text() == "Quit now"]
    button.click()
    assert desk.left == ["left"]


async def test_a_folder_that_cannot_take_it_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "something").touch()
    desk.move.move_to(tmp_path / "full")
    await until(lambda: desk.window.findChild(Question, "storage_not_moved") is not None)
    assert "is not empty" in desk.asked("storage_not_moved").explanation
    assert desk.preferences.value("storage_path") == desk.move.source and desk.area.keys == []


async def test_closing_the_dialog_stops_the_copy_and_nothing_changes(desk: Desk, tmp_path: Path) -> None:
    desk.move.move_to(tmp_path / "new")
    dialog = desk.window.findChild(CopyDialog)
    assert dialog is not None
    dialog.reject()
    await until(lambda: desk.window.findChild(CopyDialog) is None)
    assert list((tmp_path / "new").iterdir()) == []
    assert desk.preferences.value("storage_path") == desk.move.source and desk.area.keys == []


async def test_a_copy_that_is_given_up_stops(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_source: Path, _target: Path, _done: object, stop: threading.Event) -> bool:
        return not stop.wait(20)

    monkeypatch.setattr(moving, "copy_storage", endless)
    dialog = CopyDialog(desk.move._theme, desk.window, tmp_path / "new")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await desk.move._copied(dialog, tmp_path / "new")
    assert dialog.stop.is_set()


def test_nothing_is_moved_while_something_runs(desk: Desk) -> None:
    desk.running = 2
    desk.move.begin()
    assert "(2 not finished)" in desk.asked("cannot_move_storage").explanation


def test_a_place_that_a_variable_decides_is_explained(
    theme: Theme, settings: Settings, qtbot: QtBot, saved: list[dict[str, object]]
) -> None:
    fixed = replace(settings, fixed_by={"storage_path": "STEPFLOW_STORAGE_PATH"})
    desk = _desk(theme, fixed, qtbot, saved)
    desk.move.begin()
    assert "STEPFLOW_STORAGE_PATH decides where it is" in desk.asked("cannot_move_storage").explanation
