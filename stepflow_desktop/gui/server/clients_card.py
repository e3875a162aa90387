"""Who is connected to the WebSocket, to look at, copy the address of, or send away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from stepflow_desktop.core.server_protocol import ConnectedClient
from stepflow_desktop.gui.server.clients_model import (
    ADDRESS,
    CLIENT,
    CONNECTED,
    DELAY,
    MESSAGES,
    WATCHING,
    ClientsModel,
)
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Card, EmptyState
from stepflow_desktop.gui.widgets.keyboard_menu import KeyboardMenu
from stepflow_desktop.gui.widgets.menu import Menu

ROW_HEIGHT = 42
HEAD_HEIGHT = 32
INSET = 17
_WIDTHS = {ADDRESS: 118, CONNECTED: 86, DELAY: 62, MESSAGES: 94}


class ClientsCard(Card):
    disconnect_requested = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=1)
        self.setObjectName("clients_card")
        self.header(self.tr("Connected clients"), 0).addStrut(theme.px(24))
        self.model = ClientsModel(theme, self)
        self.view = self._made_view()
        self._empty = EmptyState(
            theme, "users", self.tr("No clients"), self.tr("Programs that connect to the WebSocket appear here.")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        self.body.setContentsMargins(1, 2, 1, 10)
        self.body.addWidget(self._stack)

    def show_clients(self, clients: Sequence[ConnectedClient], names: Mapping[str, str]) -> None:
        self.model.show_clients(clients, names)
        self.header(self.tr("Connected clients"), len(clients))
        self._stack.setCurrentIndex(1 if clients else 0)

    def _made_view(self) -> QTableView:
        view = QTableView()
        view.setObjectName("clients_table")
        view.setAccessibleName(self.tr("Connected clients"))
        view.setModel(self.model)
        view.setItemDelegate(_Rows(self._theme, view))
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.setShowGrid(False)
        view.setIconSize(QSize(18, 18))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setMinimumHeight(HEAD_HEIGHT + 3 * ROW_HEIGHT + 2)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = view.horizontalHeader()
        head.setFixedHeight(HEAD_HEIGHT)
        head.setHighlightSections(False)
        head.setProperty("inset", "true")
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column in (CLIENT, WATCHING):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            head.resizeSection(column, width)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        KeyboardMenu(view)
        view.doubleClicked.connect(lambda index: self._copy_address(index.row()))
        return view

    def _open_menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        row = index.row() if index.isValid() else self.view.currentIndex().row()
        if row >= 0:
            self.menu_for(row).popup(self.view.viewport().mapToGlobal(at))

    def menu_for(self, row: int) -> QMenu:
        """The menu of one client, the first entry being what a double click does."""
        client = self.model.client(row)
        menu = Menu(self._theme, self)
        menu.setObjectName("client_menu")
        copy = menu.add("copy_client_address", "copy", self.tr("Copy address"))
        copy.triggered.connect(lambda: _copy(client.address))
        away = menu.add("disconnect_client", "x", self.tr("Disconnect"), danger=True)
        away.triggered.connect(lambda: self.disconnect_requested.emit(client.id))
        menu.setDefaultAction(copy)
        return menu

    def _copy_address(self, row: int) -> None:
        _copy(self.model.client(row).address)


class _Rows(QStyledItemDelegate):
    """A hairline under each row, and room at both ends."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        first, last = index.column() == CLIENT, index.column() == MESSAGES
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(INSET - 3 if first else 6, 0, 3 - INSET if last else -4, 0)
        super().paint(painter, inner, index)
        painter.setPen(QPen(self._theme.color("border"), 1))
        line = option.rect.adjusted(INSET if first else 0, 0, -INSET if last else 0, 0)
        painter.drawLine(line.bottomLeft(), line.bottomRight())


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
