"""Runs of one command as rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from stepflow_desktop.core.model import ExecutionStatus
from stepflow_desktop.gui.models.past_runs import COLUMNS, ID_ROLE, PastRunsModel
from stepflow_desktop.gui.theme import Theme
from tests.gui import sample_data as data

RUNS = (
    replace(data.finished(9, "Build", "make", 3600, 108, 5, 2), usual_s=120.0, usual_runs=3),
    replace(data.integration().execution, usual_s=400.0, usual_runs=3),
    data.execution(3, "Build", "make", ExecutionStatus.CANCELLED, started_ago=90_000),
)


@pytest.fixture
def model(theme: Theme, qtmodeltester: Any) -> PastRunsModel:
    model = PastRunsModel(theme, data.FixedClock())
    model.show_runs(RUNS, RUNS[1].id)
    qtmodeltester.check(model)
    return model


def row(model: PastRunsModel, number: int) -> list[object]:
    return [model.index(number, column).data() for column in range(COLUMNS)]


def test_each_run_says_how_it_went(model: PastRunsModel) -> None:
    assert row(model, 0) == ["Completed", "13:45", "1m 48s", "12 s faster", "5 steps · 2 artifacts", "Build"]
    assert row(model, 1)[:4] == ["Failed", "11:52", "6m 12s", "this run"]
    assert row(model, 1)[4] == "4/6  Run pytest: 3 failed, 412 passed"
    assert row(model, 2)[:4] == ["Cancelled", "Mon 13:45", "1m 00s", ""]
    assert model.headerData(3, Qt.Orientation.Horizontal) == "Against usual"


def test_the_run_that_is_looked_at_is_set_off(model: PastRunsModel) -> None:
    weights = [model.index(number, 0).data(Qt.ItemDataRole.FontRole).weight() for number in range(3)]
    assert weights[1] > weights[0] == weights[2]
    sentence = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert sentence.startswith("Build, completed")


def test_the_same_runs_keep_their_rows(model: PastRunsModel, qtbot: Any) -> None:
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_runs((replace(RUNS[0], name="Renamed"), *RUNS[1:]), RUNS[0].id)
    assert row(model, 0)[5] == "Renamed"
    with qtbot.waitSignal(model.modelReset):
        model.show_runs(RUNS[:1], RUNS[0].id)
    assert [model.index(number, 0).data(ID_ROLE) for number in range(model.rowCount())] == [RUNS[0].id]
