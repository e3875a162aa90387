"""The window runs from its first paint until it is closed, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QMessageBox
from shiboken6 import isValid

from stepflow_desktop.errors import StorageProblem, Unavailable
from stepflow_desktop.gui import application
from stepflow_desktop.gui.main_window import MainWindow
from stepflow_desktop.gui.settings_page.language_row import LanguageRow
from stepflow_desktop.gui.single_instance import call_first
from stepflow_desktop.settings import Settings
from tests.gui.fake_engine import FakeEngine, FakeServers
from tests.gui.fake_parts import FakeDialog, fake_parts
from tests.waiting import until


def _window() -> MainWindow | None:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
    return found[0] if found else None


async def test_servers_start_after_the_paint_and_a_signal_closes_the_window(
    engine: FakeEngine, servers: FakeServers, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "our_parts", fake_parts)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    palette, sheet = app.palette(), app.styleSheet()
    loop = asyncio.get_running_loop()
    running = application.run_window(nullcontext(engine), servers, settings)  # type: ignore[arg-type]
    task = loop.create_task(running, name="window")
    try:
        await until(lambda: servers.started)
        window = _window()
        assert window is not None and window.executions is not None
        await until(lambda: window.status_bar.cpu.isVisible())
        os.kill(os.getpid(), signal.SIGTERM)
        assert await asyncio.wait_for(task, 10) == 0
    finally:
        app.setPalette(palette)
        app.setStyleSheet(sheet)
    assert engine.subscriptions[0].closed
    assert [t.get_name() for t in asyncio.all_tasks() if t.get_name().startswith("window")] == []
    assert (settings.config_path.parent / "window.ini").is_file()


async def test_another_language_comes_with_another_window_on_the_same_engine(
    engine: FakeEngine, servers: FakeServers, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "our_parts", fake_parts)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    palette, sheet, locale, opened = app.palette(), app.styleSheet(), QLocale(), []

    @asynccontextmanager
    async def opening() -> AsyncIterator[FakeEngine]:
        opened.append("opened")
        yield engine
        opened.append("closed")

    running = application.run_window(opening(), servers, settings)  # type: ignore[arg-type]
    task = asyncio.get_running_loop().create_task(running, name="window")
    try:
        await until(lambda: servers.started)
        first = _window()
        assert first is not None
        first.show_setting("language")
        general = first.settings_place.page
        assert general is not None
        row = general.findChild(LanguageRow)
        assert row is not None and not row.reopen.isVisible()
        row.take("zh_CN")
        assert row.reopen.isVisible()
        row.reopen.click()
        await until(lambda: _window() not in (None, first))
        second = _window()
        assert second is not None
        await until(lambda: second.executions is not None)
        assert (second.rail.buttons["settings"].text(), second.page_key) == ("设置", "settings")
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消", "Qt's own words too"
        await until(lambda: not isValid(first))
        assert opened == ["opened"], "commands and servers hear nothing of it"
        second.preferences.set(language="en")
        second.reopen()
        await until(lambda: _window() not in (None, second))
        third = _window()
        assert third is not None
        await until(lambda: third.executions is not None)
        assert third.rail.buttons["settings"].text() == "Settings"
        third.leave()
        assert await asyncio.wait_for(task, 10) == 0
    finally:
        app.setPalette(palette)
        app.setStyleSheet(sheet)
        QLocale.setDefault(locale)
    assert opened == ["opened", "closed"]
    assert [t.get_name() for t in asyncio.all_tasks() if t.get_name().startswith("window")] == []


async def test_a_start_problem_is_shown_until_it_is_closed(settings: Settings) -> None:
    task = asyncio.get_running_loop().create_task(
        application.show_start_problem(StorageProblem("The folder cannot be written."), settings), name="problem"
    )

    def boxes() -> list[QMessageBox]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]

    await until(boxes)
    [box] = boxes()
    assert box.text() == "The folder cannot be written."
    box.accept()
    assert await task == 1


def test_without_a_display_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(Unavailable, match="stepflow serve"):
        application.make_application([])


def test_nothing_of_the_servers_is_imported_before_the_first_paint() -> None:
    code = (
        "import sys, stepflow_desktop.gui.application\n"
        "late = {'aiohttp', 'websockets', 'psutil', 'PySide6.QtNetwork', 'pygments', 'pypdfium2'} & set(sys.modules)\n"
        "raise SystemExit(' '.join(sorted(late)) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path.cwd(), check=False)
    assert done.stderr.strip() == ""
    assert done.returncode == 0


async def test_what_a_start_asks_for_is_shown_be_it_the_first_or_a_later_one(
    engine: FakeEngine, servers: FakeServers, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(application, "our_parts", fake_parts)
    script = tmp_path / "fit.py"
    script.touch()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    palette, sheet = app.palette(), app.styleSheet()

    def drafts() -> list[object]:
        return [w.draft for w in QApplication.topLevelWidgets() if isinstance(w, FakeDialog) and w.isVisible()]

    running = application.run_window(nullcontext(engine), servers, settings, words=["new"])  # type: ignore[arg-type]
    task = asyncio.get_running_loop().create_task(running, name="window")
    try:
        await until(lambda: drafts() == [None])
        window = _window()
        assert window is not None
        window.showMinimized()
        assert await asyncio.to_thread(call_first, settings.storage_path, ["path", str(script)])
        await until(lambda: len(drafts()) == 2)
        (filled,) = [draft for draft in drafts() if draft is not None]
        assert filled.command[-1] == str(script)  # type: ignore[attr-defined]
        assert not window.isMinimized()
        window.leave()
        assert await asyncio.wait_for(task, 10) == 0
    finally:
        app.setPalette(palette)
        app.setStyleSheet(sheet)
