"""Steps as rows: states, notes, times, and changes that touch one row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from stepflow_desktop.core.foresight import LiveFacts
from stepflow_desktop.core.model import ExecutionStatus, StepStatus
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.models.steps import (
    FRACTION_ROLE,
    NOTE_ROLE,
    STATE_ROLE,
    TIME_ROLE,
    StepsModel,
    is_expected,
)
from tests.gui import sample_data as data


@pytest.fixture
def model(qtmodeltester: Any) -> StepsModel:
    model = StepsModel(data.FixedClock())
    qtmodeltester.check(model)
    return model


def column(model: StepsModel, role: int) -> list[object]:
    return [model.index(row).data(role) for row in range(model.rowCount())]


def test_a_failed_run(model: StepsModel) -> None:
    failed = data.integration()
    model.show(failed.execution, failed.steps)
    assert column(model, STATE_ROLE) == ["completed", "completed", "allowed", "failed", "skipped", "skipped"]
    assert column(model, TIME_ROLE) == ["4.1 s", "48 s", "22 s", "4m 51s", "not reached", "not reached"]
    assert column(model, NOTE_ROLE) == ["", "", "Failed, allowed to", "3 failed, 412 passed", "", ""]


def test_a_running_one(model: StepsModel) -> None:
    running = data.churn()
    model.show(running.execution, running.steps)
    assert column(model, STATE_ROLE)[4:] == ["running", "pending", "pending"]
    assert column(model, TIME_ROLE)[4:] == ["7m 10s", "≈ 1m 40s", "≈ 35 s"]
    assert model.index(4).data(NOTE_ROLE) == "Round 620 of 1000 · about 4 min left"
    assert model.running_rows() == [4]
    said = model.index(4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Step 5, Train gradient boosting, running, Round 620 of 1000 · about 4 min left, 7m 10s"


def test_an_overdue_step_says_so(model: StepsModel) -> None:
    running = data.churn()
    late = replace(running.steps[4], estimated_duration_s=400.0, progress_text=None, progress=None)
    model.show(running.execution, (*running.steps[:4], late))
    assert model.index(4).data(NOTE_ROLE) == "30 s longer than its estimate"
    told = replace(late, progress=0.9)
    model.show(running.execution, (*running.steps[:4], told))
    assert model.index(4).data(NOTE_ROLE) == "90 % · less than 2 min left"


def test_one_change_touches_one_row(model: StepsModel, qtmodeltester: Any) -> None:
    running = data.churn()
    model.show(running.execution, running.steps)
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.extend(range(first.row(), last.row() + 1)))
    model.modelReset.connect(lambda: pytest.fail("the model was reset"))
    moved = replace(running.steps[4], progress=0.7)
    model.show(running.execution, (*running.steps[:4], moved, *running.steps[5:]))
    assert changed == [4]
    qtmodeltester.check(model)


def test_steps_come_between_and_go(model: StepsModel, qtmodeltester: Any) -> None:
    running = data.churn()
    steps = running.steps
    model.show(running.execution, steps[:2] + steps[5:])
    for shown in (steps, steps[:3], (steps[1], steps[0], steps[2]), steps):
        model.show(running.execution, shown)
        assert model.all() == tuple(shown)
    qtmodeltester.check(model)


def test_another_execution_starts_afresh(model: StepsModel, qtbot: Any) -> None:
    model.show(data.churn().execution, data.churn().steps)
    with qtbot.waitSignal(model.modelReset):
        model.show(data.integration().execution, data.integration().steps)
    assert model.shows(data.integration().execution.id)


def test_without_steps_one_row_stands_for_the_output(model: StepsModel) -> None:
    run = data.execution(1, "a", "a", ExecutionStatus.RUNNING, started_ago=62)
    model.show(run)
    assert (model.rowCount(), model.index(0).data(), model.index(0).data(TIME_ROLE)) == (1, "Output", "1m 02s")
    model.show(data.execution(2, "b", "b", ExecutionStatus.PENDING))
    assert model.rowCount() == 0


def test_steps_of_earlier_runs_follow_dimmed_with_their_usual_time(qtmodeltester: Any) -> None:
    expectations = Expectations(lambda _id: LiveFacts(data.CHURN_USUAL))
    model = StepsModel(data.FixedClock(), expectations=expectations)
    qtmodeltester.check(model)
    again = data.churn_again()
    model.show(again.execution, again.steps)
    assert column(model, Qt.ItemDataRole.DisplayRole)[4:] == [
        "Train gradient boosting",
        "Evaluate on hold-out",
        "Export model and report",
    ]
    assert column(model, STATE_ROLE)[4:] == ["running", "pending", "pending"]
    assert column(model, TIME_ROLE)[4:] == ["7m 10s", "≈ 1m 40s", "≈ 35 s"]
    assert [is_expected(step) for step in model.all()] == [False] * 5 + [True] * 2
    sentence = model.index(5).data(Qt.ItemDataRole.AccessibleTextRole)
    assert sentence == "Step 6, Evaluate on hold-out, expected, about 1m 40s"
    # The real one takes the place of the expected one.
    begun = data.step(again.execution.id, 5, "Evaluate on hold-out", StepStatus.RUNNING, started_ago=50)
    model.show(replace(again.execution, total_steps=6), (*again.steps, begun))
    assert model.rowCount() == 7
    assert model.index(5).data(FRACTION_ROLE) == 0.5
    # What never came is gone when the run has ended.
    ended = replace(again.execution, status=ExecutionStatus.COMPLETED)
    model.show(ended, again.steps)
    assert model.rowCount() == 5


def test_before_its_first_step_a_run_shows_those_of_the_last_one() -> None:
    model = StepsModel(data.FixedClock(), expectations=Expectations(lambda _id: LiveFacts(data.CHURN_USUAL)))
    model.show(data.execution(1, "a", "a", ExecutionStatus.RUNNING), ())
    assert model.rowCount() == 7
    assert all(is_expected(step) for step in model.all())


def test_of_many_steps_only_those_that_changed_are_told(model: StepsModel) -> None:
    churn = data.churn()
    steps = [replace(churn.steps[0], id=f"step {number}", index=number) for number in range(2_000)]
    model.show(churn.execution, steps)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, *_: told.append((first.row(), last.row())))
    running = replace(steps[1_500], status=StepStatus.RUNNING)
    model.show(churn.execution, [*steps[:1_500], running, *steps[1_501:]])
    assert told == [(1_500, 1_500)]
    assert model.running_rows() == [1_500]
    told.clear()
    model.show(churn.execution, [replace(step, exit_code=1) if step.index >= 1_000 else step for step in steps])
    assert told == [(1_000, 1_999)]
    assert model.running_rows() == []
