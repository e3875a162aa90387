"""Lines of two logs as rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from stepflow_desktop.gui.models.diff_lines import DiffModel
from stepflow_desktop.gui.models.log_diff import DiffLine, LogDiff
from stepflow_desktop.gui.theme import Theme

FOUND = LogDiff(
    (DiffLine("skipped", count=1_200), DiffLine("same", "a"), DiffLine("removed", "b"), DiffLine("added", "c")), 1, 1
)


def test_a_sign_says_where_a_line_is_from(theme: Theme, qtmodeltester: Any) -> None:
    model = DiffModel(theme)
    model.show_diff(FOUND)
    qtmodeltester.check(model)
    told = [model.index(row).data() for row in range(model.rowCount())]
    assert told == ["⋯ 1,200 lines that are the same", "  a", "− b", "+ c"]
    said = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert said[1:] == ["a", "only in the first: b", "only in the second: c"]
    assert model.index(3).data(Qt.ItemDataRole.BackgroundRole) == theme.color("completed_soft")
    model.show_diff(LogDiff((DiffLine("skipped", count=1),)))
    assert model.text(0) == "⋯ 1 line that is the same"
