"""``window-facts``: prints as JSON what Qt and the desktop offer. ``stepflow doctor`` runs it in a process of its own,
because what Qt lacks may end the process that asks."""

from __future__ import annotations

import json
import sys
from typing import Any

from PySide6.QtCore import qVersion
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

NOTIFICATIONS = "org.freedesktop.Notifications"


def facts() -> dict[str, Any]:
    """Needs the application."""
    screen = QGuiApplication.primaryScreen()
    size = screen.size() if screen is not None else None
    return {
        "qt": f"Qt {qVersion()}",
        "platform": QGuiApplication.platformName(),
        "screen": f"{size.width()} × {size.height()}, scaled {screen.devicePixelRatio():g}" if size else "no screen",
        "tray": QSystemTrayIcon.isSystemTrayAvailable(),
        "notifications": _has_notifications(),
    }


def _has_notifications() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    names = bus.interface()
    running = names.isServiceRegistered(NOTIFICATIONS).value()
    started_when_asked = NOTIFICATIONS in (names.activatableServiceNames().value() or [])
    return bool(running or started_when_asked)


def main() -> int:
    app = QApplication(["stepflow"])
    print(json.dumps(facts()))  # noqa: T201 - this is its answer
    del app
    return 0
