"""Who may use the servers: three switches, and the token to look at or copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.core.server_protocol import ServerAccess
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Card, IconButton, Label, Switch


class AccessCard(Card):
    """The switches follow what is shown; what they are clicked for is only asked."""

    network_wanted = Signal(bool)
    token_wanted = Signal(bool)
    commands_wanted = Signal(bool)
    token_shown = Signal()
    token_copied = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("access_card")
        self.header(self.tr("Access")).addStrut(theme.px(24))
        self.network = SwitchRow(theme, self.tr("Reachable from the network"), "reachable_from_network")
        self.token = SwitchRow(theme, self.tr("Ask for an access token"), "ask_for_token")
        self.commands = SwitchRow(theme, self.tr("Clients may start commands"), "clients_may_start_commands")
        self.show_token = IconButton(theme, "eye", self.tr("Show the token"), side=28, icon_size=16)
        self.show_token.setObjectName("show_token")
        self.copy_token = IconButton(theme, "copy", self.tr("Copy the token"), side=28, icon_size=16)
        self.copy_token.setObjectName("copy_token")
        self.token.add(self.show_token)
        self.token.add(self.copy_token)
        self.body.setSpacing(9)
        for row, signal in (
            (self.network, self.network_wanted),
            (self.token, self.token_wanted),
            (self.commands, self.commands_wanted),
        ):
            self.body.addWidget(row)
            row.wanted.connect(signal)
        self.body.addStretch(1)
        self.show_token.clicked.connect(lambda: self.token_shown.emit())
        self.copy_token.clicked.connect(lambda: self.token_copied.emit())

    def show_access(self, access: ServerAccess) -> None:
        is_open, asked = access.open_to_network, access.token_required
        self.network.show_state(
            is_open,
            self.tr("Off: this computer only, 127.0.0.1") if is_open else self.tr("This computer only, 127.0.0.1"),
        )
        self.token.show_state(asked, self._token_words(access))
        self.commands.show_state(access.clients_may_start_commands, self._command_words(access))
        for button in (self.show_token, self.copy_token):
            button.setVisible(bool(access.token))

    def _token_words(self, access: ServerAccess) -> str:
        if not access.token_required:
            return self.tr("Programs of yours need none")
        if not access.token_file:
            return self.tr("One token, given at the start")
        return self.tr("One token, kept in a file of yours")

    def _command_words(self, access: ServerAccess) -> str:
        if not access.clients_may_start_commands:
            return self.tr("Clients can only read")
        if access.token_required:
            return self.tr("Anyone with the token can run programs")
        return self.tr("Programs of yours can run programs")


class SwitchRow(QWidget):
    """What is switched, what that means, and the switch."""

    wanted = Signal(bool)

    def __init__(self, theme: Theme, title: str, name: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(theme, title, "body_medium"))
        self.meaning = Label(theme, "", "small", "text2")
        self.meaning.setWordWrap(True)
        words.addWidget(self.meaning)
        row.addLayout(words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(0)
        row.addLayout(self._buttons)
        self.switch = Switch(theme)
        self.switch.setObjectName(name)
        self.switch.setAccessibleName(title)
        self.switch.clicked.connect(self._on_clicked)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)

    def add(self, button: QWidget) -> None:
        self._buttons.addWidget(button)

    def show_state(self, on: bool, meaning: str) -> None:
        self.switch.setChecked(on)
        self.switch.setAccessibleDescription(meaning)
        self.meaning.setText(meaning)

    def _on_clicked(self, wanted: bool) -> None:
        # It moves when it has come true.
        self.switch.setChecked(not wanted)
        self.wanted.emit(wanted)
