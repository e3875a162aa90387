"""The settings' place in the window: the page is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.theme import Theme

if TYPE_CHECKING:
    from stepflow_desktop.gui.main_window import MainWindow
    from stepflow_desktop.gui.settings_page.page import SettingsPage


class SettingsPlace(QObject):
    def __init__(self, window: MainWindow, theme: Theme, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._theme, self._preferences = window, theme, preferences
        self.page: SettingsPage | None = None
        window.add_page("settings", "settings", self.tr("Settings"), self._made, below=True)

    def _made(self) -> QWidget:
        # Nobody starts the program for its settings: the first paint does not wait for them.
        from stepflow_desktop.gui.autostart import autostart_here
        from stepflow_desktop.gui.settings_page.about import About
        from stepflow_desktop.gui.settings_page.appearance import Appearance
        from stepflow_desktop.gui.settings_page.notifications import Notifications
        from stepflow_desktop.gui.settings_page.page import SettingsPage
        from stepflow_desktop.gui.settings_page.sections import General, Logs, Running, ServerFields, Storage
        from stepflow_desktop.gui.settings_page.shortcuts import Shortcuts

        window, theme, preferences = self._window, self._theme, self._preferences
        page = self.page = SettingsPage(theme)
        for key, icon, word, make in (
            (
                "general",
                "sliders-horizontal",
                self.tr("General"),
                lambda: General(
                    theme,
                    preferences,
                    autostart_here(),
                    has_tray=window.has_tray(),
                    awake_problem=window.awake_problem(),
                    reopen=window.reopen,
                ),
            ),
            ("appearance", "palette", self.tr("Appearance"), lambda: Appearance(theme, preferences)),
            ("logs", "scroll-text", self.tr("Logs"), lambda: Logs(theme, preferences)),
            ("running", "play", self.tr("Running"), lambda: Running(theme, preferences)),
            (
                "storage",
                "package",
                self.tr("Artifacts and storage"),
                lambda: Storage(theme, preferences, window.show_server),
            ),
            ("notifications", "bell", self.tr("Notifications"), lambda: Notifications(theme, preferences)),
            (
                "server",
                "globe",
                self.tr("Server and access"),
                lambda: ServerFields(theme, preferences, window.show_server),
            ),
            (
                "shortcuts",
                "keyboard",
                self.tr("Shortcuts"),
                lambda: Shortcuts(theme, preferences, window.commands.shortcuts()),
            ),
            ("about", "info", self.tr("About"), lambda: About(theme, preferences, window.copy_diagnostics)),
        ):
            page.add(key, icon, word, make)
        page.show_section("general")
        return page
