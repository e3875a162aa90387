"""One server: its state, its address to copy or open, a switch, and three figures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.core.model import ServerState
from stepflow_desktop.gui.server.figures import Figure
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import our_words
from stepflow_desktop.gui.views.first_run import Dot, IconTile
from stepflow_desktop.gui.widgets import Button, Card, ElidedLabel, IconButton, Label, Switch
from stepflow_desktop.gui.widgets.painting import paint_box

_TOKENS = {"listening": "completed", "starting": "running", "failed": "failed", "off": "queued"}


class ServerCard(Card):
    """``switched`` wants it on or off; the switch itself follows the state that is shown."""

    switched = Signal(bool)
    retry_requested = Signal()
    copied = Signal(str)

    def __init__(self, theme: Theme, name: str, title: str, icon: str, figures: tuple[tuple[str, str], ...]) -> None:
        """``figures`` are words and their tooltips."""
        super().__init__(theme)
        self.name = name
        self._page = ""
        self.setObjectName(f"server_card_{name.lower()}")
        self.setAccessibleName(title)
        self._tile = IconTile(theme, icon, "queued", 36)
        self._dot = Dot(theme)
        self.word = Label(theme, "", "small_medium", "text2")
        self.retry = Button(theme, self.tr("Retry"), "refresh-cw")
        self.retry.clicked.connect(lambda: self.retry_requested.emit())
        self.switch = Switch(theme)
        self.switch.setObjectName(f"server_switch_{name.lower()}")
        self.switch.setAccessibleName(self.tr("{server} on or off").format(server=title))
        self.switch.clicked.connect(self._on_clicked)
        self.address = AddressBox(theme)
        self.problem = Label(theme, "", "small", "failed")
        self.problem.setWordWrap(True)
        self.figures = [Figure(theme, word, tip) for word, tip in figures]
        self.body.setContentsMargins(18, 13, 18, 16)
        self.body.setSpacing(12)
        self.body.addLayout(self._head(title))
        self.body.addWidget(self.problem)
        self.body.addLayout(self._address_row())
        row = QHBoxLayout()
        for figure in self.figures:
            row.addWidget(figure, 1)
        self.body.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def show_state(self, state: ServerState) -> None:
        token = _TOKENS.get(state.state, "queued")
        self._tile.set_token(token)
        self._dot.set_token(token)
        self.word.setText(state_word(state.state))
        self.word.set_token(token if token != "queued" else "text2")
        self.problem.setText(our_words(state.problem))
        self.problem.setVisible(bool(state.problem))
        self.retry.setVisible(state.state == "failed")
        self.switch.setChecked(state.state != "off")
        self.switch.setEnabled(state.state != "starting")
        shown = state.network_address or state.address
        path = "/api" if self.name == "REST" and shown and not shown.endswith("/api") else ""
        self.address.label.set_text(shown + path if shown else self.tr("no address yet"))
        self.copy.setEnabled(bool(shown))
        self._page = f"{state.address}/api/docs"
        self.open.setEnabled(bool(shown) and self.name == "REST")

    def show_page(self, address: str) -> None:
        """A browser opens no WebSocket, but the page of the REST server at ``address`` that tells about it."""
        self._page = address
        self.open.setEnabled(bool(address))

    def show_figures(self, texts: tuple[str, ...]) -> None:
        for figure, text in zip(self.figures, texts, strict=True):
            figure.show_value(text)

    def _head(self, title: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._tile)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(self._theme, title, "card_title"))
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self._dot)
        state.addWidget(self.word)
        state.addStretch(1)
        words.addLayout(state)
        row.addLayout(words, 1)
        row.addWidget(self.retry)
        row.addWidget(self.switch)
        return row

    def _address_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        key = self.name.lower()
        self.copy = IconButton(self._theme, "copy", self.tr("Copy address"))
        self.copy.setObjectName(f"copy_address_{key}")
        self.copy.clicked.connect(self._copy)
        self.open = IconButton(self._theme, "external-link", self.tr("Open the description in a browser"))
        self.open.setObjectName(f"open_address_{key}")
        self.open.clicked.connect(self._open)
        row.addWidget(self.address, 1)
        row.addWidget(self.copy)
        row.addWidget(self.open)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.address.label.text())
        self.copied.emit(self.address.label.text())

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._page))

    def _on_clicked(self, wanted: bool) -> None:
        # It moves when the server has.
        self.switch.setChecked(not wanted)
        self.switched.emit(wanted)


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


def state_word(state: str) -> str:
    translate = QCoreApplication.translate
    words = {
        "listening": translate("ServerCard", "Listening"),
        "starting": translate("ServerCard", "Starting"),
        "failed": translate("ServerCard", "Not listening"),
        "off": translate("ServerCard", "Off"),
    }
    return words.get(state, state)
