"""The strip shows where one is, however many marks there are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.log.log_panel import LogPanel
from tests.gui.log.log_samples import SampleLog, settle


def test_what_is_in_view_is_framed_over_the_marks(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.lines(*(f"ERROR {number}" for number in range(400)))
    show(log, ExecutionStatus.FAILED)
    panel.view.go_to_start()
    settle(qtbot, panel, log.size)
    picture = panel.view.strip.grab().toImage()
    frame = panel.view.strip._handle()
    bottom, left = int(frame.bottom()), int(frame.left())
    edge = {picture.pixelColor(left - 1, y).name() for y in range(8, bottom - 8)}
    assert edge == {panel._theme.color("text3").name()}
    assert len({picture.pixelColor(left + 2, y).name() for y in range(bottom + 10, picture.height())}) > 1
