"""One file looked at: its name and tools in a bar, below it the previewer for its kind or why there is none."""

from __future__ import annotations

import importlib
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stepflow_desktop.gui.preview import words
from stepflow_desktop.gui.preview.kinds import Kind, kind_of, source_kind
from stepflow_desktop.gui.preview.message_page import MessagePage
from stepflow_desktop.gui.preview.previewer import Previewer, Shown
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, ElidedLabel, IconButton
from stepflow_desktop.gui.widgets.card import CountBadge
from stepflow_desktop.gui.widgets.menu import Menu
from stepflow_desktop.gui.widgets.painting import RADIUS_CARD, paint_box

BAR_HEIGHT = 50
NARROW = 640
BAR_MARGINS, BAR_SPACING, NAME_SPACING = 26, 6, 8
# A kind: module and class of its previewer, imported when a file of that kind is first looked at.
_PREVIEWERS: dict[Kind, tuple[str, str]] = {
    Kind.PICTURE: ("picture_view", "PictureView"),
    Kind.DRAWING: ("picture_view", "PictureView"),
    Kind.PDF: ("pdf_view", "PdfPreview"),
    Kind.TEXT: ("text_view", "TextView"),
    Kind.LONG_TEXT: ("long_text_view", "LongTextView"),
    Kind.MARKDOWN: ("page_view", "PageView"),
    Kind.WEB: ("page_view", "PageView"),
    Kind.TABLE: ("table_view", "TablePreview"),
    Kind.TREE: ("tree_view", "TreePreview"),
    Kind.ARCHIVE: ("archive_view", "ArchivePreview"),
    Kind.BYTES: ("text_view", "BytesView"),
}
_HAVE_SOURCE = (Kind.MARKDOWN, Kind.WEB, Kind.TREE, Kind.DRAWING, Kind.TABLE)


class PreviewPane(QWidget):
    """``wished``: what the buttons and the menu are called after. ``known`` brings facts for the details.

    ``position`` is shown beside the name: ``1 of 8``.
    """

    wished = Signal(str)
    known = Signal(object)
    said = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, framed: bool = True) -> None:
        super().__init__(parent)
        self._theme = theme
        self._framed = framed
        self._previewers: dict[tuple[str, str], Previewer] = {}
        self._current: Previewer | None = None
        self._outer: Shown | None = None
        self.shown: Shown | None = None
        self.kind = Kind.BYTES
        self._name = ElidedLabel(theme, "", "body_strong", mode=Qt.TextElideMode.ElideMiddle)
        self._badge = CountBadge(theme)
        self._told = ElidedLabel(theme, "", "small", "text2")
        self.back = Button(theme, "", "chevron-left", "link")
        self.back.setObjectName("preview_back")
        self.back.clicked.connect(self.leave_member)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(2)
        self._message = MessagePage(theme)
        self._message.wished.connect(self._on_offer)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._message)
        self._staying: list[QWidget] = []
        self._build()
        theme.changed.connect(self.update)
        self.show_nothing()

    def _build(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(NAME_SPACING)
        title.addWidget(self.back)
        title.addWidget(self._name)
        title.addWidget(self._badge)
        title.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addStretch(1)
        names.addLayout(title)
        names.addWidget(self._told)
        names.addStretch(1)
        self.open_button = Button(self._theme, self.tr("Open"), "external-link")
        self.save_button = Button(self._theme, self.tr("Save as…"), "download")
        self.small_open = IconButton(self._theme, "external-link", self.tr("Open"), side=30)
        self.small_save = IconButton(self._theme, "download", self.tr("Save as…"), side=30)
        self.full_button = IconButton(self._theme, "maximize-2", self.tr("Full screen"), shortcut="Space", side=30)
        self.more_button = IconButton(self._theme, "ellipsis", self.tr("More"), side=30)
        self.more_button.setObjectName("preview_more")
        self.more_button.clicked.connect(self._show_menu)
        for button, name in (
            (self.open_button, "open"),
            (self.small_open, "open"),
            (self.save_button, "save_as"),
            (self.small_save, "save_as"),
            (self.full_button, "full_screen"),
        ):
            button.setObjectName(
                f"preview_{name}" if button not in (self.small_open, self.small_save) else f"small_{name}"
            )
            button.clicked.connect(lambda _checked=False, name=name: self.wished.emit(name))
        self._bar = QWidget()
        self._bar.setFixedHeight(BAR_HEIGHT)
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(BAR_SPACING)
        row.addLayout(names, 1)
        row.addLayout(self._tools)
        buttons = (self.full_button, self.small_open, self.small_save, self.open_button, self.save_button)
        for button in (*buttons, self.more_button):
            row.addWidget(button)
        self._staying = [self.full_button, self.more_button]
        column = QVBoxLayout(self)
        inset = 1 if self._framed else 0
        column.setContentsMargins(inset, inset, inset, inset)
        column.setSpacing(1)
        column.addWidget(self._bar)
        column.addWidget(self.stack, 1)

    # -- in

    def add_tool(self, tool: QWidget) -> None:
        """One that stays whatever is shown, left of the way to the full screen."""
        row = self._bar.layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(row.indexOf(self.full_button), tool)
        self._staying.append(tool)

    def show_file(self, shown: Shown, position: str = "") -> None:
        """Show another file; the same one again only if something about it is different."""
        self._badge.setText(position)
        self._badge.setVisible(bool(position))
        if shown == self.shown and self._outer is None and self._current is not None:
            return
        self._outer = None
        self.back.hide()
        self._show(shown, kind_of(shown.name, size=shown.size))

    def show_nothing(self) -> None:
        self._let_go()
        self.shown = self._outer = None
        self.back.hide()
        self._name.set_text("")
        self._told.set_text("")
        self._badge.hide()
        self._enable(False)
        self._message.show_words("package", self.tr("No file chosen"), self.tr("Choose one to look at it here."))
        self.stack.setCurrentWidget(self._message)

    def reload(self) -> None:
        if self.shown is not None:
            self._show(self.shown, self.kind)

    def leave_member(self) -> None:
        """Back from a member of an archive to the archive."""
        if self._outer is not None:
            outer, self._outer = self._outer, None
            self.back.hide()
            self._show(outer, kind_of(outer.name, size=outer.size))

    @property
    def is_member(self) -> bool:
        return self._outer is not None

    def start_find(self) -> None:
        if self._current is not None:
            self._current.start_find()

    def step_match(self, direction: int) -> None:
        """To the next (1) or previous (-1) place of what is looked for."""
        if self._current is not None:
            self._current.step_match(direction)

    def zoom(self, direction: int) -> None:
        if self._current is not None:
            self._current.zoom(direction)

    def compare_with(self, path: Path | None, caption: str) -> None:
        if self._current is not None:
            self._current.compare_with(path, caption)

    @property
    def can_compare(self) -> bool:
        return self._current is not None and self._current.can_compare

    def close_all(self) -> None:
        """End every process and thread; the pane is about to go."""
        for previewer in self._previewers.values():
            previewer.put_away()

    # -- choosing

    def _show(self, shown: Shown, kind: Kind) -> None:
        self._let_go()
        self.shown, self.kind = shown, kind
        self._name.set_text(shown.name)
        self._told.set_text("")
        self._enable(True)
        self.known.emit([])
        if not shown.path.is_file():
            self._show_missing(shown)
            return
        if shown.path.stat().st_size == 0:
            self._message.show_words("file", self.tr("This file is empty"), "")
            self.stack.setCurrentWidget(self._message)
            return
        previewer = self._previewer(kind)
        self._current = previewer
        for tool in previewer.tools:
            self._tools.addWidget(tool)
            tool.show()
        self.stack.setCurrentWidget(previewer)
        previewer.show_file(shown)
        self.fit_bar()

    def _previewer(self, kind: Kind) -> Previewer:
        key = _PREVIEWERS[kind]
        if key not in self._previewers:
            module = importlib.import_module(f"stepflow_desktop.gui.preview.{key[0]}")
            made: Previewer = getattr(module, key[1])(self._theme)
            made.told.connect(self._told.set_text)
            made.known.connect(self.known)
            made.said.connect(self.said)
            made.failed.connect(self._on_failed)
            opened = getattr(made, "member_opened", None)
            if opened is not None:
                opened.connect(self._on_member)
            self._previewers[key] = made
            self.stack.addWidget(made)
        return self._previewers[key]

    def _let_go(self) -> None:
        if self._current is not None:
            for tool in self._current.tools:
                self._tools.removeWidget(tool)
                tool.hide()
            self._current.put_away()
            self._current = None

    def _enable(self, enabled: bool) -> None:
        buttons = (self.full_button, self.small_open, self.small_save, self.open_button, self.save_button)
        for button in (*buttons, self.more_button):
            button.setEnabled(enabled)

    def _on_member(self, path: Path, name: str) -> None:
        if self.shown is None:
            return
        outer, size = self.shown, path.stat().st_size
        # The archive stays open: its folder holds the file.
        kept, self._current = self._current, None
        if kept is not None:
            for tool in kept.tools:
                self._tools.removeWidget(tool)
                tool.hide()
        self._show(Shown(path, name, size), kind_of(name, size=size))
        self._outer = outer
        # Those are about the artifact, and this is a part of it.
        self._enable(False)
        self.back.setText(outer.name[:40])
        self.back.setToolTip(self.tr("Back to the archive"))
        self.back.show()

    # -- what cannot be shown

    def _on_failed(self, code: str, detail: str) -> None:
        shown = self.shown
        if shown is None:
            return
        if code == "long_lines":
            self._show(shown, Kind.LONG_TEXT)
            return
        if not shown.path.is_file():
            self._show_missing(shown)
            return
        self._told.set_text("")
        offers = []
        if code in ("slow", "crashed"):
            offers.append(("try_again", self.tr("Try again")))
        if self.kind in _HAVE_SOURCE and code != "unreadable":
            offers.append(("show_text", self.tr("Show as text")))
        elif self.kind not in (Kind.BYTES, Kind.TEXT, Kind.LONG_TEXT):
            offers.append(("show_bytes", self.tr("Show the bytes")))
        if not self.is_member:
            offers.append(("open", self.tr("Open in another program")))
        self._put_message("triangle-alert", *words.refusal(code, detail), offers)

    def _show_missing(self, shown: Shown) -> None:
        offers = [("locate", self.tr("Locate…")), ("remove", self.tr("Remove entry"))]
        self._put_message("file-x", *words.refusal("missing", str(shown.path)), offers)

    def _put_message(self, icon: str, title: str, text: str, offers: list[tuple[str, str]]) -> None:
        self._let_go()
        self._message.show_words(icon, title, text, offers)
        self.stack.setCurrentWidget(self._message)

    def _on_offer(self, name: str) -> None:
        if name == "try_again":
            self.reload()
        elif name == "show_text" and self.shown is not None:
            self._show(self.shown, source_kind(self.shown.size))
        elif name == "show_bytes" and self.shown is not None:
            self._show(self.shown, Kind.BYTES)
        else:
            self.wished.emit(name)

    # -- looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_bar()

    def fit_bar(self) -> None:
        """Where the name would be cut, two buttons do without words."""
        tools = [] if self._current is None else [each for each in self._current.tools if not each.isHidden()]
        others = [each for each in self._staying if not each.isHidden()]
        others += [self.open_button, self.save_button]
        needed = self._name.sizeHint().width() + BAR_MARGINS + sum(map(_width, (*tools, *others)))
        needed += self._tools.spacing() * len(tools) + BAR_SPACING * (len(others) + 1)
        if not self._badge.isHidden():
            needed += self._badge.sizeHint().width() + NAME_SPACING
        narrow = self.width() < max(NARROW, needed)
        for button in (self.open_button, self.save_button):
            button.setVisible(not narrow)
        for small in (self.small_open, self.small_save):
            small.setVisible(narrow)

    def _show_menu(self) -> None:
        """What is done with a file now and then."""
        menu = Menu(self._theme, self)
        menu.setObjectName("preview_menu")
        wishes = [
            ("open_with", "app-window", self.tr("Open with…")),
            ("show_in_folder", "folder-open", self.tr("Show in folder")),
            ("copy_files", "copy", self.tr("Copy file")),
            ("copy_path", "clipboard-copy", self.tr("Copy path")),
        ]
        for name, icon, text in wishes:
            action = menu.add(name, icon, text)
            action.triggered.connect(lambda _checked=False, name=name: self.wished.emit(name))
        current = self._current
        if current is not None and current.can_print:
            menu.addSeparator()
            menu.add("print", "printer", self.tr("Print…")).triggered.connect(lambda: current.ask_print())
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color
        if self._framed:
            paint_box(painter, self.rect(), RADIUS_CARD, color("surface"), color("border"))
        painter.fillRect(1, self._bar.geometry().bottom() + 1, self.width() - 2, 1, color("border"))


def _width(widget: QWidget) -> int:
    """What it takes in a row."""
    return max(widget.minimumWidth(), min(widget.maximumWidth(), widget.sizeHint().width()))
