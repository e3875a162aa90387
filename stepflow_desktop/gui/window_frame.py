"""The window's frame: header, rail, pages, banners and status bar in their places, and which page is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.live_counts import LiveCounts
from stepflow_desktop.gui.panes import order_tab
from stepflow_desktop.gui.run_speech import RunSpeech
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.first_run import FirstRun
from stepflow_desktop.gui.views.frame_banners import BannerArea
from stepflow_desktop.gui.views.frame_header import Header
from stepflow_desktop.gui.views.frame_rail import Rail
from stepflow_desktop.gui.views.frame_status_bar import HEIGHT as STATUS_HEIGHT
from stepflow_desktop.gui.views.frame_status_bar import StatusBar
from stepflow_desktop.gui.widgets import ToastArea
from stepflow_desktop.settings import Settings

NARROW = 1000


@dataclass(frozen=True, slots=True)
class Parts:
    """The two parts that others build: the executions page and the form for a new execution."""

    executions_page: Callable[[Theme, EngineBridge, Settings], QWidget]
    new_execution_dialog: Callable[[Theme, EngineBridge, Settings, QWidget, NewExecution | None], QDialog]


class WindowFrame(QMainWindow):
    """``painted`` is sent after the first paint, which only shows the frame.

    The engine and the executions page take longer to import than all of this, so they come after the paint:
    ``complete`` makes the page. Pages added with ``add_page`` are made when they are first shown.
    """

    painted = Signal()

    def __init__(self, theme: Theme, bridge: EngineBridge, settings: Settings, parts: Parts) -> None:
        super().__init__()
        self._theme, self._bridge, self._settings, self._parts = theme, bridge, settings, parts
        self._was_painted = False
        self._page_key = "executions"
        self._pages: dict[str, Callable[[], QWidget] | QWidget] = {}
        self._of_executions = {"executions"}
        self.setObjectName("main_window")
        self.setWindowTitle("StepFlow")
        self.setMinimumSize(960, 600)
        self.resize(1440, 900)
        self.header, self.rail, self.status_bar = Header(theme), Rail(theme), StatusBar(theme)
        self.banners, self.first_run = BannerArea(theme), FirstRun(theme)
        self.executions: QWidget | None = None
        self._blank = QWidget()
        self.pages = QStackedWidget()
        self.pages.addWidget(self._blank)
        self.pages.addWidget(self.first_run)
        self.rail.add_page("executions", "list-checks", self.tr("Executions"))
        self._lay_out()
        self.toasts = ToastArea(theme, self, bottom=STATUS_HEIGHT + 14)
        self.counts = LiveCounts(bridge, self)
        RunSpeech(bridge, self)
        self.rail.page_chosen.connect(self.show_page)

    def complete(self) -> QWidget:
        """Make the executions page, once."""
        if self.executions is None:
            self.executions = self._parts.executions_page(self._theme, self._bridge, self._settings)
            self.pages.addWidget(self.executions)
            self.show_page(self._page_key)
        return self.executions

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.order_tab()
        return super().focusNextPrevChild(forward)

    def order_tab(self) -> None:
        """Tab comes to the rail after the header and to the status bar last, whatever has been made since."""
        order_tab(self, self.header.new_button, list(self.rail.buttons.values()), self.status_bar.items)

    def _lay_out(self) -> None:
        root = QWidget()
        column = QVBoxLayout(root)
        middle, right = QHBoxLayout(), QVBoxLayout()
        for layout in (column, middle, right):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        right.addWidget(self.banners)
        right.addWidget(self.pages, 1)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        column.addWidget(self.header)
        column.addLayout(middle, 1)
        column.addWidget(self.status_bar)
        self.setCentralWidget(root)

    def add_page(
        self,
        key: str,
        icon: str,
        word: str,
        make: Callable[[], QWidget],
        *,
        below: bool = False,
        first: bool = False,
        of_executions: bool = False,
    ) -> None:
        """A page that is made when it is first shown; one ``of_executions`` not before there is an engine."""
        self.rail.add_page(key, icon, word, below=below, first=first)
        self._pages[key] = make
        if of_executions:
            self._of_executions.add(key)

    @property
    def page_key(self) -> str:
        return self._page_key

    def show_page(self, key: str) -> None:
        """Show the page ``key``; those about executions are the first-run page while there are none."""
        if key not in self.rail.buttons:
            key = "executions"
        self._page_key = key
        self.rail.select(key)
        if key in self._of_executions and self.counts.known and self.counts.counts.total == 0:
            self.pages.setCurrentWidget(self.first_run)
            return
        if key == "executions" or (key in self._of_executions and self.executions is None):
            self.pages.setCurrentWidget(self.executions or self._blank)
            return
        page = self._pages[key]
        if not isinstance(page, QWidget):
            page = self._pages[key] = page()
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def compare_executions(self, execution_ids: Sequence[str]) -> None:
        """Show two to four runs beside each other, in a window of their own."""
        from stepflow_desktop.gui.views.compare_dialog import compare

        compare(self._theme, self._bridge, self, execution_ids, lambda each: self.ask_page("open_execution", each))

    def ask_page(self, method: str, *args: Any) -> None:
        """Have the executions page do ``method``, if it can."""
        found = getattr(self.executions, method, None)
        if callable(found):
            found(*args)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < NARROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()
