"""Groups fold and unfold, and bars that write over themselves stay one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.habits import take_habits
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.log.log_preferences import take_log_settings
from stepflow_desktop.settings import Settings
from tests.gui.log.log_samples import SampleLog, point_of, press, rows

RUNNING = ExecutionStatus.RUNNING


def test_groups_fold_with_the_mouse_and_the_keyboard(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.lines("a", "::group::Outer", "b", "::group::Inner", "c", "::endgroup::", "::endgroup::", "d")
    show(log)
    assert rows(panel) == ["a", "Outer", "d"]
    press(qtbot, panel, point_of(panel, "Outer"))
    assert rows(panel) == ["a", "Outer", "b", "Inner", "d"]
    panel.show_line(5)
    assert rows(panel) == ["a", "Outer", "b", "Inner", "c", "d"]
    qtbot.keyClicks(panel.view, "[")
    assert rows(panel) == ["a", "Outer", "b", "Inner", "d"]
    qtbot.keyClicks(panel.view, "{")
    assert rows(panel) == ["a", "Outer", "d"]
    qtbot.keyClicks(panel.view, "}")
    assert len(rows(panel)) == 6


def test_a_group_that_ends_while_it_is_read_stays_open(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.lines(*(f"x {number}" for number in range(30)), "::group::Read", *(f"y {number}" for number in range(30)))
    show(log, RUNNING)
    qtbot.keyClick(panel.view, Qt.Key.Key_PageUp)
    log.lines("::endgroup::", "after")
    show(log, RUNNING)
    assert "y 3" in rows(panel)
    panel.view.set_follow(True)
    log.lines("::group::Passing", "z", "::endgroup::", "end")
    show(log, RUNNING)
    assert rows(panel)[-2:] == ["Passing", "end"]


def test_where_only_errors_are_shown_groups_do_not_fold(
    panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.lines("::group::One", "WARNING a", "::endgroup::", "b")
    show(log)
    assert rows(panel) == ["One", "b"]
    panel.bar.level.setCurrentIndex(3)
    show(log)
    assert rows(panel) == ["WARNING a"]


def test_a_bar_longer_than_a_block_is_one_line(panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    log = SampleLog(tmp_path)
    bar = "".join(f"{number % 100:3d} % |{'#' * 60}|\r" for number in range(3000))
    log.lines("before", f"{bar}done", "after")
    show(log)
    assert rows(panel) == ["before", "done", "after"]


def test_a_bar_rewrites_its_line_while_it_grows(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.lines("before")
    show(log, RUNNING)
    with log.path.open("ab") as file:
        for percent in range(100):
            file.write(f"\r{percent:3d} % ".encode() + b"#" * 1500)
            file.flush()
    qtbot.waitUntil(lambda: rows(panel) == ["before", " 99 % " + "#" * 1500])


def test_single_keys_can_be_switched_off(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.lines("a", "::group::Outer", "b", "::endgroup::", "c")
    show(log)
    take_habits(Settings(single_keys=False))
    try:
        qtbot.keyClicks(panel.view, "}")
        assert rows(panel) == ["a", "Outer", "c"]
    finally:
        take_habits(Settings())
    qtbot.keyClicks(panel.view, "}")
    assert rows(panel) == ["a", "Outer", "b", "c"]


def test_levels_are_only_guessed_where_that_is_wanted(
    panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.lines("ERROR guessed", "::error::stated", "WARNING guessed")
    take_log_settings(panel, Settings(log_guess_levels=False))
    show(log)
    assert (len(panel.view.document.snapshot.errors), len(panel.view.document.snapshot.warnings)) == (1, 0)
