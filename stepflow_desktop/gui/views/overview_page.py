"""The overview: figures of a stretch of time, what runs now, how long runs and steps take, the latest pictures.

Every figure and every mark is a link to the executions it stands for. The page asks for nothing while it is hidden.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWindow
from PySide6.QtWidgets import QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import Update
from stepflow_desktop.core.statistics import RunPoint, Statistics, StatisticsQuery
from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.charts.run_scatter import Run
from stepflow_desktop.gui.live_counts import Counts
from stepflow_desktop.gui.models import overview_links as links
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.models.overview_feed import OverviewFeed
from stepflow_desktop.gui.models.overview_period import Period, nothing_in, period_of, query_of
from stepflow_desktop.gui.models.overview_words import (
    artifacts_figure,
    bars_of,
    duration_figure,
    executions_figure,
    headline,
    stacks_of,
    success_figure,
)
from stepflow_desktop.gui.models.running import RunningModel
from stepflow_desktop.gui.preview.first_pages import FileThumbnails
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.overview_layout import OverviewLayout
from stepflow_desktop.gui.views.overview_pictures import SIDE

MINUTE_MS = 60_000
GATHER_MS = 100


class OverviewPage(QWidget):
    """``filter_wanted`` carries a filter for the list, the other signals what was chosen by its id."""

    filter_wanted = Signal(str)
    execution_wanted = Signal(str)
    artifact_wanted = Signal(str, str)  # ids of execution and artifact
    artifacts_wanted = Signal()
    period_changed = Signal(str)
    said = Signal(str, str)  # kind and words of a message

    def __init__(
        self,
        theme: Theme,
        bridge: EngineBridge,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        expectations: Expectations | None = None,
        period: str = "",
    ) -> None:
        super().__init__(parent)
        self._theme, self._clock = theme, clock
        self._found: Statistics | None = None
        self._counts = Counts()
        self._free_bytes: int | None = None
        self._runs: Sequence[RunPoint] = ()
        self.setObjectName("overview_page")
        self.feed = OverviewFeed(bridge, clock, self._is_seen, self)
        self.feed.period = period_of(period)
        self.running = RunningModel(clock, self, expectations=expectations)
        self.thumbnails = FileThumbnails(self, side=SIDE)
        self.parts = OverviewLayout(
            theme, clock, self.running, bridge.engine.artifact_path, self.thumbnails, self.feed.period, self
        )
        self._waiting: dict[str, Update] = {}
        self._handle: QWindow | None = None
        self._gather = QTimer(self, interval=GATHER_MS, singleShot=True)
        self._gather.timeout.connect(self._show_running)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self._connect(bridge)
        self._show_period()

    def _connect(self, bridge: EngineBridge) -> None:
        parts = self.parts
        bridge.updated.connect(self._on_updated)
        self.feed.figures.connect(self._show_figures)
        self.feed.runs.connect(self._show_runs)
        self.feed.running.connect(self.running.show)
        parts.period.period_chosen.connect(self.choose_period)
        parts.commands.activated.connect(self._on_command)
        parts.per_day.activated.connect(self._on_bar)
        parts.durations.activated.connect(self.execution_wanted.emit)
        parts.slowest.activated.connect(lambda name: self.filter_wanted.emit(links.of_step(name, self._query())))
        parts.running_card.chosen.connect(self.execution_wanted)
        parts.running_card.all_wanted.connect(lambda: self.filter_wanted.emit("status:running"))
        parts.pictures.chosen.connect(self.artifact_wanted)
        parts.pictures.all_wanted.connect(self.artifacts_wanted)
        for card, status in ((parts.executions, ""), (parts.success, "failed"), (parts.duration, "completed")):
            card.clicked.connect(
                lambda _checked=False, status=status: self.filter_wanted.emit(links.of_period(self._query(), status))
            )
        parts.artifacts.clicked.connect(lambda: self.artifacts_wanted.emit())
        parts.said.connect(self.said)
        self._theme.changed.connect(self.update)

    # -- in

    def show_counts(self, counts: Counts) -> None:
        self._counts = counts
        self._show_headline()

    def show_free_bytes(self, free_bytes: int) -> None:
        """What is free where executions are kept; the card is told only when the words change."""
        self._free_bytes = free_bytes
        if self._found is not None and self.isVisible():
            self.parts.artifacts.show_figure(artifacts_figure(self._found, free_bytes))

    def choose_period(self, period: Period) -> None:
        self.feed.choose_period(period)
        self.parts.period.choose(period.key)
        self._show_period()
        self.period_changed.emit(period.key)

    def _is_seen(self) -> bool:
        return self.isVisible() and not self.window().isMinimized()

    def _query(self) -> StatisticsQuery:
        return query_of(self.feed.period, self.feed.now)

    # -- what is shown

    def _show_period(self) -> None:
        hourly = self.feed.period.is_hourly
        title = self.tr("Executions per hour") if hourly else self.tr("Executions per day")
        self.parts.per_day_card.header(title)
        self.parts.per_day.title = title
        self.parts.per_day.setAccessibleName(title)
        nothing = nothing_in(self.feed.period)
        for chart in (self.parts.per_day, self.parts.durations, self.parts.slowest):
            chart.set_empty_text(nothing)

    def _show_headline(self) -> None:
        counts = self._counts
        words = headline(self.feed.now, counts.running, counts.queued, counts.failed_today)
        self.parts.headline.set_text(words)

    def _show_figures(self, found: Statistics) -> None:
        self._found = found
        parts, now, period = self.parts, self.feed.now, self.feed.period
        self._show_headline()
        parts.executions.show_figure(executions_figure(found, period))
        parts.success.show_figure(success_figure(found))
        parts.duration.show_figure(duration_figure(found))
        parts.artifacts.show_figure(artifacts_figure(found, self._free_bytes))
        waited_for = self.tr("None of them has ended yet") if found.tally.unfinished else nothing_in(period)
        for chart in (parts.per_day, parts.slowest):
            chart.set_empty_text(waited_for)
        parts.per_day.show_stacks(stacks_of(found.slots, period, now))
        parts.slowest.show_bars(bars_of(found.slow_steps))
        parts.show_commands(found.commands, self.feed.command)
        parts.pictures.show_pictures(found.pictures)

    def _show_runs(self, runs: Sequence[RunPoint]) -> None:
        self._runs = runs
        now = self.feed.now
        query = self._query()
        shown = [
            Run(
                run.started_at.timestamp(),
                run.duration_s if run.duration_s is not None else max(0.0, (now - run.started_at).total_seconds()),
                run.status.value,
                run.execution_id,
            )
            for run in runs
        ]
        self.parts.durations.show_runs(shown, (query.edges[0].timestamp(), now.timestamp()))

    # -- what happens

    def _on_updated(self, updates: Sequence[Update]) -> None:
        """Rows change ten times a second at most, however fast the news come."""
        self.feed.take(updates)
        if not self._is_seen():
            self._waiting.clear()
            return
        for update in updates:
            waiting = self._waiting.get(update.execution.id)
            self._waiting[update.execution.id] = update if waiting is None else waiting.merged_into(update)
        if not self._gather.isActive():
            self._show_running()
            self._gather.start()

    def _show_running(self) -> None:
        waiting, self._waiting = list(self._waiting.values()), {}
        if waiting:
            self.running.apply(self.feed.shown(waiting))

    def _on_minute(self) -> None:
        """Clock and day go on even if nothing happens."""
        if self._is_seen():
            self._show_headline()
            self._show_runs(self._runs)
            self.feed.refresh_if_over()

    def _on_command(self, number: int) -> None:
        self.feed.choose_command(self.parts.commands.itemData(number))

    def _on_bar(self, key: tuple[int, str]) -> None:
        number, status = key
        if self._found is not None:
            self.filter_wanted.emit(links.of_slot(self._found.slots[number], status))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_headline()
        self.feed.refresh()
        self._minute.start()
        handle = self.window().windowHandle()
        if handle is not None and handle is not self._handle:
            self._handle = handle
            handle.windowStateChanged.connect(lambda _state: self.feed.refresh_if_stale())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.parts.setGeometry(self.rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("bg"))

    def panes(self) -> list[tuple[QWidget, QWidget]]:
        """The stops of F6."""
        parts = self.parts
        switch = parts.period.buttons[self.feed.period.key]
        return [
            (parts.period, switch),
            (parts.executions, parts.executions),
            (parts.per_day_card, parts.per_day),
            (parts.running_card, parts.running_card.view),
            (parts.durations_card, parts.durations),
            (parts.slowest_card, parts.slowest),
            (parts.pictures, parts.pictures.show_all),
        ]
