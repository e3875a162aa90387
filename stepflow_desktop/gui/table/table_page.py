"""Executions over the whole page: filter, table, and the bar for what is done with those chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.estimates import Outlook
from stepflow_desktop.core.filter_language import with_condition
from stepflow_desktop.core.model import Execution, ExecutionStatus, Update
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.filtering.filter_controls import FilterControls
from stepflow_desktop.gui.models.estimate_text import estimate_text
from stepflow_desktop.gui.models.executions import ExecutionsModel
from stepflow_desktop.gui.models.executions_feed import ExecutionsFeed
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.models.saved_views import SavedViews
from stepflow_desktop.gui.table.bulk_bar import BulkBar
from stepflow_desktop.gui.table.cell_delegate import CellDelegate
from stepflow_desktop.gui.table.columns import Column
from stepflow_desktop.gui.table.columns_menu import show_columns_menu
from stepflow_desktop.gui.table.quick_menus import QuickMenus
from stepflow_desktop.gui.table.table_model import ExecutionsTableModel
from stepflow_desktop.gui.table.table_view import Kept, TableView
from stepflow_desktop.gui.table.usage_reader import UsageReader
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Card, EmptyState, IconButton, Label
from stepflow_desktop.gui.widgets.arrivals import Arrivals
from stepflow_desktop.gui.widgets.card import CountBadge

GUTTER = 24
WORDS_FROM = 1180
TICK_MS = 1000
MOST_CHOSEN = 10_000


class ExecutionsTable(QWidget):
    """``opened`` asks for one to be shown, ``wished`` for what is done with ``chosen`` or with the page."""

    opened = Signal(str)
    wished = Signal(str)
    menu_wanted = Signal(QPoint)
    counted = Signal(object)
    chosen_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        bridge: EngineBridge,
        clock: Clock,
        user_name: str,
        kept: Kept,
        views: SavedViews,
        parent: QWidget | None = None,
        *,
        expectations: Expectations | None = None,
        can_compare: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bridge = bridge
        self._expectations = expectations or Expectations()
        self._can_compare = can_compare
        self._total = 0
        self._searched_all = True
        self._choosing_all = False
        self.rows = ExecutionsModel(
            clock, self, expectations=self._expectations, is_held=bridge.engine.is_held, headings=False
        )
        self._feed = ExecutionsFeed(bridge, self.rows, self, every_step=True)
        self._usages = UsageReader(bridge, self)
        self.model = ExecutionsTableModel(
            self.rows, clock, self, usages=self._usages.usages, estimate_of=self._estimate_of
        )
        self._cells = CellDelegate(theme, clock)
        self.view = TableView(theme, self.model, self._cells, kept)
        self._cells.setParent(self.view)
        self.controls = FilterControls(theme, clock, user_name, views, self, is_table=True)
        self.quick = QuickMenus(theme, bridge, self)
        self.bar = BulkBar(theme)
        self._build()
        self._connect()
        self._review_chosen()

    # -- building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GUTTER, 16, GUTTER, 16)
        column.setSpacing(12)
        column.addLayout(self._title_line())
        column.addLayout(self._filter_line())
        controls = self.controls
        for widget in (controls.note, controls.view_chips):
            column.addWidget(widget)
        card = Card(self._theme, padding=0)
        card.body.setSpacing(0)
        self._empty = EmptyState(self._theme, "funnel-x", "", "")
        # Without a widget of its own, the stack would show what it holds as windows.
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        card.body.addWidget(holder, 1)
        card.body.addWidget(self.bar)
        column.addWidget(card, 1)
        self._arrivals = Arrivals(self._theme, self.view, self._top_of_rows, self)

    def _title_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Label(self._theme, self.tr("Executions"), "page_title"))
        self.count = CountBadge(self._theme, fill="border")
        line.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        self.columns_button = self._button("columns", self.tr("Columns"), "columns-3")
        self.export_button = self._button("export_csv", self.tr("Export CSV"), "download")
        line.addWidget(self.columns_button)
        line.addWidget(self.export_button)
        line.addSpacing(4)
        self.split_button = IconButton(self._theme, "panel-left", self.tr("List beside the execution"))
        self.split_button.setObjectName("show_split")
        self.table_button = IconButton(
            self._theme, "table-2", self.tr("Table"), checkable=True, shortcut="Ctrl+Shift+T"
        )
        self.table_button.setObjectName("toggle_table")
        self.table_button.setChecked(True)
        for button in (self.split_button, self.table_button):
            line.addWidget(button)
        return line

    def _button(self, name: str, words: str, icon: str) -> Button:
        button = Button(self._theme, words, icon)
        button.setObjectName(name)
        return button

    def _filter_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        self.controls.field.setMinimumWidth(200)
        self.controls.field.setMaximumWidth(330)
        line.addWidget(self.controls.field, 2, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.controls.chips, 3)
        for button in self.quick.buttons:
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _connect(self) -> None:
        self.controls.changed.connect(self._restart)
        self.controls.confirmed.connect(lambda: self.view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.quick.chosen.connect(self._on_quick)
        self.columns_button.clicked.connect(
            lambda: self._show_columns(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))
        )
        self.export_button.clicked.connect(lambda: self.wished.emit("export_csv"))
        for button in (self.split_button, self.table_button):
            button.clicked.connect(lambda: self.wished.emit("toggle_table"))
        self.view.columns_wanted.connect(self._show_columns)
        self.view.order_chosen.connect(self.controls.set_order)
        self.view.wished.connect(self._on_wished)
        self.view.menu_wanted.connect(self.menu_wanted)
        self.view.chosen_changed.connect(self._review_chosen)
        self.bar.wished.connect(self._on_wished)
        self._empty.activated.connect(self.controls.clear)
        self._feed.loaded.connect(self._on_loaded)
        self._feed.found.connect(self._on_found)
        self._feed.recounted.connect(lambda total, least: self._on_found(total, least, aloud=False))
        self._feed.counted.connect(self._on_counted)
        self._feed.failed.connect(self._on_failed)
        self._usages.ready.connect(self.view.viewport().update)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()
        self._theme.changed.connect(self.update)

    # -- in

    def start(self) -> None:
        """Read the first page and the counts, for what the controls say now."""
        self.controls.review()
        self._feed.count()

    def _restart(self) -> None:
        self.view.show_order(self.controls.order)
        self._arrivals.forget()
        self._choosing_all = False
        self._feed.restart(self.controls.wanted(), self.controls.order)

    def apply(self, updates: Sequence[Update]) -> None:
        with self.view.keeping_place():
            arrived = self._feed.apply(updates)
        self._arrivals.arrive(arrived)
        self._review_empty()

    @property
    def chosen(self) -> list[Execution]:
        found = (self.model.execution_at(row) for row in self.view.chosen_rows())
        return [execution for execution in found if execution is not None]

    def mark(self, execution_id: str) -> None:
        """Put the keyboard's row on this execution, if it is here."""
        row = self.model.row_of(execution_id)
        if row >= 0:
            flag = QItemSelectionModel.SelectionFlag
            self.view.selectionModel().setCurrentIndex(self.model.index(row, Column.NAME), flag.NoUpdate)

    def leave_upwards(self) -> None:
        """Esc: a filter that is being typed goes first, then the keyboard is in the table, then the choice goes."""
        field = self.controls.field
        if field.hasFocus() and field.text():
            field.clear()
        elif self.view.hasFocus():
            self.view.clearSelection()
        else:
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    # -- what happens

    def _on_wished(self, wish: str) -> None:
        current = self.model.execution_at(self.view.currentIndex().row())
        if wish == "open" and current is not None:
            self.opened.emit(current.id)
        elif wish == "clear":
            self.view.clearSelection()
        elif wish == "choose_all":
            self._choose_all()
        elif wish == "filter":
            self.controls.focus()
        elif wish != "open":
            self.wished.emit(wish)

    def _on_quick(self, conditions: Mapping[str, str]) -> None:
        text = self.controls.field.text()
        for key, value in conditions.items():
            text = with_condition(text, key, value)
        self.controls.set_text(text)

    def _show_columns(self, at: QPoint) -> None:
        show_columns_menu(self._theme, self.view, at)

    def _choose_all(self) -> None:
        """All that match, also those that are not in the table yet: page after page."""
        self._choosing_all = self.rows.canFetchMore(self.view.rootIndex()) and len(self.rows) < MOST_CHOSEN
        if self._choosing_all:
            self.rows.fetchMore(self.view.rootIndex())
        else:
            self.view.selectAll()

    def _on_loaded(self) -> None:
        self._review_empty()
        self._ask_usages()
        if self._choosing_all:
            self._choose_all()
        self._review_chosen()
        self.view.executeDelayedItemsLayout()
        self.view._review_turning()

    def _ask_usages(self) -> None:
        if self.view.isColumnHidden(Column.CPU) and self.view.isColumnHidden(Column.MEMORY):
            return
        runs = (self.model.execution_at(row) for row in range(self.model.rowCount()))
        self._usages.ask([run.id for run in runs if run is not None and run.status.is_final])

    def _on_found(self, total: int, is_least: bool, *, aloud: bool = True) -> None:
        self._total = total
        self.count.setText(f"{total:,}+" if is_least else f"{total:,}")
        self._searched_all = not is_least
        self.controls.show_found(total, is_least, aloud=aloud)

    def _on_counted(self, counts: Mapping[ExecutionStatus, int]) -> None:
        self.controls.set_counts(counts)
        self.counted.emit(counts)

    def _on_failed(self, message: str) -> None:
        self._empty.set_icon("triangle-alert")
        self._empty.set_words(self.tr("The list cannot be read"), message, self.tr("Clear filter"))
        self._stack.setCurrentWidget(self._empty)

    def _on_tick(self) -> None:
        if self.isVisible():
            self.view.tick()
            self._ask_usages()

    def _estimate_of(self, execution: Execution, outlook: Outlook) -> str:
        return estimate_text(execution, outlook, self._expectations.starts_in_s(execution))

    # -- looks

    def _review_chosen(self) -> None:
        count = len(self.view.chosen_rows())
        all_here = count and count == len(self.rows)
        total = min(self._total, MOST_CHOSEN) if all_here and self.rows.canFetchMore(self.view.rootIndex()) else 0
        self.bar.show_chosen(count, can_compare=self._can_compare(), total=total)
        self.chosen_changed.emit()

    def _review_empty(self) -> None:
        empty = not len(self.rows) and not self._feed.is_loading
        if empty:
            text = self.controls.nothing_words(searched_all=self._searched_all)
            self._empty.set_icon("funnel-x")
            self._empty.set_words(self.tr("Nothing matches"), text, self.tr("Clear filter"))
        self._stack.setCurrentWidget(self._empty if empty else self.view)

    def _top_of_rows(self) -> int:
        return self.view.mapTo(self, QPoint(0, 0)).y() + 44

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.controls.chips.set_words(event.size().width() >= WORDS_FROM)
        self._arrivals.place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("bg"))
