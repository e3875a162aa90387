"""What to paste into a problem report: versions, places and states, and nothing secret."""

from __future__ import annotations

import platform
from collections.abc import Sequence

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from stepflow_desktop import __version__
from stepflow_desktop.core.model import ServerState
from stepflow_desktop.gui.live_counts import Counts
from stepflow_desktop.settings import Settings


def diagnostics(settings: Settings, states: Sequence[ServerState], counts: Counts) -> str:
    lines = [
        f"StepFlow Desktop {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()} ({QGuiApplication.platformName()})",
        f"System {platform.platform()}",
        f"Storage {settings.storage_path}",
        f"Settings file {settings.config_path}",
        f"Slots {settings.slots}",
        f"Executions {counts.total}, running {counts.running}, queued {counts.queued}",
    ]
    for state in states:
        told = (state.name, state.state, state.address, state.network_address, state.problem)
        lines.append(" ".join(filter(None, told)))
    return "\n".join(lines) + "\n"
