from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.gui.diagnostics import diagnostics
from stepflow_desktop.gui.live_counts import Counts
from stepflow_desktop.settings import Settings


def test_they_tell_how_the_servers_stand_and_nothing_secret(qapp: QApplication) -> None:
    settings = Settings(storage_path=Path("/data"), config_path=Path("/config/config.toml"), token="hush-hush-hush")
    states = (
        ServerState(
            name="REST",
            state="listening",
            address="http://localhost:8080",
            network_address="http://192.168.1.24:8080",
        ),
        ServerState(name="WebSocket", state="failed", problem="Port 8765 is in use."),
    )
    told = diagnostics(settings, states, Counts(total=7, running=2, queued=1)).splitlines()
    assert "REST listening http://localhost:8080 http://192.168.1.24:8080" in told
    assert "WebSocket failed Port 8765 is in use." in told
    assert "Executions 7, running 2, queued 1" in told
    assert "Settings file /config/config.toml" in told
    assert "hush" not in "\n".join(told)
