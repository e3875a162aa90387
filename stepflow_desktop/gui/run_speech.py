"""Starts and ends of executions said aloud: failures at once, the rest when the reader has time for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from stepflow_desktop.core.model import Execution, Update
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.views.frame_notices import ended_words, together_words
from stepflow_desktop.gui.widgets.speech import announce

MOST_APART = 2


class RunSpeech(QObject):
    """Speaks while ``window`` is in front; else the desktop's notifications do."""

    def __init__(self, bridge: EngineBridge, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        bridge.updated.connect(self._on_updated)

    def _on_updated(self, updates: Sequence[Update]) -> None:
        if not QAccessible.isActive() or not self._window.isActiveWindow():
            return
        self._say_ends([update.execution for update in updates if update.ended])
        self._say_starts([update.execution for update in updates if update.started and not update.ended])

    def _say_starts(self, runs: Sequence[Execution]) -> None:
        if len(runs) > MOST_APART:
            announce(self._window, self.tr("{n} executions started").format(n=f"{len(runs):,}"))
            return
        for run in runs:
            announce(self._window, self.tr("{name} started").format(name=first_line(run.name)))

    def _say_ends(self, runs: Sequence[Execution]) -> None:
        words = [together_words(runs)] if len(runs) > MOST_APART else [ended_words(run) for run in runs]
        for kind, title, text in words:
            announce(self._window, f"{title}. {text}", urgent=kind == "error")
