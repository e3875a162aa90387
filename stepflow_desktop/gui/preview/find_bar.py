"""The strip to look for words in a preview: a field, how many there are, to the next and the one before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import IconButton, Label, SearchField

HEIGHT = 42


class FindBar(QWidget):
    """``asked`` carries the words at every change, ``stepped`` 1 or -1, ``left`` that it was closed."""

    asked = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("preview_find_bar")
        self.setFixedHeight(HEIGHT)
        self.field = SearchField(theme, placeholder or self.tr("Find in this file"))
        self.field.setObjectName("preview_find")
        self.field.setMinimumWidth(120)
        self._count = Label(theme, "", "small", "text2")
        previous = IconButton(theme, "chevron-up", self.tr("Previous match"), shortcut="Shift+F3", side=28)
        following = IconButton(theme, "chevron-down", self.tr("Next match"), shortcut="F3", side=28)
        close = IconButton(theme, "x", self.tr("Close"), shortcut="Esc", side=28)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for name, button in (
            ("preview_previous", previous),
            ("preview_next", following),
            ("preview_find_close", close),
        ):
            button.setObjectName(name)
            row.addWidget(button)
        previous.clicked.connect(lambda: self.stepped.emit(-1))
        following.clicked.connect(lambda: self.stepped.emit(1))
        close.clicked.connect(self.leave)
        self.field.textChanged.connect(self.asked)
        theme.changed.connect(self.update)
        self.hide()

    def start(self) -> None:
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave(self) -> None:
        """Closed by the person, who goes on in the file."""
        self.put_away()
        self.left.emit()

    def put_away(self) -> None:
        self.hide()
        self.field.clear()

    def show_count(self, at: int, count: int, *, more: bool = False) -> None:
        """``at`` from 1; 0 for none reached yet."""
        if not self.field.text():
            self._count.setText("")
        elif not count:
            self._count.setText(self.tr("No match"))
        else:
            self._count.setText(f"{at:,} / {count:,}{'+' if more else ''}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("border"))
