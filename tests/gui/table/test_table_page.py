"""The table as a person uses it: sort, choose, filter, open, act on many, and live with updates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from stepflow_desktop.core.model import ExecutionDetails, ExecutionStatus, Update
from stepflow_desktop.core.query import NEWEST, Order, SortKey
from stepflow_desktop.errors import Unavailable
from stepflow_desktop.gui.table.columns import LOOKS, Column
from stepflow_desktop.gui.table.table_page import ExecutionsTable
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import EmptyState
from tests.gui import sample_data as data
from tests.gui.table.conftest import Kept, MakeTable

LEFT = Qt.MouseButton.LeftButton
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


def names(table: ExecutionsTable) -> list[str]:
    return [str(table.model.index(row, Column.NAME).data()) for row in range(table.model.rowCount())]


def cell(table: ExecutionsTable, row: int, column: Column) -> QPoint:
    return table.view.visualRect(table.model.index(row, column)).center()


def click(table: ExecutionsTable, qtbot: Any, row: int, column: Column, modifier: Any = NONE) -> None:
    qtbot.mouseClick(table.view.viewport(), LEFT, modifier, cell(table, row, column))


def click_head(table: ExecutionsTable, qtbot: Any, column: Column) -> None:
    head = table.view.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(column) + 20, head.height() // 2)
    qtbot.mouseClick(head.viewport(), LEFT, NONE, at)


def button(table: ExecutionsTable, name: str) -> QPushButton:
    found = table.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_running_then_queued_then_the_newest(table: ExecutionsTable) -> None:
    assert names(table)[:6] == [
        "Train churn model",
        "Spectrometer sweep 400–700 nm",
        "Nightly backup to NAS",
        "Import customer feed",
        "Render weekly report pack",
        "Integration tests",
    ]
    assert table.count.text() == "14"


def test_the_head_sorts_all_and_a_second_click_turns_the_order(table: ExecutionsTable, qtbot: Any) -> None:
    click_head(table, qtbot, Column.DURATION)
    assert table.controls.order == Order(SortKey.DURATION)
    finished = [run.duration_s for run in map(table.model.execution_at, range(5, 14)) if run is not None]
    assert finished == sorted(finished, key=lambda took: -(took or 0))
    click_head(table, qtbot, Column.DURATION)
    assert table.controls.order == Order(SortKey.DURATION, descending=False)
    assert names(table)[0] == "Train churn model"
    click_head(table, qtbot, Column.NAME)
    assert names(table)[5] == "Build documentation"
    click_head(table, qtbot, Column.STARTED)
    assert table.controls.order == NEWEST
    click_head(table, qtbot, Column.TAGS)
    assert table.controls.order == Order(SortKey.TAGS, descending=False)
    click_head(table, qtbot, Column.PROGRESS)
    assert table.controls.order == Order(SortKey.PROGRESS)
    running = [run.progress for run in map(table.model.execution_at, range(3)) if run is not None]
    assert running == sorted(running, reverse=True), "what runs is sorted too, and stays on top"
    click_head(table, qtbot, Column.ESTIMATE)
    assert table.controls.order == Order(SortKey.ESTIMATE)
    before = table.controls.order
    click_head(table, qtbot, Column.SELECT)
    assert table.controls.order == before, "this head sorts nothing"


def test_check_boxes_add_and_take_out(table: ExecutionsTable, qtbot: Any) -> None:
    assert table.bar.isHidden()
    click(table, qtbot, 5, Column.SELECT)
    click(table, qtbot, 8, Column.SELECT)
    assert table.view.chosen_rows() == [5, 8]
    assert table.bar.count.text() == "2 selected"
    assert table.bar.compare.isEnabled()
    click(table, qtbot, 5, Column.SELECT)
    assert table.view.chosen_rows() == [8]
    assert not table.bar.compare.isEnabled()
    click(table, qtbot, 6, Column.NAME)
    assert table.view.chosen_rows() == [6]
    click(table, qtbot, 7, Column.NAME, CONTROL)
    assert table.view.chosen_rows() == [6, 7]
    qtbot.keyClick(table.view, Qt.Key.Key_Escape)
    assert table.view.chosen_rows() == [] and table.bar.isHidden()


def test_compare_needs_a_window_that_can(make_table: MakeTable, qtbot: Any) -> None:
    table = make_table()
    click(table, qtbot, 5, Column.SELECT)
    click(table, qtbot, 6, Column.SELECT)
    assert not table.bar.compare.isEnabled()


@pytest.mark.parametrize("name", ["run_again", "compare", "add_tag", "save_logs", "delete"])
def test_the_bar_asks_for_what_its_buttons_say(table: ExecutionsTable, qtbot: Any, name: str) -> None:
    click(table, qtbot, 5, Column.SELECT)
    click(table, qtbot, 6, Column.SELECT)
    with qtbot.waitSignal(table.wished) as wished:
        qtbot.mouseClick(button(table, f"bulk_{name}"), LEFT)
    assert wished.args == [name]
    assert [run.row_id for run in table.chosen] == [313, 311]


def test_enter_opens_and_so_does_a_double_click(table: ExecutionsTable, qtbot: Any) -> None:
    click(table, qtbot, 1, Column.NAME)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [data.sweep().execution.id]
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.mouseDClick(table.view.viewport(), LEFT, NONE, cell(table, 2, Column.TAGS))
    assert opened.args == [data.backup().execution.id]


def test_typing_a_filter_shows_how_many(table: ExecutionsTable, qtbot: Any) -> None:
    qtbot.keyClicks(table.controls.field, 'step:"run pytest"')
    qtbot.keyClick(table.controls.field, Qt.Key.Key_Return)
    assert names(table) == ["Integration tests"]
    assert table.count.text() == "1"
    assert table.view.hasFocus()
    table.controls.set_text("no such")
    empty = table.findChild(EmptyState)
    assert empty is not None and empty.isVisible()
    qtbot.mouseClick(empty.button, LEFT)
    assert len(names(table)) == 14


def test_the_choice_stays_while_rows_come_above(table: ExecutionsTable, qtbot: Any) -> None:
    click(table, qtbot, 5, Column.SELECT)
    new = data.execution(500, "Fresh", "true", ExecutionStatus.RUNNING, started_ago=1)
    table.apply([Update(execution=new, created=True, started=True)])
    assert [run.name for run in table.chosen] == ["Integration tests"]
    gone = data.integration()
    table.apply([data.update_of(gone, deleted=True)])
    assert table.chosen == [] and table.bar.isHidden()


def test_a_scrolled_table_keeps_its_place_and_says_how_many_are_new(table: ExecutionsTable, qtbot: Any) -> None:
    runs = [data.execution(n, f"run {n}", "c", started_ago=(2000 - n) * 60) for n in range(1, 90)]
    table.apply([Update(execution=run, created=True) for run in runs])
    bar = table.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1000)
    bar.setValue(900)
    row = table.view.rowAt(5)
    run, top = table.model.execution_at(row), table.view.rowViewportPosition(row)
    assert run is not None
    new = data.execution(600, "Fresh", "true", ExecutionStatus.RUNNING, started_ago=1)
    table.apply([Update(execution=new, created=True, started=True)])
    assert table.view.rowViewportPosition(table.model.row_of(run.id)) == top
    pill = button(table, "new_arrivals")
    assert pill.isVisible() and pill.text() == "1 new"
    qtbot.mouseClick(pill, LEFT)
    assert bar.value() == 0 and not pill.isVisible()


def test_all_can_be_chosen_also_those_not_read_yet(
    make_table: MakeTable, afternoon: data.FakeEngine, qtbot: Any
) -> None:
    for n in range(1, 290):
        run = data.execution(n, f"run {n}", "c", started_ago=100_000 + n)
        afternoon.details[run.id] = ExecutionDetails(run, (), ())
    table = make_table()
    table.view.selectAll()
    assert table.bar.all.text() == "Select all 303"
    qtbot.mouseClick(table.bar.all, LEFT)
    assert len(table.chosen) == 303
    assert not table.bar.all.isVisible()


def test_a_tag_is_chosen_in_a_menu(table: ExecutionsTable, qtbot: Any) -> None:
    table.controls.set_text("train tag:old")
    qtbot.mouseClick(table.quick.tag, LEFT)
    menu = table.quick.tag.findChild(QMenu, "filter_tag_menu")
    assert isinstance(menu, QMenu)
    entry = next(action for action in menu.actions() if action.text().startswith("nightly"))
    entry.trigger()
    menu.close()
    assert table.controls.field.text() == "train tag:nightly"
    qtbot.mouseClick(table.quick.date, LEFT)
    dates = table.quick.date.findChild(QMenu, "filter_date_menu")
    assert isinstance(dates, QMenu)
    dates.actions()[2].trigger()
    dates.close()
    assert table.controls.field.text() == "train tag:nightly since:7d"


def test_columns_are_shown_and_kept(table: ExecutionsTable, make_table: MakeTable, qtbot: Any) -> None:
    assert table.view.isColumnHidden(Column.USER)
    qtbot.mouseClick(table.columns_button, LEFT)
    menu = table.view.findChild(QMenu, "columns_menu")
    assert isinstance(menu, QMenu)
    actions = {action.objectName(): action for action in menu.actions()}
    actions["column_user"].setChecked(True)
    actions["column_tags"].setChecked(False)
    actions["compact_rows"].setChecked(True)
    menu.close()
    table.view.setColumnWidth(Column.PROGRESS, 300)
    table.view.horizontalHeader().moveSection(3, 7)
    assert table.view.rowHeight(0) == 34
    again = make_table()
    assert not again.view.isColumnHidden(Column.USER)
    assert again.view.isColumnHidden(Column.TAGS)
    assert again.view.columnWidth(Column.PROGRESS) == 300
    assert again.view.horizontalHeader().visualIndex(Column.PROGRESS) == 7
    assert again.view.rowHeight(0) == 34
    again.view.reset_columns()
    assert again.view.horizontalHeader().visualIndex(Column.PROGRESS) == 3


def test_widths_go_with_the_size_of_the_text(
    table: ExecutionsTable, make_table: MakeTable, theme: Theme, kept: Kept
) -> None:
    table.view.setColumnWidth(Column.PROGRESS, 300)
    try:
        theme.set_look(replace(theme.look, percent=150))
        assert table.view.columnWidth(Column.PROGRESS) == 450
        assert table.view.columnWidth(Column.STATUS) == theme.px(LOOKS[Column.STATUS].width)
        assert make_table().view.columnWidth(Column.PROGRESS) == 450, "as they were kept"
    finally:
        theme.set_look(replace(theme.look, percent=100))
    assert table.view.columnWidth(Column.PROGRESS) == 300
    kept["table/percent"] = 200
    assert make_table().view.columnWidth(Column.PROGRESS) == 150, "kept while the text was twice as large"
    kept["table/percent"] = "nonsense"
    assert make_table().view.columnWidth(Column.PROGRESS) == 150, "what cannot be read changes nothing"


def test_what_runs_took_of_the_machine_is_read_when_its_column_is_shown(table: ExecutionsTable) -> None:
    table._timer.stop()  # else a busy computer reads it in a thread before this has ended
    table.view.show_column(Column.CPU, True)
    done = table.model.row_of(data.integration().execution.id)
    assert table.model.index(done, Column.CPU).data() == ""
    usages = table._usages
    usages._on_read({data.integration().execution.id: usage(62.0, 46_000_000)})
    assert table.model.index(done, Column.CPU).data() == "1m 02s"
    assert table.model.index(done, Column.MEMORY).data() == "46 MB"


def usage(cpu_s: float, memory_bytes: int) -> Any:
    from stepflow_desktop.gui.table.usage import Usage

    return Usage(cpu_s, memory_bytes)


def test_a_narrow_table_says_counts_without_words(table: ExecutionsTable) -> None:
    chip = button(table, "chip_failed")
    assert chip.text() == "Failed 2"
    table.resize(900, 600)
    assert chip.text() == "2" and chip.accessibleName() == "Failed 2"


def test_it_says_when_it_cannot_be_read(table: ExecutionsTable, afternoon: data.FakeEngine) -> None:
    afternoon.refuse_lists = Unavailable("The database is locked.")
    table.controls.review()
    empty = table.findChild(EmptyState)
    assert empty is not None and empty.isVisible()
    assert empty.accessibleName() == "The list cannot be read. The database is locked."


def test_time_goes_on_for_what_runs(table: ExecutionsTable, clock: data.FixedClock) -> None:
    before = table.model.index(0, Column.DURATION).data()
    clock.late_s = 60
    table._on_tick()
    assert (before, table.model.index(0, Column.DURATION).data()) == ("12m 41s", "13m 41s")


def test_an_ended_run_takes_its_place_among_the_ended(table: ExecutionsTable) -> None:
    table.controls.set_order(Order(SortKey.DURATION))
    run = data.sweep().execution
    ended = replace(run, status=ExecutionStatus.COMPLETED, completed_at=data.NOW, duration_s=99_000.0)
    table.apply([Update(execution=ended, ended=True)])
    assert names(table)[4] == "Spectrometer sweep 400–700 nm"


def test_the_number_follows_what_comes_and_goes(table: ExecutionsTable, afternoon: data.FakeEngine, qtbot: Any) -> None:
    table.controls.set_text("tag:ml")
    assert table.count.text() == "2"
    gone = afternoon.details.pop(data.churn().execution.id)
    table.apply([data.update_of(gone, deleted=True)])
    qtbot.waitUntil(lambda: table.count.text() == "1")
    table.controls.clear()
    new = data.execution(500, "Fresh", "true", ExecutionStatus.PENDING, started_ago=0)
    afternoon.details[new.id] = ExecutionDetails(new, (), ())
    table.apply([Update(execution=new, created=True)])
    qtbot.waitUntil(lambda: table.count.text() == "14")


def test_rows_are_as_high_as_the_settings_say_until_somebody_chooses(table: ExecutionsTable, theme: Theme) -> None:
    theme.set_look(replace(theme.look, row_height="compact"))
    assert table.view.rowHeight(0) == 34
    theme.set_look(replace(theme.look, row_height="large"))
    assert table.view.rowHeight(0) == 61
    table.view.set_compact(True)
    assert table.view.rowHeight(0) == 34
    theme.set_look(replace(theme.look, row_height="comfortable"))
    assert table.view.rowHeight(0) == 34
    table.view.set_compact(False)
    assert table.view.rowHeight(0) == 51
