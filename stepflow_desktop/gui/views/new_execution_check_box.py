"""A check box painted with the theme: a choice that takes effect when the form is sent."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from stepflow_desktop.gui.theme import Theme


class CheckBox(QCheckBox):
    """A choice that takes effect with the start: a box of 20 pixels and a word, its explanation as the tooltip."""

    BOX = 20

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.setFont(theme.font("body_medium"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAttribute(Qt.WidgetAttribute.WA_LayoutUsesWidgetRect)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self.BOX + 8 + self.fontMetrics().horizontalAdvance(self.text()) + 4, 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._theme.color
        box = QRectF(0, (self.height() - self.BOX) / 2, self.BOX, self.BOX)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(box, 4, 4)
            tick = self._theme.pixmap("check", "on_accent", 16, self.devicePixelRatioF())
            painter.drawPixmap(box.topLeft().toPoint() + QPoint(2, 2), tick)
        else:
            painter.setPen(QPen(color("border3"), 1.5))
            painter.setBrush(color("hover") if self.underMouse() else color("surface"))
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
        painter.setPen(color("text") if self.isEnabled() else color("border3"))
        painter.drawText(self.rect().adjusted(self.BOX + 8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(color("accent"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
            if self.isChecked():
                painter.setPen(QPen(color("surface"), 1.5))
                painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 3, 3)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.updateGeometry()
