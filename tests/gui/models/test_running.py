"""Rows of what runs: they come with their start and go with their end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from stepflow_desktop.core.model import ExecutionStatus, Update
from stepflow_desktop.gui.models.executions import EXPECTED_ROLE, ID_ROLE, OUTLOOK_ROLE, STEPS_ROLE
from stepflow_desktop.gui.models.running import RunningModel
from tests.gui import sample_data as data


@pytest.fixture
def model(qtbot: QtBot, clock: data.FixedClock) -> RunningModel:
    model = RunningModel(clock)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


@pytest.fixture
def clock() -> data.FixedClock:
    return data.FixedClock()


def test_what_runs_is_shown_with_its_steps(model: RunningModel) -> None:
    churn = data.churn()
    model.show([(churn.execution, churn.steps)])
    index = model.index(0)
    assert index.data() == "Train churn model"
    assert index.data(STEPS_ROLE) == churn.steps
    assert index.data(OUTLOOK_ROLE).left_s
    assert "running, step 5 of 7" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_rows_come_and_go_with_updates(model: RunningModel) -> None:
    run = data.churn().execution
    model.apply([Update(execution=run, started=True)])
    assert model.index(0).data(ID_ROLE) == run.id
    model.apply([Update(execution=replace(run, progress=80.0))])
    assert model.rowCount() == 1
    other = replace(run, id="other")
    model.apply([Update(execution=replace(other, status=ExecutionStatus.PENDING), created=True)])
    assert model.rowCount() == 1
    model.apply([Update(execution=replace(run, status=ExecutionStatus.COMPLETED), ended=True)])
    assert model.rowCount() == 0


def test_steps_are_kept_when_an_update_brings_none(model: RunningModel) -> None:
    churn = data.churn()
    model.show([(churn.execution, churn.steps)])
    model.apply([Update(execution=churn.execution, edited=True)])
    assert model.index(0).data(STEPS_ROLE) == churn.steps


def test_reading_again_does_not_reset_what_is_the_same(model: RunningModel) -> None:
    churn = data.churn()
    model.show([(churn.execution, churn.steps)])
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.show([(replace(churn.execution, progress=99.0), churn.steps)])
    assert not resets
    model.show([])
    assert resets and model.rowCount() == 0


def test_what_is_expected_is_known_to_the_ribbon(model: RunningModel) -> None:
    churn = data.churn()
    model.show([(churn.execution, churn.steps)])
    expected = model.index(0).data(EXPECTED_ROLE)
    assert churn.steps[4].id in expected.seconds
