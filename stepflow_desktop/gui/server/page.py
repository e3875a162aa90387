"""The page: cards in three columns, in two where three do not fit."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stepflow_desktop.gui.server.access_card import AccessCard
from stepflow_desktop.gui.server.chart_cards import ComputerCard, TrafficCard
from stepflow_desktop.gui.server.clients_card import ClientsCard
from stepflow_desktop.gui.server.database_card import DatabaseCard
from stepflow_desktop.gui.server.server_card import ServerCard
from stepflow_desktop.gui.server.storage_card import StorageCard
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Card, Label

WIDE = 1120
GAP = 14
# Row, column, columns taken; the order of the cards is that of Tab.
_THREE = ((0, 0, 1), (0, 1, 1), (0, 2, 1), (1, 0, 2), (1, 2, 1), (2, 0, 1), (2, 1, 1), (2, 2, 1))
_TWO = ((0, 0, 1), (0, 1, 1), (1, 0, 1), (2, 0, 2), (1, 1, 1), (3, 0, 1), (3, 1, 1), (4, 0, 2))


class ServerPage(QScrollArea):
    """``shown`` says that the page can be seen and what it shows may be old."""

    shown = Signal()

    def __init__(self, theme: Theme, retention_days: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns = 0
        self.setObjectName("server_page")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rest = ServerCard(theme, "REST", self.tr("REST API"), "globe", _rest_figures())
        self.websocket = ServerCard(theme, "WebSocket", self.tr("WebSocket"), "radio", _hub_figures())
        self.servers = (self.rest, self.websocket)
        self.access = AccessCard(theme)
        self.clients = ClientsCard(theme)
        self.database = DatabaseCard(theme)
        self.computer, self.traffic = ComputerCard(theme), TrafficCard(theme)
        self.storage = StorageCard(theme, retention_days)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 18, 24, 14)
        column.setSpacing(GAP)
        column.addLayout(self._head())
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        column.addLayout(self._grid, 1)
        self.setWidget(page)
        self._arrange(3)

    def show_summary(self, text: str) -> None:
        self.summary.setText(text)

    def panes(self) -> list[tuple[QWidget, QWidget]]:
        """What F6 goes to."""
        return [
            (self.rest, self.rest.switch),
            (self.websocket, self.websocket.switch),
            (self.access, self.access.network.switch),
            (self.clients, self.clients.view),
            (self.database, self.database.back_up),
            (self.storage, self.storage.clean_up),
        ]

    @property
    def cards(self) -> tuple[Card, ...]:
        return (
            *self.servers,
            self.access,
            self.clients,
            self.database,
            self.computer,
            self.traffic,
            self.storage,
        )

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self._theme, self.tr("Server"), "page_title"))
        self.summary = Label(self._theme, "", "body", "text2")
        self.summary.setWordWrap(True)
        words.addWidget(self.summary)
        row.addLayout(words, 1)
        self.copy_diagnostics = Button(self._theme, self.tr("Copy diagnostics"), "clipboard-copy")
        self.copy_diagnostics.setObjectName("copy_diagnostics_button")
        self.restart = Button(self._theme, self.tr("Restart server"), "refresh-cw")
        self.restart.setObjectName("restart_server")
        for button in (self.copy_diagnostics, self.restart):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        places = _THREE if columns == 3 else _TWO
        for card, (row, column, span) in zip(self.cards, places, strict=True):
            self._grid.addWidget(card, row, column, 1, span)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        # What is left goes to the charts.
        charts = places[self.cards.index(self.computer)][0]
        for row in range(5):
            self._grid.setRowStretch(row, 1 if row == charts else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(3 if self.viewport().width() >= WIDE else 2)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()


def _rest_figures() -> tuple[tuple[str, str], ...]:
    translate = QCoreApplication.translate
    return (
        (translate("ServerFigures", "requests a minute"), translate("ServerFigures", "In the last minute")),
        (translate("ServerFigures", "median reply"), translate("ServerFigures", "Of the replies of the last minute")),
        (
            translate("ServerFigures", "errors today"),
            translate("ServerFigures", "Answers of 500 or more; the log of the program has the details"),
        ),
    )


def _hub_figures() -> tuple[tuple[str, str], ...]:
    translate = QCoreApplication.translate
    return (
        (translate("ServerFigures", "clients"), translate("ServerFigures", "Connected now")),
        (translate("ServerFigures", "messages a minute"), translate("ServerFigures", "In the last minute")),
        (
            translate("ServerFigures", "dropped"),
            translate("ServerFigures", "Log lines that clients were too slow for; they can read them over REST"),
        ),
    )
