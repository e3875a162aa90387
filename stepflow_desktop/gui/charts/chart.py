"""What all charts have in common: marks for mouse, keyboard and screen reader, pictures, a table, a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from stepflow_desktop.gui.charts.chart_menu import chart_menu
from stepflow_desktop.gui.charts.chart_table import ChartTable
from stepflow_desktop.gui.charts.hover_card import HoverCard
from stepflow_desktop.gui.charts.marks import Mark, mark_at, stepped
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_focus
from stepflow_desktop.gui.widgets.roles import have_roles_told

PICTURE_SCALE = 2.0
_NEXT = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Chart(QWidget):
    """``activated`` carries the key of the mark that was clicked or entered; ``changed`` follows other data.

    A chart of its own fills in ``_laid_out`` (its marks for the size it has), ``_paint_chart``, ``table`` and
    ``summary``, and calls ``_renew`` when its data are others. ``link_text`` names what a click does, for the menu.
    """

    accessible_role = QAccessible.Role.Chart
    activated = Signal(object)
    changed = Signal()
    table_requested = Signal()
    said = Signal(str, str)  # kind and words of a message: saved, copied, could not be written

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        have_roles_told()
        super().__init__(parent)
        self.theme = self._theme = theme
        self.title = title
        self.empty_text = ""
        self.link_text = self.tr("Show these executions")
        self._laid: Sequence[Mark] | None = None
        self._current = -1
        self._card: HoverCard | None = None
        self.setAccessibleName(title)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._on_theme)

    # -- what a chart of its own fills in

    def _laid_out(self, room: QRectF) -> Sequence[Mark]:
        raise NotImplementedError

    def _paint_chart(self, painter: QPainter, room: QRectF) -> None:
        raise NotImplementedError

    def table(self) -> ChartTable:
        """The same as rows and columns."""
        raise NotImplementedError

    def summary(self) -> str:
        """The same as one sentence."""
        raise NotImplementedError

    # -- marks

    @property
    def marks(self) -> Sequence[Mark]:
        if self._laid is None:
            self._laid = self._laid_out(QRectF(self.rect()))
            if self._current >= len(self._laid):
                self._current = -1
        return self._laid

    @property
    def current(self) -> int:
        """The number of the mark that the mouse or the keyboard is at, -1 for none."""
        return self._current

    def set_empty_text(self, text: str) -> None:
        self.empty_text = text
        self.update()

    def set_current(self, number: int, *, tell: bool = False) -> None:
        """Point at a mark: its card comes up, and ``tell`` has a screen reader say it."""
        marks = self.marks
        number = number if 0 <= number < len(marks) else -1
        if number != self._current:
            self._current = number
            self.update()
        if number < 0:
            self._hide_card()
            return
        mark = marks[number]
        self._show_card(mark)
        if tell:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, mark.sentence))

    def activate(self, number: int) -> None:
        """Follow the mark, if it is a link."""
        if 0 <= number < len(self.marks) and self.marks[number].key is not None:
            self._hide_card()
            self.activated.emit(self.marks[number].key)

    def _renew(self) -> None:
        self._laid = None
        # Data that come in under the mouse change what its card says, not that it is there.
        shown = self._card is not None and self._card.isVisible()
        self.setAccessibleDescription(self.summary())
        if shown:
            self.set_current(self._current)
        self.changed.emit()
        self.update()

    def _mark_at(self, point: QPointF) -> int:
        return mark_at(self.marks, point)

    def _after_key(self, key: Qt.Key) -> int:
        """The mark that an arrow key leads to."""
        return stepped(self._current, len(self.marks), _NEXT[key])

    def _on_theme(self) -> None:
        """Colours differ, and maybe the size of all text."""
        self._laid = None
        self.updateGeometry()
        self.update()

    # -- the card

    def _show_card(self, mark: Mark) -> None:
        window = self.window()
        if self._card is None or self._card.parentWidget() is not window:
            self._card = HoverCard(self._theme, window)
        place = mark.place.toAlignedRect().intersected(self.rect())
        place.moveTopLeft(self.mapTo(window, place.topLeft()))
        self._card.show_at(place, mark.title, mark.lines)

    def _hide_card(self) -> None:
        if self._card is not None:
            self._card.hide()

    @property
    def card_text(self) -> str:
        """What the card says now, empty when there is none."""
        return self._card.text if self._card is not None and self._card.isVisible() else ""

    # -- mouse and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._mark_at(event.position())
        self.set_current(number)
        link = number >= 0 and self.marks[number].key is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        self.set_current(-1)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is for scrolling what the chart stands in; the card would stay behind."""
        self.set_current(-1)
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activate(self._mark_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _NEXT:
            self.set_current(self._after_key(key), tell=True)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.set_current(0 if key == Qt.Key.Key_Home else len(self.marks) - 1, tell=True)
        elif key in _ENTER and self._current >= 0:
            self.activate(self._current)
        elif key == Qt.Key.Key_Escape and self._current >= 0:
            self.set_current(-1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.set_current(-1)
        self.update()
        super().focusOutEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.set_current(-1)
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._laid = None
        self._hide_card()
        super().resizeEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        number = self._mark_at(QPointF(event.pos())) if by_mouse else self._current
        where = event.globalPos() if by_mouse else self.mapToGlobal(self.rect().center())
        self.open_menu(where, number)

    def open_menu(self, where: QPoint, number: int = -1) -> None:
        """The menu of the chart, or of one of its marks."""
        self._hide_card()
        chart_menu(self, number).popup(where)

    # -- painting

    def sizeHint(self) -> QSize:
        return QSize(360, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 90)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_chart(painter, QRectF(self.rect()))
        if self.empty_text and not len(self.marks):
            self._paint_empty(painter)
        self._paint_current(painter)
        if self._current < 0:
            paint_focus(painter, self, self._theme, 6)

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.color("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty_text)

    def _paint_current(self, painter: QPainter) -> None:
        """The ring around the mark that the keyboard is at."""
        if self._current >= 0 and self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.marks[self._current].place.adjusted(-2, -2, 2, 2), 4, 4)

    def paint_on(self, painter: QPainter) -> None:
        """The chart without pointer or focus, on a surface of the theme; for pictures."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        current, self._current = self._current, -1
        try:
            self._paint_chart(painter, QRectF(self.rect()))
        finally:
            self._current = current

    def picture_size(self) -> QSize:
        return self.size()

    def picture(self) -> QImage:
        """The chart as it is shown, at twice the resolution."""
        image = QImage(self.picture_size() * PICTURE_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(PICTURE_SCALE)
        painter = QPainter(image)
        self.paint_on(painter)
        painter.end()
        return image
