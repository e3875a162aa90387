"""With the caret on, the log is read by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.log import log_keys
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.log.selection import Place
from tests.gui.log.log_samples import SampleLog, finished_log, long_log, point_of, press, rows, settle

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def caret_of(panel: LogPanel) -> Place:
    selection = panel.view.selecting.selection
    assert selection is not None
    return selection.caret


def test_arrow_keys_move_the_caret_once_it_is_on(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    show(long_log(tmp_path))
    panel.view.fold_all(False)
    panel.view.go_to_start()
    qtbot.keyClick(panel.view, Key.Key_Down)
    assert panel.view.selecting.selection is None and panel.view.place.top == 1
    panel.view.go_to_start()
    panel.bar.caret.trigger()
    assert panel.bar.caret.isChecked() and caret_of(panel) == Place(1, 0)
    qtbot.keyClick(panel.view, Key.Key_Down)
    qtbot.keyClick(panel.view, Key.Key_Right)
    assert caret_of(panel) == Place(2, 1) and panel.view.place.top == 0
    for _ in range(3):
        qtbot.keyClick(panel.view, Key.Key_PageDown)
    assert panel.view.place.top > 20
    assert panel.view.rect_of(panel.view.document.rows.of_piece(caret_of(panel).piece), caret_of(panel)) is not None
    qtbot.keyClick(panel.view, Key.Key_Right, CONTROL | SHIFT)
    panel.view.copy()
    assert QGuiApplication.clipboard().text() == "ine"
    panel.toggle_caret()
    assert not panel.view.caret_on and not panel.bar.caret.isChecked()


def test_the_caret_leaves_the_end_that_is_followed(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = long_log(tmp_path)
    show(log, ExecutionStatus.RUNNING)
    assert panel.view.follow
    panel.toggle_caret()
    assert not panel.view.follow
    before = caret_of(panel)
    log.lines("more", "and more")
    settle(qtbot, panel, log.size)
    assert caret_of(panel) == before


def test_enter_opens_the_link_or_the_group_there(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.lines("see https://example.org/here now", "::group::Many", "inside", "::endgroup::", "after")
    show(log)
    panel.toggle_caret()
    with qtbot.waitSignal(panel.address_wanted) as wanted:
        for _ in range(6):
            qtbot.keyClick(panel.view, Key.Key_Right)
        qtbot.keyClick(panel.view, Key.Key_Return)
    assert wanted.args == ["https://example.org/here"]
    qtbot.keyClick(panel.view, Key.Key_Down)
    document = panel.view.document
    assert document is not None
    rows = document.rows.total
    qtbot.keyClick(panel.view, Key.Key_Return)
    assert document.rows.total != rows
    qtbot.keyClick(panel.view, Key.Key_Return)
    assert document.rows.total == rows


def test_a_long_line_is_scrolled_sideways_to_the_caret(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.lines("x" * 900)
    show(log)
    panel.toggle_caret()
    qtbot.keyClick(panel.view, Key.Key_End)
    rect = panel.view.rect_of(0, caret_of(panel))
    assert rect is not None and panel.view.viewport().rect().contains(rect)
    qtbot.keyClick(panel.view, Key.Key_Home)
    assert panel.view.horizontalScrollBar().value() == 0


def test_entering_a_step_is_announced(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(log_keys, "announce", lambda _widget, text: told.append(text))
    show(finished_log(tmp_path), ExecutionStatus.FAILED)
    panel.toggle_caret()
    for _ in range(3):
        qtbot.keyClick(panel.view, Key.Key_Down)
    assert told == ["Step 3, Three, failed, 4 lines"]


@pytest.mark.parametrize("wrap", [False, True])
def test_the_caret_can_be_seen(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path, wrap: bool
) -> None:
    log = SampleLog(tmp_path)
    log.lines("word " * 60)
    show(log)
    panel.bar.wrap.setChecked(wrap)
    panel.activateWindow()
    panel.toggle_caret()
    qtbot.waitUntil(panel.view.hasFocus)
    for _ in range(25):
        qtbot.keyClick(panel.view, Key.Key_Right, CONTROL)
    rect = panel.view.rect_of(0, caret_of(panel))
    assert rect is not None
    picture = panel.view.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    color = picture.pixelColor(round(rect.x() * ratio), round((rect.y() + 6) * ratio))
    assert color == panel._theme.color("accent")
    assert (rect.y() > 20) is wrap


def test_a_bracket_folds_the_step_of_the_selection_else_the_first_open_one(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    show(finished_log(tmp_path), ExecutionStatus.FAILED)
    panel.view.fold(0, False)
    panel.view.go_to_start()
    press(qtbot, panel, point_of(panel, "three a"))
    qtbot.keyClicks(panel.view, "[")
    assert "three a" not in rows(panel) and "one 1" in rows(panel)
    qtbot.keyClicks(panel.view, "]")
    assert "three a" in rows(panel)
    panel.view.selecting.clear()
    # At the top there is a line without a step.
    qtbot.keyClicks(panel.view, "[")
    assert "one 1" not in rows(panel) and "three a" in rows(panel)


def test_the_ring_and_the_caret_go_with_the_keyboard(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    show(finished_log(tmp_path), ExecutionStatus.FAILED)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.view.setFocus(Qt.FocusReason.TabFocusReason)
    painted: list[bool] = []
    paint = panel.view._paint
    panel.view._paint = lambda part: (painted.append(panel.view.hasFocus()), paint(part))[1]  # type: ignore[method-assign]
    qtbot.waitUntil(lambda: bool(painted) and painted[-1])
    panel.bar.find_field.setFocus()
    qtbot.waitUntil(lambda: not painted[-1])
