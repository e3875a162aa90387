"""Puts the program together: settings → storage → store → bus → engine → servers → window.

Everything that is opened goes on one exit stack and is closed in reverse. Qt is imported only by what opens the
window, the servers' libraries only when they start.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any

from stepflow_desktop.core.storage import Storage
from stepflow_desktop.errors import StepFlowError, StorageInUse, StorageProblem
from stepflow_desktop.servers import AppServers
from stepflow_desktop.settings import Settings

if TYPE_CHECKING:
    from stepflow_desktop.core.engine import Engine
    from stepflow_desktop.core.store import Store

log = logging.getLogger(__name__)

SETTLED_S = 2.0


def settle_memory() -> None:
    """Look for garbage again, but not among what the imports have made, which stays: that would cost whole frames."""
    gc.freeze()
    gc.enable()


def spare_sources() -> None:
    """Keep PySide from reading the source of every module imported after it, to see whether that uses PySide.

    It asks for the sake of features that a module can switch on, which none of ours does, and Python keeps what was
    read: 16 MB. As in a bundle, where there are no sources, the modules are left alone then.
    """
    import PySide6.QtCore  # noqa: F401 - brings its hook

    hook: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(hook, "_mod_uses_pyside"):
        hook._mod_uses_pyside = lambda _module: False


def set_up_logging(level: str) -> None:
    """Log to the standard error stream, in one line each."""
    logging.basicConfig(
        level=level, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
    )


@contextlib.asynccontextmanager
async def opened_engine(settings: Settings, storage: Storage | None = None) -> AsyncIterator[Engine]:
    """The engine on the settings' storage folder, conducting. Raises StorageInUse, StorageProblem, Unavailable.

    ``storage`` is the folder if the caller has opened it already; it stays the caller's to close.
    """
    # The window paints before it waits for these.
    from stepflow_desktop.core.bus import Bus
    from stepflow_desktop.core.clock import SystemClock
    from stepflow_desktop.core.engine import Engine
    from stepflow_desktop.core.engine_options import options_of
    from stepflow_desktop.core.launcher import LocalLauncher

    user_umask = os.umask(0o077)
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(os.umask, user_umask)
        if storage is None:
            storage = Storage(settings.storage_path)
            storage.open()
            stack.callback(storage.close)
        store = await _opened_store(storage)
        stack.push_async_callback(store.close)
        launcher = LocalLauncher()
        engine = Engine(storage, store, Bus(), launcher, SystemClock(), options_of(settings, umask=user_umask))
        stack.push_async_callback(engine.close)
        await engine.start()
        yield engine


async def _opened_store(storage: Storage) -> Store:
    """The database; a damaged one is set aside and a new one is filled from the run folders later."""
    from stepflow_desktop.core.store import DamagedDatabase, Store

    path = storage.database
    try:
        return await Store.open(path)
    except StorageProblem:
        storage.require_space()  # which says in better words what is wrong, if that is it
        raise
    except DamagedDatabase as error:
        aside = path.with_name(f"{path.name}.damaged-{int(time.time())}")
        log.warning("%s It is set aside as %s and the list is rebuilt from the run folders.", error, aside.name)
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(aside.with_name(aside.name + suffix))
        store = await Store.open(path)
        store.set_aside = aside
        return store


def serve(settings: Settings) -> int:
    """Run the engine and both servers without a window until SIGINT or SIGTERM."""
    return asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with opened_engine(settings) as engine:
        servers = AppServers(engine, settings)
        await servers.start()
        settle_memory()
        try:
            for state in servers.states():
                if state.state == "failed":
                    log.error("%s: %s", state.name, state.problem)
                elif state.state == "listening":
                    log.info("%s listens on %s", state.name, state.address)
            if not any(state.state == "listening" for state in servers.states()):
                log.error("Neither server listens, so there is nothing to serve.")
                return 1
            await stop.wait()
        finally:
            await servers.stop()
    return 0


def open_window(settings: Settings, words: Sequence[str] = ()) -> int:
    """Open the window and run until it is closed. Needs a display, unless QT_QPA_PLATFORM says otherwise.

    ``words`` say what to show in it (see ``gui.opening``); a window that is open already is told them instead.
    """
    # Until the window stands nothing becomes garbage that is worth a look.
    gc.disable()
    spare_sources()
    from stepflow_desktop.gui import application

    # The database and the log index work in threads; a frame cannot wait the usual 5 ms until one lets go.
    sys.setswitchinterval(0.0005)
    try:
        app = application.make_application([])
        with asyncio.Runner(loop_factory=lambda: application.new_event_loop(app)) as runner:
            return runner.run(_window(settings, words))
    finally:
        gc.enable()


async def _window(settings: Settings, words: Sequence[str]) -> int:
    from stepflow_desktop.gui import application

    asyncio.get_running_loop().call_later(SETTLED_S, settle_memory)
    storage, servers = Storage(settings.storage_path), AppServers(None, settings)

    @contextlib.asynccontextmanager
    async def opening() -> AsyncIterator[Engine]:
        async with opened_engine(settings, storage) as engine:
            servers.attach(engine)
            try:
                yield engine
            finally:
                await servers.stop()

    try:
        # Before anything is shown: a second start only calls the first window forward.
        storage.open()
        try:
            return await application.run_window(opening(), servers, settings, words=words)
        finally:
            storage.close()
    except StorageInUse as error:
        # Most often a second start, which only calls the first window forward.
        return await application.show_start_problem(error, settings, words)
    except StepFlowError as error:
        log.error("%s", error)
        return await application.show_start_problem(error, settings)
