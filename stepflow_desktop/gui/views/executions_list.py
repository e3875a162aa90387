"""The list pane: title, filter, status chips, saved views and the executions under their headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import ExecutionStatus, Update
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.delegates.execution_delegate import HEADING_HEIGHT, ExecutionDelegate
from stepflow_desktop.gui.filtering.filter_controls import FilterControls
from stepflow_desktop.gui.models.executions import ExecutionsModel
from stepflow_desktop.gui.models.executions_feed import ExecutionsFeed
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.models.saved_views import SavedViews
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_rows import ExecutionRows
from stepflow_desktop.gui.views.list_header import ListHeader
from stepflow_desktop.gui.widgets import EmptyState
from stepflow_desktop.gui.widgets.arrivals import Arrivals

WIDTH = 340
LEAST_WIDTH = 280
MOST_WIDTH = 480


class ExecutionsList(QWidget):
    """Shows executions and says which one is chosen or what is wished of it.

    ``counted`` carries how many executions there are in each state.
    """

    chosen = Signal(str)
    wished = Signal(str)
    menu_wanted = Signal(str, QPoint)
    new_execution_requested = Signal()
    counted = Signal(object)
    settled = Signal()

    def __init__(
        self,
        theme: Theme,
        bridge: EngineBridge,
        clock: Clock,
        user_name: str,
        parent: QWidget | None = None,
        *,
        expectations: Expectations | None = None,
        views: SavedViews | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bridge = bridge
        self._shown_id = ""
        self._searched_all = True
        self._unreadable = False
        self._applying = False
        self.model = ExecutionsModel(clock, self, expectations=expectations, is_held=bridge.engine.is_held)
        self._feed = ExecutionsFeed(bridge, self.model, self)
        self._delegate = ExecutionDelegate(theme, clock, self)
        self.rows = ExecutionRows(theme, self.model, self._delegate)
        self.controls = FilterControls(theme, clock, user_name, views, self)
        self.filter_field, self.chips = self.controls.field, self.controls.chips
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self._build()
        self._connect()

    # -- building

    def _build(self) -> None:
        theme = self._theme
        self.header = ListHeader(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        top = QVBoxLayout()
        top.setContentsMargins(16, 6, 16, 4)
        top.setSpacing(8)
        controls = self.controls
        for widget in (controls.field, controls.note, controls.chips, controls.view_chips):
            top.addWidget(widget)
        column.addLayout(top)
        self._empty = EmptyState(theme, "funnel-x", "", "")
        self._empty.hide()
        self._holder = QWidget()
        self._stack = QStackedLayout(self._holder)
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self._empty)
        column.addWidget(self._holder, 1)
        self._arrivals = Arrivals(theme, self.rows, lambda: self._holder.geometry().top() + 8, self, in_sight=self._top)

    def _connect(self) -> None:
        self.controls.changed.connect(self._restart)
        self.controls.confirmed.connect(lambda: self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.header.order_chosen.connect(self.controls.set_order)
        self.header.wished.connect(self._on_wished)
        self.rows.chosen.connect(self._on_chosen)
        self.rows.wished.connect(self._on_wished)
        self.rows.menu_wanted.connect(self.menu_wanted)
        self._empty.activated.connect(self._on_empty_action)
        self._feed.loaded.connect(self._on_loaded)
        self._feed.found.connect(self._on_found)
        self._feed.recounted.connect(lambda total, least: self.controls.show_found(total, least, aloud=False))
        self._feed.counted.connect(self._on_counted)
        self._feed.failed.connect(self._on_failed)
        self._theme.changed.connect(self.update)

    # -- in

    def start(self) -> None:
        """Read the first page and the counts."""
        self.refresh()
        self._feed.count()

    def refresh(self) -> None:
        """Ask anew with what the field, the chips and the order say now."""
        self.controls.review()

    def _restart(self) -> None:
        self.header.show_order(self.controls.order)
        self._arrivals.forget()
        self._unreadable = False
        self._feed.restart(self.controls.wanted(), self.controls.order)

    def apply(self, updates: Sequence[Update]) -> None:
        self._applying = True
        with self.rows.keeping_place():
            arrived = self._feed.apply(updates)
        self._applying = False
        self._keep_choice()
        self._arrivals.arrive(arrived)
        self._review_empty()
        self._review_queue()

    def show_current(self, execution_id: str) -> None:
        """Mark the row of the execution that is open, if it is in the list, without opening it again."""
        self._shown_id = execution_id
        self._keep_choice()
        index = self.rows.currentIndex()
        if index.isValid():
            self.rows.scrollTo(index)

    def _keep_choice(self) -> None:
        """The marked row is the one that is shown. Qt marks a neighbour when a row goes, and none when one comes."""
        index = self.model.index_of(self._shown_id)
        if not index.isValid():
            self.rows.selectionModel().clear()
        elif self.rows.currentIndex() != index or not self.rows.selectionModel().isSelected(index):
            self.rows.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def focus_filter(self) -> None:
        self.controls.focus()

    def leave_upwards(self) -> None:
        """Esc: a filter that is being typed goes first, then the keyboard is in the rows."""
        field = self.filter_field
        if field.hasFocus() and field.text():
            field.clear()
        else:
            self.rows.setFocus(Qt.FocusReason.TabFocusReason)

    def set_filter(self, text: str) -> None:
        self.controls.set_text(text)

    def first_id(self) -> str:
        """The execution at the top, or nothing."""
        for row in range(min(2, self.model.rowCount())):
            execution = self.model.execution_at(self.model.index(row))
            if execution is not None:
                return execution.id
        return ""

    # -- what happens

    def _on_chosen(self, execution_id: str) -> None:
        if not self._applying and execution_id != self._shown_id:
            self._shown_id = execution_id
            self.chosen.emit(execution_id)

    def _on_wished(self, wish: str) -> None:
        if wish == "filter":
            self.focus_filter()
        elif wish == "save_view":
            self.controls.view_chips.ask_name()
        elif wish == "clear_filter":
            self.controls.clear()
        elif wish == "new_execution":
            self.new_execution_requested.emit()
        else:
            self.wished.emit(wish)

    def _on_found(self, total: int, is_least: bool) -> None:
        self._searched_all = not is_least
        self.controls.show_found(total, is_least)

    def _on_loaded(self) -> None:
        self._keep_choice()
        self._review_empty()
        self._review_queue()
        self.settled.emit()

    def _on_counted(self, counts: Mapping[ExecutionStatus, int]) -> None:
        self.controls.set_counts(counts)
        self.counted.emit(counts)

    def _on_failed(self, message: str) -> None:
        self._unreadable = True
        self._empty.set_icon("triangle-alert")
        self._empty.set_words(self.tr("The list cannot be read"), message, self.tr("Try again"))
        if not len(self.model):
            self._stack.setCurrentWidget(self._empty)

    def _on_empty_action(self) -> None:
        if self._unreadable:
            self.refresh()
        else:
            self.controls.clear()

    def _top(self) -> int:
        """How far the list may be scrolled with its first row in full sight."""
        return self._theme.px(HEADING_HEIGHT)

    # -- looks

    def _review_empty(self) -> None:
        if self._unreadable:
            return
        empty = not len(self.model) and not self._feed.is_loading
        if empty and self._feed.filter.is_empty:
            self._empty.set_icon("list-checks")
            self._empty.set_words(self.tr("No executions yet"), self.tr("Run any command and see its steps."), "")
        elif empty:
            self._empty.set_icon("funnel-x")
            self._empty.set_words(
                self.tr("Nothing matches"),
                self.controls.nothing_words(searched_all=self._searched_all),
                self.tr("Clear filter"),
            )
        self._stack.setCurrentWidget(self._empty if empty else self.rows)

    def _review_queue(self) -> None:
        engine = self._bridge.engine
        if engine.running_count >= engine.slots:
            reason = self.tr("Starts when a slot is free ({busy} of {slots} busy)")
            self._delegate.queue_reason = reason.format(busy=engine.running_count, slots=engine.slots)
        else:
            self._delegate.queue_reason = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrivals.place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("surface"))
