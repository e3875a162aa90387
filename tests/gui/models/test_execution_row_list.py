"""Rows stay in order, and many go in with few insertions."""

from __future__ import annotations

from stepflow_desktop.gui.models.execution_groups import group_of, heading_place, place_of
from stepflow_desktop.gui.models.execution_row_list import Row, RowList, by_place
from tests.gui.sample_data import NOW, execution

TODAY = NOW.date()


def row(number: int) -> Row:
    run = execution(number, f"run {number}", "c")
    group = group_of(run, TODAY)
    return Row(place_of(run, group), group, run)


def heading() -> Row:
    group = row(1).group
    return Row(heading_place(group), group, members=3)


def filled(*numbers: int) -> RowList:
    rows = RowList([heading(), *(row(number) for number in numbers)])
    assert sorted(rows, key=by_place) == rows
    return rows


def test_rows_are_found() -> None:
    rows = filled(9, 5, 1)
    assert [rows.position(each) for each in rows] == [0, 1, 2, 3]
    assert rows.find(row(7).place) == 2
    assert rows.heading(row(1).group) is rows[0]
    assert RowList([row(1)]).heading(row(1).group) is None
    assert RowList().heading(row(1).group) is None


def test_neighbours_go_in_together() -> None:
    rows = filled(9, 5, 1)
    runs = []
    for position, run in rows.runs([row(12), row(11), row(8), row(7), row(0)]):
        runs.append((position, len(run)))
        rows.insert_run(position, run)
    assert runs == [(1, 2), (4, 2), (8, 1)]
    assert sorted(rows, key=by_place) == rows
