"""The previewers for text with colours and for plain bytes."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stepflow_desktop.gui import wording
from stepflow_desktop.gui.preview.code_view import CodeView
from stepflow_desktop.gui.preview.find_bar import FindBar
from stepflow_desktop.gui.preview.kinds import COLOURED_TEXT_BYTES, HEX_BYTES
from stepflow_desktop.gui.preview.previewer import Previewer, Shown
from stepflow_desktop.gui.preview.printing import print_text
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import IconButton

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

# Qt's text view lays a line out as a whole; longer ones are left to the view of long texts.
LONGEST_LINE = 20_000
COLOURS_PATIENCE_S = 6.0


class TextView(Previewer):
    """``failed`` with ``long_lines`` asks for the view of long texts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.code = CodeView(theme)
        self.bar = FindBar(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.code, 1)
        self.focus_stop = self.code
        self.bar.asked.connect(self.code.find_text)
        self.bar.stepped.connect(self.code.step)
        self.bar.left.connect(self.code.setFocus)
        self.code.counted.connect(lambda at, count, more: self.bar.show_count(at, count, more=more))
        self.wrap = IconButton(theme, "text-wrap", self.tr("Wrap lines"), True, shortcut="Alt+W", side=30)
        self.wrap.setObjectName("preview_wrap")
        self.wrap.toggled.connect(self.code.set_wrapped)
        search = IconButton(theme, "search", self.tr("Find in this file"), shortcut="Ctrl+F", side=30)
        search.setObjectName("preview_search")
        search.clicked.connect(self.start_find)
        self.tools = [self.wrap, search]

    def start_find(self) -> None:
        self.bar.start()

    def zoom(self, direction: int) -> None:
        font = self._theme.font("log")
        size = font.pixelSize() if direction == 0 else self.code.font().pixelSize() + direction
        font.setPixelSize(min(40, max(7, size)))
        self.code.setFont(font)

    @property
    def can_print(self) -> bool:
        return True

    def print_on(self, printer: QPrinter) -> None:
        print_text(printer, self.code.document(), self._theme.font("log").family())

    def begin(self, shown: Shown) -> None:
        self.reader.open(
            "text", self._on_text, self.failed.emit, path=str(shown.path), most_bytes=COLOURED_TEXT_BYTES + 1
        )

    def put_away(self) -> None:
        super().put_away()
        self.bar.put_away()
        self.code.show_text("")

    def _on_text(self, told: Mapping[str, Any], payload: bytes) -> None:
        text = payload.decode()
        if max(map(len, text.split("\n"))) > LONGEST_LINE:
            self.failed.emit("long_lines", "")
            return
        self.code.show_text(text)
        words = [told["language"] or self.tr("Text"), wording.count(told["lines"], "line", "lines")]
        if told["encoding"] != "UTF-8":
            words.append(told["encoding"])
        self.told.emit(" · ".join(words))
        self.known.emit([(self.tr("Lines"), f"{told['lines']:,}"), (self.tr("Encoding"), told["encoding"])])
        if told["language"]:
            # Without colours it is still text.
            self.reader.ask("colours", self._on_colours, lambda _code, _detail: None, patience_s=COLOURS_PATIENCE_S)

    def _on_colours(self, _told: Mapping[str, Any], payload: bytes) -> None:
        spans = array("I")
        spans.frombytes(payload)
        self.code.show_colours(spans)


class BytesView(TextView):
    """The first bytes of any file."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.code.set_numbered(False)
        self.tools.remove(self.wrap)
        self.wrap.deleteLater()

    def begin(self, shown: Shown) -> None:
        self.reader.open("bytes", self._on_bytes, self.failed.emit, path=str(shown.path), most_bytes=HEX_BYTES)

    def _on_bytes(self, told: Mapping[str, Any], payload: bytes) -> None:
        self.code.show_text(payload.decode())
        if told["shown"] < told["size"]:
            text = self.tr("First {shown} of {size}")
            self.told.emit(text.format(shown=wording.size(told["shown"]), size=wording.size(told["size"])))
        else:
            self.told.emit(wording.size(told["size"]))
