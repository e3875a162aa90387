"""What is compared as a table."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from stepflow_desktop.gui.models.compare_table import CompareModel
from stepflow_desktop.gui.models.comparison import CompareRow
from stepflow_desktop.gui.theme import Theme

ROWS = (
    CompareRow("Get", ("10 s", "10 s"), False, ("completed", "completed")),
    CompareRow("Build", ("1m 30s", "–"), True, ("completed", "")),
    CompareRow("a\nb", ("x\ny", "x\ny"), False),
)


@pytest.fixture
def model(theme: Theme, qtmodeltester: Any) -> CompareModel:
    model = CompareModel(theme)
    model.show_rows(("first", "second"), ROWS)
    qtmodeltester.check(model)
    return model


def test_a_column_for_each_run(model: CompareModel) -> None:
    assert (model.rowCount(), model.columnCount()) == (3, 3)
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == ["", "first", "second"]
    assert [model.index(1, at).data() for at in range(3)] == ["Build", "1m 30s", "–"]
    assert model.index(2, 1).data() == "x y"
    assert model.differing == 1


def test_what_differs_is_set_off_and_said(model: CompareModel, theme: Theme) -> None:
    assert model.index(0, 0).data(Qt.ItemDataRole.BackgroundRole) is None
    assert [model.index(1, at).data(Qt.ItemDataRole.BackgroundRole) for at in range(3)] == [
        *(None, None, theme.color("warning_soft")),
    ]
    assert model.index(1, 0).data(Qt.ItemDataRole.FontRole) == theme.font("body_strong")
    assert model.index(1, 1).data(Qt.ItemDataRole.FontRole) == theme.font("body")
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Build, differs"
    assert model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "completed, 1m 30s"
    assert model.index(1, 1).data(Qt.ItemDataRole.DecorationRole) is not None
    assert model.index(1, 2).data(Qt.ItemDataRole.DecorationRole) is None


def test_the_rest_can_be_left_out(model: CompareModel) -> None:
    model.show_differences_only(True)
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Build"]
    model.show_differences_only(False)
    assert model.rowCount() == 3
