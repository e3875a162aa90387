"""The log as people use it: opened, folded, followed, searched, chosen from, filtered and saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus, StepStatus
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.log.viewport import TOP_GAP
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.text_dialog import NumberDialog
from tests.gui.log.log_samples import (
    SampleLog,
    execution,
    finished_log,
    long_log,
    point_of,
    press,
    rows,
    settle,
    visible,
)

RUNNING = ExecutionStatus.RUNNING


def test_finished_steps_are_folded_and_failed_ones_open(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    show(finished_log(tmp_path), ExecutionStatus.FAILED)
    three = ["[Three]", "three a", "ERROR three b", "<report.txt>", "three c", "Error: three d", "after"]
    assert rows(panel) == ["before", "[One]", "between", "[Two]", *three]
    press(qtbot, panel, point_of(panel, "[Two]"))
    assert rows(panel)[3:7] == ["[Two]", "two a", "WARNING: two b", "two c"]
    press(qtbot, panel, point_of(panel, "[Two]"))
    assert rows(panel)[4] == "[Three]"
    panel.view.setFocus()
    qtbot.keyClicks(panel.view, "}")
    assert "one 3" in rows(panel)
    qtbot.keyClicks(panel.view, "{")
    assert rows(panel) == ["before", "[One]", "between", "[Two]", "[Three]", "after"]


def test_an_artifact_row_opens_it(qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    show(finished_log(tmp_path))
    with qtbot.waitSignal(panel.artifact_activated) as activated:
        press(qtbot, panel, point_of(panel, "<report.txt>"))
    assert activated.args == ["report.txt"]


def test_a_running_log_is_followed_until_one_goes_up(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = long_log(tmp_path)
    show(log, RUNNING)
    assert panel.view.follow and panel.bar.follow.isChecked()
    assert visible(panel)[-1] == "line 299"
    log.lines("new one")
    settle(qtbot, panel, log.size)
    assert visible(panel)[-1] == "new one" and not panel.view.pill.isVisible()
    qtbot.keyClick(panel.view, Qt.Key.Key_Up)
    assert not panel.view.follow and not panel.bar.follow.isChecked()
    before = visible(panel)
    log.lines("new two", "new three")
    settle(qtbot, panel, log.size)
    assert visible(panel)[: len(before)] == before
    assert panel.view.pill.isVisible() and panel.view.pill.text() == "Jump to end, 2 new lines"
    panel.view.pill.click()
    assert panel.view.follow and visible(panel)[-1] == "new three" and not panel.view.pill.isVisible()


def test_following_that_is_switched_off_stays_off_for_the_next_log_that_runs(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    panel.resize(700, 220)
    show(long_log(tmp_path), ExecutionStatus.COMPLETED)
    panel.toggle_follow()
    assert panel.follows_from_start, "the log of what has ended says nothing about what is to come"
    (tmp_path / "second").mkdir()
    show(long_log(tmp_path / "second"), ExecutionStatus.RUNNING)
    assert panel.view.follow
    qtbot.mouseClick(panel.bar.follow, Qt.MouseButton.LeftButton)
    assert not panel.view.follow
    (tmp_path / "third").mkdir()
    show(long_log(tmp_path / "third"), ExecutionStatus.RUNNING)
    assert not panel.view.follow
    panel.toggle_follow()
    assert panel.follows_from_start and panel.view.follow


@pytest.mark.parametrize("how", ["wheel", "select", "strip", "home", "page"])
def test_what_ends_following(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path, how: str
) -> None:
    log = long_log(tmp_path)
    show(log, RUNNING)
    view = panel.view
    if how == "wheel":
        point = view.viewport().rect().center()
        event = QWheelEvent(
            point, view.mapToGlobal(point), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QGuiApplication.sendEvent(view.viewport(), event)
    elif how == "select":
        qtbot.mouseDClick(
            view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point_of(panel, "line 299", 1)
        )
    elif how == "strip":
        qtbot.mouseClick(view.strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(8, 20))
    else:
        qtbot.keyClick(view, Qt.Key.Key_Home if how == "home" else Qt.Key.Key_PageUp)
    assert not view.follow
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.follow and visible(panel)[-1] == "line 299"


def test_the_place_stays_when_steps_above_fold_and_the_run_ends(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = long_log(tmp_path)
    show(log, RUNNING)
    panel.view.go_to_piece(150, select=False)
    before = visible(panel)
    log.end()
    show(log)
    assert visible(panel)[: len(before)] == before
    assert not panel.view.pill.isVisible()


def test_a_step_that_ends_while_following_folds(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    log = long_log(tmp_path, 3)
    show(log, RUNNING)
    log.end()
    log.start("Next")
    log.lines("x")
    show(log, RUNNING)
    assert rows(panel) == ["[Count]", "[Next]", "x"]


def test_choosing_with_the_mouse_and_copying(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.lines("\x1b[31mfirst\x1b[0m line", "META:X:1", "second line", "secret hunter2")
    show(log, masks=("hunter2",))
    view, port = panel.view, panel.view.viewport()
    start, end = point_of(panel, "first line", 6), point_of(panel, "secret ***", 10)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    qtbot.mouseMove(port, end)
    view.selecting.move(end)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    view.copy()
    assert QGuiApplication.clipboard().text() == "line\nsecond line\nsecret ***"
    gutter = QPoint(10, point_of(panel, "second line").y())
    press(qtbot, panel, gutter)
    assert view.selecting.text(9) == "second line"
    press(qtbot, panel, QPoint(10, point_of(panel, "secret ***").y()), shift=True)
    assert view.selecting.text(9) == "second line\nsecret ***"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selecting.text(9) == ""


def test_choosing_with_the_keyboard(qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    show(long_log(tmp_path), ExecutionStatus.FAILED)
    view = panel.view
    panel.view.fold(0, False)
    view.selecting.select_line(11)
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(view, Qt.Key.Key_Down, shift)
    qtbot.keyClick(view, Qt.Key.Key_Left, shift)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "line 10\nline 1"
    qtbot.keyClick(view, Qt.Key.Key_Home, shift)
    assert view.selecting.text(9) == "line 10\n"
    with qtbot.waitSignal(panel.copies.saved):
        qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().count("\n") == 299


def test_finding_goes_from_match_to_match(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = finished_log(tmp_path)
    show(log)
    panel.find()
    qtbot.keyClicks(panel.bar.find_field, "ONE")
    qtbot.keyClick(panel.bar.find_field, Qt.Key.Key_Return)
    settle(qtbot, panel)
    finding = panel.view.finding
    assert (finding.current, finding.count) == (0, 5)
    assert "one 0" in rows(panel)  # its step was unfolded
    qtbot.keyClick(panel.bar.find_field, Qt.Key.Key_Return)
    assert finding.current == 1
    panel.bar.previous.click()
    panel.bar.previous.click()
    assert finding.current == 4
    line = panel.view.document.line(6)  # type: ignore[union-attr]
    assert [(each.start, each.end, each.token) for each in finding.highlights(line)] == [(0, 3, "current_match")]
    panel.bar.find_field.case.click()
    settle(qtbot, panel)
    assert finding.count == 0
    panel.bar.find_field.regex.click()
    panel.bar.find_field.setText("(")
    qtbot.keyClick(panel.bar.find_field, Qt.Key.Key_Return)
    assert panel.bar.find_field.property("invalid") == "true"
    panel.bar.find_field.setText(r"one \d$")
    qtbot.keyClick(panel.bar.find_field, Qt.Key.Key_Return)
    settle(qtbot, panel)
    assert finding.count == 5 and panel.bar.find_field.property("invalid") == "false"


def test_matches_come_as_the_log_grows(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = long_log(tmp_path, 10)
    show(log, RUNNING)
    panel.bar.find_field.setText("line 3")
    qtbot.keyClick(panel.bar.find_field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.view.finding.count == 1)
    log.lines("line 33")
    qtbot.waitUntil(lambda: panel.view.finding.count == 2)


def test_levels_and_scopes(qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    show(finished_log(tmp_path))
    panel.bar.level.setCurrentIndex(4)
    settle(qtbot, panel)
    assert rows(panel) == ["[Three]", "ERROR three b", "Error: three d"]
    panel.bar.level.setCurrentIndex(0)
    panel.bar.scope.setCurrentIndex(2)
    settle(qtbot, panel)
    assert rows(panel) == ["[One]", *(f"one {number}" for number in range(5))]
    panel.bar.level.setCurrentIndex(4)
    settle(qtbot, panel)
    assert rows(panel) == [] and not panel.view.isVisible()
    assert panel.empty.accessibleName().startswith("No lines of this kind")
    panel.show_step("step1")
    settle(qtbot, panel)
    qtbot.waitUntil(lambda: "two a" in visible(panel))
    assert panel.bar.scope.currentIndex() == 0


def test_the_first_error_is_that_of_the_failed_step(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.start("One")
    log.lines("ERROR that was mended")
    log.end()
    log.start("Two")
    log.lines(*(f"x {number}" for number in range(100)), "ERROR that counts", *(["y"] * 100))
    log.end(StepStatus.FAILED)
    panel.set_execution(log.path, execution(ExecutionStatus.FAILED), tuple(log.steps), (), ())
    panel.go_to_first_error()
    qtbot.waitUntil(lambda: panel.view.selecting.text(2) == "ERROR that counts")
    assert "ERROR that counts" in visible(panel)
    panel.footer.errors.click()
    assert panel.view.selecting.text(2) == "ERROR that was mended"
    panel.previous_error()
    assert panel.view.selecting.text(2) == "ERROR that counts"
    assert panel.footer.errors.text() == "2 errors" and not panel.footer.warnings.isEnabled()


def test_a_log_that_failed_opens_at_its_first_error_with_nothing_chosen(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.start("One")
    log.lines(*(f"x {number}" for number in range(500)), "ERROR that counts", *(["y"] * 500))
    log.end(StepStatus.FAILED)
    panel.set_execution(log.path, execution(ExecutionStatus.FAILED), tuple(log.steps), (), ())
    panel.show_first_error()
    qtbot.waitUntil(lambda: "ERROR that counts" in visible(panel))
    assert panel.view.selecting.selection is None and not panel.view.follow
    panel.next_error()
    assert panel.view.selecting.text(2) == "ERROR that counts"


def test_a_log_that_failed_keeps_the_header_of_its_step_on_top_while_the_error_is_in_sight(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.start("One")
    log.lines(*(["x"] * 100))
    log.end(StepStatus.FAILED)
    log.start("Two")
    log.lines("y", "ERROR that counts", *(["y"] * 100))
    log.end(StepStatus.FAILED)
    log.steps[0] = replace(log.steps[0], status=StepStatus.COMPLETED)
    panel.set_execution(log.path, execution(ExecutionStatus.FAILED), tuple(log.steps), (), ())
    panel.show_first_error()
    qtbot.waitUntil(lambda: visible(panel)[:3] == ["[Two]", "y", "ERROR that counts"])


def test_who_has_scrolled_by_then_is_not_taken_to_the_error(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = long_log(tmp_path)
    log.lines("ERROR at the end")
    log.end(StepStatus.FAILED)
    show(log, ExecutionStatus.FAILED)
    panel.view.scroll_lines(5)
    before = visible(panel)
    panel.show_first_error()
    settle(qtbot, panel)
    assert visible(panel) == before


def test_without_an_error_line_the_end_of_the_failed_step_is_shown(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = long_log(tmp_path)
    log.end(StepStatus.FAILED)
    log.lines(*(["after"] * 50))
    show(log, ExecutionStatus.FAILED)
    panel.go_to_first_error()
    assert "line 299" in visible(panel)


def test_the_step_in_view_is_told(qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    told: list[str] = []
    panel.step_in_view.connect(told.append)
    log = long_log(tmp_path)
    show(log, ExecutionStatus.FAILED)
    assert told == ["step0"]
    assert panel.view.place.sticky_step() == -1
    panel.view.scroll_lines(5)
    assert panel.view.place.sticky_step() == 0
    press(qtbot, panel, QPoint(200, TOP_GAP + 10))
    assert rows(panel) == ["[Count]"]


def test_before_there_is_output(qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    log = SampleLog(tmp_path)
    log.path.unlink()
    show(log, ExecutionStatus.PENDING)
    assert panel.empty.isVisible() and panel.empty.accessibleName() == "Not started yet."
    show(log, RUNNING)
    assert panel.empty.accessibleName().startswith("No output yet, ")
    log.path.write_bytes(b"")
    log.lines("hello")
    qtbot.waitUntil(panel.view.isVisible)
    assert rows(panel) == ["hello"] and "Live" in panel.footer._state.text()
    show(log)
    assert panel.footer._lines.text().endswith("1 line")


def test_wrapping_times_and_size(qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    log = SampleLog(tmp_path)
    log.lines("word " * 200, "漢字 and \x1b[1mbold\x1b[0m", "last")
    show(log)
    panel.view.grab()
    assert panel.view.horizontalScrollBar().maximum() > 1000
    panel.toggle_wrap()
    panel.view.grab()
    assert panel.view.horizontalScrollBar().maximum() == 0
    assert next(panel.view.place.placed()).height > 100
    left = panel.view.painter.text_left
    panel.toggle_timestamps()
    assert panel.view.painter.text_left < left
    panel.toggle_timestamps()
    assert panel.view.painter.text_left == left
    panel.bar.larger.trigger()
    assert panel.view.painter.text_left > left


def test_going_to_a_line(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    show(long_log(tmp_path), ExecutionStatus.FAILED)
    panel.go_to_line()
    dialog = panel.findChild(NumberDialog, "ask_line")
    assert dialog is not None and dialog.field.validator().top() == 301
    dialog.field.setText("202")
    dialog.accept()
    assert panel.view.selecting.text(2) == "line 200" and "line 200" in visible(panel)


def test_a_line_that_is_not_read_yet_is_gone_to_later(qtbot: QtBot, panel: LogPanel, tmp_path: Path) -> None:
    log = long_log(tmp_path)
    panel.set_execution(log.path, execution(ExecutionStatus.FAILED), tuple(log.steps), (), ())
    panel.show_line(202)
    qtbot.waitUntil(lambda: panel.view.selecting.text(2) == "line 200")


def test_another_execution_takes_the_place(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("a", "b")]
    for folder in folders:
        folder.mkdir()
    show(long_log(folders[0]), RUNNING)
    show(finished_log(folders[1]))
    assert rows(panel)[0] == "before" and not panel.view.follow
    panel.clear()
    assert panel.view.document is None and not panel.bar.isEnabled()


def test_both_themes_paint_every_kind_of_row(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], theme: Theme, tmp_path: Path
) -> None:
    log = finished_log(tmp_path)
    log.lines("\x1b[38;5;200;48;2;1;2;3mx\x1b[0m \x1b[7;2minverse\x1b[0m \x1b[4munder\x1b[0m \x1b[38;5;250mgrey █漢")
    show(log)
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        picture = panel.view.viewport().grab().toImage()
        assert picture.pixelColor(picture.width() - 2, picture.height() - 2) == theme.color("log_bg")
        colors = {picture.pixelColor(1, y).name() for y in range(picture.height())}
        assert theme.color("failed").name() in colors  # the edge of an error


def test_tab_goes_through_bar_lines_and_footer_in_the_order_of_the_eye(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = finished_log(tmp_path)
    log.lines("WARNING: more")
    show(log, ExecutionStatus.FAILED)
    panel.activateWindow()
    panel.bar.more.setFocus()
    met = []
    for _ in range(3):
        qtbot.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
        met.append(panel.window().focusWidget())
    assert met == [panel.view, panel.footer.errors, panel.footer.warnings]
