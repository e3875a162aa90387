"""Where the main window goes for a line of the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from stepflow_desktop.core.filter_language import with_condition
from stepflow_desktop.core.model import Artifact, NewExecution
from stepflow_desktop.gui.opening import LineGoal
from stepflow_desktop.gui.palette.setting_names import SETTING_NAMES, SettingName
from stepflow_desktop.gui.translation import translate

if TYPE_CHECKING:
    from stepflow_desktop.gui.main_window import MainWindow

SECTIONS: dict[str, object] = {
    "general": QT_TRANSLATE_NOOP("Palette", "General: language, start at login, tray, keep awake"),
    "appearance": QT_TRANSLATE_NOOP("Palette", "Appearance: theme, colours, text size, fonts, motion"),
    "logs": QT_TRANSLATE_NOOP("Palette", "Logs: size limit, timestamps, wrapping, follow"),
    "running": QT_TRANSLATE_NOOP("Palette", "Running: slots, shell, terminal, grace before a kill"),
    "storage": QT_TRANSLATE_NOOP("Palette", "Artifacts and storage: retention, limits, clean-up"),
    "notifications": QT_TRANSLATE_NOOP("Palette", "Notifications: sounds, do not disturb, rules"),
    "server": QT_TRANSLATE_NOOP("Palette", "Server and access: ports, token, network"),
    "shortcuts": QT_TRANSLATE_NOOP("Palette", "Shortcuts: keys of all commands"),
    "about": QT_TRANSLATE_NOOP("Palette", "About: version, licences, diagnostics"),
}
LOOK_MS = 50
LOOKS = 100


class WindowPlaces:
    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def actions(self) -> Iterable[QAction]:
        self._window.commands.review()
        return self._window.commands.by_name.values()

    def icon_of(self, name: str) -> str:
        return self._window.commands.icon_name(name)

    def settings(self) -> Iterable[tuple[str, Callable[[], None]]]:
        """The sections of the settings with what is in them, and the settings that have a row there."""
        for key, words in SECTIONS.items():
            yield translate("Palette", str(words)), lambda key=key: self._show_section(key)  # type: ignore[misc]
        for each in SETTING_NAMES:
            yield each.title(), lambda each=each: self._show_setting(each)  # type: ignore[misc]

    def _show_section(self, key: str) -> None:
        self._window.show_settings()
        page = self._window.settings_place.page
        if page is not None:
            page.show_section(key)

    def _show_setting(self, setting: SettingName) -> None:
        self._show_section(setting.section)
        page = self._window.settings_place.page
        if page is not None:
            page.show_setting(setting.name)

    def open_execution(self, execution_id: str) -> None:
        self._window.open_execution(execution_id)

    def open_artifact(self, artifact: Artifact) -> None:
        self._then(artifact.execution_id, lambda page: _show_artifact(page, artifact.id))

    def open_step(self, execution_id: str, step_id: str) -> None:
        self._then(execution_id, lambda page: page.pane.log.show_step(step_id))  # type: ignore[attr-defined]

    def open_line(self, execution_id: str, line: int) -> None:
        self._window.open_execution(execution_id)
        if self._window.executions is not None:
            LineGoal(self._window.executions, execution_id, line)

    def show_tag(self, tag: str) -> None:
        self._window.show_page("executions")
        self._window.ask_page("set_filter", with_condition("", "tag", tag))

    def run(self, command: str) -> None:
        self._window.new_execution(NewExecution(command=command))

    def _then(self, execution_id: str, act: Callable[[QWidget], None]) -> None:
        """Open it and, when it is shown, go on."""
        self._window.open_execution(execution_id)
        page = self._window.executions
        if page is not None:
            _Goal(page, execution_id, act)


class _Goal(QTimer):
    """Waits until an execution is shown; gives up when that takes too long."""

    def __init__(self, page: QWidget, execution_id: str, act: Callable[[QWidget], None]) -> None:
        super().__init__(page, interval=LOOK_MS)
        self._page, self._execution_id, self._act = page, execution_id, act
        self._looks = 0
        self.timeout.connect(self._look)
        self.start()

    def _look(self) -> None:
        self._looks += 1
        shown = getattr(self._page, "current_id", None) == self._execution_id
        if shown:
            self._act(self._page)
        if shown or self._looks >= LOOKS:
            self.stop()
            self.deleteLater()


def _show_artifact(page: QWidget, artifact_id: str) -> None:
    pane = getattr(page, "pane", None)
    show = getattr(pane, "show_artifact", None)
    if callable(show):
        show(artifact_id)
    elif pane is not None:
        pane.tabs.setCurrentIndex(1)
