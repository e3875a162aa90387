"""The overview in the window: first in the rail, made when it is first wanted, its links followed."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.machine_load import MachineLoad
from stepflow_desktop.gui.main_window import MainWindow
from stepflow_desktop.gui.models.overview_period import PERIODS
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.window_memory import WindowMemory
from stepflow_desktop.settings import Settings
from tests.gui.fake_engine import FakeServers
from tests.gui.fake_parts import FakePage, fake_parts
from tests.gui.overview_data import OverviewEngine


@pytest_asyncio.fixture
async def window(theme: Theme, servers: FakeServers, settings: Settings, tmp_path) -> AsyncIterator[MainWindow]:
    engine = OverviewEngine(tmp_path)
    bridge = EngineBridge(engine)  # type: ignore[arg-type]
    window = MainWindow(theme, bridge, servers, settings, WindowMemory(settings.config_path.parent), fake_parts())
    await window.counts.load()
    yield window
    window.leave()
    await bridge.close()
    window.deleteLater()


def test_it_is_the_first_place_of_the_rail(window: MainWindow) -> None:
    assert list(window.rail.buttons)[:2] == ["overview", "executions"]
    tops = [window.rail.buttons[key].y() for key in ("overview", "executions")]
    window.show()
    assert sorted(tops) == tops
    assert window.commands.by_name["show_overview"].shortcut().toString() == "Ctrl+1"


async def test_before_there_is_an_engine_it_is_not_made(window: MainWindow) -> None:
    window.show_overview()
    assert window.overview.page is None
    window.complete()
    assert window.overview.page is not None
    assert window.pages.currentWidget() is window.overview.page


async def test_its_links_go_to_the_list(window: MainWindow) -> None:
    window.complete()
    window.show_overview()
    page = window.overview.page
    assert page is not None and isinstance(window.executions, FakePage)
    page.filter_wanted.emit("status:failed")
    assert window.page_key == "executions"
    page.execution_wanted.emit("abc")
    window.show_overview()
    assert window.executions.asked == [("filter", "status:failed"), ("open", "abc")]
    page.artifacts_wanted.emit()
    assert window.page_key == "artifacts"


async def test_it_knows_what_is_free_and_remembers_its_period(window: MainWindow, settings: Settings) -> None:
    window.show_load(MachineLoad(1.0, 1, 2, 71_000_000_000))
    window.complete()
    window.show_overview()
    page = window.overview.page
    assert page is not None
    assert page._free_bytes == 71_000_000_000
    page.choose_period(PERIODS[3])
    assert WindowMemory(settings.config_path.parent).choice("overview_period") == "90d"
