"""Pages, counts and updates reach the model in whatever order they come."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex

from stepflow_desktop.core.model import ExecutionStatus, Update
from stepflow_desktop.errors import Unavailable
from stepflow_desktop.gui.models import executions_feed
from stepflow_desktop.gui.models.executions import ExecutionsModel
from stepflow_desktop.gui.models.executions_feed import ExecutionsFeed
from tests.gui import sample_data as data


@pytest.fixture
def bridge() -> data.FakeBridge:
    return data.FakeBridge(data.FakeEngine(data.afternoon()))


@pytest.fixture
def model() -> ExecutionsModel:
    return ExecutionsModel(data.FixedClock())


@pytest.fixture
def feed(bridge: data.FakeBridge, model: ExecutionsModel, qapp: Any) -> ExecutionsFeed:
    return ExecutionsFeed(bridge, model)  # type: ignore[arg-type]


def test_the_first_page_comes_with_steps_of_what_runs(feed: ExecutionsFeed, model: ExecutionsModel) -> None:
    feed.restart(data.filter_of(""))
    assert len(model) == 14
    assert len(model.steps_of(data.churn().execution.id)) == 7
    assert not feed.is_loading


def test_running_ones_come_however_old(
    feed: ExecutionsFeed, model: ExecutionsModel, monkeypatch: pytest.MonkeyPatch, bridge: data.FakeBridge
) -> None:
    monkeypatch.setattr(executions_feed, "PAGE", 3)
    old = data.execution(1, "Old daemon", "serve", ExecutionStatus.RUNNING, started_ago=90 * 86_400)
    bridge.engine.details[old.id] = data.ExecutionDetails(old, (), ())
    feed.restart(data.filter_of(""))
    assert model.execution(old.id) is not None
    for _ in range(10):
        model.fetchMore(QModelIndex())
    assert len(model) == 15
    assert not model.canFetchMore(QModelIndex())


def test_a_filter_asks_the_engine(feed: ExecutionsFeed, model: ExecutionsModel, bridge: data.FakeBridge) -> None:
    feed.restart(data.filter_of("status:failed tests"))
    assert [query.status for name, query in bridge.engine.calls if name == "list"] == [(ExecutionStatus.FAILED,)]
    assert len(model) == 1


def test_contradicting_filters_ask_nothing(feed: ExecutionsFeed, bridge: data.FakeBridge) -> None:
    feed.restart(data.filter_of("status:failed").with_statuses({ExecutionStatus.RUNNING}))
    assert bridge.engine.calls == []
    assert not feed.is_loading


def test_an_answer_for_an_older_filter_is_dropped(
    feed: ExecutionsFeed, model: ExecutionsModel, bridge: data.FakeBridge
) -> None:
    bridge.hold = True
    feed.restart(data.filter_of(""))
    bridge.hold = False
    feed.restart(data.filter_of("status:failed"))
    bridge.release()
    assert len(model) == 2


def test_updates_while_a_page_is_on_its_way_win(
    feed: ExecutionsFeed, model: ExecutionsModel, bridge: data.FakeBridge
) -> None:
    bridge.hold = True
    feed.restart(data.filter_of(""))
    run = data.integration().execution
    feed.apply([Update(execution=replace(run, name="Renamed"), edited=True), Update(execution=_queued(), deleted=True)])
    bridge.release()
    renamed = model.execution(run.id)
    assert renamed is not None
    assert renamed.name == "Renamed"
    assert model.execution(_queued().id) is None


def _queued() -> data.Execution:
    return next(item.execution for item in data.afternoon() if item.execution.status is ExecutionStatus.PENDING)


def test_counts_follow_what_begins_and_ends(feed: ExecutionsFeed, qtbot: Any) -> None:
    with qtbot.waitSignal(feed.counted) as answer:
        feed.apply([replace(data.update_of(data.integration()), ended=True)])
    assert answer.args[0][ExecutionStatus.FAILED] == 2


def test_a_refusal_is_told(feed: ExecutionsFeed, bridge: data.FakeBridge, qtbot: Any) -> None:
    bridge.engine.refuse_lists = Unavailable("The database is locked.")
    with qtbot.waitSignal(feed.failed) as answer:
        feed.restart(data.filter_of(""))
    assert answer.args == ["The database is locked."]
    assert not feed.is_loading


def test_masks_hold_on_for_later_updates(feed: ExecutionsFeed, model: ExecutionsModel) -> None:
    feed.restart(data.filter_of(""))
    churn = data.churn()
    step = replace(churn.steps[4], name="Login hunter2")
    run = replace(churn.execution, current_step_name="Login hunter2")
    details = replace(churn, execution=run, steps=(*churn.steps[:4], step), masks=("hunter2",))
    feed.apply([data.update_of(details)])
    feed.apply([Update(execution=replace(run, tags=("hunter2",)), edited=True)])
    shown = model.execution(run.id)
    assert shown is not None
    assert (shown.current_step_name, shown.tags) == ("Login ***", ("***",))
    assert model.steps_of(run.id)[4].name == "Login ***"
