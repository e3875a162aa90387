"""Joins the window with the desktop around it: notifications, tray, badge, staying awake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from stepflow_desktop.core.model import Execution, ExecutionQuery, ExecutionStatus, ServerState
from stepflow_desktop.errors import Unavailable
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.desktop.keep_awake import KeepAwake
from stepflow_desktop.gui.desktop.notes import DesktopNotes
from stepflow_desktop.gui.desktop.notifier import Notifier
from stepflow_desktop.gui.desktop.tray import LISTED, Tray
from stepflow_desktop.gui.live_counts import Counts
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.state_banners import was_interrupted
from stepflow_desktop.gui.theme import Theme

if TYPE_CHECKING:
    from stepflow_desktop.gui.main_window import MainWindow

LOOK_MS = 15_000


class DesktopPlace(QObject):
    """Made once the window stands; everything here may come later than the first paint."""

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        bridge: EngineBridge,
        preferences: Preferences,
        notes: DesktopNotes | None = None,
        keep_awake: KeepAwake | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._bridge, self._preferences = window, theme, bridge, preferences
        self.notes = notes or DesktopNotes(self)
        self.notifier = Notifier(self.notes, preferences, self)
        self.keep_awake = keep_awake or KeepAwake(self)
        self.tray: Tray | None = None
        self._counts = window.counts.counts
        self._failed_unseen = False
        self._running: list[Execution] = []
        # Time left goes on without anything being told.
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._connect()
        self._on_preferences(frozenset({"tray_icon", "keep_awake"}))
        self.show_counts(self._counts)

    def _connect(self) -> None:
        window, notifier = self._window, self.notifier
        notifier.execution_wanted.connect(window.show_execution)
        notifier.again_wanted.connect(window.run_execution_again)
        notifier.window_wanted.connect(window.bring_forward)
        notifier.server_wanted.connect(window.show_server_now)
        window.counts.changed.connect(self.show_counts)
        window.notices.ended.connect(self._on_ended)
        self._preferences.changed.connect(self._on_preferences)
        window.installEventFilter(self)

    @property
    def can_hide(self) -> bool:
        """Whether a hidden window could be found again."""
        return self.tray is not None and self.tray.icon.isVisible()

    def show_counts(self, counts: Counts) -> None:
        self._counts = counts
        self.keep_awake.hold(bool(self._preferences.value("keep_awake")) and counts.running > 0)
        badge = getattr(QGuiApplication.instance(), "setBadgeNumber", None)
        if badge is not None:
            badge(counts.running)
        self._look()

    def show_servers(self, states: tuple[ServerState, ...]) -> None:
        self.notifier.tell_servers(states, seen=self._window.isActiveWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.notifier.seen()
            self._failed_unseen = False
            self._show_tray()
        return super().eventFilter(watched, event)

    async def close(self) -> None:
        self._timer.stop()
        self.keep_awake.hold(False)
        if self.tray is not None:
            self.tray.set_shown(False)
        self.notes.withdraw_all()
        await self.notes.close()

    def _on_ended(self, executions: list[Execution]) -> None:
        executions = [each for each in executions if not was_interrupted(each)]
        if self._window.isActiveWindow() or not executions:
            return
        self._failed_unseen |= any(execution.status is ExecutionStatus.FAILED for execution in executions)
        self.notifier.tell_ended(executions)
        self._show_tray()

    def _on_preferences(self, names: frozenset[str]) -> None:
        if "keep_awake" in names:
            self.show_counts(self._counts)
        if "tray_icon" in names:
            wanted = bool(self._preferences.value("tray_icon")) and QSystemTrayIcon.isSystemTrayAvailable()
            if wanted and self.tray is None:
                self._make_tray()
            if self.tray is not None:
                self.tray.set_shown(wanted)

    def _make_tray(self) -> None:
        tray = self.tray = Tray(self._theme, self._window)
        tray.execution_chosen.connect(self._window.show_execution)
        tray.new_wanted.connect(self._on_new_wanted)
        tray.window_wanted.connect(self._window.bring_forward)
        tray.quit_wanted.connect(self._window.quit)
        tray.mute_wanted.connect(lambda on: self.notifier.mute() if on else self.notifier.mute(0))
        tray.menu.aboutToShow.connect(lambda: tray.mute.setChecked(self.notifier.is_muted))
        self._look()

    def _on_new_wanted(self) -> None:
        self._window.bring_forward()
        self._window.new_execution()

    def _look(self) -> None:
        """Ask what runs, for the menu and the tip of the tray."""
        if self.tray is None:
            return
        if not self._counts.running:
            self._timer.stop()
            self._running = []
            self._show_tray()
            return
        self._timer.start()
        try:
            engine = self._bridge.engine
        except Unavailable:
            return
        query = ExecutionQuery(limit=LISTED, status=(ExecutionStatus.RUNNING,))
        self._bridge.call(engine.list(query), name="what runs, for the tray", done=lambda page: self._take(page))

    def _take(self, page: object) -> None:
        self._running = list(getattr(page, "executions", ()))
        self._show_tray()

    def _show_tray(self) -> None:
        if self.tray is not None:
            self.tray.show_state(self._running, self._counts.running, failed=self._failed_unseen)
