"""Makes the Qt application and its loop, and runs the window from its first paint until it is closed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from stepflow_desktop import __version__
from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.core.server_protocol import Servers
from stepflow_desktop.errors import StepFlowError, Unavailable
from stepflow_desktop.gui.accent import remember_system_accent
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.look import look_of
from stepflow_desktop.gui.loop import new_event_loop
from stepflow_desktop.gui.machine_load import MachineLoad, watch_load
from stepflow_desktop.gui.main_window import MainWindow
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import error_words, speak
from stepflow_desktop.gui.unexpected import watch
from stepflow_desktop.gui.window_frame import Parts
from stepflow_desktop.gui.window_memory import WindowMemory
from stepflow_desktop.settings import Settings, resources_dir

if TYPE_CHECKING:
    from stepflow_desktop.core.engine import Engine

__all__ = ["make_application", "new_event_loop", "run_window", "show_start_problem"]

log = logging.getLogger(__name__)

DESKTOP_ID = "io.github.stepflow_desktop.StepFlow"


def make_application(argv: Sequence[str]) -> QApplication:
    """The one Qt application. Raises Unavailable where there is no display, before Qt would abort."""
    chosen = os.environ.get("QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not chosen and not _has_display():
        raise Unavailable("There is no display to open a window on. `stepflow serve` runs without one.")
    app = QApplication(["stepflow", *argv])
    remember_system_accent(app)
    app.setApplicationName("StepFlow")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(DESKTOP_ID)
    app.setWindowIcon(QIcon(str(resources_dir() / "icons" / "stepflow.svg")))
    # The loop ends when the window's work is put away, not when Qt sees no window.
    app.setQuitOnLastWindowClosed(False)
    return app


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


async def run_window(
    opening: AbstractAsyncContextManager[Engine], servers: Servers, settings: Settings, *, words: Sequence[str] = ()
) -> int:
    """Show the window, then open the engine, then start the servers; returns when the window is closed.

    ``words`` say what to show first, see ``opening``. A window that wants to be opened anew, to speak another language
    say, is followed by another one on the same engine.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    memory = WindowMemory(settings.config_path.parent)
    async with contextlib.AsyncExitStack() as stack:
        engines: list[Engine] = []

        async def engine() -> Engine:
            if not engines:
                engines.append(await stack.enter_async_context(opening))
            return engines[0]

        window = await _run_one(app, engine, servers, settings, memory, lambda window: _begin(window, list(words)))
        while (place := window.successor) is not None:
            settings, begin = window.preferences.settings, partial(MainWindow.return_to, place=place)
            window = await _run_one(app, engine, servers, settings, memory, begin)
    return 0


async def _run_one(
    app: QApplication,
    engine: Callable[[], Awaitable[Engine]],
    servers: Servers,
    settings: Settings,
    memory: WindowMemory,
    begin: Callable[[MainWindow], None],
) -> MainWindow:
    """Run one window until it is closed; ``begin`` is called with it once it is complete."""
    theme = Theme(parent=app, look=look_of(settings))
    theme.apply(app)
    speak(app, settings.language)
    bridge = EngineBridge()
    loop = asyncio.get_running_loop()
    painted: asyncio.Future[None] = loop.create_future()
    closed: asyncio.Future[None] = loop.create_future()
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(theme.deleteLater)
        window = MainWindow(theme, bridge, servers, settings, memory, our_parts())
        stack.callback(window.deleteLater)
        window.painted.connect(lambda: _settle(painted))
        window.closed.connect(lambda: _settle(closed))
        stack.callback(_take_signals(window))
        stack.callback(watch(loop, bridge.failed.emit, window.went_wrong))
        window.show()
        await asyncio.wait((painted, closed), return_when=asyncio.FIRST_COMPLETED)
        bridge.attach(await engine())
        stack.push_async_callback(bridge.close)
        bridge.start()
        await window.counts.load()
        window.show_page(window.page_key)
        # The servers import in a thread while the page is made here.
        for name, work in (("servers", _started(servers, window)), ("load", _watched(servers, window, settings))):
            stack.push_async_callback(_ended, loop.create_task(work, name=f"window {name}"))
        await asyncio.sleep(0)
        window.complete()
        stack.push_async_callback(window.join_desktop().close)
        stack.callback(servers.on_changed(window.show_servers))
        stack.callback(_listen_for_later_starts(window, settings))
        begin(window)
        await closed
    return window


def our_parts() -> Parts:
    return Parts(executions_page=_executions_page, new_execution_dialog=_new_execution_dialog)


def _executions_page(theme: Theme, bridge: EngineBridge, settings: Settings) -> QWidget:
    from stepflow_desktop.gui.views.executions_page import ExecutionsPage

    return ExecutionsPage(theme, bridge, settings)


def _new_execution_dialog(
    theme: Theme, bridge: EngineBridge, settings: Settings, parent: QWidget, draft: NewExecution | None
) -> QDialog:
    # Imported when it is first asked for: the first paint does not wait for a form.
    from stepflow_desktop.gui.views.new_execution import NewExecutionDialog

    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for form in parent.findChildren(NewExecutionDialog, options=direct):
        if not form.isVisible():
            # Closed, and what was typed into it is remembered.
            form.deleteLater()
    return NewExecutionDialog(theme, bridge, settings, parent, draft=draft)


async def _started(servers: Servers, window: MainWindow) -> None:
    await servers.start()
    window.show_servers()


async def _watched(servers: Servers, window: MainWindow, settings: Settings) -> None:
    """Load and numbers of clients, which change without telling."""

    def show(load: MachineLoad) -> None:
        window.show_load(load)
        window.show_servers()

    await watch_load(settings.storage_path, show)


async def _ended(task: asyncio.Task[Any]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def _settle(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def _take_signals(window: MainWindow) -> Any:
    """SIGINT and SIGTERM close the window without a question; returns what undoes that."""
    loop, taken = asyncio.get_running_loop(), []
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, window.leave)
            taken.append(number)
    return lambda: [loop.remove_signal_handler(number) for number in taken]


def _listen_for_later_starts(window: MainWindow, settings: Settings) -> Any:
    from stepflow_desktop.gui.single_instance import FirstInstance

    first = FirstInstance(settings.storage_path, window)
    first.called.connect(lambda words: _show(window, words))
    return first.close


def _begin(window: MainWindow, words: list[str]) -> None:
    if words:
        _show(window, words)


def _show(window: MainWindow, words: list[str]) -> None:
    """What a start of the program asks to see, this one or a later one."""
    from stepflow_desktop.gui.opening import show

    window.bring_forward()
    show(window, words)


async def show_start_problem(error: StepFlowError, settings: Settings, words: Sequence[str] = ()) -> int:
    """Say why there is no window; if another one has the storage folder, call that one forward instead."""
    from stepflow_desktop.gui.single_instance import call_first
    from stepflow_desktop.gui.views.frame_dialogs import show_problem

    if call_first(settings.storage_path, list(words)):
        return 0
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    app = QApplication.instance()
    assert app is not None
    speak(app, settings.language)
    box = show_problem("StepFlow", error_words(error))
    box.finished.connect(lambda _code: _settle(done))
    await done
    return 1
