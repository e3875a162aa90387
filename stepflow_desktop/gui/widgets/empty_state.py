"""What stands in an empty place: an icon, what it is, and the way to fill it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.buttons import Button
from stepflow_desktop.gui.widgets.labels import Label

ICON, MARGIN = 32, 10


class EmptyState(QWidget):
    """``activated`` is sent when the ``action`` button is pressed."""

    activated = Signal()

    def __init__(
        self, theme: Theme, icon: str, title: str, text: str = "", action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._gives_way = False
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addStretch(1)
        self._icon = QLabel()
        self._title = Label(theme, title, "body_strong")
        self._text = Label(theme, text, "small", "text2")
        self._text.setWordWrap(True)
        self.button = Button(theme, action)
        self.button.clicked.connect(lambda: self.activated.emit())
        for each in (self._icon, self._title, self._text):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(each)
        column.addSpacing(6)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        theme.changed.connect(self._take_icon)
        self._take_icon()
        self.set_words(title, text, action)

    def set_words(self, title: str, text: str, action: str = "") -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.button.updateGeometry()
        self.setAccessibleName(f"{title}. {text}".strip())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def give_way(self) -> None:
        """For a place whose height others decide: in a low one the picture goes first, then the text."""
        self._gives_way = True
        self._fit()

    def _fit(self) -> None:
        """Where the height is that of the content, nothing may depend on it: what was hidden would never come back."""
        if not self._gives_way:
            return
        margins = self.contentsMargins()
        inner = self.rect().marginsRemoved(margins)
        room = inner.height() - 2 * MARGIN - self._title.sizeHint().height()
        if self.button.text():
            room -= self.button.sizeHint().height() + 12
        text = self._text.heightForWidth(max(1, inner.width() - 2 * MARGIN)) + 6
        has_text = bool(self._text.text())
        self._text.setVisible(has_text and room >= text)
        self._icon.setVisible(room - (text if has_text else 0) >= ICON + 6)

    def set_icon(self, name: str) -> None:
        self._icon_name = name
        self._take_icon()

    def _take_icon(self) -> None:
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, "text3", ICON, self.devicePixelRatioF()))
