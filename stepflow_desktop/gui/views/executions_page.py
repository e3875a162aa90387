"""The Executions page: the list at the left, the chosen execution at the right.

Updates are gathered and shown ten times a second, merged per execution; the first one after a pause is shown at
once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QDesktopServices, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from stepflow_desktop.core.clock import Clock, SystemClock
from stepflow_desktop.core.model import Execution, ExecutionDetails, ExecutionStatus, Update
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.models.abilities import abilities
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.models.saved_views import SavedViews
from stepflow_desktop.gui.panes import Pane
from stepflow_desktop.gui.staggering import pace_ms
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_actions import OpenUrl
from stepflow_desktop.gui.views.execution_menu import ExecutionMenu
from stepflow_desktop.gui.views.execution_pane import ExecutionPane
from stepflow_desktop.gui.views.execution_past import ExecutionPast
from stepflow_desktop.gui.views.execution_verbs import ExecutionVerbs
from stepflow_desktop.gui.views.execution_window import ExecutionWindows
from stepflow_desktop.gui.views.executions_list import WIDTH, ExecutionsList
from stepflow_desktop.gui.views.list_place import ListPlace
from stepflow_desktop.gui.views.page_commands import PageCommands
from stepflow_desktop.gui.views.page_drops import PageDrops
from stepflow_desktop.gui.views.page_layouts import PageLayouts
from stepflow_desktop.gui.views.tab_pulling import TabPulling
from stepflow_desktop.gui.who import user_name
from stepflow_desktop.gui.widgets import EmptyState
from stepflow_desktop.settings import Settings

UPDATES_MS = 100
_OF_THE_PAGE = frozenset(("focus_filter", "toggle_list", "toggle_table", "export_csv"))


class ExecutionsPage(PageCommands, QWidget):
    """``count_changed`` carries how many executions run; ``draft_requested`` a NewExecution to edit.

    ``compare_wanted`` carries the ids of runs to compare. ``said`` carries kind, title, text and actions of a message
    for the window to show; ``abilities_changed`` says that ``can`` answers differently now.
    """

    new_execution_requested = Signal()
    draft_requested = Signal(object)
    count_changed = Signal(int)
    execution_opened = Signal(str)
    said = Signal(str, str, str, object)
    abilities_changed = Signal()
    compare_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        bridge: EngineBridge,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        clock: Clock | None = None,
        open_url: OpenUrl = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bridge = bridge
        self._settings = settings
        self._clock = clock or SystemClock()
        self._wanted_id = ""
        self._running = 0
        self._untouched = True
        self._abilities: frozenset[str] = frozenset()
        self._waiting: dict[str, Update] = {}
        self._while_opening: list[Update] = []
        self._build()
        self._open_url = open_url
        self.verbs = self._made_verbs(self.pane, self)
        self.past = self._made_past(self.pane)
        self._build_layouts()
        self._connect()
        self.list.start()
        self.layouts.restore()

    # -- building

    def _build(self) -> None:
        engine = self._bridge.engine
        # The list and the pane say the same of the time that is left.
        self._expectations = Expectations(engine.live_facts)
        self.list = ExecutionsList(
            self._theme,
            self._bridge,
            self._clock,
            user_name(),
            expectations=self._expectations,
            views=SavedViews(self._settings.config_path.parent / "views.json", self),
        )
        self.pane = self._made_pane()
        self._nothing = EmptyState(
            self._theme,
            "list-checks",
            self.tr("No execution chosen"),
            self.tr("Choose one in the list, or start a new one."),
            self.tr("New execution…"),
        )
        self._nothing.activated.connect(self.new_execution_requested)
        self._right = QStackedWidget()
        self._right.addWidget(self._nothing)
        self._right.addWidget(self.pane)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("executions_splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([WIDTH, 10 * WIDTH])
        self.place = ListPlace(self._theme, self, self.splitter, self.list, self._focus_pane)

    def _made_pane(self) -> ExecutionPane:
        """The pane of the page, and that of a window of its own."""
        engine = self._bridge.engine
        return ExecutionPane(
            self._theme,
            self._clock,
            self._settings.grace_s,
            lambda artifact: engine.artifact_path(artifact),
            lambda execution_id: engine.log_path(execution_id),
            expectations=self._expectations,
            is_held=engine.is_held,
        )

    def _made_verbs(self, pane: ExecutionPane, widget: QWidget) -> ExecutionVerbs:
        return ExecutionVerbs(self._bridge, self._settings, self._clock, pane, widget, self._open_url, self._theme)

    def _made_past(self, pane: ExecutionPane) -> ExecutionPast:
        return ExecutionPast(self._theme, self._bridge, self._clock, self._expectations, pane)

    def _build_layouts(self) -> None:
        self.layouts = PageLayouts(
            self._theme,
            self._bridge,
            self._clock,
            user_name(),
            self._settings.config_path.parent,
            self.verbs,
            self.list,
            self.splitter,
            self,
            self._expectations,
        )
        self.windows = ExecutionWindows(
            self._theme, self._bridge, self._made_pane, self._made_verbs, self._made_past, self
        )
        self.pulling = TabPulling(self.pane.tabs)
        self.drops = PageDrops(self._theme, self._bridge, self.verbs, self.layouts, self.list.rows, self.pane)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.layouts.holder)

    def _connect(self) -> None:
        self._gather = QTimer(self, interval=UPDATES_MS, singleShot=True)
        self._gather.timeout.connect(self._show_updates)
        self._bridge.updated.connect(self._on_updated)
        self.list.chosen.connect(self.open_execution)
        self.list.wished.connect(self._do)
        self.list.menu_wanted.connect(self._show_list_menu)
        self.list.counted.connect(self._on_counted)
        self.list.settled.connect(self._on_settled)
        self.list.new_execution_requested.connect(self.new_execution_requested)
        self.pane.head.wished.connect(self._do)
        self.pane.head.tag_clicked.connect(lambda tag: self.list.set_filter(f'tag:"{tag}"'))
        for source in (self.verbs, self.windows, self.drops):
            source.draft_requested.connect(self.draft_requested)
        self.verbs.created.connect(self.open_execution)
        self.verbs.deleted.connect(self._on_deleted)
        self.verbs.said.connect(self._say)
        self.verbs.file_deleted.connect(self._on_file_deleted)
        self.pane.timeline.said.connect(self._say)
        self.verbs.released.connect(self._on_released)
        self.past.opened.connect(self.open_execution)
        self.past.compare_wanted.connect(self.compare_wanted)
        self.place.went.connect(self.pane.head.list_button.setVisible)
        self.pane.room_wanted.connect(self.place.make_room)
        self.layouts.opened.connect(self.open_execution)
        self.layouts.changed.connect(self._review_abilities)
        self.layouts.window_wanted.connect(self.windows.open)
        self.layouts.said.connect(self.said)
        self.windows.compare_wanted.connect(self.compare_wanted)
        self.pulling.pulled.connect(lambda tab, at: self.windows.open(self._wanted_id, tab, at))

    # -- what the window asks for

    @property
    def execution(self) -> Execution | None:
        """The one that is shown."""
        return self.pane.details.execution if self.pane.details is not None else None

    @property
    def current_id(self) -> str | None:
        """The id of the one that is shown."""
        return self.execution.id if self.execution is not None else None

    def can(self, name: str) -> bool:
        """Whether the action ``name`` applies now. Nothing is done to an execution that is out of sight."""
        return self.isVisible() and (name in _OF_THE_PAGE or name in self._abilities)

    def open_execution(self, execution_id: str) -> None:
        """Show an execution, in the list or not."""
        self.layouts.show_split()
        self._open(execution_id)

    def _open(self, execution_id: str) -> None:
        self._wanted_id = execution_id
        self._untouched = False
        self._while_opening.clear()
        self.list.show_current(execution_id)
        self._bridge.call(
            self._bridge.engine.get(execution_id),
            name="read an execution",
            done=self._on_details,
            error=lambda message: self._say("error", self.tr("It cannot be shown"), message),
        )

    def focus_filter(self) -> None:
        if not self.layouts.focus_filter():
            self.place.bring()
            self.list.focus_filter()

    def set_filter(self, text: str) -> None:
        """Show only what matches, as if it had been typed."""
        if not self.layouts.set_filter(text):
            self.place.bring()
            self.list.set_filter(text)

    def toggle_list(self) -> None:
        """Hide the list pane or bring it back."""
        self.layouts.show_split()
        self.place.toggle()

    def panes(self) -> list[Pane]:
        """Where F6 goes on this page."""
        return self.layouts.panes() or [(self.list, self.list.rows), *self.pane.panes(), *self.past.panes()]

    # -- updates

    def _on_updated(self, updates: Sequence[Update]) -> None:
        for update in updates:
            waiting = self._waiting.get(update.execution.id)
            self._waiting[update.execution.id] = update if waiting is None else _followed(waiting, update)
        if not self._gather.isActive():
            self._show_updates()

    def _show_updates(self) -> None:
        updates = list(self._waiting.values())
        self._waiting.clear()
        if not updates:
            return
        self._gather.start(pace_ms(len(updates), UPDATES_MS))
        self.layouts.apply(updates)
        if self._untouched:
            self._on_settled()
        for update in updates:
            if update.execution.id == self._wanted_id:
                self._while_opening.append(update)
                self._apply_to_pane(update)

    def _apply_to_pane(self, update: Update) -> None:
        if self.execution is None or self.execution.id != update.execution.id:
            return
        if update.deleted:
            self._close_pane()
        else:
            self.pane.apply(update)
            self._review_abilities()

    def _on_details(self, details: ExecutionDetails) -> None:
        if details.execution.id != self._wanted_id:
            return
        self.pane.show_details(details)
        self._right.setCurrentWidget(self.pane)
        self._review_abilities()
        self.execution_opened.emit(details.execution.id)
        # Updates that came while the answer was on its way may be newer than it.
        meanwhile, self._while_opening = self._while_opening, []
        for update in meanwhile:
            if update.deleted or update.execution.seq > details.execution.seq:
                self._apply_to_pane(update)

    def _on_settled(self) -> None:
        """Show the newest execution when nothing else was chosen."""
        first = self.list.first_id()
        if not self._wanted_id and first:
            self._open(first)

    def _on_counted(self, counts: Mapping[ExecutionStatus, int]) -> None:
        running = counts.get(ExecutionStatus.RUNNING, 0)
        if running != self._running:
            self._running = running
            self.count_changed.emit(running)

    def _close_pane(self) -> None:
        self._wanted_id = ""
        self.pane.clear()
        self._right.setCurrentWidget(self._nothing)
        self._review_abilities()

    def _abilities_now(self) -> frozenset[str]:
        held = self.current_id is not None and self._bridge.engine.is_held(self.current_id)
        if self.layouts.is_table:
            return self.layouts.verbs.can()
        return abilities(self.execution, held=held)

    def _review_abilities(self) -> None:
        now = self._abilities_now()
        if now != self._abilities:
            self._abilities = now
            self.abilities_changed.emit()

    # -- wishes

    def _do(self, wish: str) -> None:
        if wish == "open":
            self._focus_log()
        elif wish == "toggle_list":
            self.toggle_list()
        elif wish in ("toggle_table", "export_csv", "open_window"):
            getattr(self, wish)()
        elif wish == "more":
            self._show_menu(QCursor.pos(), listed=False)
        else:
            self.verbs.do(wish)

    def _focus_log(self) -> None:
        self.pane.tabs.setCurrentIndex(0)
        self.pane.log.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_pane(self) -> None:
        """The keyboard goes to what is read, never to a button that does something."""
        self.pane.what_is_read().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list_menu(self, execution_id: str, at: QPoint) -> None:
        if execution_id != self._wanted_id:
            self.open_execution(execution_id)
        self._show_menu(at, listed=True)

    def _show_menu(self, at: QPoint, *, listed: bool) -> None:
        if self.execution is None:
            return
        menu = ExecutionMenu(self._theme, self._abilities_now(), self, listed=listed)
        menu.wished.connect(self._do)
        menu.popup(at)

    def _on_released(self, _execution_id: str) -> None:
        """It waits for a slot now, which is told by no update."""
        self.list.rows.viewport().update()
        self.pane.head.review()
        self._review_abilities()

    def _on_deleted(self, execution_id: str, name: str) -> None:
        if execution_id == self._wanted_id:
            self._close_pane()
        undo = (self.tr("Undo"), lambda: self.verbs.actions.undelete(execution_id))
        self.said.emit("info", self.tr("Deleted “{name}”").format(name=name[:60]), "", [undo])

    def _on_file_deleted(self, title: str, undo: Callable[[], None]) -> None:
        self.said.emit("info", title, "", [(self.tr("Undo"), undo)])

    def _say(self, kind: str, title: str, text: str) -> None:
        self.said.emit(kind, title, text, [])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one level up: from a list that lies over the page to the page, from the page to the list."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.layouts.is_table and self.layouts.table is not None:
            self.layouts.table.leave_upwards()
        elif self.place.is_over and self.list.isVisible():
            self.place.put_away()
        elif self.list.isVisible():
            self.list.leave_upwards()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("bg"))


def _followed(older: Update, newer: Update) -> Update:
    """Both as one; edits carry neither masks nor steps, so those of the older one hold on."""
    merged = older.merged_into(newer)
    return replace(merged, masks=merged.masks or older.masks, all_steps=merged.all_steps or older.all_steps)
