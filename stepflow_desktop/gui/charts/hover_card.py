"""The card that says what is under the mouse: a title and a few lines, beside the mark and never under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.charts.marks import CardLine
from stepflow_desktop.gui.status_shapes import paint_status
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_box

PADDING = 10
LINE = 19
SIGN = 12
MOST_WIDTH = 360
AWAY = 8


class HoverCard(QWidget):
    """A child of the window, so that it lies over everything and takes no clicks."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._title = ""
        self._lines: tuple[CardLine, ...] = ()
        self.setObjectName("hover_card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        """Everything on it, for those who ask what it says."""
        return "\n".join([self._title, *(line.sentence for line in self._lines)])

    def show_at(self, place: QRect, title: str, lines: Sequence[CardLine]) -> None:
        """Show the card beside ``place``, which is in the window's coordinates."""
        self._title, self._lines = title, tuple(lines)
        self.resize(self.sizeHint())
        self.move(card_position(place, self.size(), self.window_size()))
        self.show()
        self.raise_()
        self.update()

    def window_size(self) -> QSize:
        window = self.parentWidget()
        return window.size() if window is not None else self.size()

    def sizeHint(self) -> QSize:
        bold = QFontMetrics(self._theme.font("small_strong"))
        plain = QFontMetrics(self._theme.font("small"))
        widths = [bold.horizontalAdvance(self._title)]
        for line in self._lines:
            sign = SIGN + 7 if line.token or line.status else 0
            gap = 18 if line.value else 0
            widths.append(sign + plain.horizontalAdvance(line.text) + gap + bold.horizontalAdvance(line.value))
        width = min(self._theme.px(MOST_WIDTH), max(widths) + 2 * PADDING + 2)
        return QSize(width, 2 * PADDING - 2 + self._theme.px(LINE) * (1 + len(self._lines)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        fill = color("raised" if self._theme.dark else "surface")
        paint_box(painter, self.rect(), 8, fill, color("border2"))
        width, line_height = self.width() - 2 * PADDING, self._theme.px(LINE)
        bold, plain = self._theme.font("small_strong"), self._theme.font("small")
        painter.setFont(bold)
        painter.setPen(color("text"))
        top = PADDING - 1
        title = QFontMetrics(bold).elidedText(self._title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(PADDING, top, width, line_height), Qt.AlignmentFlag.AlignVCenter, title)
        for line in self._lines:
            top += line_height
            left = PADDING + self._paint_sign(painter, line, top)
            painter.setFont(bold)
            painter.setPen(color("text"))
            value = QFontMetrics(bold).horizontalAdvance(line.value)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRect(PADDING, top, width, line_height), right, line.value)
            room = PADDING + width - left - (value + 8 if value else 0)
            painter.setFont(plain)
            painter.setPen(color("text2"))
            text = QFontMetrics(plain).elidedText(line.text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, top, room, line_height), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_sign(self, painter: QPainter, line: CardLine, top: int) -> int:
        place = QRectF(PADDING, top + (self._theme.px(LINE) - SIGN) / 2, SIGN, SIGN)
        if line.status:
            paint_status(painter, place, line.status, self._theme, self._theme.pulse.phase)
        elif line.token:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(line.token))
            painter.drawEllipse(place.adjusted(2, 2, -2, -2))
        else:
            return 0
        return SIGN + 7


def card_position(place: QRect, card: QSize, room: QSize) -> QPoint:
    """Above ``place`` and centred, below it if there is no room above, and always inside the window."""
    x = place.center().x() - card.width() // 2
    y = place.top() - AWAY - card.height()
    if y < 4:
        y = place.bottom() + AWAY
    return QPoint(max(4, min(x, room.width() - card.width() - 4)), max(4, min(y, room.height() - card.height() - 4)))
