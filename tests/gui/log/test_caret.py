"""Keys move the caret over lines, words and what is folded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.log.caret import moved
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.log.selection import LINE_END, Place
from tests.gui.log.log_samples import SampleLog

Key = Qt.Key


@pytest.fixture
def shown(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> LogPanel:
    """Pieces: 0 first, 1 STEP_START, 2 and 3 in it, 4 STEP_COMPLETE, 5 last."""
    log = SampleLog(tmp_path)
    log.lines("first line")
    log.start("Step")
    log.lines("one: two", "three")
    log.end()
    log.lines("last")
    show(log, ExecutionStatus.FAILED)
    panel.view.fold_all(False)
    return panel


@pytest.mark.parametrize(
    ("start", "key", "control", "goal"),
    [
        (Place(0, 3), Key.Key_Right, False, Place(0, 4)),
        (Place(0, 3), Key.Key_Left, False, Place(0, 2)),
        (Place(0, 10), Key.Key_Right, False, Place(2, 0)),
        (Place(2, 0), Key.Key_Left, False, Place(0, LINE_END)),
        (Place(0, 0), Key.Key_Left, False, Place(0, 0)),
        (Place(5, LINE_END), Key.Key_Right, False, Place(5, 4)),
        (Place(0, 1), Key.Key_Right, True, Place(0, 5)),
        (Place(2, 3), Key.Key_Right, True, Place(2, 4)),
        (Place(2, 8), Key.Key_Left, True, Place(2, 5)),
        (Place(2, 4), Key.Key_Left, True, Place(2, 3)),
        (Place(0, 8), Key.Key_Down, False, Place(2, 8)),
        (Place(5, 2), Key.Key_Up, False, Place(3, 2)),
        (Place(5, 2), Key.Key_PageUp, False, Place(0, 2)),
        (Place(0, 2), Key.Key_PageDown, False, Place(5, 2)),
        (Place(2, 3), Key.Key_Home, False, Place(2, 0)),
        (Place(2, 3), Key.Key_End, False, Place(2, LINE_END)),
        (Place(3, 3), Key.Key_Home, True, Place(0, 0)),
        (Place(0, 3), Key.Key_End, True, Place(5, LINE_END)),
        (Place(0, 3), Key.Key_A, False, None),
    ],
)
def test_a_key_moves_the_caret(shown: LogPanel, start: Place, key: Qt.Key, control: bool, goal: Place | None) -> None:
    assert moved(shown.view.place, start, key, control=control) == goal


def test_folded_lines_are_passed_over(shown: LogPanel) -> None:
    shown.view.fold_all(True)
    assert moved(shown.view.place, Place(0, 0), Key.Key_Down) == Place(5, 0)
