"""A window whose theme is switched looks, to the pixel, like one that was made in that theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from stepflow_desktop.core import clock
from stepflow_desktop.core.artifact_search import FoundArtifact
from stepflow_desktop.gui.application import our_parts
from stepflow_desktop.gui.live_counts import Counts
from stepflow_desktop.gui.look import Look
from stepflow_desktop.gui.main_window import MainWindow
from stepflow_desktop.gui.server.desk import ServerDesk
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views import frame_dialogs
from stepflow_desktop.gui.views.executions_page import ExecutionsPage
from stepflow_desktop.gui.window_frame import Parts
from stepflow_desktop.gui.window_memory import WindowMemory
from stepflow_desktop.settings import Settings
from tests.gui import sample_data as data
from tests.gui.fake_engine import FakeServers
from tests.gui.overview_data import OverviewEngine

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
FAILED, FILES = data.integration().execution, data.integration().artifacts
LOG = "plain\n\x1b[31mred\x1b[0m and \x1b[1;32mbold green\x1b[0m\nERROR: broken\nWARNING: nearly\nhttp://127.0.0.1/\n"


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application, undressed again afterwards."""
    flash_ms = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield qapp
    qapp.setCursorFlashTime(flash_ms)
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())


@pytest.fixture
def make_window(
    dressed: QApplication, settings: Settings, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], tuple[MainWindow, Theme]]:
    parts = Parts(
        executions_page=lambda theme, bridge, settings: ExecutionsPage(
            theme, bridge, settings, clock=data.FixedClock()
        ),
        new_execution_dialog=our_parts().new_execution_dialog,
    )

    # The bridge of these tests waits for nothing, and the database's card looks in threads.
    monkeypatch.setattr(ServerDesk, "reload", lambda _self: None)
    # Pages that are made when they are first shown take the time from here.
    monkeypatch.setattr(clock, "SystemClock", data.FixedClock)

    def make(mode: str) -> tuple[MainWindow, Theme]:
        theme = Theme(look=Look(mode=mode, reduce_motion=True))
        theme.apply(dressed)
        engine = OverviewEngine(tmp_path)
        engine.everything = [FoundArtifact(item, FAILED.name, "Run pytest", 3) for item in FILES]
        log = engine.log_path(FAILED.id)
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(LOG)
        bridge: Any = data.FakeBridge(engine)
        window = MainWindow(theme, bridge, FakeServers(), settings, WindowMemory(tmp_path), parts)
        qtbot.addWidget(window)
        window.counts.counts = Counts(total=14)
        window.complete()
        window.resize(1200, 1250)
        window.show()
        qtbot.waitExposed(window)
        page = window.executions
        assert isinstance(page, ExecutionsPage)
        _executions(window)
        qtbot.waitUntil(lambda: page.pane.log.footer._lines.text().endswith("5 lines"))
        # Every page, menu and message is there before the switch.
        for scene in SCENES.values():
            scene(window)
        return window, theme

    return make


def _executions(window: MainWindow, tab: int = 0) -> QWidget:
    page = window.executions
    assert isinstance(page, ExecutionsPage)
    if page.layouts.is_table:
        page.toggle_table()
    window.open_execution(FAILED.id)
    page.show_tab(tab)
    # The log marks the step it shows, some time after it was opened.
    page.pane.steps.view.setCurrentIndex(page.pane.steps.model.index(3))
    return window


def _table(window: MainWindow) -> QWidget:
    page = window.executions
    assert isinstance(page, ExecutionsPage)
    window.show_page("executions")
    if not page.layouts.is_table:
        page.toggle_table()
    assert page.layouts.table is not None
    page.layouts.table.view.selectAll()
    return window


def _page(window: MainWindow, key: str) -> QWidget:
    window.show_page(key)
    return window


def _settings(window: MainWindow, section: str) -> QWidget:
    window.show_settings()
    assert window.settings_place.page is not None
    window.settings_place.page.show_section(section)
    return window


def _first_run(window: MainWindow) -> QWidget:
    window.pages.setCurrentWidget(window.first_run)
    return window


def _messages(window: MainWindow) -> QWidget:
    window.show_page("help")
    for kind in ("error", "warning", "info", "success"):
        if f"test {kind}" not in window.banners.keys:
            window.banners.put(f"test {kind}", kind, f"A banner of {kind}", "What it means.", [("Do", lambda: None)])
            window.toasts.show("error", f"A toast of {kind}", "What it means.", [("Do", lambda: None)])
    return window


def _search(window: MainWindow) -> QWidget:
    window.show_page("help")
    window.header.search.setFocus()
    window.header.search.setText("demo")
    window.header.search.asked.emit("demo")
    return window


def _menu(window: MainWindow) -> QWidget:
    menu = window.findChild(QMenu, "menu_view")
    assert menu is not None
    menu.aboutToShow.emit()
    return menu


def _question(window: MainWindow) -> QWidget:
    box = window.findChild(QWidget, "ask_to_quit")
    return box or frame_dialogs.ask_to_quit(window._theme, window, 2, lambda: None, lambda: None)


SECTIONS = ("general", "appearance", "logs", "running", "storage", "notifications", "server", "shortcuts", "about")
SCENES: dict[str, Callable[[MainWindow], QWidget]] = {
    "steps and log": _executions,
    "timeline": lambda window: _executions(window, 1),
    "artifacts": lambda window: _executions(window, 2),
    "details": lambda window: _executions(window, 3),
    "past runs": lambda window: _executions(window, 4),
    "table": _table,
    "overview": lambda window: _page(window, "overview"),
    "all artifacts": lambda window: _page(window, "artifacts"),
    "server": lambda window: _page(window, "server"),
    **{f"settings {key}": lambda window, key=key: _settings(window, key) for key in SECTIONS},
    "help": lambda window: _page(window, "help"),
    "first run": _first_run,
    "banners and toasts": _messages,
    "search": _search,
    "menu": _menu,
    "question": _question,
}


def _pictures(window: MainWindow, app: QApplication) -> dict[str, QImage]:
    pictures = {}
    for name, scene in SCENES.items():
        widget = scene(window)
        app.processEvents()
        pictures[name] = widget.grab().toImage()
    return pictures


def test_every_page_tab_and_section_is_looked_at(make_window: Callable[[str], tuple[MainWindow, Theme]]) -> None:
    window, _theme = make_window("light")
    shown: set[str] = set()
    tabs: set[int] = set()
    for scene in SCENES.values():
        scene(window)
        shown.add(window.page_key)
        page = window.executions
        assert isinstance(page, ExecutionsPage)
        tabs.add(page.pane.tabs.currentIndex())
    assert shown == set(window.rail.buttons)
    assert tabs == set(range(page.pane.tabs.count()))
    assert window.settings_place.page is not None
    assert tuple(window.settings_place.page.buttons) == SECTIONS


@pytest.mark.parametrize(("first", "then"), [("light", "dark"), ("dark", "light")])
def test_nothing_keeps_a_colour_of_the_other_theme(
    dressed: QApplication, make_window: Callable[[str], tuple[MainWindow, Theme]], first: str, then: str
) -> None:
    switched, theme = make_window(first)
    theme.set_mode(then)
    pictures = _pictures(switched, dressed)
    switched.hide()
    fresh, _theme = make_window(then)
    expected = _pictures(fresh, dressed)
    assert [name for name in pictures if pictures[name] != expected[name]] == []
