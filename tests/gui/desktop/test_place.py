"""The window and the desktop around it: told while nobody looks, brought forward by what is chosen there."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from stepflow_desktop.core.model import ErrorCode, ExecutionStatus, NewExecution, ServerState
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.desktop.keep_awake import KeepAwake
from stepflow_desktop.gui.desktop.notes import DesktopNotes
from stepflow_desktop.gui.desktop.place import DesktopPlace
from stepflow_desktop.gui.main_window import MainWindow
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.window_memory import WindowMemory
from stepflow_desktop.settings import Settings
from tests.gui.desktop.fake_desktop import FakeDesktop
from tests.gui.fake_engine import FakeEngine, FakeServers
from tests.gui.fake_parts import FakePage, fake_parts
from tests.waiting import until


@pytest_asyncio.fixture
async def place(
    theme: Theme, bridge: EngineBridge, servers: FakeServers, settings: Settings, bus: str, desktop: FakeDesktop
) -> AsyncIterator[DesktopPlace]:
    window = MainWindow(theme, bridge, servers, settings, WindowMemory(settings.config_path.parent), fake_parts())
    bridge.start()
    await window.counts.load()
    window.complete()
    awake = KeepAwake(command=[sys.executable, "-c", "import sys; sys.stdin.read()"])
    place = window.desktop = DesktopPlace(window, theme, bridge, window.preferences, DesktopNotes(path=bus), awake)
    yield place
    await place.close()
    window.leave()
    await bridge.close()
    window.deleteLater()


async def _failed(engine: FakeEngine) -> str:
    execution = await engine.create(NewExecution(command="false", name="Tests"))
    ended = replace(execution, status=ExecutionStatus.FAILED, error_message="broken", duration_s=1.0)
    engine.publish(ended, ended=True)
    return execution.id


async def test_a_failure_is_told_to_the_desktop_and_leads_back(
    place: DesktopPlace, engine: FakeEngine, desktop: FakeDesktop
) -> None:
    execution_id = await _failed(engine)
    await until(lambda: desktop.shown and place.notes.shown)
    assert desktop.shown[1][3] == "Tests failed"
    desktop.choose(1, "show")
    page = place._window.executions
    assert isinstance(page, FakePage)
    await until(lambda: ("open", execution_id) in page.asked)
    await until(lambda: not desktop.shown)


async def test_the_desktop_can_run_it_again(place: DesktopPlace, engine: FakeEngine, desktop: FakeDesktop) -> None:
    execution_id = await _failed(engine)
    await until(lambda: place.notes.shown)
    desktop.choose(1, "again")
    await until(lambda: ("rerun", execution_id) in engine.asked)


async def test_coming_to_the_front_withdraws_what_was_told(
    place: DesktopPlace, engine: FakeEngine, desktop: FakeDesktop
) -> None:
    await _failed(engine)
    await until(lambda: place.notes.shown)
    assert place._failed_unseen
    QApplication.sendEvent(place._window, QEvent(QEvent.Type.WindowActivate))
    await until(lambda: not desktop.shown)
    assert not place._failed_unseen


async def test_a_server_that_fails_is_told(place: DesktopPlace, servers: FakeServers, desktop: FakeDesktop) -> None:
    servers.set_state(ServerState(name="REST", state="failed", problem="Port 8080 is in use."))
    place._window.show_servers()
    await until(lambda: desktop.shown)
    assert desktop.shown[1][3] == "REST does not listen"


async def test_the_computer_is_kept_awake_only_while_something_runs(place: DesktopPlace, engine: FakeEngine) -> None:
    place._preferences.set(keep_awake=True)
    assert not place.keep_awake.is_held
    execution = await engine.create(NewExecution(command="sleep 9"))
    engine.publish(replace(execution, status=ExecutionStatus.RUNNING), started=True)
    await until(lambda: place.keep_awake.is_held)
    place._preferences.set(keep_awake=False)
    assert not place.keep_awake.is_held


async def test_without_a_tray_closing_closes(place: DesktopPlace) -> None:
    place._preferences.set(close_to_tray=True)
    assert place.tray is None and not place.can_hide
    window = place._window
    window.show()
    window.close()
    assert not window.isVisible()


async def test_with_a_tray_closing_hides_and_quitting_ends(
    place: DesktopPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The platform of the tests has no tray.
    monkeypatch.setattr(DesktopPlace, "can_hide", True)
    window = place._window
    place._preferences.set(close_to_tray=True)
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    window.show()
    window.close()
    assert not window.isVisible() and closed == []
    window.show_execution("x")
    assert window.isVisible()
    window.quit()
    assert closed == [True]


async def test_the_tray_lists_what_runs(place: DesktopPlace, engine: FakeEngine, theme: Theme) -> None:
    place._make_tray()
    assert place.tray is not None
    execution = await engine.create(NewExecution(command="sleep 9", name="Backup"))
    engine.publish(replace(execution, status=ExecutionStatus.RUNNING), started=True)
    await until(lambda: place.tray is not None and place.tray.menu.actions()[0].text() == "Backup")
    assert place.tray.icon.toolTip() == "1 running"
    place.tray.mute.trigger()
    assert place.notifier.is_muted


async def test_what_went_down_with_the_computer_is_told_by_the_banner_alone(
    place: DesktopPlace, engine: FakeEngine
) -> None:
    execution = await engine.create(NewExecution(command="false", name="Tests"))
    gone = replace(
        execution,
        status=ExecutionStatus.FAILED,
        error_code=ErrorCode.INTERRUPTED,
        error_message="Interrupted by a restart of the computer, output kept.",
    )
    engine.publish(gone, ended=True)
    await until(lambda: "interrupted" in place._window.banners.keys)
    assert not place._failed_unseen and place.notes.shown == ()
    assert place._window.toasts.toasts == ()
