"""The Past runs tab: a chart, a table, and what can be done with its rows."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QMenu

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.past_runs import PastRunsTab
from tests.gui import sample_data as data

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
RUNS = [
    data.execution(9, "Build", "make", ExecutionStatus.RUNNING, started_ago=40),
    data.finished(8, "Build", "make", 3600, 108, 5, 2),
    data.execution(7, "Build", "make", ExecutionStatus.FAILED, started_ago=7200),
    data.finished(6, "Build", "make", 9000, 100, 5, 2),
    data.finished(5, "Build", "make", 10_000, 100, 5, 2),
    data.execution(4, "Build", "make", ExecutionStatus.PENDING),
]
IDS = [run.id for run in RUNS]


@pytest.fixture
def tab(theme: Theme, clock: data.FixedClock, qtbot: Any) -> PastRunsTab:
    tab = PastRunsTab(theme, clock)
    qtbot.addWidget(tab)
    tab.resize(980, 640)
    tab.show_runs(RUNS, len(RUNS), IDS[1])
    tab.show()
    qtbot.waitExposed(tab)
    return tab


def choose(tab: PastRunsTab, *rows: int) -> None:
    tab.view.clearSelection()
    for row in rows:
        flags = QItemSelectionModel.SelectionFlag
        tab.view.selectionModel().select(tab.model.index(row, 0), flags.Select | flags.Rows)


def test_what_has_started_stands_in_the_chart(tab: PastRunsTab) -> None:
    assert len(tab.chart.marks) == 5
    assert tab.chart.usual is not None
    assert tab.chart.usual.count == 3


def test_enter_and_a_double_click_open_a_run(tab: PastRunsTab, qtbot: Any) -> None:
    tab.view.setFocus()
    tab.view.setCurrentIndex(tab.model.index(2, 0))
    with qtbot.waitSignal(tab.opened) as opened:
        qtbot.keyClick(tab.view, Qt.Key.Key_Return)
    assert opened.args == [IDS[2]]
    place = tab.view.visualRect(tab.model.index(3, 1)).center()
    qtbot.mouseClick(tab.view.viewport(), LEFT, pos=place)
    with qtbot.waitSignal(tab.opened) as opened:
        qtbot.mouseDClick(tab.view.viewport(), LEFT, pos=place)
    assert opened.args == [IDS[3]]


def test_two_to_four_can_be_compared_the_oldest_first(tab: PastRunsTab, qtbot: Any) -> None:
    for rows, able in (((), False), ((0,), False), ((0, 2), True), ((0, 1, 2, 3), True), ((0, 1, 2, 3, 4), False)):
        choose(tab, *rows)
        assert tab.compare_button.isEnabled() is able, rows
    choose(tab, 0, 2)
    assert not tab.open_button.isEnabled()
    with qtbot.waitSignal(tab.compare_wanted) as wanted:
        qtbot.mouseClick(tab.compare_button, LEFT)
    assert wanted.args == [(IDS[2], IDS[0])]


def test_one_is_opened_by_its_button(tab: PastRunsTab, qtbot: Any) -> None:
    choose(tab, 3)
    with qtbot.waitSignal(tab.opened) as opened:
        qtbot.mouseClick(tab.open_button, LEFT)
    assert opened.args == [IDS[3]]


def test_the_menu_offers_the_same(tab: PastRunsTab, qtbot: Any) -> None:
    tab.view.customContextMenuRequested.emit(tab.view.visualRect(tab.model.index(2, 0)).center())
    menu = tab.findChild(QMenu, "past_runs_menu")
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Open", "Compare"]
    assert menu.defaultAction() is menu.actions()[0]
    with qtbot.waitSignal(tab.opened):
        menu.actions()[0].trigger()
    menu.close()
    tab.view.customContextMenuRequested.emit(QPoint(5, tab.view.height() - 2))


def test_a_run_in_the_chart_is_a_link(tab: PastRunsTab, qtbot: Any) -> None:
    with qtbot.waitSignal(tab.opened) as opened:
        qtbot.mouseClick(tab.chart, LEFT, pos=tab.chart.marks[0].place.center().toPoint())
    assert opened.args == [IDS[4]]


def test_names_are_shown_where_they_differ(tab: PastRunsTab) -> None:
    assert tab.view.isColumnHidden(5)
    other = data.finished(3, "Build it again", "make", 20_000, 100, 5, 2)
    tab.show_runs([*RUNS, other], 2000, IDS[1])
    assert not tab.view.isColumnHidden(5)
