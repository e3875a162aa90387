"""What stands in place of a preview: why there is none, and what can be done instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, EmptyState


class MessagePage(QWidget):
    """``wished`` carries the name of the button that was pressed."""

    wished = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("preview_message")
        self.empty = EmptyState(theme, "file", "")
        self._buttons: list[Button] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(1)
        column.addWidget(self.empty)
        column.addLayout(self._row)
        column.setAlignment(self._row, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def show_words(self, icon: str, title: str, text: str, offers: Sequence[tuple[str, str]] = ()) -> None:
        """``offers`` are names and words of buttons."""
        self.empty.set_icon(icon)
        self.empty.set_words(title, text)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for name, words in offers:
            button = Button(self._theme, words)
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, name=name: self.wished.emit(name))
            self._row.addWidget(button)
            self._buttons.append(button)
