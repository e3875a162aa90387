"""Every cell paints in both themes, and what is chosen looks it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from stepflow_desktop.gui.table.columns import Column
from stepflow_desktop.gui.table.table_page import ExecutionsTable
from stepflow_desktop.gui.theme import Theme
from tests.gui import sample_data as data

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


def colors(image: QImage) -> set[str]:
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


def cell(table: ExecutionsTable, row: int, column: Column) -> set[str]:
    rect = table.view.visualRect(table.model.index(row, column))
    return colors(table.view.viewport().grab(rect).toImage())


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_cells_are_in_the_colours_of_their_status(table: ExecutionsTable, theme: Theme, mode: str) -> None:
    theme.set_mode(mode)
    failed = table.model.row_of(data.integration().execution.id)
    for column in (Column.STATUS, Column.PROGRESS):
        assert theme.color("failed").name() in cell(table, failed, column)
    assert theme.color("running").name() in cell(table, 0, Column.STATUS)
    assert theme.color("raised").name() in cell(table, 0, Column.TAGS)
    assert theme.color("border3").name() in cell(table, 0, Column.SELECT)


def test_a_chosen_row_is_ticked_and_shaded_over_all_columns(table: ExecutionsTable, theme: Theme) -> None:
    table.view.selectRow(5)
    assert theme.color("accent").name() in cell(table, 5, Column.SELECT)
    for column in (Column.STATUS, Column.FILES):
        assert theme.color("accent_soft").name() in cell(table, 5, column)
        assert theme.color("accent_soft").name() not in cell(table, 6, column)


def test_the_row_under_the_mouse_is_shaded(table: ExecutionsTable, theme: Theme, qtbot: Any) -> None:
    place = table.view.visualRect(table.model.index(7, Column.NAME)).center()
    qtbot.mouseMove(table.view.viewport(), place)
    qtbot.waitUntil(lambda: table._cells.hovered == 7)
    assert theme.color("hover").name() in cell(table, 7, Column.FILES)


def test_compact_rows_paint_in_one_line(table: ExecutionsTable, theme: Theme) -> None:
    table.view.set_compact(True)
    assert table.view.rowHeight(0) == 34
    assert theme.color("running").name() in cell(table, 0, Column.PROGRESS)
    index = table.model.index(0, Column.PROGRESS)
    assert table._cells.sizeHint(None, index).height() == 34  # type: ignore[arg-type]
    assert Qt.AlignmentFlag.AlignRight & table.model.index(0, Column.FILES).data(Qt.ItemDataRole.TextAlignmentRole)
