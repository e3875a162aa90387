"""The rail at the left: one button per place, with an icon and a word."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_box, paint_focus

WIDTH = 84
NARROW_WIDTH = 56
_ICON = 20


class RailButton(QAbstractButton):
    """A place. The badge is a number at the icon's corner, for what runs there."""

    keeps_height = True

    def __init__(self, theme: Theme, icon: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._badge = 0
        self.narrow = False
        self.setText(word)
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(56)
        theme.changed.connect(self.update)

    def set_badge(self, number: int) -> None:
        self._badge = number
        running = self.tr("{page}, {n} running").format(page=self.text(), n=number)
        self.setAccessibleName(running if number else self.text())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 16, 56)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        token = "text2"
        if self.isChecked():
            paint_box(painter, self.rect(), 9, color("accent_soft" if self._theme.dark else "surface"))
            token = "accent"
        elif self.underMouse():
            paint_box(painter, self.rect(), 9, color("border"))
        top = (self.height() - _ICON) // 2 if self.narrow else 9
        left = (self.width() - _ICON) // 2
        painter.drawPixmap(left, top, self._theme.pixmap(self._icon_name, token, _ICON, self.devicePixelRatioF()))
        if not self.narrow:
            painter.setFont(self._theme.font("micro_strong" if self.isChecked() else "micro_medium"))
            painter.setPen(color(token))
            line = self._theme.px(18)
            text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(QRect(0, 41 - line // 2, self.width(), line), Qt.AlignmentFlag.AlignCenter, text)
        if self._badge:
            self._paint_badge(painter, left + _ICON - 5, top - 7)
        paint_focus(painter, self, self._theme, 9)

    def _paint_badge(self, painter: QPainter, x: int, y: int) -> None:
        painter.setFont(self._theme.font("micro_strong"))
        text = str(min(self._badge, 99))
        width = max(16, painter.fontMetrics().horizontalAdvance(text) + 9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("running"))
        place = QRectF(min(x, self.width() - width), y, width, 15)
        painter.drawRoundedRect(place, 7.5, 7.5)
        painter.setPen(self._theme.color("on_status"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class Rail(QWidget):
    """``page_chosen`` carries the key a page was added with."""

    page_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 10, 9, 10)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        self._upper = 0
        self._narrow = False
        theme.changed.connect(self._take_width)
        theme.changed.connect(self.update)

    def add_page(self, key: str, icon: str, word: str, *, below: bool = False, first: bool = False) -> RailButton:
        """A button for the page ``key``: at the upper end after the others, ``first`` of all, or ``below``."""
        button = RailButton(self._theme, icon, word)
        button.setObjectName(f"rail_{key}")
        button.clicked.connect(lambda: self.page_chosen.emit(key))
        self._group.addButton(button)
        self.buttons = {key: button, **self.buttons} if first else {**self.buttons, key: button}
        if below:
            self._column.addWidget(button)
        else:
            self._column.insertWidget(0 if first else self._upper, button)
            self._upper += 1
        return button

    def select(self, key: str) -> None:
        self.buttons[key].setChecked(True)
        # Qt has Tab come to one button of a group, and looks which is down only when one of them gets the keyboard.
        self.buttons[key].setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _take_width(self) -> None:
        self.setFixedWidth(NARROW_WIDTH if self._narrow else max(WIDTH, self._theme.px(WIDTH)))

    def set_narrow(self, narrow: bool) -> None:
        """Icons only; the words become tooltips."""
        self._narrow = narrow
        self._take_width()
        for button in self.buttons.values():
            button.narrow = narrow
            button.setToolTip(button.text() if narrow else "")
            button.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("side"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.color("border"))
