"""Text is chosen with the mouse as everywhere: by characters, words and lines, beyond what is in sight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.log.log_panel import LogPanel
from tests.gui.log.log_samples import SampleLog, long_log, point_of, press

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
LINES = ("one two three", "four five six", "seven eight nine")


@pytest.fixture
def shown(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> LogPanel:
    log = SampleLog(tmp_path)
    log.lines(*LINES)
    show(log)
    return panel


def in_gutter(panel: LogPanel, text: str) -> QPoint:
    return QPoint(14, point_of(panel, text).y())


def chosen(panel: LogPanel) -> str:
    return panel.view.selecting.text(50)


def drag(qtbot: QtBot, panel: LogPanel, end: QPoint) -> None:
    """From where a button was pressed to ``end``, and let go there."""
    port = panel.view.viewport()
    panel.view.selecting.move(end)
    qtbot.mouseRelease(port, LEFT, pos=end)


def press_three_times(qtbot: QtBot, panel: LogPanel, at: QPoint) -> None:
    port = panel.view.viewport()
    qtbot.mouseClick(port, LEFT, pos=at)
    qtbot.mouseDClick(port, LEFT, pos=at)
    qtbot.mousePress(port, LEFT, pos=at)


def test_a_double_click_chooses_a_word_and_a_third_one_the_line(qtbot: QtBot, shown: LogPanel) -> None:
    at = point_of(shown, LINES[1], 6)
    qtbot.mouseDClick(shown.view.viewport(), LEFT, pos=at)
    assert chosen(shown) == "five"
    qtbot.mouseRelease(shown.view.viewport(), LEFT, pos=at)
    press_three_times(qtbot, shown, at)
    assert chosen(shown) == LINES[1]
    drag(qtbot, shown, point_of(shown, LINES[0], 5))
    assert chosen(shown) == "\n".join(LINES[:2])


def test_a_click_elsewhere_after_a_double_click_is_no_third_one(qtbot: QtBot, shown: LogPanel) -> None:
    qtbot.mouseDClick(shown.view.viewport(), LEFT, pos=point_of(shown, LINES[1], 6))
    press(qtbot, shown, point_of(shown, LINES[2], 1))
    assert chosen(shown) == ""


@pytest.mark.parametrize(
    ("line", "column", "text"),
    [(1, 11, "five six"), (1, 1, "four five"), (2, 2, "five six\nseven"), (0, 10, "three\nfour five")],
)
def test_going_on_after_a_double_click_chooses_whole_words(
    qtbot: QtBot, shown: LogPanel, line: int, column: int, text: str
) -> None:
    port = shown.view.viewport()
    qtbot.mousePress(port, LEFT, pos=point_of(shown, LINES[1], 6))
    qtbot.mouseRelease(port, LEFT, pos=point_of(shown, LINES[1], 6))
    qtbot.mouseDClick(port, LEFT, pos=point_of(shown, LINES[1], 6))
    drag(qtbot, shown, point_of(shown, LINES[line], column))
    assert chosen(shown) == text


@pytest.mark.parametrize(("start", "end"), [(0, 1), (1, 0)])
def test_the_gutter_chooses_whole_lines(qtbot: QtBot, shown: LogPanel, start: int, end: int) -> None:
    both = "\n".join(LINES[:2])
    press(qtbot, shown, in_gutter(shown, LINES[start]))
    assert chosen(shown) == LINES[start]
    press(qtbot, shown, in_gutter(shown, LINES[end]), shift=True)
    assert chosen(shown) == both
    qtbot.mousePress(shown.view.viewport(), LEFT, pos=in_gutter(shown, LINES[start]))
    drag(qtbot, shown, in_gutter(shown, LINES[end]))
    assert chosen(shown) == both


def test_dragging_out_of_sight_goes_on_the_faster_the_further(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    show(long_log(tmp_path, 3000))
    panel.view.fold_all(False)
    panel.view.go_to_start()
    port, selecting, place = panel.view.viewport(), panel.view.selecting, panel.view.place
    qtbot.mousePress(port, LEFT, pos=point_of(panel, "line 3", 2))
    selecting.move(QPoint(200, place.height + 5))
    qtbot.waitUntil(lambda: place.top > 3)
    slow = place.top
    selecting._on_autoscroll()
    selecting.move(QPoint(200, place.height + 600))
    before = place.top
    selecting._on_autoscroll()
    assert place.top - before > 20 > slow
    assert chosen(panel).startswith("ne 3\nline 4\n")
    qtbot.mouseRelease(port, LEFT, pos=QPoint(200, 50))
    assert not selecting._timer.isActive()


def test_what_is_chosen_can_be_put_in_elsewhere_with_the_middle_button(
    qtbot: QtBot, shown: LogPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []
    clipboard = QGuiApplication.clipboard()

    class Clipboard:
        def supportsSelection(self) -> bool:
            return True

        def setText(self, text: str, mode: QClipboard.Mode) -> None:
            assert mode is QClipboard.Mode.Selection
            offered.append(text)

    clipboard.setText("kept")
    monkeypatch.setattr("stepflow_desktop.gui.log.log_view.QGuiApplication.clipboard", lambda: Clipboard())
    port = shown.view.viewport()
    qtbot.mouseDClick(port, LEFT, pos=point_of(shown, LINES[1], 6))
    qtbot.mouseRelease(port, LEFT, pos=point_of(shown, LINES[1], 6))
    qtbot.keyClick(shown.view, Qt.Key.Key_Right, SHIFT)
    press(qtbot, shown, point_of(shown, LINES[2], 1))
    assert offered == ["five", "five "]
    assert clipboard.text() == "kept"
