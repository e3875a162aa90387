"""Banners: what is wrong with the place below, what it means and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stepflow_desktop.gui.status_shapes import paint_status
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.buttons import Button, IconButton
from stepflow_desktop.gui.widgets.labels import ElidedLabel
from stepflow_desktop.gui.widgets.painting import RADIUS_CARD, paint_box

HEIGHT = 66
FOLDED_HEIGHT = 36
TOKENS = {"error": "failed", "warning": "warning", "info": "running", "success": "completed"}
Action = tuple[str, Callable[[], None]]


class StateIcon(QWidget):
    """The shape of a kind of message: octagon, triangle, tick, or the letter i."""

    def __init__(self, theme: Theme, kind: str, side: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self.setFixedSize(QSize(side, side))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        token = TOKENS[self._kind]
        if self._kind == "info":
            painter.drawPixmap(0, 0, self._theme.pixmap("info", token, self.width(), self.devicePixelRatioF()))
        else:
            paint_status(painter, rect, token, self._theme)


class Banner(QWidget):
    """One message of ``kind`` error, warning, info or success. It stays while its cause lasts.

    ``actions`` are pairs of a word and what it does. ``dismissible`` adds a cross; ``dismissed`` says it was used.
    ``foldable`` adds a chevron that leaves only the title; ``folded`` says so.
    """

    dismissed = Signal()
    folded = Signal(bool)
    # It is folded and unfolded, and grows with its text by itself.
    keeps_height = True

    def __init__(
        self,
        theme: Theme,
        kind: str,
        title: str,
        text: str = "",
        actions: Sequence[Action] = (),
        parent: QWidget | None = None,
        *,
        dismissible: bool = False,
        foldable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._token = TOKENS[kind]
        self._is_folded = False
        self._buttons: list[Button] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(StateIcon(theme, kind), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        self._title = ElidedLabel(theme, title, "body_strong")
        self._text = ElidedLabel(theme, text, "small", "text2")
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addStretch(1)
        row.addLayout(words, 1)
        # Only now do the words have a parent; shown before, they would be a window of their own.
        self._text.setVisible(bool(text))
        for word, act in actions:
            button = Button(theme, word)
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(button)
            self._buttons.append(button)
        self._fold = IconButton(theme, "chevron-up", self.tr("Fold"), icon_size=16, side=28) if foldable else None
        if self._fold is not None:
            self._fold.clicked.connect(lambda: self.set_folded(not self._is_folded))
            row.addWidget(self._fold)
        if dismissible:
            cross = IconButton(theme, "x", self.tr("Dismiss"), icon_size=16, side=28)
            cross.clicked.connect(self._on_dismissed)
            row.addWidget(cross)
        self.setAccessibleName(f"{title}. {text}".strip())
        theme.changed.connect(self._take_height)
        self._take_height()

    @property
    def is_folded(self) -> bool:
        return self._is_folded

    def set_folded(self, folded: bool) -> None:
        """Only the title, or all of it."""
        self._is_folded = folded
        self._text.setVisible(bool(self._text.text()) and not folded)
        for button in self._buttons:
            button.setVisible(not folded)
        if self._fold is not None:
            self._fold.set_icon("chevron-down" if folded else "chevron-up")
            self._fold.set_tooltip(self.tr("Unfold") if folded else self.tr("Fold"))
        self._take_height()
        self.folded.emit(folded)

    def _take_height(self) -> None:
        self.setFixedHeight(self._theme.px(FOLDED_HEIGHT if self._is_folded else HEIGHT))
        self.update()

    def set_words(self, title: str, text: str) -> None:
        self._title.set_text(title)
        self._text.set_text(text)
        self._text.setVisible(bool(text) and not self._is_folded)
        self.setAccessibleName(f"{title}. {text}".strip())

    def _on_dismissed(self) -> None:
        self.hide()
        self.dismissed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        color = self._theme.color
        paint_box(QPainter(self), self.rect(), RADIUS_CARD, color(f"{self._token}_soft"), color(self._token))
