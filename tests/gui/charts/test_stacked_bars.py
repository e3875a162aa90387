"""Stacked bars, worked as a person does: hover, click, arrow keys, menu, table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from stepflow_desktop.gui.charts.chart_box import ChartBox
from stepflow_desktop.gui.charts.stacked_bars import Part, Stack, StackedBars
from stepflow_desktop.gui.theme import Theme

PARTS = (Part("completed", "Completed"), Part("failed", "Failed"), Part("cancelled", "Cancelled"))
STACKS = (
    Stack("7", "7 November", (15, 1, 0), "d7"),
    Stack("8", "8 November", (13, 3, 1), "d8"),
    Stack("9", "9 November", (0, 0, 0), "d9"),
    Stack("Today", "10 November", (2, 0, 0), "d10", is_now=True),
)


# What the offscreen platform says of every popup.
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> Iterator[StackedBars]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 400)
    chart = StackedBars(theme, "Executions per day", PARTS, window)
    chart.setGeometry(50, 100, 600, 240)
    chart.show_stacks(STACKS)
    window.show()
    qtbot.waitExposed(window)
    yield chart


def _center(chart: StackedBars, number: int) -> QPoint:
    return chart.marks[number].place.center().toPoint()


def test_bars_stand_on_each_other_as_high_as_their_counts(chart: StackedBars) -> None:
    completed, failed = chart.marks[0].place, chart.marks[1].place
    assert len(chart.marks) == 6  # what is not there has no bar
    assert failed.bottom() < completed.top()
    assert completed.height() / chart.marks[2].place.height() == pytest.approx(15 / 13, rel=0.05)
    assert min(mark.place.height() for mark in chart.marks) > 0


def test_a_failed_bar_is_hatched(chart: StackedBars, theme: Theme) -> None:
    picture, place = chart.picture(), chart.marks[3].place.toRect()
    colors = {
        QColor(picture.pixel(2 * x, 2 * y)).name()
        for x in range(place.left() + 4, place.right() - 4)
        for y in range(place.top() + 3, place.bottom() - 3)
    }
    assert theme.color("failed").name() in colors
    assert len(colors) > 3


def test_hovering_says_what_is_there_and_leaving_takes_it_back(qtbot: QtBot, chart: StackedBars) -> None:
    qtbot.mouseMove(chart, _center(chart, 3))
    assert chart.card_text.splitlines() == ["8 November", "Completed 13", "Failed 3", "Cancelled 1"]
    qtbot.mouseMove(chart, QPoint(2, 2))
    assert chart.card_text == ""


def test_a_click_is_a_link_to_that_day_and_outcome(qtbot: QtBot, chart: StackedBars) -> None:
    with qtbot.waitSignal(chart.activated) as sent:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=_center(chart, 3))
    assert sent.args == [("d8", "failed")]


def test_arrow_keys_go_up_the_stack_and_on_to_the_next_and_enter_follows(qtbot: QtBot, chart: StackedBars) -> None:
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current == 0
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    assert chart.current == 1  # the top of the first stack
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current == 2
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.marks[chart.current].title == "10 November"  # the empty day has nothing to stop at
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current == 5
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    with qtbot.waitSignal(chart.activated) as sent:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert sent.args == [("d8", "completed")]
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.card_text.startswith("7 November")
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.current == -1 and chart.card_text == ""


def test_a_screen_reader_gets_a_name_and_a_sentence(chart: StackedBars) -> None:
    assert chart.accessibleName() == "Executions per day"
    assert chart.accessibleDescription() == "30 completed, 4 failed, 1 cancelled. Most on 8 November: 17"


def test_without_executions_the_axes_stay_and_words_say_so(chart: StackedBars) -> None:
    chart.set_empty_text("No executions in these 14 days")
    full = chart.grab().toImage()
    chart.show_stacks([Stack("7", "7 November", (0, 0, 0))])
    assert chart.marks == []
    assert chart.accessibleDescription() == "No executions in these 14 days"
    assert chart.grab().toImage() != full


def _menu(chart: StackedBars) -> QMenu:
    menu = chart.findChild(QMenu, "chart_menu")
    assert isinstance(menu, QMenu)
    return menu


def test_the_menu_of_a_mark_begins_with_its_link(qtbot: QtBot, chart: StackedBars) -> None:
    chart.open_menu(chart.mapToGlobal(QPoint(10, 10)), 3)
    menu = _menu(chart)
    assert menu.defaultAction().text() == "Show these executions"
    with qtbot.waitSignal(chart.activated) as sent:
        menu.defaultAction().trigger()
    assert sent.args == [("d8", "failed")]


def test_the_picture_and_the_table_can_be_copied(qtbot: QtBot, chart: StackedBars) -> None:
    chart.open_menu(chart.mapToGlobal(QPoint(10, 10)))
    by_name = {action.objectName(): action for action in _menu(chart).actions()}
    assert "chart_follow" not in by_name
    with qtbot.waitSignal(chart.said):
        by_name["chart_copy"].trigger()
    assert QGuiApplication.clipboard().image().width() == 2 * chart.width()
    by_name["chart_copy_csv"].trigger()
    assert QGuiApplication.clipboard().text().splitlines()[:2] == [
        "When,Completed,Failed,Cancelled",
        "7 November,15,1,0",
    ]


def test_the_same_as_a_table_and_back(qtbot: QtBot, theme: Theme) -> None:
    chart = StackedBars(theme, "Executions per day", PARTS)
    box = ChartBox(theme, chart)
    qtbot.addWidget(box)
    box.resize(600, 240)
    box.show()
    chart.show_stacks(STACKS)
    chart.table_requested.emit()
    assert box.is_table and box.view.model().index(1, 2).data() == "3"
    with qtbot.waitSignal(chart.activated) as sent:
        box.view.activated.emit(box.view.model().index(1, 0))
    assert sent.args == [("d8", "")]
    chart.show_stacks(STACKS[:1])
    assert box.view.model().rowCount() == 1
    qtbot.keyClick(box.view, Qt.Key.Key_Escape)
    assert not box.is_table
    box.more.click()
    menu = box.findChild(QMenu, "chart_menu")
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.objectName() == "chart_table").trigger()
    assert box.is_table


def test_assistive_technology_knows_it_as_a_chart(chart: StackedBars) -> None:
    interface = QAccessible.queryAccessibleInterface(chart)
    assert interface.role() == QAccessible.Role.Chart
    assert interface.text(QAccessible.Text.Name) == "Executions per day"
    assert interface.text(QAccessible.Text.Description) == chart.summary()
