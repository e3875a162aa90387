"""The mouse on the picture of a log: wheel, pressing, choosing, links, tips and where a menu is wanted."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from stepflow_desktop.core.model import Level
from stepflow_desktop.gui.log.document import ShownLine
from stepflow_desktop.gui.log.links import Link, link_at
from stepflow_desktop.gui.log.log_canvas import LogCanvas
from stepflow_desktop.gui.log.log_picture import NO_ROW, STICKY_HEADER
from stepflow_desktop.gui.log.rows import Row, RowKind
from stepflow_desktop.gui.log.viewport import HEADER_HEIGHT, TOP_GAP
from stepflow_desktop.gui.theme import Theme

WHEEL_LINES = 3
LONGEST_TIP = 160
NO_LINE = -1


class LogPointer(LogCanvas):
    """``artifact_activated`` has the id of the artifact pressed, ``link_activated`` the ``Link``.

    ``menu_wanted`` has the piece it concerns or ``NO_LINE``, the link there or None, and where on the screen.
    ``chosen`` comes when choosing is done.
    """

    artifact_activated = Signal(str)
    link_activated = Signal(object)
    menu_wanted = Signal(int, object, QPoint)
    chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._wheel = 0
        self._pointer = QPoint(-1, -1)
        self._twice = (0, QPoint(-1, -1))
        self.strip.turned.connect(self._on_turned)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.enlarge(1 if event.angleDelta().y() > 0 else -1)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or event.angleDelta().x():
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
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._is_third(event):
            self.selecting.press_line(position)
        elif shift or not self._press_group(position):
            self.selecting.press(position, shift)

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

    def _press_group(self, position: QPoint) -> bool:
        """Fold or unfold a group, if its title or the chevron before it is there."""
        row, document = self._row_under(position), self.document
        if row < 0 or document is None or position.x() < self.painter.time_left:
            return False
        each = document.row(row)
        group = document.group_at(each.item) if each.kind is RowKind.LINE else -1
        if group < 0:
            return False
        self.fold_group(group, not document.is_group_folded(group))
        return True

    def _press_link(self, position: QPoint) -> bool:
        found = self.link_under(position)
        if found is not None:
            self.link_activated.emit(found[1])
        return found is not None

    def link_under(self, position: QPoint) -> tuple[int, Link] | None:
        """The piece and the link at ``position``."""
        row, document = self._row_under(position), self.document
        if row < 0 or document is None or position.x() < self.painter.text_left:
            return None
        if document.row(row).kind is not RowKind.LINE:
            return None
        place = self.selecting.place_at(position, between=False)
        link = link_at(document.line(place.piece), place.character) if place is not None else None
        return (place.piece, link) if place is not None and link is not None else None

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
        self._pointer = position
        self._review_hover(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def _review_hover(self, control: bool) -> None:
        """Show what a press would do where the pointer is: a hand where something opens or folds."""
        position = self._pointer
        row = self._row_under(position)
        each = self.document.row(row) if row >= 0 and self.document is not None else None
        pressable = row == STICKY_HEADER or (each is not None and each.kind is not RowKind.LINE)
        hovered = row if pressable else NO_ROW
        link = self.link_under(position) if control else None
        in_text = position.x() >= self.painter.text_left and row >= 0
        hand = pressable or link is not None or self._is_group(each)
        shape = Qt.CursorShape.IBeamCursor if in_text else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else shape)
        if hovered != self.hovered_row or link != self.hovered_link:
            self.hovered_row, self.hovered_link = hovered, link
            self.viewport().update()

    def _is_group(self, row: Row | None) -> bool:
        if row is None or row.kind is not RowKind.LINE or self.document is None:
            return False
        return self._pointer.x() >= self.painter.time_left and self.document.group_at(row.item) >= 0

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self.selecting.release():
            self.chosen.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not self._press_row(position):
            self.selecting.press_word(position)
            self._twice = (event.timestamp(), position)

    def _is_third(self, event: QMouseEvent) -> bool:
        """Whether this press comes right after a double click at the same place."""
        when, where = self._twice
        near = (event.position().toPoint() - where).manhattanLength() < QApplication.startDragDistance()
        return near and event.timestamp() - when < QApplication.doubleClickInterval()

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
            found = self.link_under(event.pos())
            if found is not None:
                text = self.tr("{target} (Ctrl+click)").format(target=found[1].target)
            else:
                text = self._level_words(self.document.line(each.item))
        # Qt would break an address after each of its slashes.
        tip = f"<p style='white-space: pre'>{html.escape(text[:LONGEST_TIP])}</p>" if text else ""
        QToolTip.showText(event.globalPos(), tip, self)

    def _level_words(self, line: ShownLine) -> str:
        if line.level is Level.ERROR:
            return self.tr("Error, guessed from the text")
        return self.tr("Warning, guessed from the text") if line.level is Level.WARNING else ""

    # -- the menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        position = self._place_of_keyboard() if by_key else self.viewport().mapFromGlobal(event.globalPos())
        place = self.selecting.place_at(position)
        if place is None or (not by_key and self._is_apart(position)):
            self.menu_wanted.emit(NO_LINE, None, self.viewport().mapToGlobal(position))
            return
        selection = self.selecting.selection
        if selection is None or not selection.first.piece <= place.piece <= selection.last.piece:
            self.selecting.select_line(place.piece)
        found = self.link_under(position)
        link = found[1] if found is not None else None
        self.menu_wanted.emit(place.piece, link, self.viewport().mapToGlobal(position))

    def _is_apart(self, position: QPoint) -> bool:
        """Whether what is there is no line: the header of a step, or an artifact."""
        row, document = self._row_under(position), self.document
        if row < 0 or document is None:
            return row == STICKY_HEADER
        return document.row(row).kind is not RowKind.LINE

    def _place_of_keyboard(self) -> QPoint:
        """Where the last end of the selection is in sight, else the first line."""
        selection, document = self.selecting.selection, self.document
        wanted = selection.caret.piece if selection is not None else self.place.top_piece()
        y = self.place.content_top() + 1
        for placed in self.place.placed():
            row = document.row(placed.number) if document is not None else None
            if row is not None and row.kind is RowKind.LINE and row.item == wanted:
                y = placed.y + self.place.line_height // 2
        return QPoint(round(self.painter.text_left), y)
