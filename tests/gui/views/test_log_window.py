"""The log in a window of its own: it goes on while the main window shows another execution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import Artifact, ExecutionDetails, ExecutionStatus, Update
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.log.log_panel import LogPanel
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.log_window import LogWindow, LogWindows
from tests.gui import sample_data as data
from tests.gui.fake_engine import FakeEngine
from tests.gui.log.log_samples import rows

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


class Main(QWidget):
    closed = Signal()


@pytest.fixture
def main(qtbot: QtBot) -> Main:
    main = Main()
    qtbot.addWidget(main)
    return main


@pytest.fixture
def wanted() -> list[str]:
    return []


@pytest.fixture
def windows(theme: Theme, bridge: EngineBridge, main: Main, wanted: list[str]) -> Iterator[LogWindows]:
    def prepare(panel: LogPanel) -> None:
        wanted.append(panel.objectName() or "panel")

    def open_artifact(artifact: Artifact) -> None:
        wanted.append(artifact.name)

    windows = LogWindows(theme, bridge, main, prepare, open_artifact)
    yield windows
    windows.close_all()


@pytest.fixture
def details(engine: FakeEngine) -> ExecutionDetails:
    details = data.churn()
    path = engine.log_path(details.execution.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"first\n")
    return replace(details, steps=(), artifacts=details.artifacts[:1])


def test_it_shows_the_log_and_what_comes(
    qtbot: QtBot, windows: LogWindows, bridge: EngineBridge, engine: FakeEngine, details: ExecutionDetails
) -> None:
    window = windows.open(details)
    assert details.execution.name in window.windowTitle()
    qtbot.waitUntil(lambda: rows(window.panel) == ["first"])
    assert not window.panel.bar.pop_out.isVisible()
    with engine.log_path(details.execution.id).open("ab") as log:
        log.write(b"last\n")
    ended = replace(details.execution, status=ExecutionStatus.COMPLETED, name="Ended")
    bridge.updated.emit([Update(execution=ended)])
    qtbot.waitUntil(lambda: rows(window.panel) == ["first", "last"] and "Ended" in window.windowTitle())
    assert not window.panel.view.live


def test_one_window_for_each_execution(windows: LogWindows, details: ExecutionDetails, wanted: list[str]) -> None:
    window = windows.open(details)
    assert windows.open(details) is window
    other = replace(details, execution=replace(details.execution, id="other"))
    assert windows.open(other) is not window
    assert len(wanted) == 2
    window.close()
    assert list(windows.by_id) == ["other"]


def test_a_pressed_artifact_is_opened(windows: LogWindows, details: ExecutionDetails, wanted: list[str]) -> None:
    window = windows.open(details)
    window.panel.artifact_activated.emit(details.artifacts[0].id)
    assert wanted[-1] == details.artifacts[0].name


def test_it_goes_with_its_execution_and_with_the_main_window(
    qtbot: QtBot, windows: LogWindows, bridge: EngineBridge, main: Main, details: ExecutionDetails
) -> None:
    windows.open(details)
    bridge.updated.emit([Update(execution=details.execution, deleted=True)])
    qtbot.waitUntil(lambda: not windows.by_id)
    windows.open(details)
    main.closed.emit()
    assert not windows.by_id


def test_keys_work_as_in_the_main_window(
    qtbot: QtBot, windows: LogWindows, engine: FakeEngine, details: ExecutionDetails
) -> None:
    engine.log_path(details.execution.id).write_bytes(b"a\nERROR b\nc\nERROR d\n")
    window: LogWindow = windows.open(details)
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: len(rows(window.panel)) == 4)
    view = window.panel.view
    window.activateWindow()
    qtbot.waitUntil(lambda: window.focusWidget() is view)
    qtbot.keyClick(view, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: view.selecting.text(2) == "ERROR b")
    qtbot.keyClick(view, Qt.Key.Key_F8)
    assert view.selecting.text(2) == "ERROR d"
    qtbot.keyClick(view, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert view.selecting.text(2) == "ERROR b"
    qtbot.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.panel.bar.find_field.hasFocus()
    size = view.painter.text.font.pixelSize()
    qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.painter.text.font.pixelSize() == size - 1
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.painter.text.font.pixelSize() == size
    qtbot.keyClick(view, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not windows.by_id
