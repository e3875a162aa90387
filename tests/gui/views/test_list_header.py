"""The buttons over the list: order, table, and what else."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from stepflow_desktop.core.query import NEWEST, Order, SortKey
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.list_header import ListHeader

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def header(theme: Theme, qtbot: Any) -> ListHeader:
    header = ListHeader(theme)
    qtbot.addWidget(header)
    header.resize(340, 34)
    header.show()
    return header


def menu(header: ListHeader, name: str) -> QMenu:
    found = header.findChild(QMenu, name)
    assert isinstance(found, QMenu)
    return found


def test_the_order_is_chosen_in_a_menu_that_marks_the_one_in_force(header: ListHeader, qtbot: Any) -> None:
    header.show_order(Order(SortKey.NAME, descending=False))
    assert header.sort_button.toolTip() == "Sort: Name"
    qtbot.mouseClick(header.sort_button, LEFT)
    actions = {action.objectName(): action for action in menu(header, "sort_menu").actions()}
    assert list(actions) == ["sort_created", "sort_name", "sort_duration", "sort_status"]
    assert [name for name, action in actions.items() if action.isChecked()] == ["sort_name"]
    with qtbot.waitSignal(header.order_chosen) as chosen:
        actions["sort_created"].trigger()
    assert chosen.args == [NEWEST]
    menu(header, "sort_menu").close()


def test_the_three_dots(header: ListHeader, qtbot: Any) -> None:
    wished: list[str] = []
    header.wished.connect(wished.append)
    qtbot.mouseClick(header.more_button, LEFT)
    for action in menu(header, "list_menu").actions():
        if not action.isSeparator():
            action.trigger()
    assert wished == ["new_execution", "save_view", "clear_filter", "toggle_table", "export_csv", "toggle_list"]
    menu(header, "list_menu").close()
    qtbot.mouseClick(header.table_button, LEFT)
    assert wished[-1] == "toggle_table"
