"""The section *About*: versions, what the program is built on, and what to paste into a report."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, metadata

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from stepflow_desktop import __version__
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.settings_page.rows import Row
from stepflow_desktop.gui.settings_page.section import Section
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Label

PARTS = (
    *("PySide6-Essentials", "qasync", "aiohttp", "websockets", "aiosqlite", "psutil", "platformdirs"),
    *("lucide", "Pygments", "pypdfium2", "PyYAML"),
)


class About(Section):
    def __init__(self, theme: Theme, preferences: Preferences, copy_diagnostics: Callable[[], None]) -> None:
        self._copy = copy_diagnostics
        super().__init__(theme, preferences)

    def fill(self) -> None:
        self.title = self.tr("About")
        settings = self._preferences.settings
        about = Row(
            self._theme,
            f"StepFlow Desktop {__version__}",
            self.tr("Runs any command and shows its steps, progress, live log and files."),
        )
        button = Button(self._theme, self.tr("Copy diagnostics"), "clipboard-copy")
        button.setObjectName("settings_copy_diagnostics")
        button.clicked.connect(lambda: self._copy())
        about.add(button)
        self.add_card(self.tr("Program"), about)
        self.add_card(
            self.tr("This computer"),
            self._fact(self.tr("System"), platform.platform()),
            self._fact("Python", platform.python_version()),
            self._fact("Qt", f"{qVersion()} ({QGuiApplication.platformName()})"),
            self._fact(self.tr("Settings file"), str(settings.config_path)),
            self._fact(self.tr("Storage folder"), str(settings.storage_path)),
        )
        self.add_card(self.tr("Built on"), *(self._fact(*part) for part in parts_and_licences()))

    def _fact(self, name: str, value: str) -> Row:
        row = Row(self._theme, name)
        words = Label(self._theme, value, "body", "text2")
        words.setTextInteractionFlags(words.textInteractionFlags().TextSelectableByMouse)
        words.setWordWrap(True)
        words.setMinimumWidth(self._theme.px(320))
        row.add(words)
        return row


def parts_and_licences() -> list[tuple[str, str]]:
    """What the program is built on, each with its version and licence as its own package says."""
    found = []
    for name in PARTS:
        try:
            told = metadata(name)
        except PackageNotFoundError:
            continue
        named = (told.get_all("License-Expression") or told.get_all("License") or [""])[0]
        licence = named or _classified(told.get_all("Classifier") or [])
        found.append((name, f"{told['Version']} · {licence.splitlines()[0][:80]}" if licence else told["Version"]))
    return found


def _classified(classifiers: list[str]) -> str:
    licences = [each.rsplit(" :: ", 1)[-1] for each in classifiers if each.startswith("License ::")]
    return ", ".join(licences)
