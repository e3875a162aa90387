"""Asks for one line of text, or for a number, over a page and without holding up the program."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.buttons import Button
from stepflow_desktop.gui.widgets.fields import TextField
from stepflow_desktop.gui.widgets.framed_dialog import SmallDialog
from stepflow_desktop.gui.widgets.labels import Label

_AS_WRITTEN = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


class _Asking(SmallDialog):
    """``title`` is over it, ``label`` over the field, ``word`` on the button that takes what was typed."""

    WIDTH = 420

    def __init__(self, theme: Theme, parent: QWidget, title: str, label: str, word: str, field: QWidget) -> None:
        super().__init__(theme, parent, title)
        self.setObjectName("edit_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        caption = Label(theme, label, "small_strong")
        caption.setWordWrap(True)
        caption.setBuddy(field)
        field.setAccessibleName(label)
        group = QVBoxLayout()
        group.setSpacing(5)
        group.addWidget(caption)
        group.addWidget(field)
        self.column.addLayout(group)
        self.cancel = Button(theme, self.tr("Cancel"))
        self.cancel.setObjectName("cancel")
        self.take = Button(theme, word or self.tr("OK"), kind="primary")
        self.take.setObjectName("take")
        self.take.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)
        self.row.addWidget(self.cancel)
        self.row.addWidget(self.take)
        field.setFocus()


class TextDialog(_Asking):
    """``text_chosen`` carries what was typed. Nothing but blanks is no answer where one is ``needed``."""

    text_chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        title: str,
        label: str,
        text: str = "",
        *,
        word: str = "",
        needed: bool = False,
    ) -> None:
        field = TextField(theme)
        field.setObjectName("text")
        super().__init__(theme, parent, title, label, word, field)
        self.field = field
        self._needed = needed
        self.field.textChanged.connect(self._look)
        self.field.setText(text)
        self.field.selectAll()
        self._look()

    def _look(self) -> None:
        self.take.setEnabled(not self._needed or bool(self.field.text().strip()))

    def accept(self) -> None:
        text = self.field.text()
        super().accept()
        self.text_chosen.emit(text)


class NumberDialog(_Asking):
    """``number_chosen`` carries the number, which lies between ``least`` and ``most``."""

    number_chosen = Signal(int)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        title: str,
        label: str,
        number: int,
        *,
        least: int,
        most: int,
        word: str = "",
    ) -> None:
        field = TextField(theme)
        field.setObjectName("number")
        validator = QIntValidator(least, most, field)
        # Thousands may be typed as the labels write them.
        validator.setLocale(_AS_WRITTEN)
        field.setValidator(validator)
        super().__init__(theme, parent, title, label, word, field)
        self.field = field
        self.field.textChanged.connect(lambda: self.take.setEnabled(self.field.hasAcceptableInput()))
        self.field.setText(str(number))
        self.field.selectAll()

    def accept(self) -> None:
        number, _is_number = _AS_WRITTEN.toInt(self.field.text())
        super().accept()
        self.number_chosen.emit(number)


def text_dialog(
    theme: Theme, parent: QWidget, title: str, label: str, text: str = "", *, word: str = "", needed: bool = False
) -> TextDialog:
    """To be connected and opened; it is gone once it is closed."""
    return TextDialog(theme, parent, title, label, text, word=word, needed=needed)
