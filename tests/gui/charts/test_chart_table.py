"""The table of a chart: for a view, and as CSV that a spreadsheet can be trusted with."""

from __future__ import annotations

import csv
import io

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from stepflow_desktop.gui.charts.chart_table import ChartTable, ChartTableModel, csv_text

TABLE = ChartTable(("Day", "Failed"), (("8 November", 1_234), ("9 November", 0)), (("k", 1), None))


def test_a_model_shows_the_table_and_knows_its_links(qapp: QApplication) -> None:
    model = ChartTableModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_table(TABLE)
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    assert model.index(0, 1).data() == "1,234"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Failed"
    assert model.key(0) == ("k", 1)
    assert model.key(1) is None and model.key(7) is None
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_new_figures_change_cells_and_new_rows_reset(qapp: QApplication) -> None:
    model = ChartTableModel()
    model.show_table(TABLE)
    said: list[str] = []
    model.dataChanged.connect(lambda *_: said.append("cells"))
    model.modelReset.connect(lambda: said.append("reset"))
    model.show_table(TABLE)
    assert said == []
    model.show_table(ChartTable(TABLE.columns, (("8 November", 9), ("9 November", 0))))
    assert said == ["cells"] and model.index(0, 1).data() == "9"
    model.show_table(ChartTable(TABLE.columns, (("8 November", 9),)))
    assert said == ["cells", "reset"]


def test_csv_is_read_back_as_it_was_and_starts_no_formula() -> None:
    table = ChartTable(("Name", "n"), (('with "quotes", and\nlines', 3), ("=HYPERLINK(1)", -2)))
    read = list(csv.reader(io.StringIO(csv_text(table))))
    assert read == [["Name", "n"], ['with "quotes", and\nlines', "3"], ["'=HYPERLINK(1)", "-2"]]
