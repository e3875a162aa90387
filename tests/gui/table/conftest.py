"""The afternoon's executions in a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from stepflow_desktop.gui.models.saved_views import SavedViews
from stepflow_desktop.gui.table.table_page import ExecutionsTable
from stepflow_desktop.gui.theme import Theme
from tests.gui import sample_data as data

MakeTable = Callable[..., ExecutionsTable]


class Kept(dict[str, object]):
    """As ``QSettings``, in memory."""

    def value(self, key: str, default: object = None) -> object:
        return self.get(key, default)

    def setValue(self, key: str, value: object) -> None:
        self[key] = value


@pytest.fixture
def afternoon() -> data.FakeEngine:
    return data.FakeEngine(data.afternoon())


@pytest.fixture
def fake_bridge(afternoon: data.FakeEngine, qapp: Any) -> data.FakeBridge:
    return data.FakeBridge(afternoon)


@pytest.fixture
def clock() -> data.FixedClock:
    return data.FixedClock()


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def make_table(theme: Theme, fake_bridge: data.FakeBridge, clock: data.FixedClock, kept: Kept, qtbot: Any) -> MakeTable:
    def make(**more: Any) -> ExecutionsTable:
        table = ExecutionsTable(theme, fake_bridge, clock, "user", kept, SavedViews(), **more)  # type: ignore[arg-type]
        qtbot.addWidget(table)
        table.resize(1356, 822)
        table.show()
        table.activateWindow()
        qtbot.waitExposed(table)
        table.start()
        return table

    return make


@pytest.fixture
def table(make_table: MakeTable) -> ExecutionsTable:
    return make_table(can_compare=lambda: True)
