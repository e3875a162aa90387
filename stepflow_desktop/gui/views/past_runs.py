"""The Past runs tab: how long the runs of a command took, and all of them in a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.forecast import elapsed_s
from stepflow_desktop.core.model import Execution, ExecutionStatus, Stamp
from stepflow_desktop.gui.charts.chart_box import ChartBox
from stepflow_desktop.gui.charts.run_scatter import Run, RunScatter
from stepflow_desktop.gui.delegates.padded_delegate import UNDER_TITLE, PaddedDelegate
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.models.past_runs import ID_ROLE, NAME, RESULT, STATUS, PastRunsModel
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Button, Card, Label
from stepflow_desktop.gui.widgets.keyboard_menu import KeyboardMenu
from stepflow_desktop.gui.widgets.menu import Menu

ROW_HEIGHT = 36
MOST_IN_CHART = 100
MOST_COMPARED = 4
CHART_HEIGHT = 230
WIDTHS = (138, 110, 96, 130)


class PastRunsTab(QWidget):
    """``opened`` carries the id of a run, ``compare_wanted`` the ids of two to four, the oldest first.

    ``wanted`` says that it has come into sight and needs its runs.
    """

    wanted = Signal()
    opened = Signal(str)
    compare_wanted = Signal(object)

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self.model = PastRunsModel(theme, clock, self)
        self.chart = RunScatter(theme, self.tr("Duration by run"))
        self.chart.set_empty_text(self.tr("No run has started yet"))
        self.chart.activated.connect(lambda key: self.opened.emit(str(key)))
        self._build_buttons()
        self.view = self._made_view()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(14)
        column.addWidget(self._chart_card(), 2)
        column.addWidget(self._table_card(), 3)

    # -- building

    def _chart_card(self) -> Card:
        card = Card(self._theme)
        box = ChartBox(self._theme, self.chart)
        card.header(self.tr("Duration by run"))
        card.header_actions.addWidget(box.more)
        card.body.addWidget(box)
        card.setMinimumHeight(140)
        card.setMaximumHeight(CHART_HEIGHT + 60)
        return card

    def _build_buttons(self) -> None:
        self._hint = Label(self._theme, self.tr("Select two to four to compare them"), "small", "text2")
        self.open_button = Button(self._theme, self.tr("Open"), "external-link")
        self.open_button.setObjectName("open_run")
        self.open_button.clicked.connect(self._open)
        self.compare_button = Button(self._theme, self.tr("Compare"), "columns-2")
        self.compare_button.setObjectName("compare")
        self.compare_button.clicked.connect(self._compare)

    def _table_card(self) -> Card:
        self._card = card = Card(self._theme, padding=1)
        card.header(self.tr("Runs of this command"))
        card.header_actions.setSpacing(8)
        for widget in (self._hint, self.open_button, self.compare_button):
            card.header_actions.addWidget(widget)
        card.body.addWidget(self.view, 1)
        card.setMinimumHeight(150)
        self._review()
        return card

    def _made_view(self) -> QTableView:
        view = QTableView()
        view.setObjectName("past_runs")
        view.setMinimumHeight(2 * ROW_HEIGHT)
        view.setAccessibleName(self.tr("Runs of this command"))
        view.setModel(self.model)
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = view.horizontalHeader()
        header.setFont(self._theme.font("small_strong"))
        header.setHighlightSections(False)
        header.setProperty("inset", "true")
        header.setFixedHeight(ROW_HEIGHT)
        for column, width in enumerate(WIDTHS):
            header.resizeSection(column, self._theme.px(width))
        header.setSectionResizeMode(RESULT, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(NAME, self._theme.px(170))
        view.setItemDelegate(PaddedDelegate(view, first=UNDER_TITLE))
        view.activated.connect(lambda index: self.opened.emit(index.data(ID_ROLE)))
        view.selectionModel().selectionChanged.connect(lambda *_: self._review())
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        KeyboardMenu(view)
        self.model.modelReset.connect(self._review)
        return view

    # -- in

    def show_runs(self, runs: Sequence[Execution], total: int, current_id: str) -> None:
        """``total`` is how many there are, of which ``runs`` are the newest."""
        self.model.show_runs(runs, current_id)
        count = f"{total:,}"
        if total > len(runs):
            count = self.tr("{shown} of {total}").format(shown=f"{len(runs):,}", total=count)
        self._card.header(self.tr("Runs of this command"), count)
        now = self._clock.now()
        self.chart.show_runs([made for run in runs[:MOST_IN_CHART] if (made := _run(run, now)) is not None])
        self.view.setColumnHidden(NAME, len({run.name for run in runs}) < 2)
        self._review()

    def selected_ids(self) -> list[str]:
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows(STATUS))
        return [self.model.execution(row).id for row in rows]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.wanted.emit()

    # -- out

    def _review(self) -> None:
        chosen = len(self.selected_ids())
        self.open_button.setEnabled(chosen == 1)
        self.compare_button.setEnabled(2 <= chosen <= MOST_COMPARED)
        self._hint.setVisible(chosen < 2)

    def _open(self) -> None:
        for execution_id in self.selected_ids()[:1]:
            self.opened.emit(execution_id)

    def _compare(self) -> None:
        chosen = self.selected_ids()
        if 2 <= len(chosen) <= MOST_COMPARED:
            self.compare_wanted.emit(tuple(reversed(chosen)))

    def _show_menu(self, at: QPoint) -> None:
        index: QModelIndex = self.view.indexAt(at)
        if not index.isValid():
            return
        menu = Menu(self._theme, self)
        menu.setObjectName("past_runs_menu")
        execution_id = index.data(ID_ROLE)
        opened = menu.addAction(self.tr("Open"))
        opened.setObjectName("open_run")
        opened.triggered.connect(lambda: self.opened.emit(execution_id))
        menu.setDefaultAction(opened)
        compare = menu.addAction(self.tr("Compare"))
        compare.setObjectName("compare")
        compare.setEnabled(self.compare_button.isEnabled())
        compare.triggered.connect(self._compare)
        menu.popup(self.view.viewport().mapToGlobal(at))


def _run(run: Execution, now: Stamp) -> Run | None:
    took = elapsed_s(run, now)
    if run.started_at is None or took is None or run.status is ExecutionStatus.PENDING:
        return None
    return Run(run.started_at.timestamp(), took, run.status.value, run.id, first_line(run.name))
