"""The log to work with: what is chosen can be copied, and there is a way back to the end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QFocusEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stepflow_desktop.gui import wording
from stepflow_desktop.gui.log.log_interface import install, tell_caret
from stepflow_desktop.gui.log.log_keys import LogKeys
from stepflow_desktop.gui.log.overview_strip import WIDTH as STRIP_WIDTH
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.buttons import Button

LINES_COPIED_AT_ONCE = 200
BAND = 42
_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class LogView(LogKeys):
    """``long_copy_wanted`` asks to copy a selection too long to be read at once, ``copied`` has how many lines were."""

    long_copy_wanted = Signal()
    copied = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        install()
        super().__init__(theme, parent)
        self._lines_left_at = 0
        self._marked: tuple[object, int] = (None, -1)
        self.pill = Button(theme, "", "arrow-down-to-line", "primary")
        self.pill.setObjectName("jump_to_end")
        self.band = _Band(theme, self.pill, self)
        self.pill.clicked.connect(self._on_pill)
        self.selecting.changed.connect(self._on_selection)
        self.chosen.connect(self._offer)
        self.strip.moved.connect(self._on_strip_moved)
        self.finding.reached.connect(self._on_reached)
        self.finding.changed.connect(self._on_found)
        self.follow_changed.connect(self._on_follow)
        self.moved.connect(self._place_pill)

    def set_live(self, live: bool) -> None:
        """Whether the log may still grow."""
        self.live = live
        self._place_pill()

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.setGeometry(self.width() - STRIP_WIDTH, 0, STRIP_WIDTH, self.height())
        self._place_band()
        self._widest = 0
        self.refresh()

    # -- copying

    def copy(self) -> None:
        """Copy the selection as plain text."""
        if self._is_short():
            text = self.selecting.text(LINES_COPIED_AT_ONCE + 1)
            QGuiApplication.clipboard().setText(text)
            self.copied.emit(text.count("\n") + 1)
        elif self.selecting.has_text:
            self.long_copy_wanted.emit()

    def _offer(self) -> None:
        """Let the middle button put in elsewhere what was chosen, where that is the custom."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and self._is_short():
            clipboard.setText(self.selecting.text(LINES_COPIED_AT_ONCE + 1), QClipboard.Mode.Selection)

    def _is_short(self) -> bool:
        """Whether something is chosen, and so little that it can be read at once."""
        selection = self.selecting.selection
        if selection is None or selection.is_empty:
            return False
        return selection.last.piece - selection.first.piece <= LINES_COPIED_AT_ONCE

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.shows_focus = event.reason() in _KEYBOARD
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- the way back to the end

    def _on_selection(self) -> None:
        if self.selecting.has_text:
            self.set_follow(False)
        self.viewport().update()
        tell_caret(self)

    def _on_strip_moved(self, start: float) -> None:
        self.set_follow(False)
        self.place.go_to(round(start * self.place.total))
        self._place_changed()

    def _on_reached(self, piece: int) -> None:
        self.go_to_piece(piece, select=False)

    def _on_found(self) -> None:
        """Matches that only became more change nothing in sight."""
        marked = (self.finding.matcher, self.finding.current)
        if marked != self._marked:
            self._marked = marked
            self.viewport().update()

    def _on_follow(self, follow: bool) -> None:
        if not follow and self.document is not None:
            self._lines_left_at = self.document.snapshot.lines

    def _on_pill(self) -> None:
        self.set_follow(True)
        self.setFocus()

    def _place_pill(self) -> None:
        """It has a band of its own under the lines: over them it would hide some, and Qt could not move them."""
        lines = self.document.snapshot.lines if self.document is not None else 0
        wanted = self.live and not self.follow and not self.place.at_end()
        if wanted:
            new = max(0, lines - self._lines_left_at)
            text = self.tr("Jump to end")
            if new:
                words = wording.count(new, "new line", "new lines")
                text = self.tr("Jump to end, {new_lines}").format(new_lines=words)
            if text != self.pill.text():
                self.pill.setText(text)
        self._show_band(wanted)

    def _show_band(self, wanted: bool) -> None:
        if wanted == self.band.isVisibleTo(self):
            return
        self.band.setVisible(wanted)
        self.setViewportMargins(0, 0, STRIP_WIDTH, BAND if wanted else 0)
        self._place_band()

    def _place_band(self) -> None:
        port = self.viewport().geometry()
        self.band.setGeometry(0, port.bottom() + 1, self.width() - STRIP_WIDTH, BAND)


class _Band(QWidget):
    """What the pill stands on."""

    def __init__(self, theme: Theme, pill: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.addWidget(pill)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("log_bg"))
