"""The settings by name, so that the palette finds them without making their rows, which takes a second.

Words and contexts are those of the rows themselves: there is nothing to be translated twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

from stepflow_desktop.gui.translation import translate

WORDS = {
    "general": QT_TRANSLATE_NOOP("SettingsPlace", "General"),
    "appearance": QT_TRANSLATE_NOOP("SettingsPlace", "Appearance"),
    "logs": QT_TRANSLATE_NOOP("SettingsPlace", "Logs"),
    "running": QT_TRANSLATE_NOOP("SettingsPlace", "Running"),
    "storage": QT_TRANSLATE_NOOP("SettingsPlace", "Artifacts and storage"),
    "notifications": QT_TRANSLATE_NOOP("SettingsPlace", "Notifications"),
    "server": QT_TRANSLATE_NOOP("SettingsPlace", "Server and access"),
    "shortcuts": QT_TRANSLATE_NOOP("SettingsPlace", "Shortcuts"),
}


@dataclass(frozen=True, slots=True)
class SettingName:
    """``context`` is the class that has the row, ``section`` the key of its place on the page."""

    section: str
    context: str
    name: str
    text: object

    def title(self) -> str:
        """``Logs: Wrap lines``."""
        section, setting = translate("SettingsPlace", str(WORDS[self.section])), translate(self.context, str(self.text))
        return translate("Palette", "{section}: {setting}").format(section=section, setting=setting)


SETTING_NAMES = (
    SettingName("general", "General", "language", QT_TRANSLATE_NOOP("General", "Language")),
    SettingName("general", "General", "tray_icon", QT_TRANSLATE_NOOP("General", "Show an icon in the tray")),
    SettingName(
        "general",
        "General",
        "close_to_tray",
        QT_TRANSLATE_NOOP("General", "Closing the window keeps StepFlow in the tray"),
    ),
    SettingName("general", "General", "keep_awake", QT_TRANSLATE_NOOP("General", "Keep the computer awake")),
    SettingName("general", "General", "working_directory", QT_TRANSLATE_NOOP("General", "Working folder")),
    SettingName("appearance", "Appearance", "row_height", QT_TRANSLATE_NOOP("Appearance", "Row height")),
    SettingName("appearance", "Appearance", "times", QT_TRANSLATE_NOOP("Appearance", "Times in lists")),
    SettingName("appearance", "Appearance", "start_page", QT_TRANSLATE_NOOP("Appearance", "Start on")),
    SettingName("logs", "Logs", "log_timestamps", QT_TRANSLATE_NOOP("Logs", "Timestamps")),
    SettingName("logs", "Logs", "log_wrap", QT_TRANSLATE_NOOP("Logs", "Wrap lines")),
    SettingName("logs", "Logs", "log_follow", QT_TRANSLATE_NOOP("Logs", "Follow what runs")),
    SettingName(
        "logs", "Logs", "log_guess_levels", QT_TRANSLATE_NOOP("Logs", "Find warnings and errors by their words")
    ),
    SettingName("logs", "Logs", "log_caret", QT_TRANSLATE_NOOP("Logs", "Read with a caret")),
    SettingName("logs", "Logs", "log_limit_bytes", QT_TRANSLATE_NOOP("Logs", "Largest log of an execution")),
    SettingName("logs", "Logs", "log_limit_action", QT_TRANSLATE_NOOP("Logs", "When a log grows beyond it")),
    SettingName("running", "Running", "slots", QT_TRANSLATE_NOOP("Running", "Executions at the same time")),
    SettingName("running", "Running", "queue_limit", QT_TRANSLATE_NOOP("Running", "Executions that may wait")),
    SettingName("running", "Running", "shell", QT_TRANSLATE_NOOP("Running", "Shell")),
    SettingName("running", "Running", "terminal", QT_TRANSLATE_NOOP("Running", "Run in a terminal (PTY)")),
    SettingName("running", "Running", "grace_s", QT_TRANSLATE_NOOP("Running", "Time to end by itself")),
    SettingName(
        "running", "Running", "implicit_progress", QT_TRANSLATE_NOOP("Running", "Read progress off the output")
    ),
    SettingName("storage", "Storage", "artifact_limit_bytes", QT_TRANSLATE_NOOP("Storage", "Largest artifact")),
    SettingName(
        "storage", "Storage", "artifact_limit_count", QT_TRANSLATE_NOOP("Storage", "Artifacts of one execution")
    ),
    SettingName("storage", "Storage", "upload_limit_bytes", QT_TRANSLATE_NOOP("Storage", "Largest upload of a client")),
    SettingName("storage", "Storage", "retention_days", QT_TRANSLATE_NOOP("Storage", "Executions")),
    SettingName("storage", "Storage", "artifact_retention_days", QT_TRANSLATE_NOOP("Storage", "Artifacts")),
    SettingName("storage", "Storage", "storage_path", QT_TRANSLATE_NOOP("Storage", "Storage folder")),
    SettingName("storage", "Storage", "artifact_roots", QT_TRANSLATE_NOOP("Storage", "Further folders for artifacts")),
    SettingName(
        "notifications", "Notifications", "notify_failed", QT_TRANSLATE_NOOP("Notifications", "An execution failed")
    ),
    SettingName(
        "notifications",
        "Notifications",
        "notify_completed",
        QT_TRANSLATE_NOOP("Notifications", "An execution completed"),
    ),
    SettingName(
        "notifications",
        "Notifications",
        "notify_completed_after_s",
        QT_TRANSLATE_NOOP("Notifications", "Only if it ran for longer than"),
    ),
    SettingName(
        "notifications",
        "Notifications",
        "notify_server",
        QT_TRANSLATE_NOOP("Notifications", "A server does not listen any more"),
    ),
    SettingName(
        "notifications", "Notifications", "do_not_disturb", QT_TRANSLATE_NOOP("Notifications", "Do not disturb")
    ),
    SettingName("server", "ServerFields", "http_port", QT_TRANSLATE_NOOP("ServerFields", "Port of REST")),
    SettingName("server", "ServerFields", "websocket_port", QT_TRANSLATE_NOOP("ServerFields", "Port of WebSocket")),
    SettingName(
        "server",
        "ServerFields",
        "allowed_origins",
        QT_TRANSLATE_NOOP("ServerFields", "Web pages that may use the servers"),
    ),
    SettingName(
        "server", "ServerFields", "allowed_hosts", QT_TRANSLATE_NOOP("ServerFields", "Further names of this computer")
    ),
    SettingName("shortcuts", "Shortcuts", "single_keys", QT_TRANSLATE_NOOP("Shortcuts", "Single keys")),
)
