"""The engine is asked while somebody looks, and not more often than every few seconds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import Update
from stepflow_desktop.errors import NotFound, Unavailable
from stepflow_desktop.gui.models import overview_feed
from stepflow_desktop.gui.models.overview_feed import OverviewFeed
from stepflow_desktop.gui.models.overview_period import PERIODS
from tests.gui import sample_data as data
from tests.gui.overview_data import BACKUP, TRAIN, OverviewEngine


class Sight:
    def __init__(self) -> None:
        self.seen = True


@pytest.fixture
def sight() -> Sight:
    return Sight()


@pytest.fixture
def engine(tmp_path: Path) -> OverviewEngine:
    return OverviewEngine(tmp_path)


@pytest.fixture
def feed(qtbot: QtBot, engine: OverviewEngine, sight: Sight, monkeypatch: pytest.MonkeyPatch) -> OverviewFeed:
    monkeypatch.setattr(overview_feed, "PAUSE_MS", 10)
    return OverviewFeed(data.FakeBridge(engine), data.FixedClock(), lambda: sight.seen)  # type: ignore[arg-type]


def asked(engine: OverviewEngine, what: str) -> list[Any]:
    return [question for question in engine.asked if question[0] == what]


def ended() -> Update:
    return Update(execution=data.integration().execution, ended=True)


def test_figures_runs_and_what_runs_come_together(feed: OverviewFeed) -> None:
    got: dict[str, Any] = {}
    feed.figures.connect(lambda found: got.update(figures=found))
    feed.runs.connect(lambda found: got.update(runs=found))
    feed.running.connect(lambda found: got.update(running=found))
    feed.refresh()
    assert got["figures"].artifacts_total == 412
    assert len(got["runs"]) == 3
    assert {execution.status.value for execution, _ in got["running"]} == {"running"}
    assert feed.command == TRAIN


def test_a_thousand_updates_are_one_question(qtbot: QtBot, feed: OverviewFeed, engine: OverviewEngine) -> None:
    feed.refresh()
    for _ in range(1000):
        feed.take([ended()])
    assert len(asked(engine, "statistics")) == 1
    with qtbot.waitSignal(feed.figures):
        pass
    assert len(asked(engine, "statistics")) == 2


def test_progress_alone_asks_for_nothing(feed: OverviewFeed) -> None:
    feed.refresh()
    feed.take([Update(execution=data.churn().execution, steps=data.churn().steps)])
    assert not feed._pause.isActive()


def test_while_nobody_looks_nothing_is_asked(feed: OverviewFeed, engine: OverviewEngine, sight: Sight) -> None:
    feed.refresh()
    sight.seen = False
    feed.take([ended()])
    assert not feed._pause.isActive()
    feed.refresh_if_stale()
    assert len(asked(engine, "statistics")) == 1
    sight.seen = True
    feed.refresh_if_stale()
    assert len(asked(engine, "statistics")) == 2
    feed.refresh_if_stale()
    assert len(asked(engine, "statistics")) == 2


def test_another_period_and_another_command(feed: OverviewFeed, engine: OverviewEngine) -> None:
    feed.refresh()
    feed.choose_command(BACKUP)
    feed.choose_period(PERIODS[0])
    questions = asked(engine, "runs")
    assert [question[1] for question in questions] == [TRAIN, BACKUP, BACKUP]
    assert len(asked(engine, "statistics")[-1][1].edges) == 25
    engine.changes = {"commands": ()}
    feed.refresh()
    assert feed.command is None


def test_an_answer_for_an_earlier_period_is_dropped(feed: OverviewFeed) -> None:
    bridge = feed._bridge
    bridge.hold = True  # type: ignore[attr-defined]
    got: list[int] = []
    feed.figures.connect(lambda found: got.append(len(found.slots)))
    feed.refresh()
    feed.choose_period(PERIODS[1])
    bridge.release()  # type: ignore[attr-defined]
    assert got == [7]


def test_masked_words_stay_masked_in_later_updates(feed: OverviewFeed) -> None:
    run = replace(data.churn().execution, name="Deploy hunter2")
    first, second = feed.shown([Update(execution=run, masks=("hunter2",))]), feed.shown([Update(execution=run)])
    assert "hunter2" not in first[0].execution.name + second[0].execution.name
    assert "hunter2" not in feed.shown([Update(execution=run, ended=True)])[0].execution.name


def test_a_database_that_does_not_answer_is_asked_again(
    qtbot: QtBot, feed: OverviewFeed, engine: OverviewEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def locked(_query: object) -> None:
        raise Unavailable("The database is locked by another program.")

    with monkeypatch.context() as patch:
        patch.setattr(engine, "statistics", locked)
        feed.refresh()
    with qtbot.waitSignal(feed.figures):
        pass
    assert not feed._bridge.problems  # type: ignore[attr-defined]


def test_another_day_is_another_question(feed: OverviewFeed, engine: OverviewEngine) -> None:
    feed.refresh()
    feed.refresh_if_over()
    assert len(asked(engine, "statistics")) == 1
    feed._clock.late_s = 86_400  # type: ignore[attr-defined]
    feed.refresh_if_over()
    assert len(asked(engine, "statistics")) == 2


def test_what_is_deleted_while_it_is_read_is_left_out(
    feed: OverviewFeed, engine: OverviewEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = data.churn().execution.id
    found = engine.get

    async def get(execution_id: str) -> object:
        if execution_id == gone:
            raise NotFound("It is gone.")
        return await found(execution_id)

    monkeypatch.setattr(engine, "get", get)
    got: list[Any] = []
    feed.running.connect(got.append)
    feed.refresh()
    assert got and gone not in {execution.id for execution, _ in got[0]}
