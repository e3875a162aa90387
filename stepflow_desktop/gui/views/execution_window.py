"""An execution in a window of its own. Several may be open; they go with the main window and are not restored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QCursor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from stepflow_desktop.core.model import ExecutionDetails, Update
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.models.abilities import abilities
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_menu import ExecutionMenu
from stepflow_desktop.gui.views.execution_pane import ExecutionPane
from stepflow_desktop.gui.views.execution_past import ExecutionPast
from stepflow_desktop.gui.views.execution_verbs import ExecutionVerbs
from stepflow_desktop.gui.views.log_commands import LogCommands, log_commands
from stepflow_desktop.gui.widgets import ToastArea
from stepflow_desktop.gui.widgets.keyboard_menu import open_menu_of

UPDATES_MS = 100
MOST_WINDOWS = 12
_KEYS = {
    "Ctrl+.": "stop",
    "Ctrl+R": "run_again",
    "Ctrl+Shift+R": "edit_and_run",
    "Ctrl+Shift+C": "copy_command",
    "Ctrl+S": "save_log",
    "Ctrl+U": "attach_files",
    "F2": "rename",
    "Ctrl+T": "edit_tags",
}


@runtime_checkable
class HasClosed(Protocol):
    """A window that says when it is gone for good."""

    @property
    def closed(self) -> SignalInstance: ...


MakePane = Callable[[], ExecutionPane]
MakeVerbs = Callable[[ExecutionPane, QWidget], ExecutionVerbs]
MakePast = Callable[[ExecutionPane], ExecutionPast]


class ExecutionWindow(LogCommands, QWidget):
    """Follows one execution; run again, it follows the new one."""

    draft_requested = Signal(object)
    compare_wanted = Signal(object)
    closed = Signal()

    def __init__(
        self, theme: Theme, bridge: EngineBridge, make_pane: MakePane, make_verbs: MakeVerbs, make_past: MakePast
    ) -> None:
        QWidget.__init__(self, None, Qt.WindowType.Window)
        self.setObjectName("execution_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(720, 480)
        self.resize(1100, 780)
        self._theme = theme
        self._bridge = bridge
        self._wanted_id = ""
        self._waiting: list[Update] = []
        self.pane = make_pane()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        self.toasts = ToastArea(theme, self)
        self.verbs = make_verbs(self.pane, self)
        self.past = make_past(self.pane)
        self._gather = QTimer(self, interval=UPDATES_MS, singleShot=True)
        self._gather.timeout.connect(self._show_updates)
        self._connect()

    def _connect(self) -> None:
        self._bridge.updated.connect(self._on_updated)
        self.pane.head.wished.connect(self.do)
        self.verbs.created.connect(self.open)
        self.past.opened.connect(self.open)
        self.past.compare_wanted.connect(self.compare_wanted)
        self.verbs.draft_requested.connect(self.draft_requested)
        self.verbs.deleted.connect(lambda _id, _name: self.close())
        self.verbs.file_deleted.connect(
            lambda title, undo: self.toasts.show("info", title, "", [(self.tr("Undo"), undo)])
        )
        self.verbs.said.connect(lambda kind, title, text: self.toasts.show(kind, title, text))
        for keys, wish in _KEYS.items():
            QShortcut(QKeySequence(keys), self, lambda wish=wish: self.do(wish))
        for at in range(self.pane.tabs.count()):
            QShortcut(QKeySequence(f"Alt+{at + 1}"), self, lambda at=at: self.pane.tabs.setCurrentIndex(at))
        QShortcut(QKeySequence("Ctrl+W"), self, self.close)
        QShortcut(QKeySequence("Shift+F10"), self, lambda: open_menu_of(QApplication.focusWidget()))
        for command in log_commands():
            QShortcut(QKeySequence(command.keys), self, getattr(self, command.name))

    @property
    def current_id(self) -> str:
        return self._wanted_id

    def open(self, execution_id: str) -> None:
        self._wanted_id = execution_id
        self._waiting.clear()
        self._bridge.call(
            self._bridge.engine.get(execution_id),
            name="read an execution",
            done=self._on_details,
            error=self._on_unreadable,
        )

    def _on_unreadable(self, message: str) -> None:
        self.toasts.show("error", self.tr("It cannot be shown"), message)

    def do(self, wish: str) -> None:
        if wish == "more":
            self._show_menu(QCursor.pos())
        elif wish not in ("toggle_list", "open"):
            self.verbs.do(wish)

    def _show_menu(self, at: QPoint) -> None:
        if self.pane.details is None:
            return
        held = self._bridge.engine.is_held(self._wanted_id)
        menu = ExecutionMenu(self._theme, abilities(self.pane.details.execution, held=held), self, listed=False)
        menu.wished.connect(self.do)
        menu.popup(at)

    def _on_details(self, details: ExecutionDetails) -> None:
        if details.execution.id != self._wanted_id:
            return
        other = self.pane.details is None or self.pane.details.execution.id != details.execution.id
        self.pane.show_details(details)
        if other:
            # The keyboard goes to what is read, never to a button that does something.
            self.pane.log.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_title()
        waiting = [update for update in self._waiting if update.execution.seq > details.execution.seq]
        self._waiting = waiting
        self._show_updates()

    def _on_updated(self, updates: Sequence[Update]) -> None:
        mine = [update for update in updates if update.execution.id == self._wanted_id]
        self._waiting.extend(mine)
        if mine and not self._gather.isActive():
            self._show_updates()

    def _show_updates(self) -> None:
        shown = self.pane.details
        if not self._waiting or shown is None or shown.execution.id != self._wanted_id:
            return
        updates, self._waiting = self._waiting, []
        self._gather.start()
        for update in updates:
            if update.deleted:
                self.close()
                return
            self.pane.apply(update)
        self._show_title()

    def _show_title(self) -> None:
        if self.pane.details is not None:
            name = first_line(self.pane.details.execution.name)
            self.setWindowTitle(self.tr("{name} – StepFlow").format(name=name))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._wanted_id = ""
        self.pane.clear()
        super().closeEvent(event)
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("bg"))


class ExecutionWindows(QObject):
    """The windows that are open, one for each execution."""

    draft_requested = Signal(object)
    compare_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        bridge: EngineBridge,
        make_pane: MakePane,
        make_verbs: MakeVerbs,
        make_past: MakePast,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._theme, self._bridge = theme, bridge
        self._parts = (make_pane, make_verbs, make_past)
        self.windows: list[ExecutionWindow] = []
        self._goes_along = False

    def open(self, execution_id: str, tab: int = 0, at: QPoint | None = None) -> None:
        """Show it in its window, which comes forward if there is one, at this tab and place of the screen."""
        self._go_along()
        window = next((each for each in self.windows if each.current_id == execution_id), None)
        if window is None:
            if len(self.windows) >= MOST_WINDOWS:
                self.windows[0].close()
            window = ExecutionWindow(self._theme, self._bridge, *self._parts)
            window.draft_requested.connect(self.draft_requested)
            window.compare_wanted.connect(self.compare_wanted)
            window.closed.connect(lambda window=window: self._forget(window))
            self.windows.append(window)
            window.open(execution_id)
        if tab:
            window.pane.tabs.setCurrentIndex(tab)
        if at is not None:
            window.move(at)
        window.show()
        window.raise_()
        window.activateWindow()

    def _go_along(self) -> None:
        """When the main window is closed for good, these are too."""
        main = self._page.window()
        if not self._goes_along and isinstance(main, HasClosed):
            self._goes_along = True
            main.closed.connect(self.close_all)

    def _forget(self, window: ExecutionWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)

    def close_all(self) -> None:
        for window in list(self.windows):
            window.close()
