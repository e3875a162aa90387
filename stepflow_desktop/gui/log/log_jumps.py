"""The ways to a place in the log: steps, errors, matches and lines. What is not read yet is gone to once it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from stepflow_desktop.core.model import Level, StepStatus
from stepflow_desktop.gui.log.finding import neighbour
from stepflow_desktop.gui.log.log_frame import LogFrame
from stepflow_desktop.gui.log.worker import Snapshot
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.text_dialog import NumberDialog


class LogJumps(LogFrame):
    """The frame, and where its view can be sent."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._error_wanted = False
        self._error_chosen = True
        self._step_wanted = ""
        self._line_wanted = 0
        super().__init__(theme, parent)
        self.arrived.connect(self._seek)

    def clear(self) -> None:
        """Also forget where one wanted to go: that was another log."""
        self._error_wanted, self._step_wanted, self._line_wanted = False, "", 0
        super().clear()

    def _seek(self, snapshot: Snapshot) -> None:
        if self._error_wanted:
            self._seek_error(snapshot)
        if self._step_wanted:
            self._seek_step(snapshot)
        if self._line_wanted and (snapshot.lines >= self._line_wanted or _is_read(snapshot)):
            self.show_line(self._line_wanted)

    # -- text

    def find(self) -> None:  # type: ignore[override]
        """Go to the field, with a word chosen in the log in it."""
        chosen = self.view.selecting.text(2)
        if chosen and "\n" not in chosen and len(chosen) < 200:
            self.bar.find_field.setText(chosen)
        self.bar.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.find_field.selectAll()

    def find_next(self) -> None:
        self._find_on(1)

    def find_previous(self) -> None:
        self._find_on(-1)

    def _find_on(self, direction: int) -> None:
        """The next or previous match; with nothing to find, where it is typed."""
        if self.bar.find_field.text():
            self.view.finding.step(direction, self.view.place.top_piece())
        else:
            self.find()

    # -- steps

    def show_step(self, step_id: str) -> None:
        """Scroll to the header of a step and unfold it."""
        showing = self.bar.showing()
        if showing.is_sparse or showing.without or showing.step_id not in (None, step_id):
            self.bar.show_all_steps()
        self._step_wanted = step_id
        if self.view.document is not None and self.bar.showing() == self.view.document.snapshot.wanted.showing:
            self._seek_step(self.view.document.snapshot)

    def show_only_step(self, step_id: str) -> None:
        """Show nothing but this step; if that is what is shown, all of them again."""
        self.bar.show_only_step("" if self.bar.showing().step_id == step_id else step_id)

    def next_step(self) -> None:
        self.view.go_to_next_step(1)

    def previous_step(self) -> None:
        self.view.go_to_next_step(-1)

    def _seek_step(self, snapshot: Snapshot) -> None:
        if snapshot.wanted.showing != self.bar.showing():
            return
        for at, step in enumerate(snapshot.layout.steps):
            if step.id == self._step_wanted and step.start_offset is not None:
                self.view.fold(at, False)
                self.view.go_to_step(at)
        self._step_wanted = ""

    # -- errors

    def go_to_first_error(self) -> None:
        """The first error of the step that failed, else of the log, else where the failed step ends."""
        self._want_error(chosen=True)

    def show_first_error(self) -> None:
        """The same place, with no line chosen there: for a log that is opened. Not if one has scrolled by then."""
        self._want_error(chosen=False)

    def _want_error(self, *, chosen: bool) -> None:
        self.bar.show_all_steps()
        self._error_wanted, self._error_chosen = True, chosen
        if self.view.document is not None:
            self._seek_error(self.view.document.snapshot)

    def _seek_error(self, snapshot: Snapshot) -> None:
        layout, errors = snapshot.layout, snapshot.errors
        failed = next((at for at, step in enumerate(layout.steps) if step.status is StepStatus.FAILED), -1)
        sections = [at for at, step in enumerate(layout.step) if step == failed] if failed >= 0 else []
        inside = neighbour(errors, layout.first[sections[0]] - 1, 1) if sections else None
        last = layout.first[sections[-1] + 1] if sections and sections[-1] + 1 < len(layout.first) else layout.end
        if inside is not None and sections and layout.first[sections[0]] <= inside < last:
            self._go_to_error(inside, failed)
        elif snapshot.scanned >= 1 and snapshot.wanted.showing == self.bar.showing() and snapshot.pieces:
            self._go_to_error(errors[0] if len(errors) else max(0, last - 1), failed)

    def _go_to_error(self, piece: int, failed: int) -> None:
        """A log that is opened has the header of the ``failed`` step on top as far as the error is in sight then."""
        self._error_wanted = False
        if self._error_chosen:
            self.view.go_to_piece(piece)
        elif not self.view.place.top:
            self.view.go_to_step(failed)
            self.view.go_to_piece(piece, select=False)

    def next_error(self) -> None:
        """The next error; the first one that counts if none was gone to yet."""
        if self.view.selecting.selection is None:
            self.go_to_first_error()
        else:
            self.go_to_level(Level.ERROR, 1)

    def previous_error(self) -> None:
        self.go_to_level(Level.ERROR, -1)

    def go_to_level(self, level: Level, direction: int) -> None:
        """The next (1) or previous (-1) line of ``level``, from the last one gone to or the top."""
        if self.view.document is None:
            return
        snapshot = self.view.document.snapshot
        pieces = snapshot.errors if level is Level.ERROR else snapshot.warnings
        selection = self.view.selecting.selection
        piece = neighbour(pieces, selection.caret.piece if selection else self.view.place.top_piece() - 1, direction)
        if piece is not None:
            self.view.go_to_piece(piece)

    # -- lines

    def go_to_line(self) -> None:
        """Ask for a line number and go there."""
        if self.view.document is None:
            return
        lines = max(1, self.view.document.snapshot.lines)
        here = max(1, self.view.document.number_of(self.view.place.top_piece()))
        label = self.tr("Line number, 1 to {lines}").format(lines=f"{lines:,}")
        dialog = NumberDialog(
            self._theme, self, self.tr("Go to line"), label, min(here, lines), least=1, most=lines, word=self.tr("Go")
        )
        dialog.setObjectName("ask_line")
        dialog.number_chosen.connect(self.show_line)
        dialog.open()

    def show_line(self, number: int) -> None:
        """Go to a line, as soon as the log has been read that far."""
        document = self.view.document
        snapshot = document.snapshot if document is not None else None
        if document is None or snapshot is None or (snapshot.lines < number and not _is_read(snapshot)):
            self._line_wanted = number
            return
        self._line_wanted = 0
        self.view.go_to_piece(document.piece_of_line(number))
        self.view.setFocus()


def _is_read(snapshot: Snapshot) -> bool:
    """Whether all of the log there is has been looked at; the first of all snapshots knows of nothing yet."""
    return snapshot.pieces > 0 and snapshot.scanned >= 1
