"""What is wrong with the storage shows while it lasts; what an earlier time left shows until it is dealt with."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ErrorCode, Execution, ExecutionStatus
from stepflow_desktop.core.store import Store
from stepflow_desktop.core.store_connection import DatabaseLocked, DatabaseReadOnly
from stepflow_desktop.errors import StepFlowError, StorageProblem
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.state_banners import DATABASE, StateBanners
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.frame_banners import BannerArea
from stepflow_desktop.gui.widgets import Banner, Button
from stepflow_desktop.gui.widgets.question import Question
from tests.waiting import until

GONE = Execution(
    id="a",
    name="Backup",
    command="x",
    working_directory="/",
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    status=ExecutionStatus.FAILED,
    error_code=ErrorCode.INTERRUPTED,
    error_message="Interrupted by a restart of the computer, output kept.",
)


class OneStore:
    """An engine of which only the store and runs that begin again are asked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.again: list[str] = []

    async def rerun(self, execution_id: str, *, origin: str) -> None:
        self.again.append(execution_id)


@pytest_asyncio.fixture
async def engine(tmp_path: Path) -> AsyncIterator[OneStore]:
    store = await Store.open(tmp_path / "stepflow.db")
    yield OneStore(store)
    await store.close()


@pytest.fixture
def area(theme: Theme, qtbot: QtBot) -> BannerArea:
    area = BannerArea(theme)
    qtbot.addWidget(area)
    return area


@pytest.fixture
def shown() -> list[str]:
    return []


@pytest.fixture
def banners(theme: Theme, area: BannerArea, engine: OneStore, shown: list[str]) -> StateBanners:
    bridge = EngineBridge(engine)  # type: ignore[arg-type]
    tell, move = (lambda word=word: shown.append(word) for word in ("interrupted", "move"))
    return StateBanners(theme, area, bridge, tell, move, area)


def _words(area: BannerArea) -> list[str]:
    return [banner.accessibleName() for _rank, banner in area._banners.values()]


def _press(area: BannerArea, word: str) -> None:
    standing = [button for _rank, banner in area._banners.values() for button in banner.findChildren(Button)]
    [button] = [button for button in standing if button.text() == word]
    button.click()


async def test_a_database_that_another_program_holds_is_told_until_it_is_free(
    banners: StateBanners, area: BannerArea, engine: OneStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await engine.store._writer.run_alone(lambda connection: connection.execute("PRAGMA busy_timeout = 20"))
    other = sqlite3.connect(engine.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseLocked):
        await engine.store.try_to_write()
    banners.look()
    assert _words(area)[0].startswith("Waiting for another program to let go of the database")
    other.execute("ROLLBACK")
    other.close()
    _press(area, "Try again")
    await until(lambda: area.keys == [])


async def test_a_database_that_may_not_be_written_is_told_with_its_place(
    banners: StateBanners, area: BannerArea, engine: OneStore, shown: list[str]
) -> None:
    await engine.store._writer.run_alone(lambda connection: connection.execute("PRAGMA query_only = ON"))
    with pytest.raises(DatabaseReadOnly):
        await engine.store.insert(_row())
    banners.look()
    assert _words(area)[0].startswith("The database is read-only")
    assert str(engine.store.path) in _words(area)[0]
    _press(area, "Move…")
    assert shown == ["move"]
    await engine.store._writer.run_alone(lambda connection: connection.execute("PRAGMA query_only = OFF"))
    _press(area, "Try again")
    await until(lambda: area.keys == [])


def _row() -> object:
    from stepflow_desktop.core.store import Saved

    return Saved(execution=GONE, new=True)


async def test_the_holder_is_named_when_it_is_known(
    banners: StateBanners, area: BannerArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stepflow_desktop.gui.state_banners.holder_of", lambda _path: "backup (PID 12)")
    banners._problem = DatabaseLocked("locked")
    banners._show_problem(banners._problem, Path("/x/stepflow.db"))
    await until(lambda: "Waiting for backup (PID 12)" in _words(area)[0])
    banners._show_problem(None, Path("/x"))
    assert area.keys == []


async def test_any_other_hindrance_is_told_in_its_own_words(banners: StateBanners, area: BannerArea) -> None:
    problem: StepFlowError = StorageProblem("The disk is full.")
    banners._show_problem(problem, Path("/x"))
    assert _words(area) == ["The database cannot be written. The disk is full."]
    assert area.keys == [DATABASE]


async def test_a_database_that_was_set_aside_is_told_once_and_can_be_dismissed(
    banners: StateBanners, area: BannerArea, engine: OneStore, tmp_path: Path
) -> None:
    engine.store.set_aside = tmp_path / "stepflow.db.damaged-1"
    banners.look()
    assert _words(area)[0].startswith("The database was damaged")
    _press(area, "Show details")
    details = area.window().findChild(Question, "damage")
    assert details is not None and str(tmp_path / "stepflow.db.damaged-1") in details.explanation
    details.buttons["copy_path"].click()
    assert QGuiApplication.clipboard().text() == str(tmp_path / "stepflow.db.damaged-1")
    [banner] = area.findChildren(Banner)
    banner._on_dismissed()
    banners.look()
    assert area.keys == []


async def test_runs_that_went_down_with_the_computer_can_begin_again(
    banners: StateBanners, area: BannerArea, engine: OneStore
) -> None:
    lost = replace(GONE, id="b", error_message="Ended unexpectedly.")
    banners.take_ended([GONE, lost])
    assert _words(area)[0].startswith("1 execution was interrupted when the computer shut down")
    banners.take_ended([replace(GONE, id="c")])
    assert _words(area)[0].startswith("2 executions were interrupted")
    _press(area, "Run again")
    await until(lambda: engine.again == ["a", "c"])
    assert area.keys == []


async def test_or_be_looked_at(banners: StateBanners, area: BannerArea, shown: list[str]) -> None:
    banners.take_ended([GONE])
    _press(area, "Show")
    assert (shown, area.keys) == (["interrupted"], [])
