"""Ways to places in the log: steps, matches, its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.log.log_panel import LogPanel
from tests.gui.log.log_samples import finished_log, long_log, rows, settle, visible


def test_showing_only_a_step_and_all_of_them_again(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    show(finished_log(tmp_path))
    panel.show_only_step("step1")
    settle(qtbot, panel)
    assert rows(panel) == ["[Two]", "two a", "WARNING: two b", "two c"]
    panel.show_only_step("step1")
    settle(qtbot, panel)
    assert rows(panel)[0] == "before"


def test_the_next_match_without_anything_sought_is_where_to_type(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    show(long_log(tmp_path))
    panel.view.setFocus()
    panel.find_next()
    assert panel.bar.find_field.hasFocus()
    qtbot.keyClicks(panel.bar.find_field, "line 9")
    qtbot.keyClick(panel.bar.find_field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.view.finding.current == 0)
    panel.find_next()
    panel.find_next()
    panel.find_previous()
    assert panel.view.finding.current == 1


def test_errors_one_after_the_other_from_the_first_that_counts(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    show(finished_log(tmp_path), ExecutionStatus.FAILED)
    panel.next_error()
    qtbot.waitUntil(lambda: panel.view.selecting.text(2) == "ERROR three b")
    panel.next_error()
    assert panel.view.selecting.text(2) == "Error: three d"
    panel.previous_error()
    assert panel.view.selecting.text(2) == "ERROR three b"


def test_steps_one_after_the_other(qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    panel.resize(700, 220)
    show(finished_log(tmp_path), ExecutionStatus.FAILED)
    panel.view.fold_all(False)
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(panel.view, Qt.Key.Key_Down, alt)
    assert visible(panel)[0] == "[One]"
    panel.next_step()
    assert visible(panel)[0] == "[Two]"
    qtbot.keyClick(panel.view, Qt.Key.Key_Up, alt)
    assert visible(panel)[0] == "[One]"


def test_end_of_an_ended_log_follows_nothing(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    show(long_log(tmp_path), ExecutionStatus.FAILED)
    qtbot.keyClick(panel.view, Qt.Key.Key_End)
    assert visible(panel)[-1] == "line 299" and not panel.view.follow
    qtbot.keyClick(panel.view, Qt.Key.Key_Home)
    assert visible(panel)[0] == "[Count]"


def test_clearing_highlights(qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    show(long_log(tmp_path))
    panel.bar.find_field.setText("line 3")
    qtbot.keyClick(panel.bar.find_field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.view.finding.count == 11)
    panel.view.selecting.select_line(3)
    panel.bar.clear_highlights.trigger()
    qtbot.waitUntil(lambda: panel.view.finding.count == 0)
    assert panel.view.selecting.selection is None


def test_the_text_size_by_menu_and_back(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    show(long_log(tmp_path))
    text = panel.view.painter.text
    usual = text.font.pixelSize()
    panel.bar.larger.trigger()
    panel.bar.larger.trigger()
    panel.bar.smaller.trigger()
    assert text.font.pixelSize() == usual + 1
    panel.bar.usual.trigger()
    assert text.font.pixelSize() == usual


def test_the_text_size_by_the_wheel_with_control(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    show(long_log(tmp_path), ExecutionStatus.FAILED)
    view, text = panel.view, panel.view.painter.text
    usual, top = text.font.pixelSize(), view.place.top
    point = view.viewport().rect().center()
    for turned in (120, 120, -120):
        event = QWheelEvent(
            point, view.mapToGlobal(point), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QGuiApplication.sendEvent(view.viewport(), event)
    assert text.font.pixelSize() == usual + 1 and view.place.top == top
