"""The tab bar of an execution: icon, word, count, and a line of the accent under the one that is shown."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from stepflow_desktop.gui.theme import Theme

HEIGHT = 42
GAP = 28
INSET = 7
"""Free at the left of each tab, for the ring around one that has the keyboard."""
_ICON = 16


class ExecutionTabs(QTabBar):
    """A real tab bar, so arrow keys and assistive technology work; only its looks are ours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: dict[int, int] = {}
        self.setObjectName("execution_tabs")
        self.setAccessibleName(self.tr("Parts of this execution"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setFixedHeight(HEIGHT)
        self.setFont(theme.font("body_strong"))
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def add(self, icon: str, text: str) -> int:
        index = self.addTab(text)
        self.setTabData(index, icon)
        return index

    def set_count(self, index: int, count: int | None) -> None:
        """The number behind the word, none for None."""
        if count == self._counts.get(index):
            return
        if count is None:
            self._counts.pop(index, None)
        else:
            self._counts[index] = count
        said = f", {count}" if count is not None else ""
        self.setAccessibleTabName(index, self.tabText(index) + said)
        self.updateGeometry()
        # A tab bar measures its tabs again only when one of them changes.
        self.setTabText(index, self.tabText(index))
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        metrics = QFontMetrics(self.font())
        width = _ICON + 8 + metrics.horizontalAdvance(self.tabText(index)) + self._badge_width(index)
        return QSize(width + GAP, HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def _badge_width(self, index: int) -> int:
        if index not in self._counts:
            return 0
        metrics = QFontMetrics(self._theme.font("small_strong"))
        return metrics.horizontalAdvance(f"{self._counts[index]:,}") + 14 + 8

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        color = self._theme.color
        rect = self.tabRect(index)
        shown = index == self.currentIndex()
        token = "text" if shown or rect.contains(self.mapFromGlobal(self.cursor().pos())) else "text2"
        icon = self._theme.pixmap(
            str(self.tabData(index)), "accent" if shown else token, _ICON, self.devicePixelRatioF()
        )
        x = rect.left() + INSET
        painter.drawPixmap(x, rect.center().y() - _ICON // 2 + 1, icon)
        x += _ICON + 8
        painter.setFont(self.font())
        painter.setPen(color(token))
        width = QFontMetrics(self.font()).horizontalAdvance(self.tabText(index))
        painter.drawText(QRect(x, rect.top(), width + 2, HEIGHT), Qt.AlignmentFlag.AlignVCenter, self.tabText(index))
        if index in self._counts:
            self._paint_badge(
                painter, QRect(x + width + 8, rect.center().y() - 8, self._badge_width(index) - 8, 18), index
            )
        left, right = rect.left() + INSET, rect.right() - GAP + INSET
        if shown:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(QRectF(left, HEIGHT - 3, right - left, 3), 1.5, 1.5)
        if shown and self.hasFocus():
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(left - 6, 6, right - left + 12, HEIGHT - 14), 7, 7)

    def _paint_badge(self, painter: QPainter, place: QRect, index: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(QRectF(place), place.height() / 2, place.height() / 2)
        painter.setPen(self._theme.color("text2"))
        painter.setFont(self._theme.font("small_strong"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{self._counts[index]:,}")
