"""Fills the list of executions from the engine: its first page, further pages, updates and the counts of the chips.

Answers for a filter that is no longer in force are dropped. Updates that arrive while a page is on its way are
applied once more after it, because the page may have been read before them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from stepflow_desktop.core.filter_language import ExecutionFilter
from stepflow_desktop.core.model import Execution, ExecutionPage, ExecutionStatus, Step, Update
from stepflow_desktop.core.query import NEWEST, Order
from stepflow_desktop.gui.models.executions import ExecutionsModel
from stepflow_desktop.gui.models.masking import masked_execution, masked_steps

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

PAGE = 200
MOST_ACTIVE = 1000
COUNTS_DELAY_MS = 200
_ACTIVE = (ExecutionStatus.RUNNING, ExecutionStatus.PENDING)
_First = tuple[ExecutionPage, tuple[Execution, ...]]


class ExecutionsFeed(QObject):
    """``loaded`` after each page, ``counted`` with the number of executions in each state.

    ``found`` carries how many match the filter, and whether that is only the least there are, ``recounted`` the same
    when that has changed meanwhile. With ``every_step`` the
    steps of all rows are read, for their ribbons, else only of those that run.
    """

    loaded = Signal()
    found = Signal(int, bool)
    recounted = Signal(int, bool)
    counted = Signal(object)  # Mapping[ExecutionStatus, int]
    failed = Signal(str)

    def __init__(
        self, bridge: EngineBridge, model: ExecutionsModel, parent: QObject | None = None, *, every_step: bool = False
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._model = model
        self._every_step = every_step
        self._filter = ExecutionFilter()
        self._order = NEWEST
        self._generation = 0
        self._loading = False
        self._meanwhile: list[Update] = []
        self._masks: dict[str, tuple[str, ...]] = {}
        self._counting = QTimer(self, interval=COUNTS_DELAY_MS, singleShot=True)
        self._counting.timeout.connect(self.count)
        model.more_wanted.connect(self._on_more_wanted)

    @property
    def is_loading(self) -> bool:
        return self._loading

    @property
    def filter(self) -> ExecutionFilter:
        return self._filter

    def restart(self, wanted: ExecutionFilter, order: Order = NEWEST) -> None:
        """Show what ``wanted`` lets through, from the top."""
        self._filter, self._order = wanted, order
        self._generation += 1
        self._model.restart(wanted, order)
        self._begin()
        generation = self._generation
        self._bridge.call(
            self._first_page(wanted),
            name="list executions",
            done=lambda found: self._on_page(generation, found[0], found[1]),
            error=lambda message: self._on_failed(generation, message),
        )

    def apply(self, updates: Sequence[Update]) -> int:
        """Hand updates to the model; answers how many executions are new in the list."""
        updates = [self._masked(update) for update in updates]
        if self._loading:
            self._meanwhile.extend(updates)
        if any(update.created or update.started or update.ended or update.deleted for update in updates):
            self._counting.start()
        return self._model.apply(updates)

    def count(self) -> None:
        self._bridge.call(self._bridge.engine.counts(), name="count executions", done=self._on_counted)
        if not self._filter.is_empty and not self._filter.nothing and not self._loading:
            self._recount(self._generation)

    def _recount(self, generation: int) -> None:
        self._bridge.call(
            self._bridge.engine.list(self._filter.query(limit=1)),
            name="count what matches",
            done=lambda page: self._on_recounted(generation, page),
            error=lambda _message: None,
        )

    def _on_recounted(self, generation: int, page: ExecutionPage) -> None:
        if generation == self._generation:
            self.recounted.emit(page.total_count, page.is_least)

    # -- pages

    async def _first_page(self, wanted: ExecutionFilter) -> _First:
        """The newest page, and the unfinished executions however old they are."""
        if wanted.nothing:
            return ExecutionPage((), 0, False), ()
        engine = self._bridge.engine
        active = tuple(status for status in _ACTIVE if not wanted.statuses or status in wanted.statuses)
        unfinished: tuple[Execution, ...] = ()
        if active:
            query = replace(wanted.query(limit=MOST_ACTIVE), status=active)
            unfinished = (await engine.list(query)).executions
        return await engine.list(wanted.query(limit=PAGE, order=self._order)), unfinished

    def _on_more_wanted(self) -> None:
        self._begin()
        generation = self._generation
        query = self._filter.query(limit=PAGE, offset=self._model.next_offset, order=self._order)
        self._bridge.call(
            self._bridge.engine.list(query),
            name="list more executions",
            done=lambda page: self._on_page(generation, page, ()),
            error=lambda message: self._on_failed(generation, message),
        )

    def _begin(self) -> None:
        self._loading = True
        self._meanwhile.clear()

    def _on_page(self, generation: int, page: ExecutionPage, active: Sequence[Execution]) -> None:
        if generation != self._generation:
            return
        self._loading = False
        self._model.add_page(page, active)
        self._model.apply(self._meanwhile)
        self._meanwhile.clear()
        runs = (*active, *page.executions)
        self._read_steps([run.id for run in runs if self._every_step or run.status is ExecutionStatus.RUNNING])
        self.found.emit(page.total_count, page.is_least)
        self.loaded.emit()

    def _on_failed(self, generation: int, message: str) -> None:
        if generation == self._generation:
            self._loading = False
            self._model.page_failed()
            self.failed.emit(message)

    # -- steps, for the ribbons

    def _read_steps(self, execution_ids: Sequence[str]) -> None:
        if execution_ids:
            wanted = list(dict.fromkeys(execution_ids))
            self._bridge.call(self._bridge.engine.steps_of(wanted), name="read steps", done=self._on_steps)

    def _on_steps(self, found: Mapping[str, tuple[tuple[Step, ...], tuple[str, ...]]]) -> None:
        for execution_id, (steps, masks) in found.items():
            if steps and not self._model.steps_of(execution_id):
                self._model.set_steps(execution_id, masked_steps(steps, masks))

    def _on_counted(self, counts: Mapping[ExecutionStatus, int]) -> None:
        self.counted.emit(counts)
        if self._filter.is_empty:
            self.recounted.emit(sum(counts.values()), False)

    def _masked(self, update: Update) -> Update:
        """Updates about edits carry no masks, so those seen before hold on."""
        if update.masks:
            self._masks[update.execution.id] = update.masks
        masks = self._masks.get(update.execution.id)
        if not masks:
            return update
        return replace(
            update,
            execution=masked_execution(update.execution, masks),
            all_steps=masked_steps(tuple(update.all_steps), masks),
        )
