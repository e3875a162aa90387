"""Fields to type in and the switch."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_focus

FIELD_HEIGHT = 32


class TextField(QLineEdit):
    """A line to type in; ``set_problem`` edges it in the failure colour and says why on hovering."""

    def __init__(
        self, theme: Theme, placeholder: str = "", parent: QWidget | None = None, *, role: str = "body"
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFont(theme.font(role))
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(FIELD_HEIGHT)

    def set_problem(self, message: str) -> None:
        """Mark the field as wrong, or with an empty ``message`` as right again."""
        self.setProperty("invalid", "true" if message else "false")
        self.setAccessibleDescription(message)
        self.style().unpolish(self)
        self.style().polish(self)


class SearchField(TextField):
    """A field with a magnifying glass and a cross that empties it."""

    def __init__(
        self, theme: Theme, placeholder: str = "", parent: QWidget | None = None, *, icon: str = "search"
    ) -> None:
        super().__init__(theme, placeholder, parent)
        self._icon_name = icon
        self._glass = self.addAction(theme.icon(icon, "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self.setAccessibleName(placeholder or self.tr("Search"))
        theme.changed.connect(self._take_icon)

    def _take_icon(self) -> None:
        self._glass.setIcon(self._theme.icon(self._icon_name, "text2"))


class Switch(QCheckBox):
    """On or off, taking effect at once. (A check box is for choices that wait for a confirmation.)"""

    WIDTH, HEIGHT = 36, 20

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setFont(theme.font("body"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self.text()) + 10 if self.text() else 0
        return QSize(self.WIDTH + text + 4, 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._theme.color
        track = QRectF(2, (self.height() - self.HEIGHT) / 2, self.WIDTH, self.HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._track_color())
        painter.drawRoundedRect(track, self.HEIGHT / 2, self.HEIGHT / 2)
        knob = QRectF(0, 0, self.HEIGHT - 4, self.HEIGHT - 4)
        knob.moveCenter(track.center())
        knob.moveLeft(track.right() - knob.width() - 2 if self.isChecked() else track.left() + 2)
        painter.setBrush(color("on_accent") if self.isChecked() else color("surface"))
        painter.drawEllipse(knob)
        if self.text():
            painter.setPen(color("text") if self.isEnabled() else color("border3"))
            left = int(track.right()) + 10
            painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        paint_focus(painter, self, self._theme)

    def _track_color(self) -> QColor:
        if not self.isEnabled():
            return self._theme.color("border2")
        return self._theme.color("accent" if self.isChecked() else "border3")
