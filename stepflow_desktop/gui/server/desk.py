"""Behind the page: asks the servers and the engine, and carries out what the cards ask for.

A page that cannot be seen asks nothing. While it is seen, states and figures come with every look at the load, the
database every half minute.
"""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from stepflow_desktop.core import clean_up, daily_backup
from stepflow_desktop.core.clean_up import CleanUp
from stepflow_desktop.core.clock import SystemClock
from stepflow_desktop.core.server_protocol import Servers
from stepflow_desktop.core.store_usage import Usage
from stepflow_desktop.errors import NotFound
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.server.clean_up_dialog import CleanUpDialog
from stepflow_desktop.gui.server.load_history import LoadHistory
from stepflow_desktop.gui.server.page import ServerPage
from stepflow_desktop.gui.server.questions import TokenDialog, ask_to_open, ask_to_renew
from stepflow_desktop.gui.server.storage_card import Disk
from stepflow_desktop.gui.server.summary import summary
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import reason_words
from stepflow_desktop.settings import Settings

RELOAD_S = 30.0
SHORT_ID = 8
Say = Callable[[str, str, str], object]


class ServerDesk(QObject):
    """``say`` shows a message: kind, title, text. ``execution_chosen`` carries an id."""

    execution_chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        bridge: EngineBridge,
        servers: Servers,
        settings: Settings,
        history: LoadHistory,
        say: Say,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._bridge, self._servers = theme, bridge, servers
        self._settings, self._history, self._say = settings, history, say
        self._names: dict[str, str] = {}
        self._loaded_s = -RELOAD_S
        self._is_loading = False
        self._token_dialog: TokenDialog | None = None
        self.page = ServerPage(theme, settings.retention_days)
        self._connect()

    def _connect(self) -> None:
        page = self.page
        page.shown.connect(self.refresh)
        page.restart.clicked.connect(lambda: self._change(self._servers.restart(), "restarting the servers"))
        for card in page.servers:
            name = card.name
            card.switched.connect(lambda on, name=name: self._change(self._servers.switch(name, on), f"{name} switch"))
            card.retry_requested.connect(lambda name=name: self._change(self._servers.retry(name), f"{name} retry"))
        access = page.access
        access.network_wanted.connect(self._on_network_wanted)
        access.token_wanted.connect(lambda on: self._change(self._servers.require_token(on), "asking for a token"))
        access.commands_wanted.connect(lambda on: self._change(self._servers.let_clients_start(on), "clients' rights"))
        access.token_shown.connect(self.show_token)
        access.token_copied.connect(self._copy_token)
        page.clients.disconnect_requested.connect(
            lambda number: self._change(self._servers.disconnect(number), "disconnecting a client")
        )
        page.database.optimise_requested.connect(self._optimise)
        page.database.back_up_requested.connect(self.back_up)
        page.database.folder_requested.connect(self._show_folder)
        page.storage.clean_up_requested.connect(self.clean_up)
        page.storage.execution_chosen.connect(self.execution_chosen)

    # -- showing

    def refresh(self) -> None:
        """Show what the servers say now, if anybody looks."""
        page = self.page
        if not page.isVisible():
            return
        states, access = self._servers.states(), self._servers.access()
        figures, clients = self._servers.figures(), self._servers.clients()
        for card, state in zip(page.servers, states, strict=True):
            card.show_state(state)
        rest = states[0]
        page.websocket.show_page(f"{rest.address}/api/docs#WebSocket" if rest.state == "listening" else "")
        median = figures.median_reply_ms
        page.rest.show_figures(
            (f"{figures.requests_a_minute:,}", "–" if median is None else _ms(median), f"{figures.errors_today:,}")
        )
        page.websocket.show_figures((f"{len(clients):,}", f"{figures.messages_a_minute:,}", f"{figures.dropped:,}"))
        page.access.show_access(access)
        page.show_summary(summary(states, access, figures.up_s))
        page.clients.show_clients(clients, self._names)
        self._look_up({each for client in clients for each in client.watching or () if len(client.watching or ()) == 1})
        now_s = time.time()
        page.computer.show_history(self._history, now_s)
        page.traffic.show_history(self._history, now_s)
        if time.monotonic() - self._loaded_s >= RELOAD_S:
            self.reload()

    def reload(self) -> None:
        """Ask the database anew, unless it is being asked."""
        if self._is_loading:
            return
        self._is_loading, self._loaded_s = True, time.monotonic()
        self._bridge.call(self._loaded(), name="looking at the database", error=lambda _text: None)

    async def _loaded(self) -> None:
        try:
            engine, storage = self._bridge.engine, self._settings.storage_path
            info = await engine.store.info()
            backup = await asyncio.to_thread(daily_backup.newest, storage)
            store, now = engine.store, datetime.now().astimezone()
            self.page.database.show_info(info, store.cache_hits, store.cache_misses, backup, now)
            disk = await asyncio.to_thread(_disk, storage)
            self.page.storage.show_disk(disk)
            usage: Usage = await engine.store.usage()
            self.page.storage.show_usage(usage, disk)
        finally:
            self._is_loading = False

    def _look_up(self, ids: set[str]) -> None:
        """The names of executions that single clients watch."""
        for execution_id in ids - set(self._names):
            self._names[execution_id] = execution_id[:SHORT_ID]
            self._bridge.call(self._named(execution_id), name="finding the name of an execution")

    async def _named(self, execution_id: str) -> None:
        try:
            details = await self._bridge.engine.get(execution_id)
        except NotFound:
            return
        self._names[execution_id] = details.execution.name
        self.page.clients.show_clients(self._servers.clients(), self._names)

    # -- access

    def _on_network_wanted(self, on: bool) -> None:
        if on:
            ask_to_open(self._theme, self.page, self._open)
        else:
            self._change(self._servers.close_to_network(), "closing the servers to the network")

    def _open(self, read_only: bool) -> None:
        self._change(
            self._servers.open_to_network(read_only=read_only), "opening the servers to the network", self.show_token
        )

    def show_token(self) -> None:
        access = self._servers.access()
        if not access.token:
            return
        dialog = TokenDialog(self._theme, access, self.page)
        dialog.copied.connect(self._copy_token)
        dialog.renewal_wanted.connect(
            lambda: ask_to_renew(
                self._theme, dialog, lambda: self._change(self._servers.renew_token(), "renewing the token")
            )
        )
        dialog.finished.connect(lambda _code: setattr(self, "_token_dialog", None))
        self._token_dialog = dialog
        dialog.open()

    def _copy_token(self) -> None:
        QGuiApplication.clipboard().setText(self._servers.access().token)
        self._say("success", self.tr("Token copied"), "")

    def _change(self, work: Coroutine[Any, Any, None], name: str, then: Callable[[], None] = lambda: None) -> None:
        def done(_nothing: object) -> None:
            self._refresh_all()
            then()

        def failed(text: str) -> None:
            self._refresh_all()
            self._say("error", text, "")

        self._bridge.call(work, name=name, done=done, error=failed)

    def _refresh_all(self) -> None:
        self.refresh()
        if self._token_dialog is not None:
            self._token_dialog.show_access(self._servers.access())

    # -- database and storage

    def _optimise(self) -> None:
        self.page.database.optimise.setEnabled(False)

        def ended(kind: str, title: str, text: str) -> None:
            self.page.database.optimise.setEnabled(True)
            self._say(kind, title, text)
            self.reload()

        self._bridge.call(
            self._bridge.engine.store.optimize(),
            name="optimising the database",
            done=lambda _performed: ended("success", self.tr("Database optimised"), ""),
            error=lambda text: ended("error", self.tr("The database was not optimised"), text),
        )

    def back_up(self) -> None:
        picker = QFileDialog(self.page, self.tr("Back up the database"))
        picker.setObjectName("back_up_picker")
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setDirectory(str(Path.home()))
        picker.selectFile(f"stepflow-{datetime.now().astimezone():%Y-%m-%d}.db")
        picker.fileSelected.connect(lambda name: self._back_up_to(Path(name)))
        picker.open()

    def _back_up_to(self, target: Path) -> None:
        button = self.page.database.back_up
        button.setEnabled(False)

        def ended(kind: str, title: str, text: str) -> None:
            button.setEnabled(True)
            self._say(kind, title, text)

        async def copied() -> str:
            try:
                await self._bridge.engine.store.backup(target)
            except OSError as error:
                return reason_words(error)
            return ""

        def done(problem: str) -> None:
            if problem:
                ended("error", self.tr("The backup could not be written"), problem)
            else:
                ended("success", self.tr("Database backed up"), str(target))

        self._bridge.call(
            copied(),
            name="backing up the database",
            done=done,
            error=lambda text: ended("error", self.tr("The backup could not be written"), text),
        )

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._settings.storage_path)))

    def clean_up(self) -> None:
        dialog = CleanUpDialog(self._theme, self.page)
        closed = asyncio.Event()
        dialog.plan_wanted.connect(lambda days: self._plan(dialog, days, closed))
        dialog.delete_wanted.connect(lambda plan: self._delete(dialog, plan, closed))
        dialog.finished.connect(lambda _code: closed.set())
        dialog.finished.connect(dialog.deleteLater)
        dialog.ask()
        dialog.open()

    def _plan(self, dialog: CleanUpDialog, days: int, closed: asyncio.Event) -> None:
        call = clean_up.planned(self._bridge.engine.store, SystemClock(), days)
        self._bridge.call(
            call,
            name="looking for what can go",
            done=lambda plan: None if closed.is_set() else dialog.show_plan(plan),
        )

    def _delete(self, dialog: CleanUpDialog, plan: CleanUp, closed: asyncio.Event) -> None:
        engine = self._bridge.engine

        def done(deleted: int) -> None:
            if not closed.is_set():
                dialog.finish()
            words = wording.count(deleted, "execution", "executions")
            self._say("success", self.tr("{executions} deleted").format(executions=words), "")
            self.reload()

        def failed(text: str) -> None:
            if not closed.is_set():
                dialog.finish()
            self._say("error", self.tr("The clean-up has stopped"), text)
            self.reload()

        def told(number: int) -> None:
            if not closed.is_set():
                dialog.show_progress(number)

        call = clean_up.carried_out(plan, engine.storage_folder, engine.delete, told, closed.is_set)
        self._bridge.call(call, name="cleaning up", done=done, error=failed)


def _disk(storage: Path) -> Disk:
    while not storage.exists() and storage != storage.parent:
        storage = storage.parent
    found = shutil.disk_usage(storage)
    return Disk(found.total, found.free)


def _ms(value: float) -> str:
    return f"{value:.1f} ms" if value < 9.95 else f"{value:.0f} ms"
