"""Small pieces that the cards are made of: a figure with its word, a line of a list, a bar that is filled so far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stepflow_desktop.gui.status_shapes import paint_status
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import ElidedLabel, Label
from stepflow_desktop.gui.widgets.painting import paint_box, paint_focus
from stepflow_desktop.gui.widgets.row_painting import paint_text

BAR_HEIGHT = 7


class Figure(QWidget):
    """A number and below it what it counts."""

    def __init__(self, theme: Theme, word: str, tip: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self.value = Label(theme, "–", "pane_title")
        self.word = Label(theme, word, "small", "text2")
        column.addWidget(self.value)
        column.addWidget(self.word)
        self.setToolTip(tip)
        self.show_value("–")

    def show_value(self, text: str) -> None:
        self.value.setText(text)
        self.setAccessibleName(f"{text} {self.word.text()}")


class Facts(QWidget):
    """Words at the left, what they are at the right of them."""

    def __init__(self, theme: Theme, words: Sequence[str]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._values: list[ElidedLabel] = []
        for row, word in enumerate(words):
            value = ElidedLabel(theme, "–", "small_medium", mode=Qt.TextElideMode.ElideMiddle)
            self._values.append(value)
            grid.addWidget(Label(theme, word, "small", "text2"), row, 0)
            grid.addWidget(value, row, 1)

    def texts(self) -> list[str]:
        return [value.text() for value in self._values]

    def show_values(self, texts: Sequence[str]) -> None:
        for value, text in zip(self._values, texts, strict=True):
            value.set_text(text)


class Share(QWidget):
    """A word, an amount, and a bar that shows how much of the whole it is."""

    def __init__(self, theme: Theme, word: str, token: str) -> None:
        super().__init__()
        self._theme, self._token = theme, token
        self._part = 0.0
        self.word = word
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, BAR_HEIGHT + 7)
        line = QHBoxLayout()
        line.addWidget(Label(theme, word, "small", "text2"))
        line.addStretch(1)
        self.amount = Label(theme, "–", "small_strong")
        line.addWidget(self.amount)
        column.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_share(self, text: str, part: float) -> None:
        """``part`` is 0 to 1."""
        self._part = min(1.0, max(0.0, part))
        self.amount.setText(text)
        self.setAccessibleName(f"{self.word}: {text}")
        self.update()

    @property
    def part(self) -> float:
        return self._part

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        bar = QRect(0, self.height() - BAR_HEIGHT, self.width(), BAR_HEIGHT)
        paint_box(painter, bar, BAR_HEIGHT / 2, self._theme.color("raised"))
        if self._part > 0:
            filled = QRect(0, bar.top(), max(BAR_HEIGHT, round(bar.width() * self._part)), BAR_HEIGHT)
            paint_box(painter, filled, BAR_HEIGHT / 2, self._theme.color(self._token))


class StatusMark(QWidget):
    """A status shape that stands still."""

    def __init__(self, theme: Theme, status: str, side: int) -> None:
        super().__init__()
        self._theme, self._status = theme, status
        self.setFixedSize(side, side + 2)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_status(painter, QRectF(0, 2, self.width(), self.width()), self._status, self._theme)


class NameButton(QAbstractButton):
    """A name that leads somewhere, cut at the right where it is too long."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = " ".join(name.split())
        self.setAccessibleName(self._name)
        self.setFont(theme.font("small"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(22)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(60, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = self.underMouse() or self.hasFocus()
        color = self._theme.color("accent" if lit else "text2")
        paint_text(painter, self.rect(), self._name, self.font(), color)
        paint_focus(painter, self, self._theme, 4)
