"""The keys of the log: going through it, choosing, folding, and the caret for whoever reads by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.habits import single_keys_work
from stepflow_desktop.gui.log.links import link_at
from stepflow_desktop.gui.log.log_pointer import LogPointer
from stepflow_desktop.gui.log.row_words import step_words
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.speech import announce

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LogKeys(LogPointer):
    """With the caret on, arrow keys move it; without, they scroll. ``caret_changed`` has whether it is on."""

    caret_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.live = False

    def copy(self) -> None:
        """Copy what is chosen."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Control:
            self._review_hover(control=True)
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selecting.select_all()
            self.chosen.emit()
        elif not (self._extends(event) or self._steps(event) or self._moves(event) or self._folds(event)):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Control:
            self._review_hover(control=False)
        super().keyReleaseEvent(event)

    # -- the caret

    def set_caret(self, on: bool) -> None:
        """Show a caret in the lines and let the arrow keys move it, or scroll again."""
        if on == self.caret_on:
            return
        self.caret_on = on
        caret = self.selecting.caret()
        if on and caret is not None and self.selecting.selection is None:
            self.set_follow(False)
            self.selecting.put(caret, caret)
        self.viewport().update()
        self.caret_changed.emit(on)

    def _steps(self, event: QKeyEvent) -> bool:
        """Whether the key moved the caret or opened what it is on."""
        if not self.caret_on or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._open_at_caret()
        step = self._step_of_caret()
        if not self.selecting.step(event):
            return False
        self.set_follow(False)
        self._show_caret()
        now = self._step_of_caret()
        if now != step and now >= 0 and self.document is not None:
            announce(self, step_words(self.document, now))
        return True

    def _step_of_caret(self) -> int:
        caret, document = self.selecting.caret(), self.document
        if caret is None or document is None:
            return -1
        return document.row(document.rows.of_piece(caret.piece)).step

    def _open_at_caret(self) -> bool:
        """Open the link there, else fold or unfold the group whose title it is."""
        caret, document = self.selecting.caret(), self.document
        if caret is None or document is None:
            return False
        link = link_at(document.line(caret.piece), caret.character)
        group = document.group_at(caret.piece)
        if link is not None:
            self.link_activated.emit(link)
        elif group >= 0:
            self.fold_group(group, not document.is_group_folded(group))
        return link is not None or group >= 0

    def _show_caret(self) -> None:
        """Scroll sideways until the caret is in sight."""
        caret, document, bar = self.selecting.caret(), self.document, self.horizontalScrollBar()
        if caret is None or document is None or self.place.wrap_columns:
            return
        width = self.painter.text.column_width
        at = document.line(caret.piece).column(caret.character) * width
        room = self.viewport().width() - self.painter.text_left - 2 * width
        bar.setRange(0, max(bar.maximum(), int(at - room) if at > room else 0))
        bar.setValue(int(min(max(bar.value(), at - room), at)))

    # -- going and choosing

    def _extends(self, event: QKeyEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not self.selecting.extend(event):
            return False
        self._show_caret()
        self.chosen.emit()
        return True

    def _moves(self, event: QKeyEvent) -> bool:
        key, page = event.key(), self.place.page_lines()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        lines = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.go_to_next_step(-1 if key == Qt.Key.Key_Up else 1)
        elif key in lines:
            self.scroll_lines(lines[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self.go_to_start()
        elif key == Qt.Key.Key_End:
            self.go_to_end()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (bar.singleStep() if key == Qt.Key.Key_Right else -bar.singleStep()))
        elif key == Qt.Key.Key_Escape and self.selecting.has_text:
            self.selecting.clear()
        else:
            return False
        return True

    def _folds(self, event: QKeyEvent) -> bool:
        text = event.text() if single_keys_work() else ""
        if text in ("{", "}"):
            self.fold_all(text == "{")
        elif text in ("[", "]"):
            self._fold_here(text == "[")
        else:
            return False
        return True

    def _fold_here(self, folded: bool) -> None:
        """The group that the selection is in, else the step at the top."""
        document, selection = self.document, self.selecting.selection
        groups = list(document.groups_around(selection.caret.piece)) if document is not None and selection else []
        if groups:
            self.fold_group(groups[-1], folded)
        else:
            self.fold(self._step_to_fold(folded), folded)

    def _step_to_fold(self, folded: bool) -> int:
        """That of the selection, else the one at the top, else the first in sight that is not so yet."""
        document, selection = self.document, self.selecting.selection
        steps = [document.row(placed.number).step for placed in self.place.placed()] if document is not None else []
        steps.insert(0, self._step_of_caret() if selection is not None else self.place.current_step())
        open_to_it = (step for step in steps if step >= 0 and document is not None)
        return next((step for step in open_to_it if document is not None and document.is_folded(step) != folded), -1)

    def go_to_end(self) -> None:
        """The last line; of a log that grows all the last lines to come."""
        if self.live:
            self.set_follow(True)
        else:
            self.place.go_to(self.place.total)
            self._place_changed()

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
