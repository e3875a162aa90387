"""A few choices side by side in one frame, of which one is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import RADIUS_BUTTON, paint_box, paint_focus

HEIGHT = 32


class _Segment(QAbstractButton):
    def __init__(self, theme: Theme, word: str) -> None:
        super().__init__()
        self._theme = theme
        self.setText(word)
        self.setCheckable(True)
        self.setFont(theme.font("body_medium"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._theme.font("body_strong")).horizontalAdvance(self.text()) + 22, HEIGHT - 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        token = "text2" if self.isEnabled() else "border3"
        if self.isChecked():
            paint_box(painter, self.rect(), RADIUS_BUTTON - 2, color("accent_soft" if self.isEnabled() else "raised"))
            token = "accent" if self.isEnabled() else token
        elif self.underMouse() and self.isEnabled():
            paint_box(painter, self.rect(), RADIUS_BUTTON - 2, color("hover"))
        painter.setFont(self._theme.font("body_strong" if self.isChecked() else "body_medium"))
        painter.setPen(color(token))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        paint_focus(painter, self, self._theme, RADIUS_BUTTON - 2)


class Segmented(QWidget):
    """``choices`` are values and words; ``chosen`` carries the value that somebody took."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, choices: Sequence[tuple[Any, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self.buttons: dict[Any, QAbstractButton] = {}
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for value, word in choices:
            button = self.buttons[value] = _Segment(theme, word)
            button.clicked.connect(lambda _c=False, value=value: self.chosen.emit(value))
            self._group.addButton(button)
            row.addWidget(button)
        theme.changed.connect(self.update)

    @property
    def value(self) -> Any:
        return next((value for value, button in self.buttons.items() if button.isChecked()), None)

    def choose(self, value: Any) -> None:
        """Show ``value`` as taken, without telling."""
        if value in self.buttons:
            self.buttons[value].setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        box = QRect(0, 0, self.width(), self.height())
        paint_box(QPainter(self), box, RADIUS_BUTTON, self._theme.color("surface"), self._theme.color("border2"))
