"""Text that keeps to its place: always plain, never read as markup, cut with an ellipsis where it does not fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from stepflow_desktop.gui.theme import Theme


class Label(QLabel):
    """A label in the font of ``role`` and the colour of ``token``, both following the theme."""

    def __init__(
        self, theme: Theme, text: str = "", role: str = "body", token: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._token = token
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role))
        theme.changed.connect(self._take_color)
        self._take_color()

    def set_token(self, token: str) -> None:
        if token != self._token:
            self._token = token
            self._take_color()

    def showEvent(self, event: QShowEvent) -> None:
        # A style sheet resets the palette of a widget that it polishes only now, after the theme has changed.
        self._take_color()
        super().showEvent(event)

    def _take_color(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(self._token))
        self.setPalette(palette)


class ElidedLabel(QWidget):
    """One line of plain text, cut at the right or in the middle; the whole of it is the tooltip when cut."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        token: str = "text",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._token = token
        self._mode = mode
        self._role = role
        self._text = ""
        self.setFont(theme.font(role))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set_text(text)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        text = " ".join(text.split("\n"))
        if text == self._text:
            # Said again with every update of a run; a new layout for it would cost frames.
            return
        self._text = text
        self.setAccessibleName(self._text)
        if self.sizePolicy().horizontalPolicy() is not QSizePolicy.Policy.Ignored:
            self.updateGeometry()
        self.update()

    def set_token(self, token: str) -> None:
        if token != self._token:
            self._token = token
            self.update()

    def showEvent(self, event: QShowEvent) -> None:
        # A style sheet gives a widget that was hidden while the size of text changed the font back it was made with.
        font = self._theme.font(self._role)
        if font.pixelSize() != self.font().pixelSize():
            self.setFont(font)
            self.updateGeometry()
        super().showEvent(event)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = QFontMetrics(self.font()).elidedText(self._text, self._mode, self.width())
        self.setToolTip(as_tooltip(self._text) if shown != self._text else "")
        painter.setFont(self.font())
        painter.setPen(self._theme.color(self._token))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class ThemedIcon(QLabel):
    """A small icon before a fact; it says nothing that the words do not."""

    def __init__(self, theme: Theme, name: str, token: str = "text2", side: int = 14) -> None:
        super().__init__()
        self._theme = theme
        self._picture = (name, token, side)
        theme.changed.connect(self._take)
        self._take()

    def _take(self) -> None:
        self.setPixmap(self._theme.pixmap(*self._picture, self.devicePixelRatioF()))


def as_tooltip(text: str) -> str:
    """Tooltips are read as markup if they look like it, so it is escaped."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p>{escaped}</p>"
