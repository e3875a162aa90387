"""The switch between stretches of time: one of a row of words is down."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from stepflow_desktop.gui.models.overview_period import PERIODS, Period, name_of
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import RADIUS_BUTTON, paint_box, paint_focus

HEIGHT = 32
PADDING = 12


class PeriodSwitch(QWidget):
    """``chosen`` carries a Period. Left and right arrows go from one to the next, as in any group of choices."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("overview_period")
        self.setAccessibleName(self.tr("Period"))
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QAbstractButton] = {}
        for each in PERIODS:
            button = _Choice(theme, name_of(each))
            button.setObjectName(f"overview_period_{each.key}")
            button.setChecked(each == period)
            button.clicked.connect(lambda _checked=False, each=each: self.chosen.emit(each))
            self._group.addButton(button)
            self.buttons[each.key] = button
            row.addWidget(button)
        theme.changed.connect(self.update)

    def choose(self, period: Period) -> None:
        self.buttons[period.key].setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        color = self._theme.color
        fill = color("raised" if self._theme.dark else "surface")
        paint_box(QPainter(self), self.rect(), RADIUS_BUTTON, fill, color("border2"))


class _Choice(QAbstractButton):
    def __init__(self, theme: Theme, word: str) -> None:
        super().__init__()
        self._theme = theme
        self.setText(word)
        self.setCheckable(True)
        self.setFont(theme.font("small_medium"))
        self.setFixedHeight(HEIGHT - 6)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font("small_strong")).horizontalAdvance(self.text())
        return QSize(width + 2 * PADDING, HEIGHT - 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        if self.isChecked():
            paint_box(painter, self.rect(), 5, color("accent_soft"))
        elif self.underMouse():
            paint_box(painter, self.rect(), 5, color("border" if self._theme.dark else "hover"))
        painter.setFont(self._theme.font("small_strong" if self.isChecked() else "small_medium"))
        painter.setPen(color("accent" if self.isChecked() else "text2"))
        painter.drawText(QRect(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
        paint_focus(painter, self, self._theme, 5)
