"""Executions as rows, under headings where those are wanted, in the order that is asked for.

Headings are rows too, so that one list view can show them; they cannot be selected. Rows are kept sorted by
``place_of``, hence an update finds its row by bisection and changes, moves, inserts or removes only that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.estimates import NO_OUTLOOK, Outlook
from stepflow_desktop.core.filter_language import ExecutionFilter
from stepflow_desktop.core.model import Execution, ExecutionPage, ExecutionStatus, Step, Update
from stepflow_desktop.core.query import NEWEST, Order, SortKey
from stepflow_desktop.core.sort_keys import SortValue, sort_value
from stepflow_desktop.gui.models.execution_groups import Group, Place, group_of, heading_place, place_of
from stepflow_desktop.gui.models.execution_row_list import Row, RowList, by_place
from stepflow_desktop.gui.models.execution_text import held_words, row_tip, second_line, sentence
from stepflow_desktop.gui.models.expectations import Expectations

Index = QModelIndex | QPersistentModelIndex
EXECUTION_ROLE = Qt.ItemDataRole.UserRole + 1
STEPS_ROLE = Qt.ItemDataRole.UserRole + 2
HEADING_ROLE = Qt.ItemDataRole.UserRole + 3
ID_ROLE = Qt.ItemDataRole.UserRole + 4
OUTLOOK_ROLE = Qt.ItemDataRole.UserRole + 5
HELD_ROLE = Qt.ItemDataRole.UserRole + 6
EXPECTED_ROLE = Qt.ItemDataRole.UserRole + 7

EXECUTIONS_FORMAT = "application/x-stepflow-executions"
"""Ids of dragged executions, one a line, for the window itself; others take the commands."""

_ROOT = QModelIndex()
_PLAIN = Order(SortKey.CREATED, descending=False)
_CELL_ROLES = [EXECUTION_ROLE, STEPS_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole]


class ExecutionsModel(QAbstractListModel):
    """``more_wanted`` asks for the page from ``next_offset``; answer with ``add_page`` or ``page_failed``."""

    more_wanted = Signal()

    def __init__(
        self,
        clock: Clock,
        parent: QObject | None = None,
        *,
        expectations: Expectations | None = None,
        is_held: Callable[[str], bool] = lambda _execution_id: False,
        headings: bool = True,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._expectations = expectations or Expectations()
        self._is_held = is_held
        self._today = self._local_date()
        self._headings = headings
        self._filter = ExecutionFilter()
        self._order = NEWEST
        self._rows = RowList()
        self._by_id: dict[str, Row] = {}
        self._horizon: SortValue | None = None
        self._has_more = False
        self._waiting = False

    # -- rows in

    def restart(self, wanted: ExecutionFilter, order: Order = NEWEST) -> None:
        """Forget every row: another filter or order is in force and its first page is to come."""
        self.beginResetModel()
        self._filter, self._order = wanted, order
        self._rows.clear()
        self._by_id.clear()
        self._horizon, self._has_more, self._waiting = None, False, True
        self.endResetModel()

    def add_page(self, page: ExecutionPage, active: Sequence[Execution] = ()) -> None:
        """Take a page, and beside the first one the unfinished executions from anywhere in the list."""
        self._waiting = False
        self._has_more = page.has_more
        fresh = {run.id: run for run in (*active, *page.executions) if run.id not in self._by_id}
        trusted = self._filter.asks_for_steps
        self._insert_all([run for run in fresh.values() if trusted or self._filter.accepts(run)])
        if page.executions:
            last = max(sort_value(execution, self._order) for execution in page.executions)
            self._horizon = last if self._horizon is None else max(self._horizon, last)

    def page_failed(self) -> None:
        self._waiting = False

    @property
    def next_offset(self) -> int:
        """How many rows of the engine's list are known from its top: where the next page begins."""
        if self._horizon is None:
            return 0
        return sum(1 for row in self._by_id.values() if row.execution and self._is_above_horizon(row.execution))

    def _is_above_horizon(self, execution: Execution) -> bool:
        return self._horizon is not None and sort_value(execution, self._order) <= self._horizon

    def apply(self, updates: Sequence[Update]) -> int:
        """Change the rows that ``updates`` concern; answers how many are new at the top."""
        return sum(self._apply(update) for update in updates)

    def set_steps(self, execution_id: str, steps: tuple[Step, ...]) -> None:
        row = self._by_id.get(execution_id)
        if row is not None:
            row.steps = steps
            self._tell_changed(self._rows.position(row))

    def steps_of(self, execution_id: str) -> tuple[Step, ...]:
        row = self._by_id.get(execution_id)
        return row.steps if row is not None else ()

    def regroup(self) -> bool:
        """Move rows under their headings of a new day; True if the day has changed."""
        today = self._local_date()
        if today == self._today:
            return False
        self._today = today
        for row in list(self._by_id.values()):
            if row.execution is not None:
                self._replace(row, row.execution)
        return True

    # -- cells out

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        execution = row.execution
        if execution is None:
            return self._heading_cell(row, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return execution.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return sentence(execution, self._clock.now(), self._outlook(row))
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                held = bool(self.data(index, HELD_ROLE))
                return held_words() if held else second_line(execution, row.steps, self._outlook(row))
            case Qt.ItemDataRole.ToolTipRole:
                return row_tip(execution)
            case _ if role == EXECUTION_ROLE:
                return execution
            case _ if role == STEPS_ROLE:
                return row.steps
            case _ if role == ID_ROLE:
                return execution.id
            case _ if role == OUTLOOK_ROLE:
                return self._outlook(row)
            case _ if role == EXPECTED_ROLE:
                return self._expectations.expected(execution, row.steps)
            case _ if role == HELD_ROLE:
                return execution.status is ExecutionStatus.PENDING and self._is_held(execution.id)
        return None

    def _outlook(self, row: Row) -> Outlook:
        if row.execution is None:
            return NO_OUTLOOK
        return self._expectations.of_run(row.execution, row.steps, self._clock.now())

    def _heading_cell(self, row: Row, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.group.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.group.words}, {row.members}"
        if role == HEADING_ROLE:
            more = self._has_more and bool(row.group.rank) and row.group.rank == self._rows[-1].group.rank
            return row.group.words, f"{row.members}+" if more else str(row.members)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].execution is None:
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def mimeTypes(self) -> list[str]:
        return ["text/plain", EXECUTIONS_FORMAT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        executions = [self.execution_at(index) for index in indexes]
        data.setText("\n".join(execution.command for execution in executions if execution is not None))
        ids = "\n".join(execution.id for execution in executions if execution is not None)
        data.setData(EXECUTIONS_FORMAT, ids.encode())
        return data

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._has_more and not self._waiting

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._waiting = True
            self.more_wanted.emit()

    def execution_at(self, index: Index) -> Execution | None:
        return self._rows[index.row()].execution if index.isValid() else None

    def execution(self, execution_id: str) -> Execution | None:
        row = self._by_id.get(execution_id)
        return row.execution if row is not None else None

    def index_of(self, execution_id: str) -> QModelIndex:
        row = self._by_id.get(execution_id)
        return self.index(self._rows.position(row)) if row is not None else QModelIndex()

    def __len__(self) -> int:
        return len(self._by_id)

    # -- one row at a time

    def _apply(self, update: Update) -> int:
        execution = update.execution
        row = self._by_id.get(execution.id)
        wanted = not update.deleted and self._accepts(update, row)
        if row is None:
            if not wanted or not self._belongs(execution):
                return 0
            self._insert(execution, tuple(update.all_steps))
            return 1
        if not wanted:
            self._remove(row)
            return 0
        row.steps = tuple(update.all_steps) or row.steps
        self._replace(row, execution)
        return 0

    def _accepts(self, update: Update, row: Row | None) -> bool:
        """An edit tells no steps: then those known decide, and without any a row that is here stays."""
        steps = tuple(update.all_steps) or (row.steps if row is not None else ())
        if row is not None and not steps and self._filter.asks_for_steps:
            return True
        return self._filter.accepts(update.execution, steps)

    def _belongs(self, execution: Execution) -> bool:
        """Finished ones below the last page stay away until that page is asked for."""
        if not execution.status.is_final or not (self._has_more or self._waiting):
            return True
        return self._is_above_horizon(execution)

    def _replace(self, row: Row, execution: Execution) -> None:
        status = row.execution.status if row.execution is not None else None
        row.execution = execution
        group = self._group_of(execution)
        place = place_of(execution, group, self._order)
        if place != row.place:
            self._move(row, place, group)
        self._tell_changed(self._rows.position(row), resized=status is not execution.status)

    def _insert(self, execution: Execution, steps: tuple[Step, ...]) -> None:
        group = self._group_of(execution)
        row = Row(place_of(execution, group, self._order), group, execution, steps)
        self._enter(group)
        self._insert_row(row)
        self._by_id[execution.id] = row

    def _insert_all(self, executions: Sequence[Execution]) -> None:
        """Many at once, telling of each unbroken run of rows once."""
        groups = [self._group_of(run) for run in executions]
        rows = [
            Row(place_of(run, group, self._order), group, run) for run, group in zip(executions, groups, strict=True)
        ]
        for group, members in Counter(groups if self._headings else ()).items():
            heading = self._rows.heading(group)
            if heading is None:
                rows.append(Row(heading_place(group), group, members=members))
            else:
                heading.members += members
                self._tell_changed(self._rows.position(heading))
        rows.sort(key=by_place)
        for position, run in self._rows.runs(rows):
            self.beginInsertRows(_ROOT, position, position + len(run) - 1)
            self._rows.insert_run(position, run)
            self._by_id.update((row.execution.id, row) for row in run if row.execution is not None)
            self.endInsertRows()

    def _remove(self, row: Row) -> None:
        position = self._rows.position(row)
        self.beginRemoveRows(_ROOT, position, position)
        del self._rows[position]
        self.endRemoveRows()
        if row.execution is not None:
            del self._by_id[row.execution.id]
        self._leave(row.group)

    def _group_of(self, execution: Execution) -> Group:
        """Without headings there is no day to tell apart."""
        return group_of(execution, self._today, self._order if self._headings else _PLAIN)

    def _move(self, row: Row, place: Place, group: Group) -> None:
        was = row.group
        if group != was:
            self._enter(group)
        source = self._rows.position(row)
        target = self._rows.find(place)
        if target not in (source, source + 1):
            self.beginMoveRows(_ROOT, source, source, _ROOT, target)
            self._rows.insert(target, row)
            del self._rows[source + (source >= target)]
            row.place, row.group = place, group
            self.endMoveRows()
        row.place, row.group = place, group
        if group != was:
            self._leave(was)

    def _insert_row(self, row: Row) -> None:
        position = self._rows.find(row.place)
        self.beginInsertRows(_ROOT, position, position)
        self._rows.insert(position, row)
        self.endInsertRows()

    def _enter(self, group: Group) -> None:
        if not self._headings:
            return
        heading = self._rows.heading(group)
        if heading is None:
            self._insert_row(Row(heading_place(group), group, members=1))
        else:
            heading.members += 1
            self._tell_changed(self._rows.position(heading))

    def _leave(self, group: Group) -> None:
        heading = self._rows.heading(group)
        if heading is None:
            return
        heading.members -= 1
        position = self._rows.position(heading)
        if heading.members:
            self._tell_changed(position)
            return
        self.beginRemoveRows(_ROOT, position, position)
        del self._rows[position]
        self.endRemoveRows()

    def _tell_changed(self, position: int, *, resized: bool = False) -> None:
        index = self.index(position)
        roles = [*_CELL_ROLES, HEADING_ROLE, *([Qt.ItemDataRole.SizeHintRole] if resized else [])]
        self.dataChanged.emit(index, index, roles)

    def _local_date(self) -> date:
        return self._clock.now().at.astimezone().date()
