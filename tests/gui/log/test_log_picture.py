"""What is on the screen after parts of it were moved and parts painted is what painting all of it would give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.log.log_panel import LogPanel
from tests.gui.log.log_samples import SampleLog, execution, finished_log, settle


class Painted(QObject):
    """Notes how much of a widget is painted."""

    def __init__(self, panel: LogPanel) -> None:
        super().__init__(panel)
        self.parts: list[QRect] = []
        panel.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.parts.append(event.rect())
        return super().eventFilter(watched, event)


def on_screen(panel: LogPanel) -> QImage:
    QApplication.processEvents()
    return _of_the_log(panel, panel.screen().grabWindow(panel.winId()))


def painted_anew(panel: LogPanel) -> QImage:
    return _of_the_log(panel, panel.grab())


def _of_the_log(panel: LogPanel, picture: QPixmap) -> QImage:
    port = panel.view.viewport()
    part = picture.copy(QRect(port.mapTo(panel, QPoint(0, 0)), port.size()))
    return part.toImage().convertToFormat(QImage.Format.Format_RGB32)


def colourful_log(folder: Path) -> SampleLog:
    log = SampleLog(folder)
    log.lines(*(f"line {number} \x1b[32mgreen\x1b[0m" for number in range(300)), "漢字 wide")
    return log


ACTIONS: dict[str, Callable[[LogPanel], object]] = {
    "up": lambda panel: panel.view.scroll_lines(-3),
    "down": lambda panel: panel.view.scroll_lines(3),
    "page": lambda panel: panel.view.scroll_lines(-200),
    "end": lambda panel: panel.view.set_follow(True),
    "choose": lambda panel: panel.view.selecting.select_line(panel.view.place.top_piece() + 2),
    "larger": lambda panel: panel.view.enlarge(1),
    "wrap": lambda panel: panel.toggle_wrap(),
}


def test_moving_about_leaves_no_trace(qtbot: QtBot, panel: LogPanel, tmp_path: Path) -> None:
    log = colourful_log(tmp_path)
    panel.set_execution(log.path, execution(ExecutionStatus.RUNNING), (), (), ())
    settle(qtbot, panel, log.size)
    for name in ("up", "up", "down", "page", "down", "choose", "up", "larger", "up", "wrap", "down", "end"):
        ACTIONS[name](panel)
        assert on_screen(panel) == painted_anew(panel), name
    log.lines("one more", "and another")
    settle(qtbot, panel, log.size)
    assert on_screen(panel) == painted_anew(panel)


def test_folding_and_sticky_headers_leave_no_trace(qtbot: QtBot, panel: LogPanel, tmp_path: Path) -> None:
    log = finished_log(tmp_path)
    log.lines(*(f"after {number}" for number in range(50)))
    panel.set_execution(log.path, execution(), tuple(log.steps), tuple(log.artifacts), ())
    settle(qtbot, panel, log.size)
    panel.view.setFocus()
    for _ in range(6):
        qtbot.keyClick(panel.view, Qt.Key.Key_Down)
        assert on_screen(panel) == painted_anew(panel)
    for keys in ("[", "]", "{", "}"):
        qtbot.keyClicks(panel.view, keys)
        assert on_screen(panel) == painted_anew(panel)


def test_scrolling_paints_only_what_comes_into_sight(qtbot: QtBot, panel: LogPanel, tmp_path: Path) -> None:
    log = colourful_log(tmp_path)
    panel.set_execution(log.path, execution(), (), (), ())
    settle(qtbot, panel, log.size)
    on_screen(panel)
    painted = Painted(panel)
    panel.view.scroll_lines(3)
    on_screen(panel)
    assert painted.parts and all(part.height() <= 100 for part in painted.parts)
    painted.parts.clear()
    panel.view.refresh()
    on_screen(panel)
    assert [part.height() for part in painted.parts] == [panel.view.viewport().height()]
