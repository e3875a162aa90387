"""Cells, heads and what a row says as a whole."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from stepflow_desktop.core.model import ExecutionPage, Update
from stepflow_desktop.gui.models.executions import ExecutionsModel
from stepflow_desktop.gui.table.columns import Column
from stepflow_desktop.gui.table.table_model import ExecutionsTableModel
from stepflow_desktop.gui.table.usage import Usage
from stepflow_desktop.gui.table.usage_reader import usage_of
from tests.gui import sample_data as data


@pytest.fixture
def model(qapp: Any) -> ExecutionsTableModel:
    details = data.afternoon()
    rows = ExecutionsModel(data.FixedClock(), headings=False)
    model = ExecutionsTableModel(rows, data.FixedClock(), estimate_of=lambda run, _outlook: f"about {run.row_id}")
    model.tester = QAbstractItemModelTester(model)  # type: ignore[attr-defined]
    rows.restart(data.filter_of(""))
    runs = tuple(item.execution for item in details)
    rows.add_page(ExecutionPage(runs, len(runs), False))
    for item in details:
        rows.set_steps(item.execution.id, item.steps)
    return model


def cells(model: ExecutionsTableModel, execution_id: str) -> dict[str, str]:
    row = model.row_of(execution_id)
    return {column.name: str(model.index(row, column).data()) for column in Column}


def test_a_running_one(model: ExecutionsTableModel) -> None:
    found = cells(model, data.churn().execution.id)
    assert found["STATUS"] == "Running"
    assert found["NAME"] == "Train churn model"
    assert found["PROGRESS"].startswith("5/7 Train gradient boosting")
    assert found["TAGS"] == "ml, nightly"
    assert found["DURATION"] == "12m 41s"
    assert found["ESTIMATE"] == "about 318"
    assert (found["FILES"], found["USER"], found["EXIT"], found["ENDED"]) == ("2", "user", "", "")
    assert found["FOLDER"] == "~/work/churn"
    assert found["ID"] == "0000013e"


def test_finished_and_queued_ones(model: ExecutionsTableModel) -> None:
    failed = cells(model, data.integration().execution.id)
    assert failed["PROGRESS"] == "4/6 Run pytest: 3 failed, 412 passed"
    assert (failed["EXIT"], failed["DURATION"], failed["STARTED"]) == ("1", "6m 12s", "11:52")
    queued = cells(model, data.queued().id)
    assert (queued["PROGRESS"], queued["STARTED"], queued["DURATION"]) == ("Waits for a free slot", "queued", "")
    stopped = cells(model, data.execution(308, "", "").id)
    assert stopped["PROGRESS"] == "3/5 Cancelled"
    assert cells(model, data.execution(311, "", "").id)["PROGRESS"] == "5/5"


def test_a_row_is_heard_whole_at_its_name(model: ExecutionsTableModel) -> None:
    index = model.index(0, Column.NAME)
    heard = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert heard.startswith("Train churn model, running, step 5 of 7")


def test_heads(model: ExecutionsTableModel) -> None:
    across = Qt.Orientation.Horizontal
    assert model.headerData(Column.NAME, across) == "Name and command"
    assert model.headerData(Column.SELECT, across, Qt.ItemDataRole.AccessibleTextRole) == "Select"
    assert model.headerData(Column.NAME, Qt.Orientation.Vertical) is None


def test_rows_come_go_and_move_with_those_of_the_list(model: ExecutionsTableModel) -> None:
    before = model.rowCount()
    new = data.execution(500, "Fresh", "true", data.E.PENDING, started_ago=0)
    model.rows.apply([Update(execution=new, created=True)])
    assert model.rowCount() == before + 1
    run = data.sweep().execution
    done = data.execution(run.row_id, run.name, run.command, started_ago=1510, took=1510)
    model.rows.apply([Update(execution=done, ended=True)])
    assert model.row_of(done.id) == 5
    model.rows.apply([Update(execution=new, deleted=True)])
    assert model.rowCount() == before
    assert model.execution_at(99) is None


def test_dragged_rows_are_their_commands(model: ExecutionsTableModel) -> None:
    cells_of_two = [model.index(row, column) for row in (5, 6) for column in Column]
    assert model.mimeData(cells_of_two).text().splitlines() == [
        'make test-integration PYTEST_ARGS="-n 4 --maxfail=20"',
        "make docs",
    ]
    assert not model.index(0, 0).parent().isValid()
    assert model.rowCount(model.index(0, 0)) == 0 and model.columnCount(QModelIndex()) == len(Column)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (None, Usage()),
        ({"rusage": None}, Usage()),
        ({"rusage": {"user_s": 1.5, "system_s": 0.5, "max_rss_bytes": 4096}}, Usage(2.0, 4096)),
    ],
)
def test_what_the_supervisor_wrote_is_read(facts: Any, expected: Usage) -> None:
    assert usage_of(facts) == expected
