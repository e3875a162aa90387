"""A changed setting is seen and works at once."""

from __future__ import annotations

from typing import Any

from stepflow_desktop.core.engine_options import EngineOptions
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.live_settings import LiveSettings
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.settings import Settings


class TakingEngine:
    options = EngineOptions(umask=0o077)

    def __init__(self) -> None:
        self.taken: list[EngineOptions] = []

    def take_options(self, options: EngineOptions) -> None:
        self.taken.append(options)


def _parts(settings: Settings, theme: Theme, engine: Any) -> Preferences:
    preferences = Preferences(settings, save=lambda _path, _changes: None)
    LiveSettings(preferences, theme, EngineBridge(engine))
    return preferences


def test_the_look_follows(settings: Settings, theme: Theme) -> None:
    engine = TakingEngine()
    preferences = _parts(settings, theme, engine)
    preferences.set(theme="dark", status_colours="high_contrast")
    assert theme.dark
    assert theme.look.status_colours == "high_contrast"
    assert engine.taken == []


def test_the_engine_follows_and_keeps_its_umask(settings: Settings, theme: Theme) -> None:
    engine = TakingEngine()
    preferences = _parts(settings, theme, engine)
    preferences.set(slots=3, log_limit_bytes=1_000)
    [options] = engine.taken
    assert (options.slots, options.log_limit_bytes, options.umask) == (3, 1_000, 0o077)


def test_before_the_engine_is_there_a_change_does_no_harm(settings: Settings, theme: Theme) -> None:
    preferences = _parts(settings, theme, None)
    preferences.set(slots=3)
    assert preferences.settings.slots == 3
