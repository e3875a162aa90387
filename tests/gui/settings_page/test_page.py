"""The whole page: its sections, its search, putting back, and that every setting has its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop import settings as settings_module
from stepflow_desktop.gui.autostart import Autostart
from stepflow_desktop.gui.key_choices import Shortcut
from stepflow_desktop.gui.palette.setting_names import SETTING_NAMES
from stepflow_desktop.gui.preferences import Preferences
from stepflow_desktop.gui.settings_page.about import About, parts_and_licences
from stepflow_desktop.gui.settings_page.appearance import Appearance
from stepflow_desktop.gui.settings_page.notifications import Notifications
from stepflow_desktop.gui.settings_page.page import SettingsPage
from stepflow_desktop.gui.settings_page.pictures import StatusChoice, ThemeChoice
from stepflow_desktop.gui.settings_page.section import Section
from stepflow_desktop.gui.settings_page.sections import General, Logs, Running, ServerFields, Storage
from stepflow_desktop.gui.settings_page.shortcuts import Shortcuts
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Switch

SHORTCUTS = (
    Shortcut("stop", "Execution", "Stop", "Ctrl+."),
    Shortcut("kill", "Execution", "Kill", ""),
    Shortcut("run_demo", "File", "Run the demo", "Ctrl+D"),
)
# Changed on the page Server, where one sees what it does, or by hand.
ELSEWHERE = {
    *("http_host", "websocket_host", "http_enabled", "websocket_enabled", "auth_enabled", "token"),
    *("clients_may_start_commands", "development", "log_level"),
}


class Asked:
    def __init__(self) -> None:
        self.calls: list[str] = []

    def __call__(self, name: str) -> Callable[[], None]:
        return lambda: self.calls.append(name)


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def page(theme: Theme, preferences: Preferences, qtbot: QtBot, tmp_path: Path, asked: Asked) -> SettingsPage:
    page = SettingsPage(theme)
    autostart = Autostart(tmp_path / "autostart", ["stepflow"])
    makers: dict[str, Callable[[], Section]] = {
        "general": lambda: General(theme, preferences, autostart, has_tray=True, reopen=lambda: None),
        "appearance": lambda: Appearance(theme, preferences),
        "logs": lambda: Logs(theme, preferences),
        "running": lambda: Running(theme, preferences),
        "storage": lambda: Storage(theme, preferences, asked("clean up")),
        "notifications": lambda: Notifications(theme, preferences),
        "server": lambda: ServerFields(theme, preferences, asked("server")),
        "shortcuts": lambda: Shortcuts(theme, preferences, SHORTCUTS),
        "about": lambda: About(theme, preferences, asked("diagnostics")),
    }
    for key, make in makers.items():
        page.add(key, "settings", key.capitalize(), make)
    page.show_section("general")
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    return page


def _found(owner: QWidget, kind: type, name: str) -> QWidget:
    found = owner.findChild(kind, name)
    assert isinstance(found, QWidget)
    return found


def test_every_setting_has_its_place(page: SettingsPage) -> None:
    names = {name for key in page.buttons for name in page._made(key).names}
    assert names | ELSEWHERE == settings_module.NAMES
    assert not names & ELSEWHERE


def test_a_section_is_shown_when_it_is_chosen(page: SettingsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.buttons["logs"], Qt.MouseButton.LeftButton)
    assert (page.key, page.section.title, page.reset.text()) == ("logs", "Logs", "Reset logs")
    page.buttons["logs"].setFocus()
    qtbot.keyClick(page.buttons["logs"], Qt.Key.Key_Down)
    assert page.key == "running"
    page.show_section("about")
    assert not page.reset.isVisible()


def test_searching_shows_what_matches_in_all_sections_and_goes_back(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("running")
    qtbot.keyClicks(page.search, "wrap")
    assert page.key == "logs"
    assert [row.name for row in page.section.rows if row.isVisible()] == ["log_wrap"]
    assert page._found.text() == "1 setting found."
    assert [key for key, button in page.buttons.items() if button.isVisible()] == ["logs"]
    qtbot.keyClicks(page.search, "xyz")
    assert page._nothing.isVisible()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert (page.search.text(), page.key) == ("", "running")
    assert all(row.isVisible() for row in page.section.rows)


def test_a_section_goes_back_to_its_defaults_alone(page: SettingsPage, preferences: Preferences, qtbot: QtBot) -> None:
    preferences.set(log_wrap=True, slots=3)
    page.show_section("logs")
    qtbot.mouseClick(page.reset, Qt.MouseButton.LeftButton)
    assert (preferences.value("log_wrap"), preferences.value("slots")) == (False, 3)


def test_a_setting_is_gone_to_by_its_name(page: SettingsPage) -> None:
    page.search.setText("wrap")
    page.show_setting("grace_s")
    assert (page.key, page.search.text()) == ("running", "")
    assert page.titles() == [(each.name, str(each.text)) for each in SETTING_NAMES]


def test_the_look_is_chosen_by_its_picture(page: SettingsPage, preferences: Preferences, qtbot: QtBot) -> None:
    page.show_section("appearance")
    qtbot.mouseClick(_found(page, ThemeChoice, "theme_choice_dark"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(_found(page, StatusChoice, "status_colours_blue_orange"), Qt.MouseButton.LeftButton)
    assert (preferences.value("theme"), preferences.value("status_colours")) == ("dark", "blue_orange")
    preferences.set(theme="light")
    light = page.findChild(ThemeChoice, "theme_choice_light")
    assert isinstance(light, ThemeChoice) and light.isChecked()
    assert not light.grab().isNull()


def test_starting_at_login_is_a_file(page: SettingsPage, tmp_path: Path, qtbot: QtBot) -> None:
    switch = _found(page, Switch, "setting_start_at_login")
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert [path.suffix for path in (tmp_path / "autostart").iterdir()] == [".desktop"]
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert list((tmp_path / "autostart").iterdir()) == []


def test_what_needs_a_tray_is_not_offered_without_one(theme: Theme, preferences: Preferences, qtbot: QtBot) -> None:
    section = General(theme, preferences, Autostart(None, ()), has_tray=False, reopen=lambda: None)
    qtbot.addWidget(section)
    assert not {"tray_icon", "close_to_tray"} & set(section.names)
    assert section.findChild(Switch, "setting_start_at_login") is None


def test_rules_for_tags_are_added_changed_and_removed(
    page: SettingsPage, preferences: Preferences, qtbot: QtBot
) -> None:
    page.show_section("notifications")
    section = page.section
    assert isinstance(section, Notifications)
    qtbot.keyClicks(section.rules.tag, "nightly")
    section.rules.rule.setCurrentIndex(2)
    qtbot.keyClick(section.rules.tag, Qt.Key.Key_Return)
    assert preferences.value("notify_rules") == ("nightly=never",)
    qtbot.keyClicks(section.rules.tag, "a=b")
    qtbot.mouseClick(section.rules.add_button, Qt.MouseButton.LeftButton)
    assert preferences.value("notify_rules") == ("nightly=never", "a=b=never")
    section.rules._lines.itemAt(0).widget().findChildren(QWidget)[-1].click()
    assert preferences.value("notify_rules") == ("a=b=never",)


@pytest.mark.parametrize(
    ("section", "name", "call"),
    [
        ("storage", "settings_clean_up", "clean up"),
        ("server", "settings_open_server", "server"),
        ("about", "settings_copy_diagnostics", "diagnostics"),
    ],
)
def test_buttons_ask_the_window(page: SettingsPage, asked: Asked, section: str, name: str, call: str) -> None:
    page.show_section(section)
    button = page.findChild(Button, name)
    assert isinstance(button, Button)
    button.click()
    assert asked.calls == [call]


def test_what_the_program_is_built_on_is_told_with_its_licence() -> None:
    told = dict(parts_and_licences())
    assert {"PySide6-Essentials", "aiohttp", "lucide"} <= set(told)
    assert "LGPL" in told["PySide6-Essentials"]
    assert all(" · " in line for line in told.values())


@pytest.mark.parametrize("width", [880, 1360, 880])
def test_no_section_is_wider_than_its_place(page: SettingsPage, qtbot: QtBot, width: int) -> None:
    """Nothing scrolls sideways here: what is too wide would be cut."""
    page.resize(width, 600)
    page.show()
    for key in page.buttons:
        page.show_section(key)
        qtbot.waitUntil(lambda: page.section.widget().width() == page.section.viewport().width())
        assert page.section.widget().minimumSizeHint().width() <= page.section.viewport().width(), key
