"""The place of all artifacts in the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.main_window import MainWindow
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.window_memory import WindowMemory
from stepflow_desktop.settings import Settings
from tests.gui.fake_engine import FakeServers
from tests.gui.fake_parts import FakePage, fake_parts


@pytest.fixture
def window(theme: Theme, bridge: EngineBridge, settings: Settings, tmp_path: Path, qtbot: Any) -> MainWindow:
    window = MainWindow(theme, bridge, FakeServers(), settings, WindowMemory(tmp_path / "memory"), fake_parts())
    qtbot.addWidget(window)
    return window


async def test_it_is_made_when_it_is_first_shown(window: MainWindow) -> None:
    window.complete()
    assert window.artifacts.page is None
    window.commands.by_name["show_artifacts"].trigger()
    assert window.page_key == "artifacts"
    assert window.artifacts.page is not None
    assert window.pages.currentWidget() is window.artifacts.page


async def test_an_execution_is_gone_to_and_the_layout_remembered(window: MainWindow, tmp_path: Path) -> None:
    window.complete()
    window.show_artifacts()
    page = window.artifacts.page
    assert page is not None and isinstance(window.executions, FakePage)
    page.execution_wanted.emit("abc")
    assert window.page_key == "executions"
    assert window.executions.asked == [("open", "abc")]
    page.grid_button.setChecked(False)
    assert window._memory.choice("artifacts_layout") == "list"
