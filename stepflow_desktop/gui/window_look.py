"""What the window's commands do about itself: theme, settings, menu bar, full screen, coming forward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from stepflow_desktop.gui.settings_place import SettingsPlace
from stepflow_desktop.gui.translation import defect_title
from stepflow_desktop.gui.widgets.keyboard_menu import open_menu_of
from stepflow_desktop.gui.window_frame import WindowFrame
from stepflow_desktop.gui.window_memory import WindowMemory

if TYPE_CHECKING:
    from stepflow_desktop.gui.desktop.place import DesktopPlace
    from stepflow_desktop.gui.preferences import Preferences
    from stepflow_desktop.gui.views.frame_notices import Notices
    from stepflow_desktop.gui.views.help_page import HelpPage
    from stepflow_desktop.gui.window_actions import WindowActions


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in the window: the execution that is shown, in sight or not, and the page."""

    execution_id: str
    page_key: str


class WindowLook(WindowFrame):
    preferences: Preferences
    settings_place: SettingsPlace
    commands: WindowActions
    notices: Notices
    desktop: DesktopPlace | None = None
    _help: HelpPage | None = None
    _memory: WindowMemory
    successor: Place | None = None
    """Where the window begins that is to follow when this one is closed."""

    def reopen(self) -> None:
        """Close without asking, to come back at once: in another language, say. What runs goes on."""
        self.successor = Place(getattr(self.executions, "current_id", None) or "", self.page_key)
        self.leave()

    def leave(self) -> None:
        raise NotImplementedError

    def return_to(self, place: Place) -> None:
        if place.execution_id:
            self.open_execution(place.execution_id)
        if place.page_key == "settings":
            self.show_setting("language")
        else:
            self.show_page(place.page_key)

    def show_settings(self) -> None:
        self.show_page("settings")

    def show_setting(self, name: str) -> None:
        """The settings at the one called ``name``."""
        self.show_settings()
        if self.settings_place.page is not None:
            self.settings_place.page.show_setting(name)

    def show_about(self) -> None:
        self.show_settings()
        if self.settings_place.page is not None:
            self.settings_place.page.show_section("about")

    def _made_help_page(self) -> QWidget:
        # Read now and then: the first paint does not wait for it.
        from stepflow_desktop.gui.views.help_page import HelpPage

        page = self._help = HelpPage(self._theme)
        page.show_keys(self.commands.by_name.values())
        page.shortcuts_wanted.connect(self.show_shortcuts)
        page.diagnostics_wanted.connect(self.copy_diagnostics)
        return page

    def show_shortcuts(self) -> None:
        self.show_settings()
        if self.settings_place.page is not None:
            self.settings_place.page.show_section("shortcuts")

    def copy_diagnostics(self) -> None:
        raise NotImplementedError

    def first_page(self) -> str:
        """The page that the window opens with."""
        wanted = self.preferences.value("start_page")
        page = self._memory.page("executions") if wanted == "last" else str(wanted)
        # Help and settings are read once; nobody starts the program for them.
        return "executions" if page in ("help", "settings") else page

    def move_storage(self) -> None:
        """Go on in another folder, with everything that is in the present one."""
        from stepflow_desktop.gui.storage_move import StorageMove

        def active() -> int:
            return self.counts.counts.running + self.counts.counts.queued

        parts = (self._theme, self, self._bridge, self.preferences, self.banners)
        StorageMove(*parts, active, self.leave).begin()

    def toggle_theme(self) -> None:
        self._set_theme("light" if self._theme.dark else "dark")

    def theme_system(self) -> None:
        self._set_theme("system")

    def theme_light(self) -> None:
        self._set_theme("light")

    def theme_dark(self) -> None:
        self._set_theme("dark")

    def _set_theme(self, mode: str) -> None:
        self.preferences.set(theme=mode)
        # One that the command line decides changes for this time only.
        self._theme.set_mode(mode)
        self._mark_theme()

    def _on_preferences(self, names: frozenset[str]) -> None:
        self._settings = self.preferences.settings
        if "shortcuts" in names:
            self.commands.take_shortcuts(self.preferences.value("shortcuts"))
            if self._help is not None:
                self._help.show_keys(self.commands.by_name.values())
        if any(name.startswith("log_") for name in names):
            self._take_log_settings(follow="log_follow" in names)
        self.notices.show_quiet(self.preferences.value("do_not_disturb"))

    def _connect_bell(self) -> None:
        self.notices.quiet.triggered.connect(lambda on: self.preferences.set(do_not_disturb=on))
        self.notices.settings.triggered.connect(lambda: self.show_setting("do_not_disturb"))
        self.notices.show_quiet(self.preferences.value("do_not_disturb"))

    def _take_log_settings(self, *, follow: bool = True) -> None:
        log = getattr(getattr(self.executions, "pane", None), "log", None)
        if log is not None:
            from stepflow_desktop.gui.log.log_preferences import take_log_settings

            take_log_settings(log, self.preferences.settings, follow=follow)

    def _mark_theme(self) -> None:
        for mode in ("system", "light", "dark"):
            self.commands.by_name[f"theme_{mode}"].setChecked(self._theme.mode == mode)

    def toggle_menu_bar(self) -> None:
        """The menus in a row, or behind one button."""
        self.header.show_menu_bar(not self.header.menu_bar.isVisibleTo(self.header))
        self._memory.keep_choice("menu_bar", "shown" if self.header.menu_bar.isVisibleTo(self.header) else "hidden")
        self._mark_menu_bar()

    def _restore_menu_bar(self) -> None:
        self.header.show_menu_bar(self._memory.choice("menu_bar") != "hidden")
        self._mark_menu_bar()

    def _mark_menu_bar(self) -> None:
        self.commands.by_name["toggle_menu_bar"].setChecked(self.header.menu_bar.isVisibleTo(self.header))

    def open_context_menu(self) -> None:
        open_menu_of(QApplication.focusWidget())

    def full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_execution(self, execution_id: str) -> None:
        """Come to the front with an execution."""
        self.bring_forward()
        self.open_execution(execution_id)

    def open_execution(self, execution_id: str) -> None:
        raise NotImplementedError

    def went_wrong(self, place: str) -> str:
        """The title of the message about an unexpected exception."""
        return defect_title(place=place)

    def has_tray(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    def awake_problem(self) -> str:
        """Why the computer cannot be kept awake, empty if it can as far as is known."""
        return self.desktop.keep_awake.problem if self.desktop is not None else ""

    def _hides_in_tray(self) -> bool:
        """Go out of sight instead of closing, where that is wished and there is a way back."""
        if not self.preferences.value("close_to_tray") or self.desktop is None or not self.desktop.can_hide:
            return False
        self.hide()
        return True

    def bring_forward(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
