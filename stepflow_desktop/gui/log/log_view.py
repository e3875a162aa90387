"""The log to work with: wheel, mouse and keys on the picture of it, and the way back to its end."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from stepflow_desktop.core.model import Level
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.log.document import ShownLine
from stepflow_desktop.gui.log.log_canvas import LogCanvas
from stepflow_desktop.gui.log.log_picture import NO_ROW, STICKY_HEADER
from stepflow_desktop.gui.log.overview_strip import WIDTH as STRIP_WIDTH
from stepflow_desktop.gui.log.rows import RowKind
from stepflow_desktop.gui.log.viewport import HEADER_HEIGHT, TOP_GAP
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.buttons import Button

WHEEL_LINES = 3
LINES_COPIED_AT_ONCE = 200
_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+[^\s<>\"'`.,;:!?)\]}]")


class LogView(LogCanvas):
    """``artifact_activated`` has the id of the artifact pressed, ``link_activated`` an http address.

    ``long_copy_wanted`` asks to copy a selection too long to be read at once.
    """

    artifact_activated = Signal(str)
    link_activated = Signal(str)
    long_copy_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._wheel = 0
        self._lines_left_at = 0
        self._marked: tuple[object, int] = (None, -1)
        self.pill = Button(theme, "", "arrow-down-to-line", "primary", self)
        self.pill.setObjectName("jump_to_end")
        self.pill.hide()
        self.pill.clicked.connect(self._on_pill)
        self.live = False
        self.selecting.changed.connect(self._on_selection)
        self.strip.moved.connect(self._on_strip_moved)
        self.strip.turned.connect(self._on_turned)
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
        self._widest = 0
        self.refresh()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or event.angleDelta().x():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (event.angleDelta().x() or event.angleDelta().y()) // 2)
        else:
            self._on_turned(event.angleDelta().y())
        event.accept()

    def _on_turned(self, delta: int) -> None:
        self._wheel += delta * WHEEL_LINES
        lines, self._wheel = int(self._wheel / 120), self._wheel - int(self._wheel / 120) * 120
        if lines:
            self.scroll_lines(-lines)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or self._press_row(position):
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._press_link(position):
            return
        self.selecting.press(position, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _press_row(self, position: QPoint) -> bool:
        """Fold a step or open an artifact, if one is there."""
        document, row = self.document, self._row_under(position)
        if document is None or row == NO_ROW:
            return False
        step = self.place.sticky_step() if row == STICKY_HEADER else -1
        if row >= 0:
            each = document.row(row)
            if each.kind is RowKind.ARTIFACT:
                self.artifact_activated.emit(document.snapshot.layout.artifacts[each.item].id)
                return True
            if each.kind is RowKind.LINE:
                return False
            step = each.step
        if row == STICKY_HEADER and (header := document.rows.of_step(step)) is not None:
            self.set_follow(False)
            self.place.go_to(header)
        self.fold(step, not document.is_folded(step))
        return True

    def _press_link(self, position: QPoint) -> bool:
        place = self.selecting.place_at(position)
        if place is None or self.document is None:
            return False
        address = link_at(self.document.line(place.piece), place.character)
        if address:
            self.link_activated.emit(address)
        return bool(address)

    def _row_under(self, position: QPoint) -> int:
        """The row at ``position``, ``STICKY_HEADER`` or ``NO_ROW``."""
        if self.place.sticky_step() >= 0 and position.y() < TOP_GAP + HEADER_HEIGHT:
            return STICKY_HEADER
        placed = self.place.at(position.y())
        inside = placed is not None and placed.y <= position.y() < placed.y + placed.height
        return placed.number if placed is not None and inside else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.selecting.move(position)
            return
        row = self._row_under(position)
        kind = self.document.row(row).kind if row >= 0 and self.document is not None else None
        pressable = row == STICKY_HEADER or kind in (RowKind.STEP, RowKind.ARTIFACT)
        hovered = row if pressable else NO_ROW
        in_text = position.x() >= self.painter.text_left and row >= 0
        shape = Qt.CursorShape.IBeamCursor if in_text else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if pressable else shape)
        if hovered != self.hovered_row:
            self.hovered_row = hovered
            self.viewport().update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.selecting.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not self._press_row(position):
            self.selecting.select_word(position)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered_row = NO_ROW
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        row = self._row_under(event.pos())
        each = self.document.row(row) if row >= 0 and self.document is not None else None
        text = ""
        if each is not None and each.kind is RowKind.LINE and self.document is not None:
            words = {Level.ERROR: self.tr("Error, guessed from the text"), Level.WARNING: self.tr("Warning, guessed")}
            text = words.get(self.document.line(each.item).level or Level.INFO, "")
        QToolTip.showText(event.globalPos(), text, self)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selecting.select_all()
        elif not (self._extends(event) or self._moves(event) or self._folds(event)):
            event.ignore()

    def _extends(self, event: QKeyEvent) -> bool:
        return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and self.selecting.extend(event)

    def _moves(self, event: QKeyEvent) -> bool:
        key, page = event.key(), self.place.page_lines()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        lines = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.go_to_next_step(-1 if key == Qt.Key.Key_Up else 1)
        elif key in lines:
            self.scroll_lines(lines[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self.set_follow(False)
            self.place.go_to(0)
            self._place_changed()
        elif key == Qt.Key.Key_End:
            self.set_follow(True)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (bar.singleStep() if key == Qt.Key.Key_Right else -bar.singleStep()))
        elif key == Qt.Key.Key_Escape and self.selecting.has_text:
            self.selecting.clear()
        else:
            return False
        return True

    def _folds(self, event: QKeyEvent) -> bool:
        text = event.text()
        if text in ("{", "}"):
            self.fold_all(text == "{")
        elif text in ("[", "]"):
            self.fold(self.place.current_step(), text == "[")
        else:
            return False
        return True

    def go_to_next_step(self, direction: int) -> None:
        """The header of the step after (1) or before (-1) the one at the top."""
        if self.document is None:
            return
        current = self.place.current_step()
        inside = self.place.sticky_step() >= 0
        wanted = current if direction < 0 and inside else current + direction
        while 0 <= wanted < len(self.document.steps) and self.document.rows.of_step(wanted) is None:
            wanted += direction
        if 0 <= wanted < len(self.document.steps):
            self.go_to_step(wanted)

    def copy(self) -> None:
        """Copy the selection as plain text."""
        selection = self.selecting.selection
        if selection is None or selection.is_empty:
            return
        if selection.last.piece - selection.first.piece > LINES_COPIED_AT_ONCE:
            self.long_copy_wanted.emit()
        else:
            QGuiApplication.clipboard().setText(self.selecting.text(LINES_COPIED_AT_ONCE + 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.shows_focus = event.reason() in _KEYBOARD
        self.viewport().update()

    # -- the way back to the end

    def _on_selection(self) -> None:
        if self.selecting.has_text:
            self.set_follow(False)
        self.viewport().update()

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
        lines = self.document.snapshot.lines if self.document is not None else 0
        wanted = self.live and not self.follow and not self.place.at_end()
        if wanted:
            new = max(0, lines - self._lines_left_at)
            more = f", {wording.count(new, 'new line', 'new lines')}" if new else ""
            text = self.tr("Jump to end") + more
            if text != self.pill.text():
                self.pill.setText(text)
            self.pill.adjustSize()
            self.pill.move((self.viewport().width() - self.pill.width()) // 2, self.height() - self.pill.height() - 14)
        self.pill.setVisible(wanted)


def link_at(line: ShownLine, index: int) -> str:
    """The http address of the link or text at character ``index``, or empty."""
    start = 0
    for text, style in line.spans:
        if start <= index < start + len(text) and style.link.startswith(("http://", "https://")):
            return style.link
        start += len(text)
    for found in _ADDRESS.finditer(line.text):
        if found.start() <= index < found.end():
            return found.group()
    return ""
