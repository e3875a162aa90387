"""A log panel on the screen, and how a log is shown in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.theme import Theme
from tests.gui.log.log_samples import SampleLog, execution, settle


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> Iterator[LogPanel]:
    panel = LogPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    panel.show()
    yield panel
    panel.clear()


@pytest.fixture
def show(qtbot: QtBot, panel: LogPanel) -> Callable[..., None]:
    """Show a log, or what is new of it, and wait until all of it is read."""

    def show(log: SampleLog, status: ExecutionStatus = ExecutionStatus.COMPLETED, masks: Sequence[str] = ()) -> None:
        panel.set_execution(log.path, execution(status), tuple(log.steps), tuple(log.artifacts), masks)
        settle(qtbot, panel, log.size)

    return show
