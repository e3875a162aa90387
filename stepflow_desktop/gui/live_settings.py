"""Lets a change of the settings take effect at once: on the look, and on the engine while it runs."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtCore import QObject

from stepflow_desktop.core.engine_options import EngineOptions, options_of
from stepflow_desktop.errors import Unavailable
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.habits import take_habits
from stepflow_desktop.gui.look import look_of
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.theme import Theme

_OPTIONS = frozenset(f.name for f in fields(EngineOptions))


class LiveSettings(QObject):
    def __init__(self, preferences: Preferences, theme: Theme, bridge: EngineBridge) -> None:
        super().__init__(preferences)
        self._preferences, self._theme, self._bridge = preferences, theme, bridge
        take_habits(preferences.settings)
        preferences.changed.connect(self._on_changed)

    def _on_changed(self, names: frozenset[str]) -> None:
        take_habits(self._preferences.settings)
        look = look_of(self._preferences.settings)
        if look != self._theme.look:
            self._theme.set_look(look)
        if "times" in names:
            self._theme.changed.emit()
        if names & _OPTIONS:
            self.take_options()

    def take_options(self) -> None:
        """Have the engine work with the settings as they are now, if it is there yet."""
        try:
            engine = self._bridge.engine
        except Unavailable:
            return
        engine.take_options(options_of(self._preferences.settings, umask=engine.options.umask))
