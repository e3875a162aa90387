"""The two ways to look at executions: the list beside the chosen one, or all of them in a table.

The table is made when it is first asked for. Filter, chips and order go along from one to the other, and the window
remembers them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSettings, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Execution, ExecutionStatus, Update
from stepflow_desktop.core.query import Order, SortKey
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.filtering.filter_controls import FilterControls
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.models.saved_views import ListState
from stepflow_desktop.gui.panes import Pane
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.bulk_actions import BulkActions
from stepflow_desktop.gui.views.execution_menu import ExecutionMenu
from stepflow_desktop.gui.views.execution_verbs import ExecutionVerbs
from stepflow_desktop.gui.views.executions_list import ExecutionsList
from stepflow_desktop.gui.views.table_verbs import TableVerbs

if TYPE_CHECKING:
    from stepflow_desktop.gui.table.table_page import ExecutionsTable

MOST_AT_ONCE = 5


class PageLayouts(QObject):
    """``changed`` says that other actions apply now; ``said`` carries kind, title, text and actions of a message."""

    changed = Signal()
    opened = Signal(str)
    window_wanted = Signal(str)
    table_made = Signal(object)  # ExecutionsTable
    said = Signal(str, str, str, object)

    def __init__(
        self,
        theme: Theme,
        bridge: EngineBridge,
        clock: Clock,
        user_name: str,
        folder: Path,
        verbs: ExecutionVerbs,
        listed: ExecutionsList,
        split: QWidget,
        page: QWidget,
        expectations: Expectations,
    ) -> None:
        super().__init__(page)
        self._theme, self._bridge, self._clock, self._user_name = theme, bridge, clock, user_name
        self._list, self._page, self._expectations = listed, page, expectations
        self._kept = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self._at_start = self._kept_state()
        # Without a widget of its own, the stack would show what it holds as windows.
        self.holder = QWidget(page)
        self.stack = QStackedLayout(self.holder)
        self._split = split
        self.stack.addWidget(split)
        self.table: ExecutionsTable | None = None
        self._bulk = BulkActions(theme, bridge, page)
        self._bulk.said.connect(self.said)
        self.verbs = TableVerbs(bridge, verbs, self._bulk, self.chosen)
        self.verbs.compare_requested.connect(self._compare)
        listed.controls.changed.connect(lambda: self._keep_state(listed.controls))

    # -- which one

    @property
    def is_table(self) -> bool:
        return self.table is not None and self.stack.currentWidget() is self.table

    def restore(self) -> None:
        """What was looked at when the window was closed."""
        if self._at_start != ListState():
            self._list.controls.take_state(self._at_start)
        if str(self._kept.value("table/shown", "false")) == "true":
            self.toggle(current_id="")

    def toggle(self, *, current_id: str = "") -> None:
        """From the list to the table with the same filter, or back."""
        if self.is_table:
            self.show_split()
            return
        table = self.table or self._made_table()
        table.controls.take_state(self._list.controls.state())
        table.start()
        self._show(table)
        table.mark(current_id)
        table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_split(self) -> None:
        if not self.is_table or self.table is None:
            return
        state = self.table.controls.state()
        self._list.controls.take_state(state)
        self._show(self._split)
        self._list.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, widget: QWidget) -> None:
        self.stack.setCurrentWidget(widget)
        self._kept.setValue("table/shown", "true" if widget is self.table else "false")
        self.changed.emit()

    def _made_table(self) -> ExecutionsTable:
        # Imported when it is first asked for: the page does not wait for a table.
        from stepflow_desktop.gui.table.table_page import ExecutionsTable

        views = self._list.controls.views
        table = self.table = ExecutionsTable(
            self._theme,
            self._bridge,
            self._clock,
            self._user_name,
            self._kept,
            views,
            expectations=self._expectations,
            can_compare=lambda: self._compare_method() is not None,
        )
        table.opened.connect(self._on_opened)
        table.wished.connect(self._on_wished)
        table.menu_wanted.connect(self._show_menu)
        table.counted.connect(self._list.counted)
        table.chosen_changed.connect(self.changed)
        table.controls.changed.connect(lambda: self._keep_state(table.controls))
        self.stack.addWidget(table)
        self.table_made.emit(table)
        return table

    # -- what is in the table

    def apply(self, updates: Sequence[Update]) -> None:
        """Only what is in sight takes part; the other is read anew when it comes."""
        if self.is_table and self.table is not None:
            self.table.apply(updates)
        else:
            self._list.apply(updates)

    def chosen(self) -> list[Execution]:
        return self.table.chosen if self.is_table and self.table is not None else []

    def panes(self) -> list[Pane]:
        """Where F6 goes in the table; nothing where there is none."""
        if not self.is_table or self.table is None:
            return []
        return [(self.table.controls.field, self.table.controls.field), (self.table.view, self.table.view)]

    def focus_filter(self) -> bool:
        """Whether the table took it."""
        if self.is_table and self.table is not None:
            self.table.controls.focus()
            return True
        return False

    def set_filter(self, text: str) -> bool:
        if self.is_table and self.table is not None:
            self.table.controls.set_text(text)
            return True
        return False

    def _on_opened(self, execution_id: str) -> None:
        self.show_split()
        self.opened.emit(execution_id)

    def _on_wished(self, wish: str) -> None:
        if wish == "toggle_table":
            self.show_split()
        elif wish == "export_csv":
            self.export_csv()
        elif wish == "open":
            self._on_opened(self.chosen()[0].id)
        elif wish == "open_window":
            for run in self.chosen()[:MOST_AT_ONCE]:
                self.window_wanted.emit(run.id)
        else:
            self.verbs.do(wish)

    def _show_menu(self, at: QPoint) -> None:
        """Of the chosen rows; what only concerns one is not for many."""
        menu = ExecutionMenu(self._theme, self.verbs.can(), self._page, listed=True)
        menu.wished.connect(self._on_wished)
        menu.popup(at)

    def give_tag(self, tag: str, execution_ids: Sequence[str]) -> None:
        """Add a tag to executions of the list or the table."""
        model = self.table.rows if self.is_table and self.table is not None else self._list.model
        runs = (model.execution(each) for each in execution_ids)
        self._bulk.add_tags([run for run in runs if run is not None], (tag,))

    # -- comparing

    def _compare_method(self) -> Callable[[list[str]], None] | None:
        found = getattr(self._page.window(), "compare_executions", None)
        return found if callable(found) else None

    def _compare(self, execution_ids: list[str]) -> None:
        compare = self._compare_method()
        if compare is not None:
            compare(execution_ids)

    # -- export

    def export_csv(self) -> None:
        dialog = QFileDialog(self._page, self.tr("Export CSV"))
        dialog.setObjectName("export_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("executions.csv")
        dialog.fileSelected.connect(lambda chosen: self.export_to(Path(chosen)))
        dialog.open()

    def export_to(self, target: Path) -> None:
        from stepflow_desktop.gui.table.csv_export import export_csv

        controls = self.table.controls if self.is_table and self.table is not None else self._list.controls
        query = controls.wanted().query(limit=1, order=controls.order)
        self._bridge.call(
            export_csv(self._bridge.engine, query, target),
            name="export executions",
            done=lambda written: self._on_exported(written, target),
            error=lambda message: self.said.emit("error", self.tr("It was not saved"), message, []),
        )

    def _on_exported(self, written: int, target: Path) -> None:
        count = wording.count(written, "execution", "executions")
        self.said.emit("success", self.tr("Saved {n}").format(n=count), str(target), [])

    # -- from one time to the next

    def _keep_state(self, controls: FilterControls) -> None:
        state = controls.state()
        self._kept.setValue("list/filter", state.text)
        self._kept.setValue("list/statuses", ",".join(sorted(state.statuses)))
        self._kept.setValue("list/sort", f"{state.order.key.value} {'down' if state.order.descending else 'up'}")

    def _kept_state(self) -> ListState:
        words = str(self._kept.value("list/statuses", "") or "")
        key, _, way = str(self._kept.value("list/sort", "created down") or "").partition(" ")
        try:
            statuses = frozenset(ExecutionStatus(word) for word in words.split(",") if word)
            return ListState(str(self._kept.value("list/filter", "") or ""), statuses, Order(SortKey(key), way != "up"))
        except ValueError:
            return ListState()
