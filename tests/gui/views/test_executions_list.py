"""The list pane as a person uses it: typing, clicking, arrow keys, scrolling while things happen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QPushButton

from stepflow_desktop.core.model import ExecutionDetails, ExecutionStatus, Update
from stepflow_desktop.errors import Unavailable
from stepflow_desktop.gui.models.executions import ID_ROLE
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.executions_list import ExecutionsList
from stepflow_desktop.gui.widgets import EmptyState
from tests.gui import sample_data as data

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(theme: Theme, fake_bridge: data.FakeBridge, clock: data.FixedClock, qtbot: Any) -> ExecutionsList:
    pane = ExecutionsList(theme, fake_bridge, clock, "user")  # type: ignore[arg-type]
    qtbot.addWidget(pane)
    pane.resize(340, 600)
    pane.show()
    qtbot.waitExposed(pane)
    pane.start()
    return pane


def place(pane: ExecutionsList, execution_id: str) -> QPoint:
    return pane.rows.visualRect(pane.model.index_of(execution_id)).center()


def filled(pane: ExecutionsList, count: int) -> None:
    """Many finished runs, so that there is something to scroll."""
    runs = [data.execution(n, f"run {n}", "c", started_ago=(2000 - n) * 60) for n in range(1, count + 1)]
    pane.apply([Update(execution=run, created=True) for run in runs])


def test_a_click_chooses(pane: ExecutionsList, qtbot: Any) -> None:
    run = data.sweep().execution
    with qtbot.waitSignal(pane.chosen) as chosen:
        qtbot.mouseClick(pane.rows.viewport(), LEFT, pos=place(pane, run.id))
    assert chosen.args == [run.id]


def test_arrow_keys_step_over_headings(pane: ExecutionsList, qtbot: Any) -> None:
    queued = next(item.execution for item in data.afternoon() if item.execution.status is ExecutionStatus.PENDING)
    pane.show_current(queued.id)
    chosen: list[str] = []
    pane.chosen.connect(chosen.append)
    qtbot.keyClick(pane.rows, Qt.Key.Key_Down)
    qtbot.keyClick(pane.rows, Qt.Key.Key_Up)
    assert chosen == [data.integration().execution.id, queued.id]


@pytest.mark.parametrize(
    ("key", "modifiers", "wish"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "open"),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "delete"),
        (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, "run_again"),
        (
            Qt.Key.Key_R,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            "edit_and_run",
        ),
        (Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier, "stop"),
    ],
)
def test_keys_of_the_list(
    pane: ExecutionsList, qtbot: Any, key: Qt.Key, modifiers: Qt.KeyboardModifier, wish: str
) -> None:
    with qtbot.waitSignal(pane.wished) as wished:
        qtbot.keyClick(pane.rows, key, modifiers)
    assert wished.args == [wish]


def test_typing_filters_and_enter_goes_to_the_rows(pane: ExecutionsList, qtbot: Any) -> None:
    qtbot.keyClicks(pane.filter_field, "status:failed checks")
    qtbot.keyClick(pane.filter_field, Qt.Key.Key_Return)
    assert len(pane.model) == 1
    assert pane.model.index(1).data() == "Data quality checks"


def test_typing_alone_filters_after_a_pause(pane: ExecutionsList, qtbot: Any) -> None:
    qtbot.keyClicks(pane.filter_field, "docker")
    qtbot.waitUntil(lambda: len(pane.model) == 1)


def test_an_unknown_key_is_explained(pane: ExecutionsList) -> None:
    pane.set_filter("staus:failed")
    assert "Did you mean status?" in pane.filter_field.accessibleDescription()
    pane.set_filter("status:failed")
    assert pane.filter_field.accessibleDescription() == ""


def test_nothing_matches_and_the_filter_can_be_cleared(pane: ExecutionsList, qtbot: Any) -> None:
    pane.set_filter("no such run")
    empty = pane.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
    assert empty.accessibleName() == "Nothing matches. No execution with no such run."
    qtbot.mouseClick(empty.button, LEFT)
    assert len(pane.model) == 14
    assert not empty.isVisible()
    assert pane.filter_field.text() == ""


def test_chips_show_counts_and_filter(pane: ExecutionsList, qtbot: Any) -> None:
    chip = pane.findChild(QPushButton, "chip_failed")
    assert isinstance(chip, QPushButton)
    assert chip.text() == "2"
    qtbot.mouseClick(chip, LEFT)
    assert [pane.model.index(row).data(ID_ROLE) for row in range(pane.model.rowCount())][1:] == [
        data.integration().execution.id,
        data.execution(309, "", "").id,
    ]


def test_the_choice_survives_updates_and_filters(pane: ExecutionsList) -> None:
    run = data.churn().execution
    pane.show_current(run.id)
    chosen: list[str] = []
    pane.chosen.connect(chosen.append)
    ended = replace(run, status=ExecutionStatus.COMPLETED, completed_at=data.NOW, duration_s=761.0)
    pane.apply([Update(execution=ended, ended=True)])
    assert pane.rows.currentIndex().data(ID_ROLE) == run.id
    pane.set_filter("docker")
    pane.set_filter("")
    assert pane.rows.currentIndex().data(ID_ROLE) == run.id
    assert chosen == []


def test_a_row_that_leaves_the_filter_takes_the_mark_along_but_opens_nothing(pane: ExecutionsList) -> None:
    pane.set_filter("status:running")
    run = data.sweep().execution
    pane.show_current(run.id)
    chosen: list[str] = []
    pane.chosen.connect(chosen.append)
    ended = replace(run, status=ExecutionStatus.COMPLETED, completed_at=data.NOW, duration_s=1510.0)
    pane.apply([Update(execution=ended, ended=True)])
    assert len(pane.model) == 3
    assert chosen == []
    assert not pane.rows.currentIndex().isValid()
    pane.set_filter("")
    assert pane.rows.currentIndex().data(ID_ROLE) == run.id


def test_one_that_is_shown_before_it_is_listed_is_marked_when_it_comes(pane: ExecutionsList) -> None:
    new = data.execution(500, "Fresh", "true", ExecutionStatus.PENDING, started_ago=0)
    pane.show_current(new.id)
    assert not pane.rows.currentIndex().isValid()
    pane.apply([Update(execution=new, created=True)])
    assert pane.rows.currentIndex().data(ID_ROLE) == new.id


def test_rows_in_sight_stay_while_others_come_above(pane: ExecutionsList, qtbot: Any) -> None:
    filled(pane, 100)
    bar = pane.rows.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 2000)
    bar.setValue(1500)
    index = next(i for i in pane.rows._in_sight() if i.data(ID_ROLE))
    execution_id, top = index.data(ID_ROLE), pane.rows.visualRect(index).top()
    new = data.execution(500, "Fresh", "true", ExecutionStatus.RUNNING, started_ago=1)
    pane.apply([Update(execution=new, created=True, started=True)])
    assert pane.rows.visualRect(pane.model.index_of(execution_id)).top() == top
    pill = pane.findChild(QPushButton, "new_arrivals")
    assert isinstance(pill, QPushButton)
    assert pill.isVisible()
    assert pill.text() == "1 new"
    qtbot.mouseClick(pill, LEFT)
    assert bar.value() == 0
    assert not pill.isVisible()


def test_nothing_is_new_once_it_is_in_sight(pane: ExecutionsList, qtbot: Any) -> None:
    filled(pane, 60)
    bar = pane.rows.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 2000)
    bar.setValue(1500)
    pane.apply([Update(execution=data.execution(500, "Fresh", "true", ExecutionStatus.RUNNING), created=True)])
    pill = pane.findChild(QPushButton, "new_arrivals")
    assert pill is not None and pill.isVisible()
    pane.rows.scrollTo(pane.model.index(1))
    assert bar.value() > 0, "the heading above it is out of sight"
    assert not pill.isVisible()


def test_at_the_top_new_ones_simply_show(pane: ExecutionsList) -> None:
    filled(pane, 3)
    pill = pane.findChild(QPushButton, "new_arrivals")
    assert pill is not None
    assert not pill.isVisible()


def test_progress_lays_nothing_out_again(pane: ExecutionsList, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[int] = []
    monkeypatch.setattr(pane.rows, "doItemsLayout", lambda: laid_out.append(1))
    churn = data.churn()
    for progress in range(67, 90):
        pane.apply([data.update_of(replace(churn, execution=replace(churn.execution, progress=float(progress))))])
    assert laid_out == []


def test_the_queue_says_why_it_waits(pane: ExecutionsList) -> None:
    assert pane._delegate.queue_reason == "Starts when a slot is free (4 of 4 busy)"
    pane._bridge.engine.slots = 9  # type: ignore[misc]
    pane.apply([])
    assert pane._delegate.queue_reason == ""


def test_the_list_says_when_it_cannot_be_read(pane: ExecutionsList, afternoon: data.FakeEngine, qtbot: Any) -> None:
    afternoon.refuse_lists = Unavailable("The database is locked.")
    pane.refresh()
    empty = pane.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
    assert empty.accessibleName() == "The list cannot be read. The database is locked."
    afternoon.refuse_lists = None
    qtbot.mouseClick(empty.button, LEFT)
    assert len(pane.model) == 14


def test_an_empty_list_offers_nothing_to_clear(theme: Theme, clock: data.FixedClock, qtbot: Any) -> None:
    pane = ExecutionsList(theme, data.FakeBridge(data.FakeEngine([])), clock, "user")  # type: ignore[arg-type]
    qtbot.addWidget(pane)
    pane.show()
    pane.start()
    empty = pane.findChild(EmptyState)
    assert empty is not None
    assert empty.accessibleName().startswith("No executions yet")
    new = data.execution(1, "First", "true")
    pane.apply([data.update_of(ExecutionDetails(new, (), ()), created=True)])
    assert not empty.isVisible()


def test_a_screen_reader_hears_whole_rows(pane: ExecutionsList) -> None:
    interface = QAccessible.queryAccessibleInterface(pane.rows)
    names = [interface.child(row).text(QAccessible.Text.Name) for row in range(2)]
    assert names[0] == "Running and queued, 5"
    assert names[1].startswith("Train churn model, running, step 5 of 7")


def test_the_menu_key_asks_for_the_chosen_row(pane: ExecutionsList, qtbot: Any) -> None:
    run = data.sweep().execution
    pane.show_current(run.id)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    with qtbot.waitSignal(pane.menu_wanted) as wanted:
        QApplication.sendEvent(pane.rows.viewport(), event)
    assert wanted.args[0] == run.id


def test_time_passes_without_touching_rows(pane: ExecutionsList, clock: data.FixedClock) -> None:
    pane.rows._on_tick()
    clock.late_s = 12 * 3600
    pane.rows._on_tick()
    assert pane.model.index(0).data() == "Running and queued"
    assert "Yesterday" in [pane.model.index(row).data() for row in range(pane.model.rowCount())]
