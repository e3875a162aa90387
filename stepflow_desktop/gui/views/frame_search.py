"""The search field in the header; what it offers is the palette's business."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidgetItem, QSizePolicy, QWidget
from shiboken6 import isValid

from stepflow_desktop.gui.palette.hit import Hit
from stepflow_desktop.gui.palette.hit_list import HIT_ROLE, HitList
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.painting import paint_box

WIDTH = 430
PAUSE_MS = 120


class SearchBox(QLineEdit):
    """Emits ``asked`` with the text a moment after typing; ``show_hits`` answers with lines to choose from."""

    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("search_field")
        self.setPlaceholderText(self.tr("Search runs, logs, files — or run a command"))
        self.setAccessibleName(self.tr("Search"))
        self.setFixedHeight(32)
        self.setMinimumWidth(200)
        self.setMaximumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font("body"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("look", "search")
        self._glass = self.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._keys = KeyHint(theme, "Ctrl+K", self)
        self._list = HitList(theme, self)
        self._list.itemClicked.connect(self._choose)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.text().strip()))
        self.textEdited.connect(lambda _text: self._pause.start())
        self._back: QWidget | None = None
        theme.changed.connect(self._take_theme)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 32)

    @property
    def hits(self) -> list[str]:
        """The lines shown now that can be chosen."""
        return [hit.text for hit in self._list.hits]

    def start(self) -> None:
        """Put the keyboard here and show what can be done."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.asked.emit(self.text().strip())

    def show_hits(self, hits: Sequence[Hit], note: str = "") -> None:
        self._list.show_hits(hits, note)
        if not (hits or note) or self.window().focusWidget() is not self:
            self._list.hide()
            return
        self._list.place_below(self)

    def _choose(self, item: QListWidgetItem) -> None:
        hit = item.data(HIT_ROLE)
        if not isinstance(hit, Hit):
            return
        self._list.hide()
        self.clear()
        self._give_back()
        hit.act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._list.count():
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.currentItem() and self._list.isVisible():
            self._choose(self._list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self._list.hide()
            self.clear()
            self._give_back()
        else:
            super().keyPressEvent(event)

    def _give_back(self) -> None:
        """Put the keyboard where it was before, so that the next key means what it meant there."""
        back, self._back = self._back, None
        if back is not None and isValid(back) and back.isVisible() and back.isEnabled():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self and old is not None and old.window() is self.window():
            self._back = old

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Going to another window and back finds the lines as they were.
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._list.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_keys()

    def _place_keys(self) -> None:
        self._keys.move(self.width() - self._keys.width() - 7, (self.height() - self._keys.height()) // 2)

    def _take_theme(self) -> None:
        self._place_keys()
        self._glass.setIcon(self._theme.icon("search"))
        if self._list.isVisible():
            # Its icons were drawn in the other colours.
            self.asked.emit(self.text().strip())


class KeyHint(QWidget):
    """A key in a small box, as a reminder."""

    def __init__(self, theme: Theme, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
        self.setFont(theme.font("micro_medium"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._take_size)
        self._take_size()

    def _take_size(self) -> None:
        metrics = QFontMetrics(self._theme.font("micro_medium"))
        self.setFixedWidth(metrics.horizontalAdvance(self._text) + 16)
        self.setFixedHeight(metrics.height() + 7)
        self.setProperty("scaled_percent", self._theme.look.percent)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), 5, self._theme.color("border" if self._theme.dark else "raised"))
        painter.setPen(self._theme.color("text2"))
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
