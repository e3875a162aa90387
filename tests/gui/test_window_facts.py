"""What Qt and the desktop tell of themselves, asked in a process of its own."""

import json
import os
import subprocess
import sys

from stepflow_desktop.gui.window_facts import facts


def test_facts_name_qt_and_the_platform(qapp):
    found = facts()
    assert found["qt"].startswith("Qt 6.")
    assert found["platform"] == "offscreen"
    assert isinstance(found["tray"], bool) and isinstance(found["notifications"], bool)


def test_without_a_session_bus_there_are_no_notifications():
    environ = {k: v for k, v in os.environ.items() if k not in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")}
    environ |= {"QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
    command = [sys.executable, "-m", "stepflow_desktop", "window-facts"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(done.stdout)["notifications"] is False
