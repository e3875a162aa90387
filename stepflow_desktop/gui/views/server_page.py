"""Both servers: how they stand, where they listen, who is connected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.first_run import Dot, IconTile, server_words
from stepflow_desktop.gui.widgets import Button, Card, ElidedLabel, IconButton, Label
from stepflow_desktop.gui.widgets.painting import paint_box

_WORDS = {"listening": "Listening", "starting": "Starting", "failed": "Not listening", "off": "Off"}
_TOKENS = {"listening": "completed", "starting": "running", "failed": "failed", "off": "queued"}
_ABOUT = {"REST": ("globe", "REST API"), "WebSocket": ("radio", "WebSocket")}


class ServerPage(QScrollArea):
    """``retry_requested`` carries the name of a server, ``diagnostics_requested`` asks for the copy."""

    retry_requested = Signal(str)
    diagnostics_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("server_page")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 18, 24, 24)
        column.setSpacing(14)
        column.addLayout(self._head())
        self._row = QHBoxLayout()
        self._row.setSpacing(14)
        column.addLayout(self._row)
        column.addStretch(1)
        self.cards: dict[str, ServerCard] = {}
        self.setWidget(page)

    def show_servers(self, states: Sequence[ServerState]) -> None:
        self._summary.setText(server_words(states)[1])
        for state in states:
            card = self.cards.get(state.name)
            if card is None:
                card = self.cards[state.name] = ServerCard(self._theme, state.name)
                card.retry.clicked.connect(lambda _c=False, name=state.name: self.retry_requested.emit(name))
                self._row.addWidget(card, 1)
            card.show_state(state)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self._theme, self.tr("Server"), "page_title"))
        self._summary = Label(self._theme, "", "body", "text2")
        words.addWidget(self._summary)
        row.addLayout(words)
        row.addStretch(1)
        copy = Button(self._theme, self.tr("Copy diagnostics"), "clipboard-copy")
        copy.clicked.connect(lambda: self.diagnostics_requested.emit())
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignVCenter)
        return row


class ServerCard(Card):
    """One server: its state, its address to copy or open, two figures, and a retry when it does not listen."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme)
        icon, title = _ABOUT.get(name, ("server", name))
        self._name = name
        self.setAccessibleName(title)
        self._tile = IconTile(theme, icon, "queued", 36)
        self._dot = Dot(theme)
        self._word = Label(theme, "", "small", "text2")
        self.retry = Button(theme, self.tr("Retry"), "refresh-cw")
        self._address = AddressBox(theme)
        self._problem = Label(theme, "", "body", "failed")
        self._problem.setWordWrap(True)
        self._clients = Label(theme, "0", "pane_title")
        self._messages = Label(theme, "0", "pane_title")
        self.body.setSpacing(14)
        self.body.addLayout(self._head(title))
        self.body.addWidget(self._problem)
        self.body.addLayout(self._address_row())
        self.body.addLayout(self._figures())

    def show_state(self, state: ServerState) -> None:
        token = _TOKENS.get(state.state, "queued")
        self._tile.set_token(token)
        self._dot.set_token(token)
        self._word.setText(self.tr(_WORDS.get(state.state, state.state)))
        self._word.set_token(token if token != "queued" else "text2")
        self._problem.setText(state.problem)
        self._problem.setVisible(bool(state.problem))
        self.retry.setVisible(state.state == "failed")
        self._address.label.set_text(state.address or self.tr("no address yet"))
        for button in (self._copy, self._open):
            button.setEnabled(bool(state.address))
        self._clients.setText(f"{state.clients:,}")
        self._messages.setText(f"{state.messages:,}")

    def _head(self, title: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._tile)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(self._theme, title, "body_strong"))
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self._dot)
        state.addWidget(self._word)
        state.addStretch(1)
        words.addLayout(state)
        row.addLayout(words, 1)
        row.addWidget(self.retry)
        return row

    def _address_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._copy = IconButton(self._theme, "copy", self.tr("Copy address"))
        self._open = IconButton(self._theme, "external-link", self.tr("Open in browser"))
        clipboard = QGuiApplication.clipboard
        self._copy.clicked.connect(lambda: clipboard().setText(self._address.label.text()))
        self._open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._address.label.text())))
        self._open.setVisible(self._name == "REST")
        row.addWidget(self._address, 1)
        row.addWidget(self._copy)
        row.addWidget(self._open)
        return row

    def _figures(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for figure, word in ((self._clients, self.tr("clients")), (self._messages, self._counted())):
            column = QVBoxLayout()
            column.setSpacing(1)
            column.addWidget(figure)
            column.addWidget(Label(self._theme, word, "small", "text2"))
            row.addLayout(column, 1)
        return row

    def _counted(self) -> str:
        return self.tr("requests") if self._name == "REST" else self.tr("messages")


class AddressBox(QWidget):
    """An address in a quiet box."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(32)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        self.label = ElidedLabel(theme, "", "mono", mode=Qt.TextElideMode.ElideMiddle)
        row.addWidget(self.label)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_box(QPainter(self), self.rect(), 7, self._theme.color("raised"))
