"""What the page Server asks and tells in boxes of their own. They are opened, never executed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from stepflow_desktop.core.server_protocol import ServerAccess
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Label


def ask_to_open(parent: QWidget, open_with: Callable[[bool], None]) -> QMessageBox:
    """Before other computers are let in; ``open_with`` hears whether they may only read."""
    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setObjectName("ask_to_open_network")
    box.setWindowTitle(translate("OpenQuestion", "Reachable from the network"))
    box.setText(translate("OpenQuestion", "Anyone on this network could run programs as you"))
    box.setInformativeText(
        translate(
            "OpenQuestion",
            "With a token only programs that know it are let in. Nothing is encrypted: use this on networks you trust.",
        )
    )
    create = box.addButton(translate("OpenQuestion", "Create a token"), QMessageBox.ButtonRole.AcceptRole)
    read = box.addButton(translate("OpenQuestion", "Read only with a token"), QMessageBox.ButtonRole.AcceptRole)
    create.setObjectName("open_with_token")
    read.setObjectName("open_read_only")
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(create)

    def answered() -> None:
        if box.clickedButton() in (create, read):
            open_with(box.clickedButton() is read)

    box.finished.connect(answered)
    box.finished.connect(box.deleteLater)
    box.open()
    return box


def ask_to_renew(parent: QWidget, renew: Callable[[], None]) -> QMessageBox:
    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setObjectName("ask_to_renew_token")
    box.setText(translate("RenewQuestion", "Make a new token?"))
    box.setInformativeText(
        translate("RenewQuestion", "The old one is worth nothing then, and clients that came in with it are sent away.")
    )
    make = box.addButton(translate("RenewQuestion", "Make a new token"), QMessageBox.ButtonRole.DestructiveRole)
    make.setObjectName("renew_token_now")
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.finished.connect(lambda _code: renew() if box.clickedButton() is make else None)
    box.finished.connect(box.deleteLater)
    box.open()
    return box


class TokenDialog(QDialog):
    """The token to read, copy or renew."""

    copied = Signal()
    renewal_wanted = Signal()

    def __init__(self, theme: Theme, access: ServerAccess, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("token_dialog")
        self.setWindowTitle(self.tr("Access token"))
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(theme, self.tr("Access token"), "dialog_title"))
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
        row = QHBoxLayout()
        row.setSpacing(8)
        self.renew = Button(theme, self.tr("Renew…"), "refresh-cw")
        self.renew.setObjectName("renew_token")
        self.copy = Button(theme, self.tr("Copy"), "copy")
        self.copy.setObjectName("copy_shown_token")
        close = Button(theme, self.tr("Close"), kind="primary")
        close.setDefault(True)
        row.addWidget(self.renew)
        row.addStretch(1)
        row.addWidget(self.copy)
        row.addWidget(close)
        column.addLayout(row)
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
