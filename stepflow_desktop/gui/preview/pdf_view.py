"""The previewer for PDF: small pages at the left, the pages themselves, find, a field for a password."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from stepflow_desktop.gui.preview.find_bar import FindBar
from stepflow_desktop.gui.preview.pdf_pages import PdfPages
from stepflow_desktop.gui.preview.pdf_parts import LIST_WIDTH, SMALL_WIDTH, PasswordBox, SmallPageDelegate, SmallPages
from stepflow_desktop.gui.preview.previewer import Previewer, Shown
from stepflow_desktop.gui.preview.printing import PagesPrinting
from stepflow_desktop.gui.preview.reader_process import ReaderProcess
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import IconButton

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PAGE_PATIENCE_S = 10.0
FIND_PATIENCE_S = 20.0


class PdfPreview(Previewer):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pages = 0
        self._found: list[list[float]] = []
        self._reached = -1
        self._password: str | None = None
        self._printing: PagesPrinting | None = None
        # Small pages come from a process of their own, so that the page in sight does not wait for them.
        self._small_reader = ReaderProcess(self)
        self.small = SmallPages(self)
        self.small.wanted.connect(self._ask_small)
        self.list = QListView()
        self.list.setObjectName("pdf_page_list")
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setModel(self.small)
        self.list.setItemDelegate(SmallPageDelegate(theme, self.list))
        self.list.selectionModel().currentChanged.connect(lambda index, _old: self._on_chosen(index.row()))
        self.pages = PdfPages(theme)
        self.pages.setAccessibleName(self.tr("Document"))
        self.pages.wanted.connect(self._ask_page)
        self.pages.turned.connect(self._on_turned)
        self.bar = FindBar(theme)
        self.bar.asked.connect(self._find_text)
        self.bar.stepped.connect(self._step)
        self.bar.left.connect(self.pages.setFocus)
        self.lock = PasswordBox(theme)
        self.lock.given.connect(self._on_password)
        self._build()
        self.focus_stop = self.pages

    def _build(self) -> None:
        document = QWidget()
        row = QHBoxLayout(document)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self.list)
        row.addWidget(self.pages, 1)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(document)
        self._stack.addWidget(self.lock)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(holder, 1)
        theme = self._theme
        smaller = IconButton(theme, "zoom-out", self.tr("Smaller"), shortcut="-", side=30)
        smaller.setObjectName("zoom_out")
        smaller.clicked.connect(lambda: self.pages.zoom(-1))
        larger = IconButton(theme, "zoom-in", self.tr("Larger"), shortcut="+", side=30)
        larger.setObjectName("zoom_in")
        larger.clicked.connect(lambda: self.pages.zoom(1))
        search = IconButton(theme, "search", self.tr("Find in this file"), shortcut="Ctrl+F", side=30)
        search.setObjectName("preview_search")
        search.clicked.connect(self.start_find)
        printing = IconButton(theme, "printer", self.tr("Print…"), side=30)
        printing.setObjectName("preview_print")
        printing.clicked.connect(self.ask_print)
        self.tools = [smaller, larger, search, printing]

    # -- reading

    def begin(self, shown: Shown) -> None:
        self._open(shown, None)

    def _open(self, shown: Shown, password: str | None) -> None:
        self._password = password
        self.reader.open("pdf", self._on_document, self._on_refused, path=str(shown.path), password=password)

    def put_away(self) -> None:
        if self._printing is not None:
            self._printing.stop()
        super().put_away()
        self._small_reader.close()
        self._password = None
        self._pages, self._found, self._reached = 0, [], -1
        self.bar.put_away()
        self.lock.reset()
        self.small.show_pages(0)
        self.pages.show_pages(())
        self._stack.setCurrentIndex(0)

    def _on_document(self, told: Mapping[str, Any], _payload: bytes) -> None:
        self._pages = told["pages"]
        self._stack.setCurrentIndex(0)
        self.pages.show_pages(told["sizes"])
        self.list.setVisible(self._pages > 1)
        shown = self.shown
        if self._pages > 1 and shown is not None:
            self._small_reader.open(
                "pdf",
                lambda _told, _payload: None,
                lambda _code, _detail: None,
                path=str(shown.path),
                password=self._password,
            )
            self.small.show_pages(self._pages)
            self.list.setCurrentIndex(self.small.index(0))
        self._on_turned(0)
        self.known.emit([(self.tr("Pages"), f"{self._pages:,}")])

    def _on_refused(self, code: str, detail: str) -> None:
        if code != "password":
            self.failed.emit(code, detail)
            return
        self.lock.ask_again(wrong=self._password is not None)
        self._stack.setCurrentWidget(self.lock)
        self.told.emit(self.tr("Protected"))

    def _on_password(self, password: str) -> None:
        if self.shown is not None:
            self._open(self.shown, password)

    # -- pages

    def _ask_page(self, number: int, width: int) -> None:
        self.reader.ask(
            "page",
            lambda told, payload: self.pages.set_page(number, _image(told, payload)),
            self._on_no_page,
            patience_s=PAGE_PATIENCE_S,
            number=number,
            width=width,
        )

    def _on_no_page(self, code: str, detail: str) -> None:
        if code in ("slow", "crashed"):
            self.failed.emit(code, detail)

    def _ask_small(self, number: int) -> None:
        self._small_reader.ask(
            "page",
            lambda told, payload: self.small.set_image(number, _image(told, payload)),
            lambda _code, _detail: None,
            number=number,
            width=round(SMALL_WIDTH * self.devicePixelRatioF()),
        )

    def _on_chosen(self, number: int) -> None:
        if number >= 0 and number != self.pages.current:
            self.pages.go_to(number)

    def _on_turned(self, number: int) -> None:
        if self._pages:
            self.told.emit(
                self.tr("page {number} of {count}").format(number=f"{number + 1:,}", count=f"{self._pages:,}")
            )
            self.list.setCurrentIndex(self.small.index(number))

    def zoom(self, direction: int) -> None:
        self.pages.zoom(direction)

    # -- printing

    @property
    def can_print(self) -> bool:
        return True

    @property
    def pages_to_print(self) -> int:
        return self._pages

    def print_on(self, printer: QPrinter) -> None:
        if not self._pages:
            return
        first, last = (printer.fromPage() or 1) - 1, (printer.toPage() or self._pages) - 1
        self._printing = PagesPrinting(printer, self._ask_to_print, first, min(last, self._pages - 1), self)
        self._printing.ended.connect(self._on_printed)
        self._printing.begin()

    def _ask_to_print(self, number: int, width: int, then: Callable[[QImage | None], None]) -> None:
        self.reader.ask(
            "page",
            lambda told, payload: then(_image(told, payload)),
            lambda _code, _detail: then(None),
            patience_s=PAGE_PATIENCE_S,
            number=number,
            width=width,
        )

    def _on_printed(self, whole: bool) -> None:
        self._printing = None
        if not whole:
            self.said.emit("warning", self.tr("Not all pages were printed"), "")

    # -- finding

    def start_find(self) -> None:
        self.bar.start()

    def _find_text(self, text: str) -> None:
        self.reader.forget("find")
        self._found, self._reached = [], -1
        self.pages.set_matches((), -1)
        self.bar.show_count(0, 0)
        if text.strip():
            self.reader.ask(
                "find",
                lambda told, _payload: self._on_found(text, told["found"]),
                lambda _code, _detail: None,
                patience_s=FIND_PATIENCE_S,
                text=text,
            )

    def _on_found(self, text: str, found: list[list[float]]) -> None:
        if self.bar.field.text() == text:
            self._found = found
            self._step(1)

    def _step(self, direction: int) -> None:
        if self._found:
            self._reached = (self._reached + direction) % len(self._found)
            self.pages.set_matches(self._found, self._reached)
        self.bar.show_count(self._reached + 1, len(self._found))


def _image(told: Mapping[str, Any], payload: bytes) -> QImage:
    return QImage(payload, told["width"], told["height"], told["stride"], QImage.Format.Format_RGB32).copy()
