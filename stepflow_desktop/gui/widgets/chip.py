"""Chips that filter and pills that tell."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from stepflow_desktop.gui.status_shapes import paint_status, status_token, status_word
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_box, paint_focus

CHIP_HEIGHT = 26
PILL_HEIGHT = 24
_SHAPE = 13
_GAP = 6
_EDGE = 9
_TIGHT_GAP = 4
_TIGHT_EDGE = 6


class Chip(QPushButton):
    """A round button that stays down: a status shape and a count, or a word.

    With a status the text is usually only a number, so the accessible name adds the status word.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        status: str | None = None,
        parent: QWidget | None = None,
        *,
        icon: str | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._status = status
        self._icon_name = icon
        self._edge, self._gap = _EDGE, _GAP
        self.setCheckable(True)
        self.setFont(theme.font("small_strong"))
        self.setFixedHeight(CHIP_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_text(text)
        theme.changed.connect(self.update)

    def set_text(self, text: str) -> None:
        self.setText(text)
        if self._status:
            self.setAccessibleName(f"{status_word(self._status)} {text}".strip())
            self.setToolTip(status_word(self._status))
        self.updateGeometry()

    def set_tight(self, tight: bool) -> None:
        """With less air around its text, so that more of them stand in a line."""
        edges = (_TIGHT_EDGE, _TIGHT_GAP) if tight else (_EDGE, _GAP)
        if edges != (self._edge, self._gap):
            self._edge, self._gap = edges
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 * self._edge
        return QSize(width + ((_SHAPE + self._gap) if self._status or self._icon_name else 0), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        radius = self.height() / 2
        if self.isChecked():
            paint_box(painter, self.rect(), radius, color("accent_soft"), color("accent_line"))
        else:
            fill = color("hover") if self.underMouse() else color("surface")
            paint_box(painter, self.rect(), radius, fill, color("border2"))
        x = self._edge
        if self._status:
            paint_status(painter, QRectF(x, (self.height() - _SHAPE) / 2, _SHAPE, _SHAPE), self._status, self._theme)
            x += _SHAPE + self._gap
        elif self._icon_name:
            token = "accent" if self.isChecked() else "text2"
            picture = self._theme.pixmap(self._icon_name, token, _SHAPE, self.devicePixelRatioF())
            painter.drawPixmap(x, (self.height() - _SHAPE) // 2, picture)
            x += _SHAPE + self._gap
        painter.setPen(color("accent") if self.isChecked() else color("text2"))
        painter.setFont(self.font())
        _draw_text(painter, QRect(x, 0, self.width() - x - self._edge, self.height()), self.text())
        paint_focus(painter, self, self._theme, radius)


class Pill(QWidget):
    """A small round label: a status word in its colours, or a quiet word with an icon."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        status: str | None = None,
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._status = status
        self._icon = icon
        self.setFont(theme.font("small_strong" if status else "small"))
        self.setFixedHeight(PILL_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self._announce()

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        self._text = text
        self._announce()

    def set_status(self, status: str | None, text: str | None = None) -> None:
        """Show ``status``, with its own word unless ``text`` is given."""
        shown = text if text is not None else status_word(status or "")
        if (status, shown) == (self._status, self._text):
            return
        self._status = status
        self._text = shown
        self.setFont(self._theme.font("small_strong" if status else "small"))
        self._announce()

    def _announce(self) -> None:
        self.setAccessibleName(self._text)
        if self._status == "running":
            self._theme.pulse.watch(self)
        else:
            self._theme.pulse.unwatch(self)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self._text)
        return QSize(self._beside_text() + width, self.minimumHeight())

    def _beside_text(self) -> int:
        return 2 * _EDGE + ((_SHAPE + _GAP) if self._status or self._icon else 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        token = status_token(self._status) if self._status else ""
        fill = f"{token}_soft" if token else "raised"
        paint_box(painter, self.rect(), self.height() / 2, self._theme.color(fill))
        x, top = _EDGE, (self.height() - _SHAPE) // 2
        if self._status:
            shape = QRectF(x, top, _SHAPE, _SHAPE)
            paint_status(painter, shape, self._status, self._theme, self._theme.pulse.phase)
            x += _SHAPE + _GAP
        elif self._icon:
            painter.drawPixmap(x, top, self._theme.pixmap(self._icon, "text2", _SHAPE, self.devicePixelRatioF()))
            x += _SHAPE + _GAP
        painter.setPen(self._theme.color(token or "text2"))
        painter.setFont(self.font())
        _draw_text(painter, QRect(x, 0, self.width() - x - _EDGE, self.height()), self._text)


def _draw_text(painter: QPainter, place: QRect, text: str) -> None:
    """One line, cut at the right where it is too long."""
    metrics = QFontMetrics(painter.font())
    if metrics.horizontalAdvance(text) > place.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
