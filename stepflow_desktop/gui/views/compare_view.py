"""Runs beside each other: durations of their steps, what they were asked for, their files, and their logs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Execution, ExecutionDetails
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.delegates.padded_delegate import UNDER_TITLE, PaddedDelegate
from stepflow_desktop.gui.models.compare_table import CompareModel
from stepflow_desktop.gui.models.comparison import artifact_rows, setting_rows, step_rows
from stepflow_desktop.gui.models.execution_text import first_line, status_words
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.compare_logs import CompareLogs
from stepflow_desktop.gui.views.execution_tabs import INSET as TAB_INSET
from stepflow_desktop.gui.views.execution_tabs import ExecutionTabs
from stepflow_desktop.gui.widgets import Card, Chip, Label

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

ROW_HEIGHT = 36
MARGIN = 16
LABEL_WIDTH = 200
LONGEST_NAME = 22
STEPS, SETTINGS, ARTIFACTS, LOG = range(4)
InThread = Callable[..., Awaitable[Any]]


class CompareView(QWidget):
    """``in_thread`` runs what takes long. ``opened`` carries the id of a run whose column was double-clicked."""

    opened = Signal(str)

    def __init__(
        self,
        theme: Theme,
        bridge: EngineBridge,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        in_thread: InThread = asyncio.to_thread,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bridge = bridge
        self._clock = clock
        self.runs: tuple[ExecutionDetails, ...] = ()
        self.models = tuple(CompareModel(theme, self) for _ in range(3))
        self.tables = tuple(self._made_table(model) for model in self.models)
        self.logs = CompareLogs(theme, bridge, in_thread=in_thread)
        self.tabs = ExecutionTabs(theme)
        self.only = Chip(theme, self.tr("Only differences"))
        self.only.setObjectName("only_differences")
        self.only.toggled.connect(self._show_only)
        self.problem = Label(theme, "", "body", "failed")
        self.problem.hide()
        self._build()

    def _build(self) -> None:
        for icon, text in (
            ("list-checks", self.tr("Steps")),
            ("sliders-horizontal", self.tr("Settings")),
            ("package", self.tr("Artifacts")),
            ("scroll-text", self.tr("Log")),
        ):
            self.tabs.add(icon, text)
        self._pages = QStackedWidget()
        for table in self.tables:
            card = Card(self._theme, padding=0)
            card.body.addWidget(table)
            self._pages.addWidget(card)
        self._pages.addWidget(self.logs)
        self.tabs.currentChanged.connect(self._on_tab)
        top = QHBoxLayout()
        top.setContentsMargins(4 - TAB_INSET, 0, 0, 0)
        top.addWidget(self.tabs)
        top.addStretch(1)
        top.addWidget(self.only)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 6, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.problem)
        column.addWidget(self._pages, 1)

    def _made_table(self, model: CompareModel) -> QTableView:
        table = QTableView()
        table.setModel(model)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setFont(self._theme.font("small_strong"))
        header.setHighlightSections(False)
        header.setProperty("inset", "true")
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setFixedHeight(ROW_HEIGHT)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.setItemDelegate(PaddedDelegate(table, first=UNDER_TITLE))
        table.doubleClicked.connect(self._on_double_click)
        return table

    # -- in

    def compare(self, execution_ids: Sequence[str]) -> None:
        """Read these runs and show them beside each other, the oldest as what the others are compared with."""
        self._bridge.call(
            self._read(tuple(execution_ids)), name="read runs to compare", done=self.show_runs, error=self._on_error
        )

    async def _read(self, execution_ids: Sequence[str]) -> tuple[ExecutionDetails, ...]:
        found = [await self._bridge.engine.get(each) for each in execution_ids]
        return tuple(sorted(found, key=lambda run: run.execution.row_id))

    def show_runs(self, runs: Sequence[ExecutionDetails]) -> None:
        self.runs = tuple(runs)
        self.problem.hide()
        now = self._clock.now()
        titles = run_titles([run.execution for run in runs], self._clock)
        tables = (step_rows(runs, now), setting_rows(runs), artifact_rows(runs))
        names = (self.tr("Steps"), self.tr("Settings"), self.tr("Artifacts"))
        for number, (table, model, rows) in enumerate(zip(self.tables, self.models, tables, strict=True)):
            model.show_rows(titles, rows)
            table.setAccessibleName(names[number])
            table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
            table.horizontalHeader().resizeSection(0, LABEL_WIDTH)
            self.tabs.set_count(number, model.differing)
        self.logs.show_runs(runs, titles)
        self._on_tab(self.tabs.currentIndex())

    def _on_error(self, message: str) -> None:
        self.problem.setText(message)
        self.problem.show()

    # -- what is shown of it

    def _on_tab(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        self.only.setVisible(index != LOG)
        if index == LOG:
            self.logs.compare()

    def _show_only(self, only: bool) -> None:
        for model in self.models:
            model.show_differences_only(only)

    def _on_double_click(self, index: QModelIndex) -> None:
        if index.column():
            self.opened.emit(self.runs[index.column() - 1].execution.id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("surface"))


def run_titles(runs: Sequence[Execution], clock: Clock) -> list[str]:
    """``14:32 · Completed`` for each, with its name where they are not all called the same."""
    now = clock.now().at
    same = len({run.name for run in runs}) == 1
    titles = []
    for run in runs:
        parts = [wording.clock(run.started_at or run.created_at, now), status_words(run.status)]
        if not same:
            parts.append(shorten(first_line(run.name), LONGEST_NAME, placeholder="…"))
        titles.append(" · ".join(parts))
    return titles
