"""The tabs are a real tab bar with counts in their accessible names."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_tabs import ExecutionTabs


def test_tabs(theme: Theme, qtbot: Any) -> None:
    tabs = ExecutionTabs(theme)
    qtbot.addWidget(tabs)
    for icon, text in (("list-checks", "Steps and log"), ("package", "Artifacts")):
        tabs.add(icon, text)
    width = tabs.tabRect(1).width()
    tabs.set_count(1, 1234)
    tabs.show()
    assert tabs.tabRect(1).width() > width
    assert tabs.accessibleTabName(1) == "Artifacts, 1234"
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    tabs.set_count(1, None)
    assert tabs.accessibleTabName(1) == "Artifacts"
    assert not tabs.grab().isNull()
