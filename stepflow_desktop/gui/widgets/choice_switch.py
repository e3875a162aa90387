"""A row of words of which one is down: a small choice that shows all there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import RADIUS_BUTTON, paint_box, paint_focus


class ChoiceSwitch(QWidget):
    """``chosen`` carries the key of a choice. Left and right arrows go from one to the next."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[tuple[str, str]],
        key: str,
        parent: QWidget | None = None,
        *,
        height: int = 32,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QAbstractButton] = {}
        for each, word in choices:
            button = _Choice(theme, word, height - 6)
            button.setObjectName(f"{name}_{each}")
            button.setChecked(each == key)
            button.clicked.connect(lambda _checked=False, each=each: self.chosen.emit(each))
            self._group.addButton(button)
            self.buttons[each] = button
            row.addWidget(button)
        theme.changed.connect(self.update)

    @property
    def key(self) -> str:
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Show ``key`` as taken, without telling; one that is no choice changes nothing."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        color = self._theme.color
        fill = color("raised" if self._theme.dark else "surface")
        paint_box(QPainter(self), self.rect(), RADIUS_BUTTON, fill, color("border2"))


class _Choice(QAbstractButton):
    def __init__(self, theme: Theme, word: str, height: int) -> None:
        super().__init__()
        self._theme = theme
        self._padding = 12 if height > 24 else 8
        self.setText(word)
        self.setCheckable(True)
        self.setFont(theme.font("small_medium"))
        self.setFixedHeight(height)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font("small_strong")).horizontalAdvance(self.text())
        return QSize(width + 2 * self._padding, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        able = self.isEnabled()
        if self.isChecked():
            paint_box(painter, self.rect(), 5, color("accent_soft" if able else "raised"))
        elif self.underMouse() and able:
            paint_box(painter, self.rect(), 5, color("border" if self._theme.dark else "hover"))
        painter.setFont(self._theme.font("small_strong" if self.isChecked() else "small_medium"))
        token = "accent" if self.isChecked() else "text2"
        painter.setPen(color(token if able else "border3"))
        painter.drawText(QRect(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
        paint_focus(painter, self, self._theme, 5)
