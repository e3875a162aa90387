"""The window puts the parts together and carries out what menus and buttons ask."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus, NewExecution, ServerState, Update
from stepflow_desktop.core.server_protocol import ServerFigures
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.machine_load import MachineLoad
from stepflow_desktop.gui.main_window import MainWindow
from stepflow_desktop.gui.server.clean_up_dialog import CleanUpDialog
from stepflow_desktop.gui.server.page import ServerPage
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button
from stepflow_desktop.gui.window_memory import WindowMemory
from stepflow_desktop.settings import Settings
from tests.gui.fake_engine import FakeEngine, FakeServers
from tests.gui.fake_parts import FakeDialog, FakePage, fake_parts
from tests.waiting import until


@pytest_asyncio.fixture
async def window(
    theme: Theme, bridge: EngineBridge, servers: FakeServers, settings: Settings
) -> AsyncIterator[MainWindow]:
    memory = WindowMemory(settings.config_path.parent)
    window = MainWindow(theme, bridge, servers, settings, memory, fake_parts())
    bridge.start()
    await window.counts.load()
    window.complete()
    window.show()
    yield window
    window.leave()
    await bridge.close()
    window.deleteLater()


def _page(window: MainWindow) -> FakePage:
    assert isinstance(window.executions, FakePage)
    return window.executions


async def test_the_first_run_page_goes_and_comes_with_the_executions(window: MainWindow, engine: FakeEngine) -> None:
    assert window.pages.currentWidget() is window.first_run
    execution = await engine.create(NewExecution(command="true"))
    await until(lambda: window.pages.currentWidget() is window.executions)
    assert window.status_bar.queued.text() == "1 queued"
    await engine.delete(execution.id)
    await until(lambda: window.pages.currentWidget() is window.first_run)


async def test_the_demo_is_started_and_opened(window: MainWindow, engine: FakeEngine) -> None:
    window.commands.by_name["run_demo"].trigger()
    await until(lambda: _page(window).asked)
    [(verb, request)] = engine.asked
    assert verb == "create"
    assert isinstance(request, NewExecution) and request.name == "Demo"
    assert _page(window).asked == [("open", next(iter(engine.executions)))]
    assert window.pages.currentWidget() is window.executions


async def test_a_dropped_script_opens_the_form_filled_in(window: MainWindow, tmp_path: Path) -> None:
    script = tmp_path / "x.py"
    script.touch()
    window.drop_target.dropped.emit(script)
    [dialog] = window.findChildren(FakeDialog)
    assert dialog.isVisible()
    assert dialog.draft is not None and dialog.draft.command[-1] == str(script)
    dialog.started.emit("abc")
    assert _page(window).asked == [("open", "abc")]
    dialog.close()


async def test_the_form_is_opened_once(window: MainWindow) -> None:
    window.header.new_button.click()
    window.commands.by_name["new_execution"].trigger()
    [dialog] = window.findChildren(FakeDialog)
    assert dialog.draft is None
    dialog.close()


async def test_actions_go_to_the_page_and_unknown_ones_are_hidden(window: MainWindow) -> None:
    actions = window.commands.by_name
    actions["stop"].trigger()
    assert _page(window).asked == [("stop",)]
    assert actions["stop"].isVisible() and actions["stop"].isEnabled()
    assert actions["run_again"].isVisible() and not actions["run_again"].isEnabled()
    assert not actions["save_log"].isVisible()
    _page(window).allowed.add("run_again")
    window.commands.review()
    actions["run_again"].trigger()
    assert _page(window).asked == [("stop",), ("run_again",)]


async def test_a_failed_server_shows_everywhere_and_can_be_tried_again(
    window: MainWindow, servers: FakeServers
) -> None:
    window.show_server()
    servers.set_state(ServerState(name="REST", state="failed", problem="Port 8080 is in use."))
    window.show_servers()
    assert window.banners.keys == ["server REST"]
    assert window.status_bar.rest.text() == "REST not listening"
    page = window.pages.currentWidget()
    assert isinstance(page, ServerPage)
    page.rest.retry.click()
    await until(lambda: servers.retried == ["REST"])


async def test_a_server_takes_another_port_at_a_press(window: MainWindow, servers: FakeServers) -> None:
    servers.set_state(ServerState(name="REST", state="failed", problem="Port 8080 is in use.", free_port=8081))
    window.show_servers()
    buttons = window.banners.findChildren(Button)
    assert [button.text() for button in buttons] == ["Use 8081", "Retry"]
    buttons[0].click()
    await until(lambda: window.banners.keys == [])
    assert servers.moved == [("REST", 8081)]
    assert window.toasts.toasts[0].accessibleName().startswith("REST listens on http://127.0.0.1:8081")


async def test_the_theme_is_kept(window: MainWindow, theme: Theme, settings: Settings) -> None:
    window.header.theme_button.click()
    assert theme.dark
    assert window.commands.by_name["theme_dark"].isChecked()
    window.preferences.flush()
    assert settings.config_path.read_text() == 'theme = "dark"\n'


async def test_search_offers_runs_commands_and_running_it(window: MainWindow, engine: FakeEngine) -> None:
    await engine.create(NewExecution(command="make demo", name="Build demo"))
    window.header.search.setFocus()
    window.header.search.setText("demo")
    window.header.search.asked.emit("demo")
    await until(lambda: window.header.search.hits)
    assert window.header.search.hits == ["Build demo", "Run the demo", "Run the demo that fails", "Run “demo”"]


async def test_an_engine_defect_is_shown_with_its_details(
    window: MainWindow, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, expected_log: list[str]
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    expected_log.append("starting an execution failed")
    monkeypatch.setattr(engine, "create", broken)
    window.run_demo()
    await until(lambda: window.toasts.toasts)
    window.toasts.toasts[0].findChildren(type(window.header.new_button))[0].click()
    assert "RuntimeError: boom" in QGuiApplication.clipboard().text()


async def test_closing_with_work_asks_and_stops_all_if_told(window: MainWindow, engine: FakeEngine) -> None:
    execution = await engine.create(NewExecution(command="sleep 9"))
    engine.publish(replace(execution, status=ExecutionStatus.RUNNING), started=True)
    await until(lambda: window.counts.counts.running == 1)
    closed = asyncio.Event()
    window.closed.connect(closed.set)
    window.quit()
    assert window.isVisible() and not closed.is_set()
    [box] = [child for child in window.children() if child.objectName() == "ask_to_quit"]
    [stop] = [button for button in box.buttons.values() if button.text() == "Stop all and quit"]
    stop.click()
    await asyncio.wait_for(closed.wait(), 5)
    assert ("cancel", (execution.id, False)) in engine.asked


async def test_leaving_is_asked_once_and_not_at_all_for_a_signal(window: MainWindow, engine: FakeEngine) -> None:
    await engine.create(NewExecution(command="sleep 9"))
    await until(lambda: window.counts.counts.queued == 1)
    for _ in range(2):
        window.quit()
    assert len([child for child in window.children() if child.objectName() == "ask_to_quit"]) == 1
    closed = asyncio.Event()
    window.closed.connect(closed.set)
    window.leave()
    await asyncio.wait_for(closed.wait(), 5)


async def test_diagnostics_hold_no_secret(window: MainWindow, settings: Settings) -> None:
    window.copy_diagnostics()
    text = QGuiApplication.clipboard().text()
    assert str(settings.storage_path) in text
    assert "REST listening http://127.0.0.1:8080/api" in text
    assert "token" not in text.lower()


async def test_ends_elsewhere_are_told(window: MainWindow, engine: FakeEngine) -> None:
    window.activateWindow()
    await until(window.isActiveWindow)
    created = await engine.create(NewExecution(command="make", name="Build"))
    execution = replace(created, status=ExecutionStatus.COMPLETED, duration_s=61.0)
    window.notices.ended.emit([execution])
    assert window.toasts.toasts[0].accessibleName().startswith("Build completed")
    _page(window).current_id = execution.id
    window.notices.ended.emit([execution])
    assert len(window.toasts.toasts) == 1


async def test_a_failure_is_told_until_it_is_looked_at(window: MainWindow, engine: FakeEngine) -> None:
    window.activateWindow()
    await until(window.isActiveWindow)
    created = await engine.create(NewExecution(command="make", name="Build"))
    failed = replace(created, status=ExecutionStatus.FAILED)
    await until(lambda: window.counts.counts.total == 1)
    window.notices.take([Update(execution=failed, ended=True)])
    [toast] = window.toasts.toasts
    assert [button.text() for button in toast.findChildren(Button)] == ["Show error", "Run again"]
    window.show_server()
    _page(window).current_id = failed.id
    _page(window).execution_opened.emit(failed.id)
    assert window.toasts.toasts == (toast,)
    window.show_executions()
    assert window.toasts.toasts == ()
    window.notices.take([Update(execution=failed, ended=True)])
    assert window.toasts.toasts == ()
    assert window.notices.executions == (failed, failed)


async def test_messages_of_the_page_are_the_windows(window: MainWindow) -> None:
    done: list[int] = []
    _page(window).said.emit("info", "Deleted “Build”", "", [("Undo", lambda: done.append(1))])
    _page(window).said.emit("success", "Command copied", "", [])
    _page(window).said.emit("success", "Command copied", "", [])
    assert [toast.accessibleName() for toast in window.toasts.toasts] == ["Deleted “Build”.", "Command copied."]
    window.toasts.toasts[0].findChildren(Button)[0].click()
    assert done == [1]


async def test_a_narrow_window_keeps_only_the_rails_icons(window: MainWindow) -> None:
    window.resize(980, 700)
    await until(lambda: window.rail.width() < 84)
    window.resize(1200, 700)
    await until(lambda: window.rail.width() == 84)


async def test_f6_goes_round_and_esc_leads_back(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    await until(window.isActiveWindow)
    window.header.search.setFocus()
    window.commands.by_name["next_pane"].trigger()
    assert window.focusWidget() is window.rail.buttons["executions"]
    window.commands.by_name["previous_pane"].trigger()
    window.commands.by_name["previous_pane"].trigger()
    assert window.focusWidget() is window.status_bar.rest
    window.show_help()
    qtbot.keyClick(window.rail.buttons["help"], Qt.Key.Key_Escape)
    assert window.page_key == "executions"


async def test_tab_goes_through_the_rail_and_ends_in_the_status_bar(window: MainWindow) -> None:
    walked: list[QWidget] = []
    widget: QWidget = window
    while (widget := widget.nextInFocusChain()) is not window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            walked.append(widget)
    first = walked.index(window.header.new_button) + 1
    places = list(window.rail.buttons.values())
    assert walked[first : first + len(places)] == places
    items = list(window.status_bar.items)
    assert walked[-len(items) :] == items


async def test_a_clean_up_is_asked_for_from_the_menu(window: MainWindow) -> None:
    window.commands.by_name["clean_up"].trigger()
    assert window.page_key == "server"
    dialog = window.findChild(CleanUpDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.reject()


async def test_load_and_traffic_are_remembered_before_the_page_is_looked_at(
    window: MainWindow, servers: FakeServers
) -> None:
    servers.shown_figures = ServerFigures(requests_a_minute=38, messages_a_minute=412)
    window.show_load(MachineLoad(cpu_percent=34, memory_used_bytes=7, memory_total_bytes=20, disk_free_bytes=10**12))
    window.show_server()
    page = window.pages.currentWidget()
    assert isinstance(page, ServerPage)
    assert page.computer.legend.accessibleName() == "CPU 34 %, Memory 35 %"
    assert "now 412" in page.traffic.chart.summary()


async def test_the_settings_open_by_key_and_change_the_window_at_once(window: MainWindow, theme: Theme) -> None:
    window.commands.by_name["show_settings"].trigger()
    assert window.page_key == "settings"
    window.show_setting("notify_failed")
    assert window.settings_place.page is not None and window.settings_place.page.key == "notifications"
    window.show_about()
    assert window.settings_place.page.key == "about"
    window.preferences.set(theme="dark", shortcuts=["show_settings=Ctrl+J"])
    assert theme.dark
    assert window.commands.by_name["show_settings"].shortcut().toString() == "Ctrl+J"
    window.preferences.reset(["shortcuts"])
    assert window.commands.by_name["show_settings"].shortcut().toString() == "Ctrl+,"


async def test_the_menu_bar_hides_behind_a_button_and_that_is_kept(window: MainWindow, settings: Settings) -> None:
    assert not window.header.menu_button.isVisible()
    window.commands.by_name["toggle_menu_bar"].trigger()
    assert window.header.menu_button.isVisible() and not window.header.menu_bar.isVisible()
    assert [action.text() for action in window.header.menu_button.menu().actions()][:2] == ["File", "Execution"]
    assert WindowMemory(settings.config_path.parent).choice("menu_bar") == "hidden"
    window.commands.by_name["toggle_menu_bar"].trigger()
    assert window.header.menu_bar.isVisible()


async def test_the_window_opens_on_the_page_that_is_set(window: MainWindow) -> None:
    window.preferences.set(start_page="server")
    assert window.first_page() == "server"
    window.preferences.set(start_page="last")
    window._memory.keep(window, "settings")
    assert window.first_page() == "executions"
