"""Executions in windows of their own: they follow, act, and go with what they show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_window import ExecutionWindow
from stepflow_desktop.gui.views.executions_page import ExecutionsPage
from stepflow_desktop.settings import Settings
from tests.gui import sample_data as data

CONTROL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def page(theme: Theme, settings: Settings, fake_bridge: data.FakeBridge, qtbot: Any) -> Any:
    page = ExecutionsPage(theme, fake_bridge, settings, clock=data.FixedClock())  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1356, 822)
    page.show()
    qtbot.waitExposed(page)
    yield page
    page.windows.close_all()


def only(page: ExecutionsPage) -> ExecutionWindow:
    (window,) = page.windows.windows
    return window


def test_ctrl_enter_opens_one_and_again_brings_it_forward(page: ExecutionsPage, qtbot: Any) -> None:
    page.list.rows.setFocus()
    qtbot.keyClick(page.list.rows, Qt.Key.Key_Return, CONTROL)
    window = only(page)
    assert window.isWindow() and window.isVisible()
    assert window.windowTitle() == "Train churn model – StepFlow"
    assert window.pane.details is not None and window.pane.details.execution == data.churn().execution
    page.open_window()
    assert page.windows.windows == [window]
    page.open_execution(data.integration().execution.id)
    page.open_window()
    assert len(page.windows.windows) == 2
    page.windows.close_all()
    assert page.windows.windows == []


def test_it_follows_its_execution(page: ExecutionsPage, fake_bridge: data.FakeBridge, qtbot: Any) -> None:
    page.open_window()
    window = only(page)
    churn = data.churn()
    renamed = replace(churn.execution, name="Renamed", seq=11)
    fake_bridge.updated.emit([data.update_of(replace(churn, execution=renamed), edited=True)])
    qtbot.waitUntil(lambda: window.windowTitle() == "Renamed – StepFlow")
    fake_bridge.updated.emit([data.update_of(data.sweep())])
    assert window.windowTitle() == "Renamed – StepFlow"
    fake_bridge.updated.emit([data.update_of(replace(churn, execution=renamed), deleted=True)])
    qtbot.waitUntil(lambda: page.windows.windows == [])


def test_its_keys_and_menu_act_on_it(page: ExecutionsPage, afternoon: data.FakeEngine, qtbot: Any) -> None:
    page.open_execution(data.integration().execution.id)
    page.open_window()
    page.open_execution(data.churn().execution.id)
    window = only(page)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(lambda: ("rerun", data.integration().execution.id) in afternoon.calls)
    assert window.pane.details is not None
    assert window.pane.details.execution.status is ExecutionStatus.PENDING
    window.do("more")
    menu = window.findChild(QMenu, "execution_menu")
    assert isinstance(menu, QMenu)
    assert "open" not in [action.objectName() for action in menu.actions()]
    menu.close()
    qtbot.keyClick(window, Qt.Key.Key_W, CONTROL)
    qtbot.waitUntil(lambda: page.windows.windows == [])


def test_keys_of_the_log_work_in_it(page: ExecutionsPage, qtbot: Any) -> None:
    page.open_execution(data.integration().execution.id)
    page.open_window()
    window = only(page)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    log = window.pane.log
    alt = Qt.KeyboardModifier.AltModifier
    window.pane.tabs.setCurrentIndex(1)
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)
    assert window.pane.tabs.currentIndex() == 0 and log.bar.find_field.hasFocus()
    qtbot.keyClick(log.bar.find_field, Qt.Key.Key_T, alt)
    qtbot.keyClick(log.bar.find_field, Qt.Key.Key_W, alt)
    assert not log.bar.times.isChecked() and log.bar.wrap.isChecked() and log.bar.find_field.text() == ""
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert log.view.caret_on
    qtbot.keyClick(window, Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert list(window.verbs.log_windows.by_id) == [window.current_id]
    window.verbs.log_windows.close_all()


def test_they_go_with_the_main_window(page: ExecutionsPage, qtbot: Any) -> None:
    class Main(QWidget):
        closed = Signal()

    main = Main()
    qtbot.addWidget(main)
    page.setParent(main)
    page.open_window()
    assert len(page.windows.windows) == 1
    main.closed.emit()
    page.setParent(None)
    assert page.windows.windows == []


def test_what_is_gone_is_told(page: ExecutionsPage) -> None:
    page.windows.open("nobody")
    assert [toast.accessibleName() for toast in only(page).toasts.toasts] == [
        "It cannot be shown. There is no such execution."
    ]


def test_a_tab_that_is_pulled_out_opens_there(page: ExecutionsPage, qtbot: Any) -> None:
    page.pulling.pulled.emit(2, QPoint(30, 40))
    window = only(page)
    assert window.pane.tabs.currentIndex() == 2
    assert window.pos() == QPoint(30, 40)
    assert window.current_id == page.current_id
