"""New lines are read aloud only when that is wanted, and never all of a flood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.log import announcing
from stepflow_desktop.gui.log.log_panel import LogPanel
from tests.gui.log.log_samples import SampleLog, settle

RUNNING = ExecutionStatus.RUNNING


def test_new_lines_are_read_if_wanted(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(announcing, "announce", lambda _widget, text: told.append(text))
    log = SampleLog(tmp_path)
    log.lines("old")
    show(log, RUNNING)
    log.lines("unread", "unread too")
    settle(qtbot, panel, log.size)
    panel.bar.read_new_lines.trigger()
    log.lines("new")
    settle(qtbot, panel, log.size)
    log.lines(*(f"many {number}" for number in range(50)))
    settle(qtbot, panel, log.size)
    assert not any("old" in text or "unread" in text for text in told[1:])
    assert any("new" in text for text in told)
    assert any("passed over" in text and "many 48" in text for text in told)
