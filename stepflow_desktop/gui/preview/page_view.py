"""Markdown and web pages, simplified: no script, no style sheet, no picture, nothing from network or disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QPalette,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from stepflow_desktop.gui.preview.code_view import CodeView
from stepflow_desktop.gui.preview.find_bar import FindBar
from stepflow_desktop.gui.preview.kinds import Kind, kind_of
from stepflow_desktop.gui.preview.page_dress import dress_markdown, name_pictures
from stepflow_desktop.gui.preview.previewer import Previewer, Shown
from stepflow_desktop.gui.preview.printing import PAGE_POINTS, print_text
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, IconButton, Label
from stepflow_desktop.gui.widgets.question import Answer, ask

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

OpenUrl = Callable[[QUrl], bool]
MOST_MATCHES = 500
LONGEST_ADDRESS = 300
_FOLLOWED = ("http", "https", "mailto")


class ClosedBrowser(QTextBrowser):
    """Shows a page and loads nothing that it names."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        return None


class ClosedDocument(QTextDocument):
    """The same for paper."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        return None


class PageView(Previewer):
    """Rendered, or its source. Links are followed only by a click and a word of the person."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, open_url: OpenUrl = QDesktopServices.openUrl
    ) -> None:
        super().__init__(theme, parent)
        self._open_url = open_url
        self._source = ""
        self.page = ClosedBrowser()
        self.page.setObjectName("page_view")
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setOpenLinks(False)
        self.page.setOpenExternalLinks(False)
        self.page.document().setDocumentMargin(20)
        self.page.setFont(theme.font("body"))
        self.page.anchorClicked.connect(self._on_link)
        self.code = CodeView(theme)
        self.bar = FindBar(theme)
        self._note = SimplifiedNote(theme)
        self._note.open_button.clicked.connect(self._ask_for_browser)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.code)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each in (self._note, self.bar):
            column.addWidget(each)
        column.addWidget(holder, 1)
        self.focus_stop = self.page
        self._make_tools()
        self.bar.asked.connect(self._find_text)
        self.bar.stepped.connect(self._step)
        self.bar.left.connect(self.page.setFocus)
        self.code.counted.connect(lambda at, count, more: self.bar.show_count(at, count, more=more))
        theme.changed.connect(self._take_theme)
        self._take_theme()

    def _make_tools(self) -> None:
        self.source_button = IconButton(self._theme, "code", self.tr("Show the source"), True, side=30)
        self.source_button.setObjectName("page_source")
        self.source_button.toggled.connect(self._show_source)
        search = IconButton(self._theme, "search", self.tr("Find in this file"), shortcut="Ctrl+F", side=30)
        search.setObjectName("preview_search")
        search.clicked.connect(self.start_find)
        self.tools = [self.source_button, search]

    # -- reading

    def begin(self, shown: Shown) -> None:
        is_markdown = self._is_markdown(shown)
        self._note.setVisible(not is_markdown)
        language = "markdown" if is_markdown else "html"
        self.reader.open(
            "page",
            self._on_page,
            self.failed.emit,
            path=str(shown.path),
            language=language,
        )

    def _is_markdown(self, shown: Shown) -> bool:
        return kind_of(shown.name) is Kind.MARKDOWN

    def put_away(self) -> None:
        super().put_away()
        self._source = ""
        self.bar.put_away()
        self.page.clear()
        self.code.show_text("")
        self.source_button.setChecked(False)

    def _on_page(self, told: Mapping[str, Any], payload: bytes) -> None:
        self._source = payload.decode()
        self._render()
        shown = self.tr("Markdown") if self.shown and self._is_markdown(self.shown) else self.tr("Web page")
        self.told.emit(self.tr("{language} · simplified, nothing is loaded").format(language=shown))
        lines = self._source.count("\n") + 1
        self.known.emit([(self.tr("Lines"), f"{lines:,}"), (self.tr("Encoding"), told["encoding"])])

    def _render(self) -> None:
        """Only what its reader has laid out quickly comes here."""
        if self.shown is None or not self._source:
            return
        self.page.document().setDefaultStyleSheet(self._sheet())
        self._fill(self.page.document())
        if self._is_markdown(self.shown):
            dress_markdown(self.page.document(), self._theme)
        else:
            name_pictures(self.page.document(), self._theme)
        self.page.moveCursor(QTextCursor.MoveOperation.Start)

    def _fill(self, document: QTextDocument) -> None:
        if self.shown is not None and self._is_markdown(self.shown):
            document.setMarkdown(self._source)
        else:
            document.setHtml(self._source)

    def _show_source(self, source: bool) -> None:
        if source and not self.code.toPlainText():
            self.code.show_text(self._source)
        self._stack.setCurrentWidget(self.code if source else self.page)
        self._find_text(self.bar.field.text())

    @property
    def can_print(self) -> bool:
        return True

    def print_on(self, printer: QPrinter) -> None:
        """The page, or its source where that is looked at."""
        if self._stack.currentWidget() is self.code:
            print_text(printer, self.code.document(), self._theme.font("log").family())
            return
        # Made anew, without the colours of the theme: paper is white.
        document = ClosedDocument()
        self._fill(document)
        print_text(printer, document, self._theme.font("body").family(), PAGE_POINTS)

    # -- links

    def _on_link(self, address: QUrl) -> None:
        """Places inside the page are gone to, all others are shown first."""
        text = address.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if not address.scheme() and address.hasFragment() and not address.path():
            self.page.scrollToAnchor(address.fragment())
        elif address.scheme().lower() in _FOLLOWED:
            self._ask(self.tr("Open this address?"), text[:LONGEST_ADDRESS], lambda: self._open_url(address))
        else:
            self.said.emit("info", self.tr("This link is not followed"), text[:LONGEST_ADDRESS])

    def _ask_for_browser(self) -> None:
        if self.shown is not None:
            url = QUrl.fromLocalFile(str(self.shown.path))
            text = self.tr("Scripts on it will run there, and it may load things from the network.")
            self._ask(self.tr("Open this page in the browser?"), text, lambda: self._open_url(url))

    def _ask(self, question: str, text: str, then: Callable[[], Any]) -> None:
        answer = Answer("open", self.tr("Open"), then, "outline")
        ask(self._theme, self.window(), "confirm_link", question, text, [answer], kind="info")

    # -- finding and looks

    def start_find(self) -> None:
        self.bar.start()

    def zoom(self, direction: int) -> None:
        self.page.zoomIn(direction)

    def _find_text(self, text: str) -> None:
        if self._stack.currentWidget() is self.code:
            self.code.find_text(text)
            return
        marks: list[QTextEdit.ExtraSelection] = []
        found = QTextCursor(self.page.document())
        while text and len(marks) < MOST_MATCHES:
            found = self.page.document().find(text, found)
            if found.isNull():
                break
            mark = QTextEdit.ExtraSelection()
            mark.cursor = found
            mark.format.setBackground(self._theme.color("match"))
            marks.append(mark)
        self.page.setExtraSelections(marks)
        self.bar.show_count(1 if marks else 0, len(marks), more=len(marks) == MOST_MATCHES)
        if marks:
            self.page.setTextCursor(QTextCursor(self.page.document()))
            self.page.find(text)

    def _step(self, direction: int) -> None:
        if self._stack.currentWidget() is self.code:
            self.code.step(direction)
            return
        text = self.bar.field.text()
        back = QTextDocument.FindFlag.FindBackward if direction < 0 else QTextDocument.FindFlag(0)
        if text and not self.page.find(text, back):
            end = QTextCursor.MoveOperation.End if direction < 0 else QTextCursor.MoveOperation.Start
            self.page.moveCursor(end)
            self.page.find(text, back)
        position = self.page.textCursor().selectionStart()
        places = [mark.cursor.selectionStart() for mark in self.page.extraSelections()]
        if position in places:
            self.bar.show_count(places.index(position) + 1, len(places), more=len(places) == MOST_MATCHES)

    def _take_theme(self) -> None:
        palette = self.page.palette()
        palette.setColor(QPalette.ColorRole.Base, self._theme.color("surface"))
        palette.setColor(QPalette.ColorRole.Text, self._theme.color("text"))
        palette.setColor(QPalette.ColorRole.Link, self._theme.color("accent"))
        self.page.setPalette(palette)
        self._render()

    def _sheet(self) -> str:
        colours = {name: self._theme.color(name).name() for name in ("accent", "border2", "raised", "text2")}
        mono = self._theme.font("log").family()
        return (
            f"a {{ color: {colours['accent']}; }} code, pre {{ font-family: '{mono}'; color: {colours['accent']}; }}"
            f"th {{ background-color: {colours['raised']}; }} blockquote {{ color: {colours['text2']}; }}"
        )


class SimplifiedNote(QWidget):
    """The line over a web page: what is shown is not all of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.addWidget(Label(theme, self.tr("Simplified view"), "small_strong"))
        words = Label(theme, self.tr("Without scripts, pictures and styles"), "small", "text2")
        row.addWidget(words)
        row.addStretch(1)
        self.open_button = Button(theme, self.tr("Open in browser"), "external-link")
        self.open_button.setObjectName("open_in_browser")
        row.addWidget(self.open_button)
        self.hide()
