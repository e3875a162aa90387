"""What the page Server asks and tells in boxes of their own. They are opened, never executed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from stepflow_desktop.core.server_protocol import ServerAccess
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import translate
from stepflow_desktop.gui.widgets import Button, Label
from stepflow_desktop.gui.widgets.framed_dialog import SmallDialog
from stepflow_desktop.gui.widgets.question import Answer, Question, ask


def ask_to_open(theme: Theme, parent: QWidget, open_with: Callable[[bool], None]) -> Question:
    """Before other computers are let in; ``open_with`` hears whether they may only read."""
    return ask(
        theme,
        parent,
        "ask_to_open_network",
        translate("OpenQuestion", "Anyone on this network could run programs as you"),
        translate(
            "OpenQuestion",
            "With a token only programs that know it are let in. Nothing is encrypted: use this on networks you trust.",
        ),
        [
            Answer("open_with_token", translate("OpenQuestion", "Create a token"), lambda: open_with(False)),
            Answer(
                "open_read_only",
                translate("OpenQuestion", "Read only with a token"),
                lambda: open_with(True),
                "outline",
            ),
        ],
    )


def ask_to_renew(theme: Theme, parent: QWidget, renew: Callable[[], None]) -> Question:
    return ask(
        theme,
        parent,
        "ask_to_renew_token",
        translate("RenewQuestion", "Make a new token?"),
        translate(
            "RenewQuestion", "The old one is worth nothing then, and clients that came in with it are sent away."
        ),
        [Answer("renew_token_now", translate("RenewQuestion", "Make a new token"), renew, "danger")],
    )


class TokenDialog(SmallDialog):
    """The token to read, copy or renew."""

    WIDTH = 480

    copied = Signal()
    renewal_wanted = Signal()

    def __init__(self, theme: Theme, access: ServerAccess, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, self.tr("Access token"))
        self.setObjectName("token_dialog")
        column = self.column
        words = Label(
            theme,
            self.tr("Clients send it as “Authorization: Bearer …” or “X-API-Key: …”. Who has it can do what you can."),
            "body",
            "text2",
        )
        words.setWordWrap(True)
        column.addWidget(words)
        self.field = QLineEdit()
        self.field.setObjectName("token_field")
        self.field.setAccessibleName(self.tr("Access token"))
        self.field.setFont(theme.font("mono"))
        self.field.setFixedHeight(36)
        self.field.setReadOnly(True)
        column.addWidget(self.field)
        self._kept = Label(theme, "", "small", "text2")
        self._kept.setWordWrap(True)
        column.addWidget(self._kept)
        row = self.row
        self.renew = Button(theme, self.tr("Renew…"), "refresh-cw")
        self.renew.setObjectName("renew_token")
        self.copy = Button(theme, self.tr("Copy"), "copy")
        self.copy.setObjectName("copy_shown_token")
        close = Button(theme, self.tr("Close"), kind="primary")
        close.setDefault(True)
        row.insertWidget(0, self.renew)
        row.addWidget(self.copy)
        row.addWidget(close)
        close.setFocus()
        self.renew.clicked.connect(lambda: self.renewal_wanted.emit())
        self.copy.clicked.connect(lambda: self.copied.emit())
        close.clicked.connect(self.accept)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.show_access(access)

    def show_access(self, access: ServerAccess) -> None:
        self.field.setText(access.token)
        self.field.setCursorPosition(0)
        self.renew.setEnabled(bool(access.token_file))
        if access.token_file:
            self._kept.setText(self.tr("It is kept in {path}.").format(path=access.token_file))
        else:
            self._kept.setText(self.tr("It was given at the start, by a variable or the settings file."))
