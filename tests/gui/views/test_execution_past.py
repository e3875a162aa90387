"""What earlier runs add to the execution that is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from stepflow_desktop.core.model import ExecutionDetails, ExecutionStatus, Update
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.detail_cards import SummaryView
from stepflow_desktop.gui.views.execution_pane import ExecutionPane
from stepflow_desktop.gui.views.execution_past import ExecutionPast
from tests.gui import sample_data as data

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
PAST_TAB = "Past runs"


def again(row_id: int, hours_ago: float, status: ExecutionStatus, **fields: Any) -> ExecutionDetails:
    failed = data.integration().execution
    run = data.execution(row_id, failed.name, failed.command, status, started_ago=hours_ago * 3600, **fields)
    return ExecutionDetails(run, (), ())


@pytest.fixture
def engine() -> data.FakeEngine:
    failed, done = ExecutionStatus.FAILED, ExecutionStatus.COMPLETED
    engine = data.FakeEngine(
        [
            data.integration(),
            again(300, 5, done),
            again(299, 9, failed, failed_step_name="Run pytest"),
            again(298, 10, failed, failed_step_name="Check out"),
            data.churn(),
        ]
    )
    failed_id = data.integration().execution.id
    engine.histories[failed_id] = data.usual([("Check out", 5.0), ("Run pytest", 280.0)])
    return engine


@pytest.fixture
def pane(theme: Theme, clock: data.FixedClock, engine: data.FakeEngine, qtbot: Any, tmp_path: Any) -> ExecutionPane:
    pane = ExecutionPane(theme, clock, 10.0, lambda _file: tmp_path, lambda _id: tmp_path / "output.log")
    qtbot.addWidget(pane)
    pane.resize(1016, 760)
    return pane


@pytest.fixture
def past(
    theme: Theme, clock: data.FixedClock, engine: data.FakeEngine, pane: ExecutionPane, qtbot: Any
) -> ExecutionPast:
    bridge = data.FakeBridge(engine)
    past = ExecutionPast(theme, bridge, clock, Expectations(), pane)  # type: ignore[arg-type]
    past.bridge = bridge  # type: ignore[attr-defined]
    pane.show()
    qtbot.waitExposed(pane)
    pane.show_details(data.integration())
    return past


def tab_name(pane: ExecutionPane) -> str:
    return pane.tabs.accessibleTabName(pane.tabs.count() - 1)


def test_the_tab_counts_the_runs_before_it_is_opened(past: ExecutionPast, pane: ExecutionPane) -> None:
    assert tab_name(pane) == "Past runs, 4"
    assert past.tab is None


def test_the_error_card_says_how_often_the_step_failed(past: ExecutionPast, pane: ExecutionPane) -> None:
    told = "this step failed in 2 of the last 4 runs · last success 5 h ago"
    assert pane.error.facts.text() == told


def test_what_is_usual_is_told_of_its_steps(past: ExecutionPast, pane: ExecutionPane) -> None:
    assert pane.head.ribbon.segments[0].note == "4.1 s"
    known = past._expectations.expected(data.integration().execution, data.integration().steps)
    assert len(known.learned) == 2


def test_the_tab_shows_all_runs_and_follows_them(
    past: ExecutionPast, pane: ExecutionPane, engine: data.FakeEngine, qtbot: Any
) -> None:
    pane.show_past_runs()
    assert past.tab is not None
    assert len(past.tab.model.all()) == 4
    assert past.tab.model.current_id == data.integration().execution.id
    new = again(400, 0, ExecutionStatus.PENDING)
    engine.details[new.execution.id] = new
    past.bridge.updated.emit([Update(execution=new.execution, created=True)])  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: past.tab is not None and len(past.tab.model.all()) == 5)
    assert tab_name(pane) == "Past runs, 5"


def test_news_of_other_commands_are_no_news(past: ExecutionPast, qtbot: Any) -> None:
    other = replace(data.churn().execution)
    past.bridge.updated.emit([Update(execution=other, ended=True)])  # type: ignore[attr-defined]
    assert not past._timer.isActive()


def test_a_run_opens_from_the_list(past: ExecutionPast, pane: ExecutionPane, qtbot: Any) -> None:
    pane.show_past_runs()
    assert past.tab is not None
    with qtbot.waitSignal(past.opened) as opened:
        past.tab.view.activated.emit(past.tab.model.index(1, 0))
    assert opened.args == [past.tab.model.execution(1).id]


def test_the_count_is_forgotten_with_another_execution(past: ExecutionPast, pane: ExecutionPane) -> None:
    pane.show_details(data.churn())
    assert tab_name(pane) == "Past runs, 1"


def test_the_summary_is_shown_with_the_details(
    past: ExecutionPast, pane: ExecutionPane, engine: data.FakeEngine
) -> None:
    other = again(301, 4, ExecutionStatus.COMPLETED)
    engine.details[other.execution.id] = other
    engine.summaries[other.execution.id] = "# All is well"
    pane.show_details(other)
    assert pane.facts.findChild(SummaryView) is not None
    assert pane.facts.findChild(SummaryView).toPlainText() == "All is well"


def test_the_keyboard_finds_the_list_once_it_is_there(past: ExecutionPast, pane: ExecutionPane) -> None:
    assert past.panes() == []
    pane.show_past_runs()
    assert past.tab is not None
    assert past.panes() == [(past.tab, past.tab.view)]
