"""Rows under headings: pages, updates that move only what they concern, days that pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from stepflow_desktop.core.model import ExecutionPage, ExecutionStatus, Update
from stepflow_desktop.gui.models.executions import HEADING_ROLE, ID_ROLE, STEPS_ROLE, ExecutionsModel
from tests.gui import sample_data as data

DAY = 86_400


@pytest.fixture
def clock() -> data.FixedClock:
    return data.FixedClock()


@pytest.fixture
def model(clock: data.FixedClock, qtmodeltester: Any) -> Iterator[ExecutionsModel]:
    model = ExecutionsModel(clock)
    qtmodeltester.check(model)
    model.restart(data.filter_of(""))
    runs = tuple(item.execution for item in data.afternoon())
    model.add_page(ExecutionPage(runs, len(runs), False))
    yield model
    qtmodeltester.check(model)


def titles(model: ExecutionsModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def headings(model: ExecutionsModel) -> list[tuple[str, str]]:
    found = (model.index(row).data(HEADING_ROLE) for row in range(model.rowCount()))
    return [heading for heading in found if heading]


def row_of(model: ExecutionsModel, name: str) -> int:
    return titles(model).index(name)


def test_rows_stand_under_headings(model: ExecutionsModel) -> None:
    assert headings(model) == [
        ("Running and queued", "5"),
        ("Today", "6"),
        ("Yesterday", "1"),
        ("This week", "1"),
        ("October 2026", "1"),
    ]
    assert titles(model)[:7] == [
        "Running and queued",
        "Train churn model",
        "Spectrometer sweep 400–700 nm",
        "Nightly backup to NAS",
        "Import customer feed",
        "Render weekly report pack",
        "Today",
    ]


def test_headings_cannot_be_chosen(model: ExecutionsModel) -> None:
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Running and queued, 5"


def test_an_update_changes_its_row_only(model: ExecutionsModel) -> None:
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last, _roles: changed.extend((first.row(), last.row())))
    model.modelReset.connect(lambda: pytest.fail("the model was reset"))
    model.layoutChanged.connect(lambda: pytest.fail("all rows were laid out"))
    backup = data.backup()
    later = replace(backup.execution, progress=90.0)
    assert model.apply([data.update_of(replace(backup, execution=later))]) == 0
    row = row_of(model, "Nightly backup to NAS")
    assert changed == [row, row]
    assert model.execution(later.id) == later
    assert model.index(row).data(STEPS_ROLE) == backup.steps


def test_only_a_new_status_changes_the_height(model: ExecutionsModel) -> None:
    resized: list[bool] = []
    model.dataChanged.connect(lambda *seen: resized.append(Qt.ItemDataRole.SizeHintRole in seen[2]))
    run = data.backup().execution
    model.apply([Update(execution=replace(run, progress=90.0))])
    assert not any(resized)
    model.apply([Update(execution=replace(run, status=ExecutionStatus.COMPLETED, completed_at=data.NOW))])
    assert any(resized)


def test_ending_moves_the_row_and_what_is_held_follows(model: ExecutionsModel) -> None:
    run = data.churn().execution
    held = QPersistentModelIndex(model.index_of(run.id))
    other = QPersistentModelIndex(model.index_of(data.integration().execution.id))
    ended = replace(run, status=ExecutionStatus.COMPLETED, completed_at=data.NOW, duration_s=761.0)
    model.apply([Update(execution=ended, ended=True)])
    assert held.row() == row_of(model, "Today") + 1
    assert QModelIndex(other).data(ID_ROLE) == data.integration().execution.id
    assert headings(model)[:2] == [("Running and queued", "4"), ("Today", "7")]


def test_the_heading_goes_with_its_last_row(model: ExecutionsModel) -> None:
    yesterday = model.execution_at(model.index(row_of(model, "Yesterday") + 1))
    assert yesterday is not None
    model.apply([Update(execution=yesterday, deleted=True)])
    assert "Yesterday" not in titles(model)
    assert model.execution(yesterday.id) is None


def test_a_new_one_comes_on_top_and_is_counted(model: ExecutionsModel) -> None:
    new = data.execution(400, "Fresh", "true", ExecutionStatus.RUNNING, started_ago=1)
    assert model.apply([Update(execution=new, created=True)]) == 1
    assert titles(model)[1] == "Fresh"
    assert model.apply([Update(execution=new)]) == 0


def test_rows_that_leave_the_filter_go(clock: data.FixedClock) -> None:
    model = ExecutionsModel(clock)
    model.restart(data.filter_of("status:running"))
    runs = tuple(item.execution for item in data.afternoon())
    model.add_page(ExecutionPage(runs, len(runs), False))
    assert len(model) == 4
    run = data.feed().execution
    model.apply([Update(execution=replace(run, status=ExecutionStatus.FAILED, completed_at=data.NOW))])
    assert len(model) == 3
    assert model.apply([Update(execution=data.integration().execution)]) == 0
    assert len(model) == 3


def test_pages_are_asked_for_once_and_joined_without_repeats(clock: data.FixedClock, qtmodeltester: Any) -> None:
    model = ExecutionsModel(clock)
    asked: list[int] = []
    model.more_wanted.connect(lambda: asked.append(model.next_offset))
    runs = [data.execution(n, f"run {n}", "c", started_ago=(1000 - n) * 60) for n in range(500, 0, -1)]
    model.restart(data.filter_of(""))
    assert not model.canFetchMore(QModelIndex())
    model.add_page(ExecutionPage(tuple(runs[:200]), 500, True))
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == [200]
    model.add_page(ExecutionPage(tuple(runs[195:400]), 500, True))
    assert len(model) == 400
    assert model.next_offset == 400
    assert headings(model)[-1][1].endswith("+")
    qtmodeltester.check(model)


def test_a_page_goes_in_with_few_insertions(clock: data.FixedClock, qtmodeltester: Any) -> None:
    model = ExecutionsModel(clock)
    inserted: list[int] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append(last - first + 1))
    model.restart(data.filter_of(""))
    runs = tuple(data.execution(n, f"run {n}", "c", started_ago=(1000 - n) * 600) for n in range(400, 0, -1))
    model.add_page(ExecutionPage(runs[:200], 400, True))
    model.add_page(ExecutionPage(runs[200:], 400, False))
    assert len(inserted) == 2
    assert sum(inserted) == model.rowCount()
    assert sum(int(count) for _, count in headings(model)) == 400
    qtmodeltester.check(model)


def test_what_was_created_meanwhile_moves_the_next_page(clock: data.FixedClock) -> None:
    model = ExecutionsModel(clock)
    runs = [data.execution(n, f"run {n}", "c") for n in range(10, 0, -1)]
    model.restart(data.filter_of(""))
    model.add_page(ExecutionPage(tuple(runs[:5]), 10, True))
    model.apply([Update(execution=data.execution(11, "new", "c", ExecutionStatus.PENDING), created=True)])
    assert model.next_offset == 6
    model.apply([Update(execution=runs[2], deleted=True)])
    assert model.next_offset == 5


def test_old_finished_ones_wait_for_their_page_but_running_ones_do_not(clock: data.FixedClock) -> None:
    model = ExecutionsModel(clock)
    model.restart(data.filter_of(""))
    model.add_page(ExecutionPage((data.execution(50, "a", "a"),), 99, True))
    model.apply([Update(execution=data.execution(3, "old", "c"), edited=True)])
    assert model.execution(data.execution(3, "old", "c").id) is None
    model.apply([Update(execution=data.execution(4, "old running", "c", ExecutionStatus.RUNNING))])
    assert titles(model)[1] == "old running"
    assert model.next_offset == 1


def test_a_failed_page_can_be_asked_for_again(clock: data.FixedClock) -> None:
    model = ExecutionsModel(clock)
    model.restart(data.filter_of(""))
    model.add_page(ExecutionPage((data.execution(50, "a", "a"),), 99, True))
    model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex())
    model.page_failed()
    assert model.canFetchMore(QModelIndex())


def test_midnight_moves_rows_under_other_headings(model: ExecutionsModel, clock: data.FixedClock) -> None:
    held = QPersistentModelIndex(model.index_of(data.integration().execution.id))
    assert not model.regroup()
    clock.late_s = 12 * 3600
    assert model.regroup()
    assert [title for title, _ in headings(model)] == [
        "Running and queued",
        "Yesterday",
        "This week",
        "October 2026",
    ]
    assert QModelIndex(held).data(ID_ROLE) == data.integration().execution.id


def test_rows_without_row_ids_are_told_apart(clock: data.FixedClock) -> None:
    model = ExecutionsModel(clock)
    model.restart(data.filter_of(""))
    runs = tuple(replace(data.execution(n, f"run {n}", "c"), row_id=0) for n in range(1, 6))
    model.add_page(ExecutionPage(runs, 5, False))
    model.apply([Update(execution=runs[2], deleted=True)])
    assert [model.execution(run.id) is None for run in runs] == [False, False, True, False, False]


def test_a_dragged_row_is_its_command(model: ExecutionsModel) -> None:
    index = model.index_of(data.integration().execution.id)
    assert model.mimeData([index]).text() == data.integration().execution.command
