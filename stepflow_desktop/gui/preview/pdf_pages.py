"""The pages of a document below each other; what is in sight is drawn by the reader, a few pages are kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from stepflow_desktop.gui.preview.previewer import KEYBOARD_REASONS
from stepflow_desktop.gui.theme import Theme

KEPT = 10
GAP = 14
MARGIN = 18
LEAST, MOST = 0.2, 5.0
ASK_AFTER_MS = 40


class PdfPages(QAbstractScrollArea):
    """``wanted`` asks for a page at a width in pixels; ``turned`` tells the page at the top (from 0)."""

    wanted = Signal(int, int)
    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("pdf_pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sizes: Sequence[Sequence[float]] = ()
        self._places: list[QRect] = []
        self._kept: OrderedDict[int, QImage] = OrderedDict()
        self._asked: set[tuple[int, int]] = set()
        self._zoom = 0.0
        self._current = 0
        self._shows_focus = False
        self._matches: Sequence[Sequence[float]] = ()
        self._reached = -1
        self._ask_soon = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._ask_soon.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(lambda _v: self._on_scrolled())
        theme.changed.connect(self.viewport().update)

    def show_pages(self, sizes: Sequence[Sequence[float]]) -> None:
        """Pages of these sizes in points, fitted to the width; none for nothing."""
        self._sizes = sizes
        self._kept.clear()
        self._asked.clear()
        self._zoom, self._current, self._matches, self._reached = 0.0, 0, (), -1
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def set_page(self, number: int, image: QImage) -> None:
        self._asked = {each for each in self._asked if each[0] != number}
        self._kept[number] = image
        self._kept.move_to_end(number)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.viewport().update()

    def go_to(self, number: int) -> None:
        if 0 <= number < len(self._places):
            self.verticalScrollBar().setValue(self._places[number].top() - GAP)

    def set_matches(self, matches: Sequence[Sequence[float]], reached: int) -> None:
        """Boxes as (page, left, top, right, bottom), the last four in parts of the page."""
        self._matches, self._reached = matches, reached
        if 0 <= reached < len(matches):
            place = self._place_of(matches[reached])
            self.verticalScrollBar().setValue(round(place.top()) - self.viewport().height() // 3)
        self.viewport().update()

    def zoom(self, direction: int) -> None:
        current = self._zoom or self._fitted()
        self._zoom = 0.0 if direction == 0 else min(MOST, max(LEAST, current * (1.2 if direction > 0 else 1 / 1.2)))
        part = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
        self._lay_out()
        self.verticalScrollBar().setValue(round(part * self.verticalScrollBar().maximum()))

    @property
    def current(self) -> int:
        return self._current

    # -- layout

    def _fitted(self) -> float:
        widest = max((size[0] for size in self._sizes), default=1.0)
        return min(MOST, max(LEAST, min(1.6, (self.viewport().width() - 2 * MARGIN) / widest)))

    def _lay_out(self) -> None:
        scale = self._zoom or self._fitted()
        top, across = GAP, 0
        self._places = []
        for width, height in self._sizes:
            w, h = max(1, round(width * scale)), max(1, min(60_000, round(height * scale)))
            self._places.append(QRect(0, top, w, h))
            top += h + GAP
            across = max(across, w)
        view = self.viewport().size()
        for place in self._places:
            place.moveLeft(max(MARGIN, (max(view.width(), across + 2 * MARGIN) - place.width()) // 2))
        self.verticalScrollBar().setRange(0, max(0, top - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(0, across + 2 * MARGIN - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self._on_scrolled()

    def _seen(self) -> list[int]:
        top, bottom = self.verticalScrollBar().value(), self.verticalScrollBar().value() + self.viewport().height()
        return [at for at, place in enumerate(self._places) if place.bottom() >= top and place.top() <= bottom]

    def _on_scrolled(self) -> None:
        seen = self._seen()
        if seen:
            middle = self.verticalScrollBar().value() + self.viewport().height() // 3
            current = next((at for at in seen if self._places[at].bottom() >= middle), seen[-1])
            if current != self._current:
                self._current = current
                self.turned.emit(current)
        self._ask_soon.start()
        self.viewport().update()

    def _ask(self) -> None:
        ratio = self.devicePixelRatioF()
        for number in self._seen():
            width = round(self._places[number].width() * ratio)
            kept = self._kept.get(number)
            if (kept is None or abs(kept.width() - width) > 2) and (number, width) not in self._asked:
                self._asked.add((number, width))
                self.wanted.emit(number, width)

    def _place_of(self, match: Sequence[float]) -> QRectF:
        page = QRectF(self._places[int(match[0])])
        left, top, right, bottom = match[1:]
        return QRectF(
            page.left() + left * page.width() - 1,
            page.top() + top * page.height() - 1,
            (right - left) * page.width() + 2,
            (bottom - top) * page.height() + 2,
        )

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.text() in ("+", "=", "-", "0"):
            self.zoom({"-": -1, "0": 0}.get(event.text(), 1))
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._shows_focus = event.reason() in KEYBOARD_REASONS
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color("log_bg" if self._theme.dark else "side"))
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in self._seen():
            place = self._places[number]
            painter.fillRect(place, Qt.GlobalColor.white)
            if (image := self._kept.get(number)) is not None:
                painter.drawImage(place, image)
            painter.setPen(self._theme.color("border2"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        for at, match in enumerate(self._matches):
            colour = self._theme.color("warning" if at == self._reached else "accent")
            colour.setAlphaF(0.35)
            if int(match[0]) < len(self._places):
                painter.fillRect(self._place_of(match), colour)
        if self.hasFocus() and self._shows_focus:
            painter.resetTransform()
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
