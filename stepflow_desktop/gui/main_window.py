"""The main window: the frame, and what its menus and buttons ask for.

It decides little: pages act on executions, the bridge talks to the engine, the frame's parts paint themselves.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from stepflow_desktop.core.clock import SystemClock
from stepflow_desktop.core.model import Execution, NewExecution
from stepflow_desktop.core.server_protocol import Servers
from stepflow_desktop.gui.artifacts_place import ArtifactsPlace
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.demo import demo
from stepflow_desktop.gui.diagnostics import diagnostics
from stepflow_desktop.gui.end_toasts import EndToasts
from stepflow_desktop.gui.live_counts import Counts
from stepflow_desktop.gui.live_settings import LiveSettings
from stepflow_desktop.gui.machine_load import MachineLoad
from stepflow_desktop.gui.overview_place import OverviewPlace
from stepflow_desktop.gui.page_memory import keep_page, restore_page
from stepflow_desktop.gui.panes import Pane, hop
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.scripts import draft_of
from stepflow_desktop.gui.server.load_history import LoadHistory, sample_of
from stepflow_desktop.gui.settings_place import SettingsPlace
from stepflow_desktop.gui.state_banners import StateBanners, was_interrupted
from stepflow_desktop.gui.stopping import stop_all
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views import frame_banners, frame_dialogs
from stepflow_desktop.gui.views.frame_drop import DropTarget
from stepflow_desktop.gui.views.frame_notices import Notices
from stepflow_desktop.gui.window_actions import WindowActions
from stepflow_desktop.gui.window_frame import Parts
from stepflow_desktop.gui.window_look import WindowLook
from stepflow_desktop.gui.window_memory import WindowMemory
from stepflow_desktop.settings import Settings

if TYPE_CHECKING:
    from stepflow_desktop.gui.desktop.place import DesktopPlace
    from stepflow_desktop.gui.palette.palette import Palette
    from stepflow_desktop.gui.server.desk import ServerDesk

UNDO_MS = 10_000


class MainWindow(WindowLook):
    """The frame with its menus and what they do. ``closed`` is sent when the window is gone for good."""

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        bridge: EngineBridge,
        servers: Servers,
        settings: Settings,
        memory: WindowMemory,
        parts: Parts,
        preferences: Preferences | None = None,
    ) -> None:
        self.preferences = preferences or Preferences(settings)
        super().__init__(theme, bridge, settings, parts)
        self._servers, self._memory = servers, memory
        self.preferences.setParent(self)
        self._live_settings = LiveSettings(self.preferences, theme, bridge)
        self._leaving = self._quitting = False
        self._dialog: QDialog | None = None
        self.overview = OverviewPlace(self, theme, bridge, memory)
        self.artifacts = ArtifactsPlace(self, theme, bridge, memory)
        self._server_desk: ServerDesk | None = None
        self._load_history = LoadHistory()
        self._palette: Palette | None = None
        self.add_page("server", "server", self.tr("Server"), self._made_server_page)
        self.settings_place = SettingsPlace(self, theme, self.preferences)
        self.add_page("help", "circle-question-mark", self.tr("Help"), self._made_help_page, below=True)
        self.notices = Notices(theme, self.header.bell, self)
        self._connect_bell()
        self._end_toasts = EndToasts(self.toasts, self.open_execution, self.run_execution_again)
        self.state_banners = StateBanners(theme, self.banners, bridge, self._show_interrupted, self.move_storage, self)
        self.drop_target = DropTarget(theme, self)
        self.commands = WindowActions(theme, self)
        self.commands.fill(self.header.menu_bar)
        self.header.fill_menu_button()
        self.commands.take_shortcuts(self.preferences.value("shortcuts"))
        self._connect()
        self.show_servers()
        self._mark_theme()
        memory.restore(self)
        self._restore_menu_bar()
        self.show_page(self.first_page())
        self.pages.setFocus()

    def _connect(self) -> None:
        for signal, act in (
            (self.header.new_button.clicked, lambda _c=False: self.new_execution()),
            (self.header.theme_button.clicked, lambda _c=False: self.toggle_theme()),
            (self.header.search.asked, self._search),
            (self.status_bar.server_requested, self.show_server),
            (self.status_bar.filter_requested, self._filter),
            (self.first_run.demo_requested, self.run_demo),
            (self.first_run.new_requested, self.new_execution),
            (self.first_run.file_requested, self.run_script),
            (self.first_run.server_requested, self.show_server),
            (self.drop_target.dropped, self._on_dropped),
            (self.counts.changed, self._show_counts),
            (self.overview.filter_wanted, self._filter),
            (self.overview.execution_wanted, self.open_execution),
            (self.overview.said, self.toasts.show),
            (self.notices.chosen, self.open_execution),
            (self.notices.ended, self._on_ended),
            (self.notices.ended, self.state_banners.take_ended),
            (self._bridge.updated, self.notices.take),
            (self._bridge.problem, self._on_problem),
            (self._bridge.failed, self._on_failed),
            (self._theme.changed, self._mark_theme),
            (self.preferences.changed, self._on_preferences),
            (self.preferences.failed, self._on_problem),
        ):
            signal.connect(act)

    def complete(self) -> QWidget:
        new = self.executions is None
        page = super().complete()
        if new:
            self.commands.set_page(page)
            for name, act in (
                ("new_execution_requested", self._on_new_requested),
                ("draft_requested", self.new_execution),
                ("execution_opened", self._on_opened),
                ("said", self._say),
                ("abilities_changed", self.commands.review),
                ("compare_wanted", self.compare_executions),
            ):
                if hasattr(page, name):
                    getattr(page, name).connect(act)
            self._memory.restore_splitters(self)
            self._take_log_settings()
            restore_page(self._memory, page)
            self.order_tab()
        return page

    # -- pages

    def _made_server_page(self) -> QWidget:
        from stepflow_desktop.gui.server.desk import ServerDesk

        desk = self._server_desk = ServerDesk(
            *(self._theme, self._bridge, self._servers, self._settings, self._load_history), self.toasts.show, self
        )
        desk.page.copy_diagnostics.clicked.connect(lambda: self.copy_diagnostics())
        desk.execution_chosen.connect(self.open_execution)
        return desk.page

    def show_overview(self) -> None:
        self.show_page("overview")

    def show_executions(self) -> None:
        self.show_page("executions")

    def show_server_now(self) -> None:
        self.bring_forward()
        self.show_server()

    def show_artifacts(self) -> None:
        self.show_page("artifacts")

    def show_server(self) -> None:
        self.show_page("server")

    def clean_up(self) -> None:
        self.show_server()
        if self._server_desk is not None:
            self._server_desk.clean_up()

    def show_help(self) -> None:
        self.show_page("help")

    def open_execution(self, execution_id: str) -> None:
        self.show_page("executions")
        self.pages.setCurrentWidget(self.complete())
        self.ask_page("open_execution", execution_id)

    def _filter(self, text: str) -> None:
        self.show_page("executions")
        self.ask_page("set_filter", text)

    # -- the keyboard

    def next_pane(self) -> None:
        hop(self._panes(), self.focusWidget(), 1)

    def previous_pane(self) -> None:
        hop(self._panes(), self.focusWidget(), -1)

    def _panes(self) -> list[Pane]:
        shown = self.pages.currentWidget()
        own: Callable[[], list[Pane]] | None = getattr(shown, "panes", None)
        page = own() if own is not None else [(shown, shown)]
        rail = (self.rail, self.rail.buttons[self.page_key])
        return [(self.header, self.header.search), rail, *page, (self.status_bar, self.status_bar.first_in_sight())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing else wanted leads back to the executions."""
        if event.key() == Qt.Key.Key_Escape and self.page_key != "executions":
            self.show_executions()
        else:
            super().keyPressEvent(event)

    # -- starting things

    def new_execution(self, draft: NewExecution | None = None) -> None:
        """Open the form, filled with ``draft`` if there is one."""
        if self._dialog is not None and self._dialog.isVisible() and draft is None:
            self._dialog.raise_()
            return
        self._dialog = self._parts.new_execution_dialog(self._theme, self._bridge, self._settings, self, draft)
        started = getattr(self._dialog, "started", None)
        if started is not None:
            started.connect(self.open_execution)
        self._dialog.open()

    def run_script(self) -> None:
        picker = QFileDialog(self, self.tr("Run a script"), str(self._settings.working_directory))
        picker.setFileMode(QFileDialog.FileMode.ExistingFile)
        picker.fileSelected.connect(lambda name: self.new_execution(draft_of(Path(name))))
        picker.open()

    def run_demo(self) -> None:
        self._start(demo())

    def run_failing_demo(self) -> None:
        self._start(demo(failing=True))

    def _start(self, request: NewExecution) -> None:
        call = self._bridge.engine.create(request, origin="window")
        self._bridge.call(call, name="starting an execution", done=lambda execution: self._on_started(execution))

    def _on_started(self, execution: Execution) -> None:
        self.counts.refresh()
        self.open_execution(execution.id)

    def _on_new_requested(self, *_: object) -> None:
        self.new_execution()

    def _on_opened(self, execution_id: str) -> None:
        if self.page_key == "executions":
            self.toasts.withdraw(execution_id)

    def show_page(self, key: str) -> None:
        super().show_page(key)
        # What is looked at needs no message any more.
        if self.page_key == "executions":
            self.toasts.withdraw(self._shown_id())
        self.commands.review()

    def focus_filter(self) -> None:
        self.show_executions()
        self.ask_page("focus_filter")

    def _shown_id(self) -> str:
        """The id of the execution that the executions page shows, in sight or not."""
        return getattr(self.executions, "current_id", None) or ""

    def _on_dropped(self, path: Path) -> None:
        self.new_execution(draft_of(path))

    # -- what is shown of the outside

    def show_servers(self) -> None:
        """Take the servers' states anew."""
        states = self._servers.states()
        self.status_bar.show_servers(states)
        self.first_run.show_servers(states)
        if self._server_desk is not None:
            self._server_desk.refresh()
        frame_banners.show_servers(self.banners, states, self._retry, self._use_port)
        if self.desktop is not None:
            self.desktop.show_servers(states)

    def show_load(self, load: MachineLoad) -> None:
        self._load_history.note(time.time(), sample_of(load, self._servers.figures()))
        self.status_bar.show_load(load)
        self.overview.show_load(load)
        frame_banners.show_disk(self.banners, load, self.clean_up)
        self.state_banners.look()

    def _retry(self, name: str) -> None:
        self._bridge.call(
            self._servers.retry(name), name=f"starting the {name} server", done=lambda _n: self.show_servers()
        )

    def _use_port(self, name: str, port: int) -> None:
        call = self._servers.use_port(name, port)
        self._bridge.call(call, name=f"moving the {name} server", done=lambda _n: self._on_moved(name))

    def _on_moved(self, name: str) -> None:
        self.show_servers()
        for state in self._servers.states():
            if state.name == name and state.state == "listening":
                title = self.tr("{name} listens on {address}").format(name=name, address=state.address)
                self.toasts.show("success", title, self.tr("Until StepFlow is closed."))

    def _show_counts(self, counts: Counts) -> None:
        self.status_bar.show_counts(counts.running, counts.queued, counts.failed_today)
        self.rail.buttons["executions"].set_badge(counts.running)
        self.overview.show_counts(counts)
        if self._page_key in self._of_executions:
            self.show_page(self._page_key)

    def _show_interrupted(self) -> None:
        self._filter("status:failed since:1d")

    def _on_ended(self, executions: list[Execution]) -> None:
        shown = self._shown_id() if self._page_key == "executions" else ""
        if self.isActiveWindow():
            told = [each for each in executions if each.id != shown and not was_interrupted(each)]
            self._end_toasts.tell(told)

    def run_execution_again(self, execution_id: str) -> None:
        call = self._bridge.engine.rerun(execution_id, origin="window")
        self._bridge.call(call, name="run again", done=lambda execution: self._on_started(execution))

    def _say(self, kind: str, title: str, text: str, actions: list[tuple[str, Callable[[], None]]]) -> None:
        """A message of a page; one with a way back stays long enough for it."""
        self.toasts.show(kind, title, text, actions, shown_ms=UNDO_MS if actions else None)

    def _on_problem(self, text: str) -> None:
        self.toasts.show("error", text)

    def _on_failed(self, title: str, details: str) -> None:
        copy = (self.tr("Copy details"), lambda: QGuiApplication.clipboard().setText(details))
        self.toasts.show("error", title, actions=[copy])

    # -- search

    def search_everything(self) -> None:
        self.header.search.start()

    def _search(self, text: str) -> None:
        if self._palette is None:
            from stepflow_desktop.gui.palette.palette import Palette
            from stepflow_desktop.gui.palette.places import WindowPlaces

            self._palette = Palette(self._bridge, SystemClock(), self.header.search, WindowPlaces(self), self)
        self._palette.ask(text)

    # -- window, leaving

    def copy_diagnostics(self) -> None:
        text = diagnostics(self._settings, self._servers.states(), self.counts.counts)
        QGuiApplication.clipboard().setText(text)
        self.toasts.show("success", self.tr("Diagnostics copied"))

    def join_desktop(self) -> DesktopPlace:
        """Notifications, tray and the like, once the window stands."""
        from stepflow_desktop.gui.desktop.place import DesktopPlace

        self.desktop = DesktopPlace(self, self._theme, self._bridge, self.preferences)
        return self.desktop

    def quit(self) -> None:
        self._quitting = True
        self.close()

    def leave(self) -> None:
        """Close without asking; what runs goes on."""
        self._leaving = True
        self.close()

    def _stop_all_and_leave(self) -> None:
        self._bridge.call(stop_all(self._bridge.engine), name="stopping all executions", done=lambda _n: self.leave())

    def closeEvent(self, event: QCloseEvent) -> None:
        counts = self.counts.counts
        quitting, self._quitting = self._quitting, False
        if not (quitting or self._leaving) and self._hides_in_tray():
            event.ignore()
            return
        if not self._leaving and counts.running + counts.queued:
            event.ignore()
            self.bring_forward()
            if self.findChild(QWidget, "ask_to_quit") is None:
                active = counts.running + counts.queued
                frame_dialogs.ask_to_quit(self._theme, self, active, self.leave, self._stop_all_and_leave)
            return
        keep_page(self._memory, self.executions, follows=self._settings.log_follow)
        self._memory.keep(self, self._page_key)
        self.preferences.flush()
        super().closeEvent(event)
        self.closed.emit()
