"""The steps card: a click asks the log, the worst step is marked first, the running one can be followed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QToolButton

from stepflow_desktop.core.model import ExecutionStatus, StepStatus
from stepflow_desktop.gui.delegates.step_delegate import BAR_ROW_HEIGHT, ROW_HEIGHT, StepDelegate
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views import execution_steps
from stepflow_desktop.gui.views.execution_steps import MANY_ROWS, StepsCard, later_ms
from tests.gui import sample_data as data


@pytest.fixture
def card(theme: Theme, clock: data.FixedClock, qtbot: Any) -> StepsCard:
    card = StepsCard(theme, clock)
    qtbot.addWidget(card)
    card.resize(290, 500)
    card.show()
    return card


def test_a_click_takes_the_log_there(card: StepsCard, qtbot: Any) -> None:
    failed = data.integration()
    card.show_steps(failed.execution, failed.steps)
    center = card.view.visualRect(card.model.index(1)).center()
    with qtbot.waitSignal(card.step_chosen) as chosen:
        qtbot.mouseClick(card.view.viewport(), Qt.MouseButton.LeftButton, pos=center)
    assert chosen.args == [failed.steps[1].id]


def test_the_failed_step_is_marked_first(card: StepsCard) -> None:
    card.show_steps(data.integration().execution, data.integration().steps)
    assert card.view.currentIndex().row() == 3
    card.show_steps(data.churn().execution, data.churn().steps)
    assert card.view.currentIndex().row() == 4


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A choice does not hold on."""
    monkeypatch.setattr(execution_steps, "CHOICE_HOLDS_MS", 0)


def test_a_choice_holds_on_while_the_log_scrolls(card: StepsCard, qtbot: Any) -> None:
    failed = data.integration()
    card.show_steps(failed.execution, failed.steps)
    card.mark(failed.steps[0].id)
    assert card.view.currentIndex().row() == 3


@pytest.mark.usefixtures("forgetful")
def test_marking_does_not_ask_the_log(card: StepsCard) -> None:
    failed = data.integration()
    card.show_steps(failed.execution, failed.steps)
    asked: list[str] = []
    card.step_chosen.connect(asked.append)
    card.mark(failed.steps[0].id)
    card.mark("unknown")
    assert card.view.currentIndex().row() == 0
    assert asked == []


@pytest.mark.usefixtures("forgetful")
def test_the_running_step_stays_marked_when_wanted(card: StepsCard, qtbot: Any) -> None:
    churn = data.churn()
    card.show_steps(churn.execution, churn.steps)
    follow = card.findChild(QToolButton, "follow_step")
    assert follow is not None
    assert follow.isChecked()
    card.mark(churn.steps[0].id)
    assert card.view.currentIndex().row() == 4
    done = replace(churn.steps[4], status=StepStatus.COMPLETED, duration_s=431.0)
    begun = replace(churn.steps[5], status=StepStatus.RUNNING, started_at=data.NOW)
    card.show_steps(churn.execution, (*churn.steps[:4], done, begun, churn.steps[6]))
    assert card.view.currentIndex().row() == 5
    center = card.view.visualRect(card.model.index(1)).center()
    qtbot.mouseClick(card.view.viewport(), Qt.MouseButton.LeftButton, pos=center)
    assert not follow.isChecked()
    card.mark(churn.steps[0].id)
    assert card.view.currentIndex().row() == 0


def test_the_card_is_no_higher_than_its_rows(card: StepsCard) -> None:
    churn, feed = data.churn(), data.feed()
    card.show_steps(churn.execution, churn.steps)
    high = card.maximumHeight()
    card.show_steps(feed.execution, feed.steps)
    assert card.maximumHeight() < high


def test_time_ticks_only_while_something_runs(card: StepsCard) -> None:
    card.show_steps(data.churn().execution, data.churn().steps)
    assert card.view._timer.isActive()
    card.show_steps(data.integration().execution, data.integration().steps)
    assert not card.view._timer.isActive()


def test_updates_do_not_hold_the_time_up(card: StepsCard, qtbot: Any) -> None:
    churn = data.churn()
    card.show_steps(churn.execution, churn.steps)
    card.view._timer.setInterval(100)
    updates = QTimer(card, interval=10)
    updates.timeout.connect(lambda: card.show_steps(churn.execution, churn.steps))
    updates.start()
    with qtbot.waitSignal(card.view._timer.timeout):
        pass


def test_a_double_click_shows_only_that_step(card: StepsCard, qtbot: Any) -> None:
    failed = data.integration()
    card.show_steps(failed.execution, failed.steps)
    center = card.view.visualRect(card.model.index(1)).center()
    with qtbot.waitSignal(card.step_isolated) as isolated:
        qtbot.mouseClick(card.view.viewport(), Qt.MouseButton.LeftButton, pos=center)
        qtbot.mouseDClick(card.view.viewport(), Qt.MouseButton.LeftButton, pos=center)
    assert isolated.args == [failed.steps[1].id]


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_menu_of_a_step(card: StepsCard, qtbot: Any) -> None:
    failed = data.integration()
    card.show_steps(failed.execution, failed.steps)
    step = failed.steps[1]

    def menu() -> QMenu:
        point = card.view.visualRect(card.model.index(1)).center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, card.view.viewport().mapToGlobal(point))
        QGuiApplication.sendEvent(card.view.viewport(), event)
        menu = next(each for each in card.findChildren(QMenu, "step_menu") if each.isVisible())
        assert menu.defaultAction().objectName() == "show_only"
        return menu

    def choose(name: str) -> None:
        shown = menu()
        action = shown.findChild(QAction, name)
        assert action is not None
        action.trigger()
        shown.close()

    with qtbot.waitSignal(card.step_isolated) as isolated:
        choose("show_only")
    assert isolated.args == [step.id]
    with qtbot.waitSignal(card.step_log_wanted) as wanted:
        choose("save_step_log")
    assert wanted.args == [step]
    choose("copy_name")
    assert QGuiApplication.clipboard().text() == step.name
    with qtbot.waitSignal(card.attach_wanted) as attach:
        choose("attach_to_step")
    assert attach.args == [step.id]
    with qtbot.waitSignal(card.usual_wanted):
        choose("usual")


def test_a_button_leads_back_to_the_step_that_failed(card: StepsCard, qtbot: Any) -> None:
    failed = data.integration()
    card.show_steps(failed.execution, failed.steps)
    button = card.findChild(QToolButton, "go_to_failed_step")
    assert button is not None and button.isVisible()
    card.view.setCurrentIndex(card.model.index(0))
    with qtbot.waitSignal(card.step_chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == [failed.steps[3].id] and card.view.currentIndex().row() == 3
    card.show_steps(data.churn().execution, data.churn().steps)
    assert not button.isVisible()


@pytest.mark.parametrize("watched", [True, False])
def test_who_watches_the_running_step_sees_the_one_that_failed(card: StepsCard, qtbot: Any, watched: bool) -> None:
    failed = data.integration()
    running = replace(failed.execution, status=ExecutionStatus.RUNNING)
    first = replace(failed.steps[0], status=StepStatus.RUNNING)
    card.show_steps(running, (first,))
    if not watched:
        card.findChild(QToolButton, "follow_step").setChecked(False)  # type: ignore[union-attr]
    card.show_steps(failed.execution, failed.steps)
    assert card.view.currentIndex().row() == (3 if watched else 0)


def test_thousands_of_steps_are_laid_out_alike(card: StepsCard, monkeypatch: pytest.MonkeyPatch) -> None:
    """And are again of their own heights when another run is shown."""
    run = data.integration().execution
    steps = [data.step(run.id, number, f"part {number}", StepStatus.COMPLETED, 1.0) for number in range(3000)]
    asked: list[int] = []
    size_hint = StepDelegate.sizeHint
    monkeypatch.setattr(
        StepDelegate,
        "sizeHint",
        lambda self, option, index: asked.append(index.row()) or size_hint(self, option, index),
    )
    card.show_steps(replace(run, total_steps=3000, completed_steps=2999), steps[:2999])
    card.show_steps(replace(run, total_steps=3000, completed_steps=3000), steps)
    card.view.setCurrentIndex(card.model.index(2999))
    assert card.view.visualRect(card.model.index(2999)).height() == ROW_HEIGHT
    assert len(asked) < 100
    assert "3,000 / 3,000" in [label.text() for label in card.findChildren(QLabel)]
    card.show_steps(data.churn().execution, data.churn().steps)
    assert card.view.visualRect(card.model.index(4)).height() == BAR_ROW_HEIGHT


def test_the_number_beside_the_title_is_the_step_it_stands_at(card: StepsCard) -> None:
    """Of a run that ended, how many were passed: what failed and was allowed to, too."""
    for run, number in ((data.churn(), "5 / 7"), (data.integration(), "3 / 6")):
        card.show_steps(run.execution, run.steps)
        assert number in [label.text() for label in card.findChildren(QLabel)]


def test_the_more_rows_there_are_the_longer_new_ones_may_wait() -> None:
    assert [later_ms(count, 200) for count in (0, 2_000, 10_000, 100_000)] == [200, 200, 1_000, 3_000]


def test_a_change_of_one_of_many_rows_does_not_lay_out_all_of_them(card: StepsCard) -> None:
    """Qt would ask for the index of every row, after each change of one."""
    churn = data.churn()
    steps = [replace(churn.steps[0], id=f"step {number}", index=number) for number in range(2 * MANY_ROWS)]
    card.show_steps(churn.execution, steps)
    card.view.executeDelayedItemsLayout()
    asked: list[int] = []
    row_count = card.model.rowCount
    card.model.rowCount = lambda *parent: asked.append(1) or row_count(*parent)  # type: ignore[method-assign]
    card.show_steps(churn.execution, [*steps[:-1], replace(steps[-1], exit_code=1)])
    card.view.executeDelayedItemsLayout()
    assert len(asked) < 50
