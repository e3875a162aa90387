"""The log of one execution as the rest of the window uses it: news in, commands, and what the user does out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from stepflow_desktop.core.links import SCHEME
from stepflow_desktop.core.model import Step
from stepflow_desktop.gui.log.filter_strip import LineFilter
from stepflow_desktop.gui.log.job import Job
from stepflow_desktop.gui.log.links import Link, LinkKind, file_of
from stepflow_desktop.gui.log.log_copies import LogCopies
from stepflow_desktop.gui.log.log_jumps import LogJumps
from stepflow_desktop.gui.log.log_menu import LogMenu
from stepflow_desktop.gui.log.log_pointer import NO_LINE
from stepflow_desktop.gui.log.search import Query
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.speech import announce


class LogPanel(LogJumps):
    """``artifact_activated`` has an artifact's id, ``step_in_view`` a step's.

    Nothing is opened in here: ``address_wanted`` has an address of the web, ``file_wanted`` the path of a file in
    the working directory and a line in it. ``pop_out_wanted`` asks for a window of its own. ``said`` carries kind,
    title and text of a message.
    """

    artifact_activated = Signal(str)
    step_in_view = Signal(str)
    address_wanted = Signal(str)
    file_wanted = Signal(object, int)
    pop_out_wanted = Signal()
    said = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.copies = LogCopies(self.view, self)
        self.can_pop_out = True
        self._connect_bar()
        self._connect_view()

    def _connect_bar(self) -> None:
        bar, view = self.bar, self.view
        bar.times_changed.connect(view.set_time_mode)
        bar.wrap_changed.connect(view.set_wrap)
        bar.follow_changed.connect(self.choose_follow)
        bar.stepped.connect(self._find_on)
        bar.find_field.query_changed.connect(self._on_query)
        bar.find_field.left.connect(view.setFocus)
        for action, act in (
            (bar.copy_all, self.copies.copy_all),
            (bar.save_text, lambda: self.save_as("text")),
            (bar.save_ansi, lambda: self.save_as("ansi")),
            (bar.save_html, lambda: self.save_as("html")),
            (bar.pop_out, self.pop_out_wanted.emit),
            (bar.go_to_line, self.go_to_line),
            (bar.clear_highlights, self.clear_highlights),
            (bar.fold_all, lambda: view.fold_all(True)),
            (bar.unfold_all, lambda: view.fold_all(False)),
            (bar.larger, self.larger_text),
            (bar.smaller, self.smaller_text),
            (bar.usual, self.usual_text),
        ):
            action.triggered.connect(lambda _on=False, act=act: act())
        bar.read_new_lines.toggled.connect(self.reader.set_on)
        bar.caret.triggered.connect(self.toggle_caret)
        self.view.caret_changed.connect(bar.caret.setChecked)

    def _connect_view(self) -> None:
        view = self.view
        view.artifact_activated.connect(self.artifact_activated)
        view.step_in_view.connect(self.step_in_view)
        view.follow_changed.connect(self.bar.show_follow)
        view.finding.changed.connect(lambda: self.bar.find_field.show_count(view.finding))
        view.long_copy_wanted.connect(self.copies.copy_selection)
        view.copied.connect(lambda _lines: announce(view, self.tr("Copied")))
        view.link_activated.connect(self._open_link)
        view.menu_wanted.connect(self._show_menu)
        self.footer.level_pressed.connect(lambda level: self.go_to_level(level, 1))
        self.copies.saved.connect(self._on_saved)

    # -- what the window asks for

    def set_follow(self, follow: bool) -> None:
        self.view.set_follow(follow)

    def choose_follow(self, follow: bool) -> None:
        """What somebody chooses while a command runs holds for the next ones too."""
        if self.view.live:
            self.follows_from_start = follow
        self.set_follow(follow)

    def toggle_follow(self) -> None:
        self.choose_follow(not self.view.follow)

    def toggle_wrap(self) -> None:
        self.bar.wrap.toggle()

    def toggle_caret(self) -> None:
        """Let the arrow keys move a caret, or scroll."""
        self.view.set_caret(not self.view.caret_on)
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_timestamps(self) -> None:
        self.bar.times.click()

    def larger_text(self) -> None:
        self.view.enlarge(1)

    def smaller_text(self) -> None:
        self.view.enlarge(-1)

    def usual_text(self) -> None:
        self.view.enlarge(0)

    def clear_highlights(self) -> None:
        """Forget what was sought and chosen."""
        self.bar.find_field.clear()
        self.view.selecting.clear()

    def save_as(self, kind: str = "text") -> None:
        """Ask where to, and write the log there."""
        if self._execution is not None:
            self.copies.ask_where(kind, self._execution.name)

    def save_step(self, step: Step) -> None:
        """Ask where to, and write there what the log has of a step."""
        if step.start_offset is not None:
            self.copies.ask_where("text", step.name, (step.start_offset, step.end_offset))

    # -- what the user does in the view

    def _show_menu(self, piece: int, link: Link | None, at: QPoint) -> None:
        filtered = bool(self.bar.line_filter)
        menu = LogMenu(
            self._theme,
            self,
            link=link,
            filtered=filtered,
            can_pop_out=self.can_pop_out,
            at_line=piece != NO_LINE,
        )
        menu.wished.connect(lambda wish: self._do(wish, piece, link))
        menu.popup(at)

    def _do(self, wish: str, piece: int, link: Link | None) -> None:
        """Carry out what was chosen in the menu of the line ``piece``, or of the log where that is ``NO_LINE``."""
        document = self.view.document
        if document is None:
            return
        line = document.line(piece).text if piece != NO_LINE else ""
        if wish == "open_link" and link is not None:
            self._open_link(link)
        elif wish == "copy_target" and link is not None:
            self._copy(link.target)
        elif wish == "copy_lines":
            self.view.copy()
        elif wish == "copy_link_to_line" and document.execution is not None:
            self._copy(f"{SCHEME}{document.execution.id}#L{document.number_of(piece)}")
        elif wish == "only_like_this":
            self.bar.set_line_filter(LineFilter(line, self.bar.line_filter.unlike))
        elif wish == "hide_like_this":
            self.bar.set_line_filter(self.bar.line_filter.with_hidden(line))
        elif wish == "clear_filter":
            self.bar.set_line_filter(LineFilter())
        elif wish == "go_to_line":
            self.go_to_line()
        elif wish == "pop_out":
            self.pop_out_wanted.emit()

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        announce(self.view, self.tr("Copied"))

    def _open_link(self, link: Link) -> None:
        """Have the address opened; whether a file is there is looked up in a thread."""
        document = self.view.document
        if link.kind is LinkKind.WEB:
            self.address_wanted.emit(link.target)
        elif document is not None and document.execution is not None:
            folder = Path(document.execution.working_directory)
            job = Job("log-link", lambda: str(file_of(link, folder) or ""))
            self.copies.run(job, lambda job: self._on_file_found(link, job.text))

    def _on_file_found(self, link: Link, path: str) -> None:
        if path:
            self.file_wanted.emit(Path(path), link.line)
        else:
            self.said.emit("info", self.tr("There is no such file in the working directory"), link.target)

    # -- what the parts tell

    def _on_saved(self, path: str, problem: str) -> None:
        if problem:
            title = self.tr("The log was not saved") if path else self.tr("The log was not copied")
            self.said.emit("error", title, problem)
        elif path:
            self.said.emit("success", self.tr("Log saved"), path)
        else:
            self.said.emit("success", self.tr("Log copied"), "")

    def _on_query(self, query: Query | None) -> None:
        self.view.finding.set_query(query, self.view.place.top_piece())
        self._want(query=query)
