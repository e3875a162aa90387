"""The menu of the columns: which are shown, how high the rows are, and all as at first."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from stepflow_desktop.gui.table.columns import Column, title
from stepflow_desktop.gui.table.table_view import TableView
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.menu import Menu

ALWAYS = (Column.SELECT, Column.NAME)


def show_columns_menu(theme: Theme, view: TableView, at: QPoint) -> Menu:
    menu = Menu(theme, view)
    menu.setObjectName("columns_menu")
    for column in Column:
        if column not in ALWAYS:
            action = _checkable(menu, title(column), not view.isColumnHidden(column))
            action.setObjectName(f"column_{column.name.lower()}")
            action.toggled.connect(lambda shown, column=column: view.show_column(column, shown))
    menu.addSeparator()
    compact = _checkable(menu, QCoreApplication.translate("Columns", "Compact rows"), view.compact)
    compact.setObjectName("compact_rows")
    compact.toggled.connect(view.set_compact)
    reset = menu.addAction(QCoreApplication.translate("Columns", "Reset columns"))
    reset.setObjectName("reset_columns")
    reset.triggered.connect(lambda: view.reset_columns())
    menu.popup(at)
    return menu


def _checkable(menu: QMenu, words: str, checked: bool) -> QAction:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(checked)
    return action
