"""The menu of the log, its filters and copies, and links, worked with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.log.filter_strip import LineFilter
from stepflow_desktop.gui.log.log_panel import LogPanel
from tests.gui.log.log_samples import SampleLog, execution, point_of, press, rows, settle

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)

RUNNING = ExecutionStatus.RUNNING


@pytest.fixture
def three(show: Callable[..., None], tmp_path: Path) -> None:
    log = SampleLog(tmp_path)
    log.lines("one", "two", "three")
    show(log)


def menu_at(panel: LogPanel, text: str, column: int = 0) -> QMenu:
    point, port = point_of(panel, text, column), panel.view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, port.mapToGlobal(point))
    QGuiApplication.sendEvent(port, event)
    return shown_menu(panel)


def shown_menu(panel: LogPanel) -> QMenu:
    menus = [menu for menu in panel.findChildren(QMenu, "log_menu") if menu.isVisible()]
    assert len(menus) == 1
    return menus[0]


def choose(menu: QMenu, name: str) -> None:
    action = menu.findChild(QAction, name)
    assert action is not None
    action.trigger()
    menu.close()


def test_only_lines_like_one_and_all_but_those_like_one(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.start("Train")
    for number in range(3):
        log.lines(f"[ {number}] auc 0.{number}", f"rss {number} GB")
    show(log, ExecutionStatus.FAILED)
    panel.view.fold(0, False)
    choose(menu_at(panel, "rss 1 GB"), "only_like_this")
    settle(qtbot, panel)
    assert rows(panel) == ["[Train]", "rss 0 GB", "rss 1 GB", "rss 2 GB"]
    assert panel.filter_strip.isVisible() and "rss 1 GB" in panel.filter_strip.words.text()
    qtbot.mouseClick(panel.filter_strip.button, Qt.MouseButton.LeftButton)
    settle(qtbot, panel)
    assert len(rows(panel)) == 7 and not panel.filter_strip.isVisible()
    choose(menu_at(panel, "rss 1 GB"), "hide_like_this")
    settle(qtbot, panel)
    assert rows(panel) == ["[Train]", *(f"[ {number}] auc 0.{number}" for number in range(3))]
    choose(menu_at(panel, "[ 1] auc 0.1"), "hide_like_this")
    settle(qtbot, panel)
    assert rows(panel) == ["[Train]"] and "1 more" in panel.filter_strip.words.text()
    panel.go_to_first_error()
    settle(qtbot, panel)
    assert len(rows(panel)) == 7


def test_filters_take_lines_that_come(qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path) -> None:
    log = SampleLog(tmp_path)
    log.lines("a 1", "b 1")
    show(log, RUNNING)
    panel.bar.set_line_filter(LineFilter("a 1"))
    settle(qtbot, panel)
    log.lines("a 2", "b 2", "META:X:1")
    settle(qtbot, panel, log.size)
    assert rows(panel) == ["a 1", "a 2"]
    panel.bar.set_line_filter(LineFilter("", ("a 1",)))
    log.lines("a 3", "b 3")
    settle(qtbot, panel, log.size)
    assert rows(panel) == ["b 1", "b 2", "b 3"]
    panel.bar.level.setCurrentIndex(4)
    log.lines("ERROR c")
    settle(qtbot, panel, log.size)
    assert rows(panel) == ["ERROR c"]


def test_a_filter_and_a_level_together(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.lines("ERROR a 1", "ERROR b 1", "ERROR a 2", "x")
    show(log)
    panel.bar.level.setCurrentIndex(4)
    panel.bar.set_line_filter(LineFilter("ERROR a 1"))
    settle(qtbot, panel)
    assert rows(panel) == ["ERROR a 1", "ERROR a 2"]
    panel.bar.set_line_filter(LineFilter("", ("ERROR a 1",)))
    settle(qtbot, panel)
    assert rows(panel) == ["ERROR b 1"]


@pytest.mark.usefixtures("three")
def test_copies(panel: LogPanel, qtbot: QtBot) -> None:
    choose(menu_at(panel, "two"), "copy_lines")
    assert QGuiApplication.clipboard().text() == "two"
    choose(menu_at(panel, "three"), "copy_link_to_line")
    assert QGuiApplication.clipboard().text() == "stepflow://e#L3"
    with qtbot.waitSignal(panel.pop_out_wanted):
        choose(menu_at(panel, "two"), "pop_out")


@pytest.mark.usefixtures("three")
def test_lines_chosen_before_stay_chosen(panel: LogPanel, qtbot: QtBot) -> None:
    press(qtbot, panel, QPoint(10, point_of(panel, "one").y()))
    press(qtbot, panel, QPoint(10, point_of(panel, "two").y()), shift=True)
    choose(menu_at(panel, "two"), "copy_lines")
    assert QGuiApplication.clipboard().text() == "one\ntwo"


@pytest.mark.usefixtures("three")
def test_the_menu_key_opens_it_at_the_selection(panel: LogPanel) -> None:
    panel.view.selecting.select_line(2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QGuiApplication.sendEvent(panel.view.viewport(), event)
    choose(shown_menu(panel), "copy_lines")
    assert QGuiApplication.clipboard().text() == "three"


def names(menu: QMenu) -> list[str]:
    return [action.objectName() for action in menu.actions() if not action.isSeparator()]


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_with_every_step_folded_the_menu_has_nothing_about_lines(
    panel: LogPanel, show: Callable[..., None], tmp_path: Path, reason: QContextMenuEvent.Reason, qtbot: QtBot
) -> None:
    log = SampleLog(tmp_path)
    log.start("Build")
    log.lines("one")
    log.end()
    show(log)
    panel.view.fold_all(True)
    place = QPoint(40, 20)
    event = QContextMenuEvent(reason, place, panel.view.viewport().mapToGlobal(place))
    QGuiApplication.sendEvent(panel.view.viewport(), event)
    menu = shown_menu(panel)
    assert names(menu) == ["go_to_line", "pop_out"]
    assert panel.view.selecting.selection is None
    with qtbot.waitSignal(panel.pop_out_wanted):
        choose(menu, "pop_out")


@pytest.mark.usefixtures("three")
def test_only_the_button_that_chooses_offers_the_choice(panel: LogPanel, qtbot: QtBot) -> None:
    place = QPoint(10, point_of(panel, "one").y())
    with qtbot.waitSignal(panel.view.chosen):
        press(qtbot, panel, place)
    with qtbot.assertNotEmitted(panel.view.chosen):
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.RightButton, pos=place)


def test_links_are_followed_by_a_press_with_control_only(qtbot: QtBot, panel: LogPanel, tmp_path: Path) -> None:
    log = SampleLog(tmp_path)
    log.lines(
        "see https://example.org/a now",
        "\x1b]8;;file:///etc/passwd\x1b\\there\x1b]8;;\x1b\\",
        "src/a.py:12: no",
    )
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.py").write_text("")
    here = replace(execution(), working_directory=str(tmp_path))
    panel.set_execution(log.path, here, (), (), ())
    settle(qtbot, panel, log.size)
    asked: list[object] = []
    panel.address_wanted.connect(asked.append)
    panel.file_wanted.connect(lambda path, line: asked.append((path.name, line)))
    panel.said.connect(lambda kind, _title, _text: asked.append(kind))
    port, control = panel.view.viewport(), Qt.KeyboardModifier.ControlModifier
    address, there = point_of(panel, "see https://example.org/a now", 8), point_of(panel, "there", 2)
    press(qtbot, panel, address)
    assert asked == []
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, control, address)
    assert asked == ["https://example.org/a"]
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, control, there)
    qtbot.waitUntil(lambda: asked[1:] == ["info"])
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, control, point_of(panel, "src/a.py:12: no", 3))
    qtbot.waitUntil(lambda: asked[2:] == [("a.py", 12)])
    choose(menu_at(panel, "src/a.py:12: no", 3), "copy_target")
    assert QGuiApplication.clipboard().text() == "src/a.py"
    choose(menu_at(panel, "see https://example.org/a now", 8), "open_link")
    assert asked[3:] == ["https://example.org/a"]


def test_a_link_shows_a_hand_while_control_is_held(
    qtbot: QtBot, panel: LogPanel, show: Callable[..., None], tmp_path: Path
) -> None:
    log = SampleLog(tmp_path)
    log.lines("see https://example.org/a now")
    show(log)
    view = panel.view
    view.setFocus()
    point = QPointF(point_of(panel, "see https://example.org/a now", 8))
    nothing = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, point, point, nothing, nothing, Qt.KeyboardModifier.NoModifier)
    QGuiApplication.sendEvent(view.viewport(), event)
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor
    qtbot.keyPress(view, Qt.Key.Key_Control)
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert view.hovered_link is not None
    qtbot.keyRelease(view, Qt.Key.Key_Control)
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor
