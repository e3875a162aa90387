"""In a narrow window the list lies over the page, and goes when it has served."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.executions_list import WIDTH
from stepflow_desktop.gui.views.executions_page import ExecutionsPage
from stepflow_desktop.settings import Settings
from tests.gui import sample_data as data

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def page(theme: Theme, settings: Settings, fake_bridge: data.FakeBridge, qtbot: Any) -> ExecutionsPage:
    page = ExecutionsPage(theme, fake_bridge, settings, clock=data.FixedClock())  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def show_button(page: ExecutionsPage) -> QAbstractButton:
    found = page.pane.head.findChild(QAbstractButton, "toggle_list")
    assert isinstance(found, QAbstractButton)
    return found


def test_it_comes_over_the_page_and_goes_when_one_was_chosen(page: ExecutionsPage, qtbot: Any) -> None:
    assert page.place.is_over and page.list.isHidden()
    assert page.pane.width() == 1100
    qtbot.mouseClick(show_button(page), LEFT)
    assert page.list.isVisible() and page.list.height() == 700
    assert page.list.rows.hasFocus()
    other = page.list.model.index_of(data.integration().execution.id)
    page.list.rows.scrollTo(other)
    qtbot.mouseClick(page.list.rows.viewport(), LEFT, pos=page.list.rows.visualRect(other).center())
    assert page.current_id == data.integration().execution.id
    assert page.list.isHidden()


@pytest.mark.parametrize("way", ["esc", "beside", "elsewhere", "again"])
def test_ways_to_put_it_away(page: ExecutionsPage, qtbot: Any, way: str) -> None:
    page.toggle_list()
    if way == "esc":
        qtbot.keyClick(page.list.rows, Qt.Key.Key_Escape)
    elif way == "beside":
        beside = page.childAt(900, 300)
        qtbot.mouseClick(beside, LEFT)
    elif way == "elsewhere":
        page.pane.tabs.setFocus()
    else:
        page.toggle_list()
    assert page.list.isHidden()
    assert page.focusWidget() in (page.pane.log.view, page.pane.tabs)
    assert page.childAt(900, 300) is not None and page.pane.isAncestorOf(page.childAt(900, 300))


def test_a_filter_brings_it(page: ExecutionsPage) -> None:
    page.set_filter("status:failed")
    assert page.list.isVisible()


def test_a_wide_window_has_it_beside(page: ExecutionsPage, qtbot: Any) -> None:
    page.resize(1400, 700)
    qtbot.waitUntil(lambda: not page.place.is_over)
    assert page.list.isVisible() and page.splitter.indexOf(page.list) == 0
    assert page.list.width() == WIDTH
    assert not show_button(page).isVisible()
    page.toggle_list()
    assert page.list.isHidden()
    page.resize(1100, 700)
    qtbot.waitUntil(lambda: page.place.is_over)
    page.resize(1400, 700)
    qtbot.waitUntil(lambda: not page.place.is_over)
    assert page.list.isHidden()
    page.toggle_list()
    assert page.list.isVisible()


@pytest.fixture
def wide(page: ExecutionsPage, qtbot: Any) -> ExecutionsPage:
    page.resize(1440, 800)
    qtbot.waitUntil(lambda: not page.place.is_over and page.list.isVisible())
    qtbot.waitUntil(lambda: page.pane.details is not None)
    return page


def test_files_get_the_width_of_the_list_and_the_log_gives_it_back(wide: ExecutionsPage) -> None:
    assert not show_button(wide).isVisible()
    wide.show_files()
    assert wide.list.isHidden() and show_button(wide).isVisible()
    wide.show_work()
    assert wide.list.isVisible() and not show_button(wide).isVisible()


def test_a_list_that_was_brought_back_by_hand_stays_beside_the_files(wide: ExecutionsPage) -> None:
    wide.show_files()
    wide.toggle_list()
    assert wide.list.isVisible() and not show_button(wide).isVisible()
    wide.show_work()
    wide.show_files()
    assert wide.list.isVisible()


def test_a_list_that_was_hidden_by_hand_stays_hidden(wide: ExecutionsPage) -> None:
    wide.toggle_list()
    assert wide.list.isHidden() and show_button(wide).isVisible()
    wide.show_files()
    wide.show_work()
    assert wide.list.isHidden()


def test_in_a_wide_window_nothing_steps_aside(wide: ExecutionsPage, qtbot: Any) -> None:
    wide.show_files()
    wide.resize(1800, 800)
    qtbot.waitUntil(wide.list.isVisible)
    wide.resize(1440, 800)
    qtbot.waitUntil(wide.list.isHidden)
