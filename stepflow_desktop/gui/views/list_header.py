"""The title line of the list pane: in what order, as a table, and what else can be done with the list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from stepflow_desktop.core.query import NEWEST, Order, SortKey
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import IconButton, Label
from stepflow_desktop.gui.widgets.menu import Menu

NATURAL = {
    SortKey.CREATED: NEWEST,
    SortKey.NAME: Order(SortKey.NAME, descending=False),
    SortKey.DURATION: Order(SortKey.DURATION),
    SortKey.STATUS: Order(SortKey.STATUS, descending=False),
}


class ListHeader(QWidget):
    """``wished`` names what was chosen behind the three dots."""

    order_chosen = Signal(object)  # Order
    wished = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._order = NEWEST
        line = QHBoxLayout(self)
        line.setContentsMargins(18, 0, 10, 0)
        line.setSpacing(2)
        line.addWidget(Label(theme, self.tr("Executions"), "pane_title"))
        line.addStretch(1)
        self.sort_button = self._button("arrow-down-wide-narrow", self.tr("Sort"), "sort")
        self.sort_button.clicked.connect(self._show_sort_menu)
        self.table_button = self._button("table-2", self.tr("Table"), "toggle_table", "Ctrl+Shift+T")
        self.table_button.clicked.connect(lambda: self.wished.emit("toggle_table"))
        self.more_button = self._button("ellipsis", self.tr("More"), "list_menu_button")
        self.more_button.clicked.connect(self._show_more_menu)
        for button in (self.sort_button, self.table_button, self.more_button):
            line.addWidget(button)

    def _button(self, icon: str, words: str, name: str, shortcut: str = "") -> IconButton:
        button = IconButton(self._theme, icon, words, shortcut=shortcut, side=30)
        button.setObjectName(name)
        return button

    def show_order(self, order: Order) -> None:
        self._order = order
        self.sort_button.set_token(None if order == NEWEST else "accent")
        words = self.tr("Sort: {order}").format(order=order_words(order.key))
        self.sort_button.set_tooltip(words)

    def _show_sort_menu(self) -> None:
        menu = self._menu("sort_menu")
        group = QActionGroup(menu)
        for key, order in NATURAL.items():
            action = QAction(order_words(key), menu, checkable=True)
            action.setObjectName(f"sort_{key}")
            action.setChecked(key is self._order.key)
            action.triggered.connect(lambda _checked=False, order=order: self.order_chosen.emit(order))
            group.addAction(action)
            menu.addAction(action)
        menu.popup(self.sort_button.mapToGlobal(self.sort_button.rect().bottomLeft()))

    def _show_more_menu(self) -> None:
        menu = Menu(self._theme, self)
        menu.setObjectName("list_menu")
        for entry in (
            ("new_execution", "plus", self.tr("New execution…"), "Ctrl+N"),
            None,
            ("save_view", "bookmark-plus", self.tr("Save this view…"), ""),
            ("clear_filter", "funnel-x", self.tr("Clear filter"), ""),
            None,
            ("toggle_table", "table-2", self.tr("Show as table"), "Ctrl+Shift+T"),
            ("export_csv", "download", self.tr("Export CSV…"), ""),
            ("toggle_list", "panel-left", self.tr("Hide list pane"), "Ctrl+B"),
        ):
            if entry is None:
                menu.addSeparator()
                continue
            wish, icon, words, keys = entry
            action = menu.add(wish, icon, words, keys)
            action.triggered.connect(lambda _checked=False, wish=wish: self.wished.emit(wish))
        corner = self.more_button.rect().bottomLeft()
        menu.popup(self.more_button.mapToGlobal(corner))

    def _menu(self, name: str) -> QMenu:
        menu = Menu(self._theme, self)
        menu.setObjectName(name)
        return menu


def order_words(key: SortKey) -> str:
    translate = QCoreApplication.translate
    match key:
        case SortKey.NAME:
            return translate("Order", "Name")
        case SortKey.DURATION:
            return translate("Order", "Longest first")
        case SortKey.STATUS:
            return translate("Order", "Status")
        case _:
            return translate("Order", "Newest first")
