"""A figure of the overview: what it counts, how much, what has changed, and a small line. The card is a link."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from stepflow_desktop.gui.charts.sparkline import HEIGHT as SPARK_HEIGHT
from stepflow_desktop.gui.charts.sparkline import WIDTH as SPARK_WIDTH
from stepflow_desktop.gui.charts.sparkline import Sparkline
from stepflow_desktop.gui.models.overview_words import Figure
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import RADIUS_CARD, paint_box, paint_focus

HEIGHT = 104
PADDING = 18
ICON = 16
WORDS_WIDTH = 145
FIGURE_WIDTH = 112
LEAST_LINE = 40


class FigureCard(QAbstractButton):
    """``clicked`` follows the figure to the list."""

    def __init__(self, theme: Theme, icon: str, title: str, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon_name, self._title, self._token = theme, icon, title, token
        self._figure = Figure("", "")
        self._is_beside = True
        self.line = Sparkline(theme, token, self)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(title)
        theme.changed.connect(self.update)

    @property
    def figure(self) -> Figure:
        return self._figure

    def show_figure(self, figure: Figure) -> None:
        if figure == self._figure:
            return
        self._figure = figure
        self.line.show_values(figure.values)
        self.setAccessibleName(f"{self._title}: {figure.figure}. {figure.words}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_line()

    def _place_line(self) -> None:
        """Beside all words; in a narrow card beside the figure, so that what stands under it has the whole width.

        Where goes by the card alone: those in a row look alike.
        """
        px, room = self._theme.px, self.width() - 2 * PADDING
        self._is_beside = room >= SPARK_WIDTH + px(WORDS_WIDTH)
        if self._is_beside:
            place = QRect(0, (self.height() - SPARK_HEIGHT) // 2 + 2, SPARK_WIDTH, SPARK_HEIGHT)
        else:
            place = QRect(0, px(34), min(SPARK_WIDTH, room - px(FIGURE_WIDTH)), px(36))
        self.line.setVisible(place.width() >= LEAST_LINE)
        place.moveRight(self.width() - 15)
        self.line.setGeometry(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        edge = color("border2" if self.underMouse() or self.isDown() else "border")
        paint_box(painter, self.rect(), RADIUS_CARD, color("surface"), edge)
        px = self._theme.px
        pixmap = self._theme.pixmap(self._icon_name, self._token, ICON, self.devicePixelRatioF())
        painter.drawPixmap(PADDING, px(24) - ICON // 2, pixmap)
        # Words end before the line where it lies beside them.
        room = self.width() - 2 * PADDING
        left = room - self.line.width() if self.line.isVisibleTo(self) else room
        words = left if self._is_beside else room
        self._text(painter, QRect(PADDING + 22, px(14), words - 22, px(20)), self._title, "body", "text2")
        self._text(painter, QRect(PADDING - 1, px(34), left, px(38)), self._figure.figure, "figure", "text")
        self._text(painter, QRect(PADDING, px(70), words, px(20)), self._figure.words, "small", "text2")
        paint_focus(painter, self, self._theme, RADIUS_CARD)

    def _text(self, painter: QPainter, place: QRect, text: str, role: str, token: str) -> None:
        font = self._theme.font(role)
        painter.setFont(font)
        painter.setPen(self._theme.color(token))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
