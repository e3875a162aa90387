"""The parts of the overview and where they stand: twelve columns, and fewer things side by side in a narrow window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Artifact
from stepflow_desktop.core.statistics import CommandRuns
from stepflow_desktop.gui.charts.bar_list import BarList
from stepflow_desktop.gui.charts.chart import Chart
from stepflow_desktop.gui.charts.chart_box import ChartBox
from stepflow_desktop.gui.charts.legend import Entry, Legend
from stepflow_desktop.gui.charts.run_scatter import RunScatter
from stepflow_desktop.gui.charts.stacked_bars import Part, StackedBars
from stepflow_desktop.gui.delegates.running_delegate import RunningDelegate
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.models.overview_period import Period
from stepflow_desktop.gui.models.running import RunningModel
from stepflow_desktop.gui.models.thumbnails import Thumbnails
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.overview_export import ExportButton
from stepflow_desktop.gui.views.overview_figure import FigureCard
from stepflow_desktop.gui.views.overview_period import PeriodSwitch
from stepflow_desktop.gui.views.overview_pictures import PicturesCard
from stepflow_desktop.gui.views.overview_running import RunningCard
from stepflow_desktop.gui.widgets import Card, ElidedLabel, Label
from stepflow_desktop.gui.widgets.elided_combo_box import ElidedComboBox

GUTTER = 24
GAP = 14
NARROW = 1080
STACKED = 800
_CENTER = Qt.AlignmentFlag.AlignVCenter
LEAST_ROW = 250

# row, column, rows, columns of each part
_Places = dict[str, tuple[int, int, int, int]]
_WIDE: _Places = {
    "executions": (0, 0, 1, 3),
    "success": (0, 3, 1, 3),
    "duration": (0, 6, 1, 3),
    "artifacts": (0, 9, 1, 3),
    "per_day_card": (1, 0, 1, 8),
    "running_card": (1, 8, 1, 4),
    "durations_card": (2, 0, 1, 4),
    "slowest_card": (2, 4, 1, 4),
    "pictures": (2, 8, 1, 4),
}
_SLIM: _Places = {
    "executions": (0, 0, 1, 3),
    "success": (0, 3, 1, 3),
    "duration": (0, 6, 1, 3),
    "artifacts": (0, 9, 1, 3),
    "per_day_card": (1, 0, 1, 7),
    "running_card": (1, 7, 1, 5),
    "durations_card": (2, 0, 1, 6),
    "slowest_card": (2, 6, 1, 6),
    "pictures": (3, 0, 1, 12),
}
_STACKED: _Places = {
    "executions": (0, 0, 1, 6),
    "success": (0, 6, 1, 6),
    "duration": (1, 0, 1, 6),
    "artifacts": (1, 6, 1, 6),
    "per_day_card": (2, 0, 1, 12),
    "running_card": (3, 0, 1, 12),
    "durations_card": (4, 0, 1, 12),
    "slowest_card": (5, 0, 1, 12),
    "pictures": (6, 0, 1, 12),
}
_FIGURES = ("executions", "success", "duration", "artifacts")
_CARDS = ("per_day_card", "running_card", "durations_card", "slowest_card", "pictures")


class OverviewLayout(QScrollArea):
    """``said`` passes on what a chart tells: kind and words."""

    said = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        running: RunningModel,
        path_of: Callable[[Artifact], Path],
        thumbnails: Thumbnails,
        period: Period,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._make_figures(theme)
        self._make_charts(theme)
        self.running_card = RunningCard(theme, running, RunningDelegate(theme, clock, self))
        self.pictures = PicturesCard(theme, clock, path_of, thumbnails)
        self._lay_out(period)

    # -- parts

    def _make_figures(self, theme: Theme) -> None:
        self.executions = FigureCard(theme, "list-checks", self.tr("Executions"), "accent")
        self.success = FigureCard(theme, "circle-check", self.tr("Success rate"), "completed")
        self.duration = FigureCard(theme, "timer", self.tr("Median duration"), "chart2")
        self.artifacts = FigureCard(theme, "package", self.tr("Artifacts"), "chart3")
        for name in _FIGURES:
            getattr(self, name).setObjectName(f"overview_{name}")

    def _make_charts(self, theme: Theme) -> None:
        parts = (
            Part("completed", self.tr("Completed")),
            Part("failed", self.tr("Failed")),
            Part("cancelled", self.tr("Cancelled")),
        )
        self.per_day = StackedBars(theme, self.tr("Executions per day"), parts)
        legend = Legend(theme, [Entry(part.word, status=part.status) for part in parts])
        self.per_day_card = self._card("overview_per_day", self.per_day, legend)
        self.commands = ElidedComboBox()
        self.commands.setObjectName("overview_command")
        self.commands.setAccessibleName(self.tr("Command"))
        self.commands.setFont(theme.font("small"))
        self.commands.setFixedSize(176, 28)
        self.durations = RunScatter(theme, self.tr("Duration by run"))
        self.durations_card = self._card("overview_durations", self.durations, self.commands)
        columns = (self.tr("Step"), self.tr("Median"), self.tr("Change"))
        self.slowest = BarList(theme, self.tr("Slowest steps"), columns)
        remark = Label(theme, self.tr("median, change"), "small", "text2")
        self.slowest_card = self._card("overview_slowest", self.slowest, remark)

    def _card(self, name: str, chart: Chart, beside: QWidget) -> Card:
        chart.setObjectName(f"{name}_chart")
        chart.said.connect(self.said)
        card = Card(self._theme)
        card.setObjectName(name)
        actions = card.header(chart.title)
        box = ChartBox(self._theme, chart)
        box.more.setObjectName(f"{name}_more")
        actions.setSpacing(6)
        actions.addWidget(beside)
        actions.addWidget(box.more)
        card.body.addWidget(box, 1)
        return card

    def show_commands(self, commands: Sequence[CommandRuns], chosen: int | None) -> None:
        """The commands of the period; the one that is looked at stays chosen."""
        here = [(self.commands.itemData(n), self.commands.itemText(n)) for n in range(self.commands.count())]
        wanted = [(command.key, first_line(command.name)) for command in commands]
        with QSignalBlocker(self.commands):
            if here != wanted:
                self.commands.clear()
                for key, name in wanted:
                    self.commands.addItem(name, key)
            keys = [key for key, _ in wanted]
            self.commands.setCurrentIndex(keys.index(chosen) if chosen in keys else -1)
        self.commands.setVisible(bool(wanted))

    # -- places

    def _lay_out(self, period: Period) -> None:
        root = self.content = QWidget()
        root.setObjectName("overview_content")
        self.setWidget(root)
        root.setAutoFillBackground(False)
        column = QVBoxLayout(root)
        column.setContentsMargins(GUTTER, 16, GUTTER, 18)
        column.setSpacing(GAP)
        column.addLayout(self._top(period))
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        for number in range(12):
            self._grid.setColumnStretch(number, 1)
        self._places: _Places = {}
        column.addLayout(self._grid, 1)
        self._place(_WIDE)
        self._theme.changed.connect(self._arrange)

    def _top(self, period: Period) -> QGridLayout:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(self._theme, self.tr("Overview"), "page_title"))
        self.headline = ElidedLabel(self._theme, "", "body", "text2")
        self.headline.setObjectName("overview_headline")
        words.addWidget(self.headline)
        self.period = PeriodSwitch(self._theme, period)
        self.export = ExportButton(self._theme, self)
        self.export.said.connect(self.said)
        self._controls = QWidget()
        row = QHBoxLayout(self._controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.period)
        row.addWidget(self.export)
        self._top_grid = QGridLayout()
        self._top_grid.setHorizontalSpacing(10)
        self._top_grid.setColumnStretch(0, 1)
        self._top_grid.addLayout(words, 0, 0)
        self._top_grid.addWidget(self._controls, 0, 1)
        return self._top_grid

    def _place(self, places: _Places) -> None:
        for name in _CARDS:
            getattr(self, name).setMinimumHeight(self._theme.px(LEAST_ROW))
        if places is self._places:
            return
        self._places = places
        for name, (row, column, rows, columns) in places.items():
            self._grid.addWidget(getattr(self, name), row, column, rows, columns)
        figures = {places[name][0] for name in _FIGURES}
        used = {row for row, *_ in places.values()}
        for row in range(len(_STACKED)):
            self._grid.setRowStretch(row, 1 if row in used - figures else 0)
        below = places is _STACKED
        self._top_grid.addWidget(
            self._controls, 1 if below else 0, 0 if below else 1, Qt.AlignmentFlag.AlignLeft if below else _CENTER
        )

    def _arrange(self) -> None:
        """The larger the text, the fewer things fit side by side."""
        width = self.width()
        wide, slim = width >= self._theme.px(NARROW), width >= self._theme.px(STACKED)
        self._place(_WIDE if wide else _SLIM if slim else _STACKED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)
