"""What every previewer is: a widget for one kind of file, with tools for the bar above it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.preview.find_bar import FindBar
from stepflow_desktop.gui.preview.reader_process import ReaderProcess
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.focus_stop import FocusStop

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

# A ring around a whole preview is for those who came to it by the keyboard.
KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The file to show: where it lies, what it is called, how many bytes it has."""

    path: Path
    name: str
    size: int


class Previewer(FocusStop):
    """Subclasses build themselves, fill ``tools`` and begin to read in ``begin``.

    ``told`` brings a line about the content, ``known`` facts for the details as pairs of words. ``failed`` says with a
    code (see ``words``) that nothing can be shown. ``said`` is a message: kind, title, text.
    """

    told = Signal(str)
    known = Signal(object)
    failed = Signal(str, str)
    said = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.reader = ReaderProcess(self)
        self.shown: Shown | None = None
        self.tools: list[QWidget] = []

    def show_file(self, shown: Shown) -> None:
        self.put_away()
        self.shown = shown
        self.begin(shown)

    def put_away(self) -> None:
        """Stop all work and show nothing."""
        self.shown = None
        self.reader.close()

    def begin(self, shown: Shown) -> None:
        raise NotImplementedError

    def ask_print(self) -> None:
        from stepflow_desktop.gui.preview.printing import ask_printer

        if self.shown is not None:
            ask_printer(self.window(), self.shown.name, self.pages_to_print, self.print_on)

    @property
    def can_print(self) -> bool:
        return False

    @property
    def pages_to_print(self) -> int:
        """How many there are, 0 where only the printer will know."""
        return 0

    def print_on(self, printer: QPrinter) -> None:
        """Draw what is shown on ``printer``, where it ``can_print``."""

    def start_find(self) -> None:
        """Let the person look for words, where there are any."""

    def step_match(self, direction: int) -> None:
        bar = getattr(self, "bar", None)
        if isinstance(bar, FindBar) and bar.isVisible():
            bar.stepped.emit(direction)

    def zoom(self, direction: int) -> None:
        """Larger (1), smaller (-1) or as at first (0), where that means something."""

    def compare_with(self, path: Path | None, caption: str) -> None:
        """Lay the same file of another run beside this one, where that means something; None ends it."""

    @property
    def can_compare(self) -> bool:
        return False
