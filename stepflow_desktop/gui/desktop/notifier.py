"""Tells the desktop about ends and server problems while the window is not in front, and takes back what was seen."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from stepflow_desktop.core.model import Execution, ServerState
from stepflow_desktop.gui.desktop.notes import DesktopNotes, Note
from stepflow_desktop.gui.desktop.telling import AGAIN, TOGETHER, is_told, note_of, note_together
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.translation import our_words

TOGETHER_S = 10.0
MOST_APART = 2
HOUR_S = 3600.0
SERVER = "server "


class Notifier(QObject):
    """``execution_wanted`` and ``again_wanted`` carry an id, ``window_wanted`` and ``server_wanted`` nothing."""

    execution_wanted = Signal(str)
    again_wanted = Signal(str)
    window_wanted = Signal()
    server_wanted = Signal()
    mute_changed = Signal()

    def __init__(
        self,
        notes: DesktopNotes,
        preferences: Preferences,
        parent: QObject | None = None,
        *,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._notes, self._preferences, self._now_s = notes, preferences, now_s
        self._recent: list[tuple[float, Execution]] = []
        self._failed_servers: frozenset[str] = frozenset()
        self._muted_until_s = 0.0
        notes.acted.connect(self._on_acted)

    @property
    def is_muted(self) -> bool:
        return self._now_s() < self._muted_until_s

    def mute(self, seconds: float = HOUR_S) -> None:
        """Tell nothing for a while; 0 ends that."""
        self._muted_until_s = self._now_s() + seconds if seconds else 0.0
        self.mute_changed.emit()

    def tell_ended(self, executions: Sequence[Execution]) -> None:
        settings = self._preferences.settings
        told = [execution for execution in executions if is_told(execution, settings)]
        if self.is_muted or not told:
            return
        now = self._now_s()
        self._recent = [(at, run) for at, run in self._recent if now - at < TOGETHER_S]
        self._recent += [(now, run) for run in told]
        if len(self._recent) <= MOST_APART:
            for execution in told:
                self._notes.show(note_of(execution))
            return
        for _at, execution in self._recent:
            self._notes.withdraw(execution.id)
        self._notes.show(note_together([run for _at, run in self._recent]))

    def tell_servers(self, states: Sequence[ServerState], *, seen: bool) -> None:
        """``seen`` says that the window shows it anyway."""
        failed = {state.name: state for state in states if state.state == "failed"}
        new = set(failed) - self._failed_servers
        for name in self._failed_servers - set(failed):
            self._notes.withdraw(SERVER + name)
        self._failed_servers = frozenset(failed)
        settings = self._preferences.settings
        if seen or self.is_muted or settings.do_not_disturb or not settings.notify_server:
            return
        for name in sorted(new):
            title = self.tr("{name} does not listen").format(name=name)
            self._notes.show(Note(SERVER + name, title, our_words(failed[name].problem), urgent=True))

    def seen(self) -> None:
        """The window came to the front: what was told is old news."""
        self._recent.clear()
        self._notes.withdraw_all()

    def _on_acted(self, key: str, action: str) -> None:
        if action == AGAIN:
            self.again_wanted.emit(key)
        elif key.startswith(SERVER):
            self.server_wanted.emit()
        elif key == TOGETHER:
            self.window_wanted.emit()
        else:
            self.execution_wanted.emit(key)
        self._notes.withdraw(key)
