"""Choices shown as small pictures: what a theme looks like, and which colours statuses have."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from stepflow_desktop.gui import tokens
from stepflow_desktop.gui.look import Look
from stepflow_desktop.gui.status_shapes import paint_status
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Segment, paint_ribbon
from stepflow_desktop.gui.widgets.painting import RADIUS_CARD, paint_box, paint_focus

PREVIEW = QSize(164, 84)
_STATUSES = ("completed", "failed", "allowed", "running", "queued", "cancelled", "skipped")
_SEGMENTS = (
    Segment("", "completed", 1.5),
    Segment("", "failed", 1.0),
    Segment("", "running", 1.0, 0.6),
    Segment("", "expected", 1.0),
)


class ThemeChoice(QAbstractButton):
    """``mode`` system, light or dark: a picture of the window in it, and a round mark with the word below."""

    def __init__(self, theme: Theme, mode: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.mode = theme, mode
        self.setText(word)
        self.setAccessibleName(word)
        self.setObjectName(f"theme_choice_{mode}")
        self.setCheckable(True)
        self.setFont(theme.font("body_medium"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(self._theme.font("body_strong")).height()
        return QSize(PREVIEW.width() + 4, PREVIEW.height() + text + 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(2, 2, PREVIEW.width(), PREVIEW.height())
        clip = QPainterPath()
        clip.addRoundedRect(place, 9, 9)
        painter.save()
        painter.setClipPath(clip)
        if self.mode == "system":
            left = QRectF(place.x(), place.y(), place.width() / 2, place.height())
            _paint_window(painter, left, dark=False, half=True)
            _paint_window(painter, left.translated(left.width(), 0), dark=True, half=True)
        else:
            _paint_window(painter, place, dark=self.mode == "dark")
        painter.restore()
        chosen = self.isChecked()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("accent" if chosen else "border2"), 2 if chosen else 1))
        painter.drawRoundedRect(place, 9, 9)
        self._paint_word(painter, int(place.bottom()) + 8)
        paint_focus(painter, self, self._theme)

    def _paint_word(self, painter: QPainter, top: int) -> None:
        chosen, height = self.isChecked(), self.height() - top
        circle = QRectF(3, top + (height - 15) / 2, 15, 15)
        painter.setPen(QPen(self._theme.color("accent" if chosen else "border3"), 1.6))
        painter.drawEllipse(circle)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            painter.drawEllipse(circle.adjusted(3.5, 3.5, -3.5, -3.5))
        painter.setFont(self._theme.font("body_strong" if chosen else "body"))
        painter.setPen(self._theme.color("text"))
        painter.drawText(QRect(26, top, self.width() - 26, height), Qt.AlignmentFlag.AlignVCenter, self.text())


def _paint_window(painter: QPainter, place: QRectF, *, dark: bool, half: bool = False) -> None:
    colors = {name: QColor(value) for name, value in tokens.colors(dark).items()}
    painter.fillRect(place, colors["bg"])
    painter.fillRect(QRectF(place.x(), place.y(), 14, place.height()), colors["side"])
    if not half:
        card = QRectF(place.x() + place.width() * 0.55, place.y() + 10, place.width() * 0.45 + 10, place.height())
        path = QPainterPath()
        path.addRoundedRect(card, 5, 5)
        painter.fillPath(path, colors["surface"])
    painter.setPen(Qt.PenStyle.NoPen)
    for row, token in enumerate(("completed", "running", "failed")):
        y = place.y() + 16 + row * 22
        painter.setBrush(colors[token])
        painter.drawEllipse(QRectF(place.x() + 23, y - 3.5, 7, 7))
        painter.setBrush(colors["border2"])
        painter.drawRoundedRect(QRectF(place.x() + 36, y - 2.5, 34, 5), 2.5, 2.5)


class StatusChoice(QAbstractButton):
    """One set of status colours, with every shape and a ribbon in it."""

    def __init__(self, theme: Theme, palette: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.palette_name = theme, palette
        self._own = Theme(parent=self, look=Look(mode=self._mode(), status_colours=palette))
        self.setText(word)
        self.setAccessibleName(word)
        self.setObjectName(f"status_colours_{palette}")
        self.setCheckable(True)
        self.setFont(theme.font("body_medium"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._take_theme)

    def _mode(self) -> str:
        return "dark" if self._theme.dark else "light"

    def _take_theme(self) -> None:
        self._own.set_look(Look(mode=self._mode(), status_colours=self.palette_name))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(250, QFontMetrics(self._theme.font("body_strong")).height() + 52)

    def minimumSizeHint(self) -> QSize:
        return QSize(166, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color, chosen = self._theme.color, self.isChecked()
        paint_box(painter, self.rect(), RADIUS_CARD, color("hover" if self.underMouse() else "surface"))
        painter.setPen(QPen(color("accent" if chosen else "border2"), 2 if chosen else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
        painter.setFont(self._theme.font("body_strong" if chosen else "body_medium"))
        painter.setPen(color("text"))
        top = painter.fontMetrics().height() + 14
        painter.drawText(QRect(13, 6, self.width() - 26, top - 8), Qt.AlignmentFlag.AlignVCenter, self.text())
        apart = 26 if self.width() > 290 else min(21, (self.width() - 30) // len(_STATUSES))
        for at, status in enumerate(_STATUSES):
            paint_status(painter, QRectF(13 + at * apart, top + 4, 16, 16), status, self._own, 0.2)
        left = 13 + len(_STATUSES) * apart + 10
        if self.width() - left > 40:
            paint_ribbon(painter, QRectF(left, top + 8, self.width() - left - 14, 8), _SEGMENTS, self._own)
        paint_focus(painter, self, self._theme, RADIUS_CARD)
