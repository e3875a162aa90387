"""The timeline of an execution: its steps over time, where the time went, and what it used.

It is told of every change and paints at most a few times a second; while it is hidden it only remembers.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import ExecutionDetails, ExecutionStatus
from stepflow_desktop.gui.charts.bar_list import Bar, BarList
from stepflow_desktop.gui.charts.chart_box import ChartBox
from stepflow_desktop.gui.charts.gantt import STEP_ZOOM, GanttChart
from stepflow_desktop.gui.charts.gantt_view import GanttView
from stepflow_desktop.gui.charts.legend import Entry, Legend
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.models.timeline import Timeline, shares
from stepflow_desktop.gui.status_shapes import status_token
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.timeline_usage import UsageCard
from stepflow_desktop.gui.widgets import Card, IconButton

GAP = 14
MARGIN = 16
PAUSE_MS = 200
TICK_MS = 1_000
LOWER_HEIGHT = 172
LEAST_HEIGHT = 250
MOST_BARS = 40
SEVERAL = 200
"""From so many steps on the picture is renewed less often."""


class TimelineTab(QWidget):
    """``step_chosen`` carries the id of a step that was clicked, ``step_opened`` of one to be read in the log."""

    step_chosen = Signal(str)
    step_opened = Signal(str)
    said = Signal(str, str)  # kind and words of a message

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        log_path_of: Callable[[str], Path],
        parent: QWidget | None = None,
        *,
        expectations: Expectations | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._clock, self._log_path_of = theme, clock, log_path_of
        self._expectations = expectations or Expectations()
        self._timeline = Timeline()
        self._details: ExecutionDetails | None = None
        self.setObjectName("timeline_tab")
        self.chart = GanttChart(theme, self.tr("Timeline"))
        self.chart.setObjectName("timeline_chart")
        self.view = GanttView(theme, self.chart)
        self.card = self._made_card(theme)
        columns = (self.tr("Step"), self.tr("Share"))
        self.shares = BarList(theme, self.tr("Where the time goes"), columns)
        self.shares.setObjectName("timeline_shares")
        self.shares.link_text = self.tr("Select this step")
        self.usage = UsageCard(theme)
        self._lay_out()
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._refresh)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._refresh)
        self._connect()

    # -- building

    def _made_card(self, theme: Theme) -> Card:
        card = Card(theme, padding=8)
        actions = card.header(self.chart.title)
        actions.setSpacing(4)
        legend = Legend(
            theme,
            [
                Entry(self.tr("Usual duration"), sign="bracket"),
                Entry(self.tr("Expected"), sign="dashed"),
                Entry(self.tr("Artifact"), sign="diamond"),
            ],
        )
        self.box = ChartBox(theme, self.chart, shown=self.view)
        self.zoom_out = IconButton(theme, "zoom-out", self.tr("Zoom out"), side=28, icon_size=16)
        self.zoom_in = IconButton(theme, "zoom-in", self.tr("Zoom in"), side=28, icon_size=16)
        self.zoom_fit = IconButton(theme, "maximize-2", self.tr("Show everything"), side=28, icon_size=15)
        for button, name in (
            (self.zoom_out, "timeline_zoom_out"),
            (self.zoom_in, "timeline_zoom_in"),
            (self.zoom_fit, "timeline_zoom_fit"),
        ):
            button.setObjectName(name)
        self.box.more.setObjectName("timeline_more")
        actions.addWidget(legend)
        actions.addSpacing(8)
        for widget in (self.zoom_out, self.zoom_in, self.zoom_fit, self.box.more):
            actions.addWidget(widget)
        card.body.addWidget(self.box, 1)
        return card

    def _lay_out(self) -> None:
        shares_card = Card(self._theme)
        shares_box = ChartBox(self._theme, self.shares)
        shares_box.more.setObjectName("timeline_shares_more")
        shares_card.header(self.shares.title).addWidget(shares_box.more)
        shares_card.body.addWidget(shares_box, 1)
        self._lower = (shares_card, self.usage)
        lower = QHBoxLayout()
        lower.setSpacing(GAP)
        for card in self._lower:
            card.setFixedHeight(self._theme.px(LOWER_HEIGHT))
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            lower.addWidget(card, 1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        self.card.setMinimumHeight(LEAST_HEIGHT)
        column.addWidget(self.card, 1)
        column.addLayout(lower)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _connect(self) -> None:
        self.chart.activated.connect(self._on_chosen)
        self.chart.opened.connect(self.step_opened.emit)
        self.shares.activated.connect(self._on_chosen)
        self.zoom_out.clicked.connect(lambda: self.chart.zoom(1 / STEP_ZOOM))
        self.zoom_in.clicked.connect(lambda: self.chart.zoom(STEP_ZOOM))
        self.zoom_fit.clicked.connect(self.chart.fit)
        self.chart.window_changed.connect(self._review_zoom)
        for chart in (self.chart, self.shares, self.usage.chart):
            chart.said.connect(self.said)
        self._theme.changed.connect(self._on_theme)
        self._review_zoom()

    def _on_theme(self) -> None:
        for card in self._lower:
            card.setFixedHeight(self._theme.px(LOWER_HEIGHT))
        self.update()

    # -- in

    def show_details(self, details: ExecutionDetails) -> None:
        """Take the execution as it is now; ``details`` holds nothing that must not be shown."""
        other = self._details is None or self._details.execution.id != details.execution.id
        self._details = details
        if other:
            self.chart.restart()
            self.usage.restart()
        if not self.isVisible():
            return
        if other:
            self._refresh()
        elif not self._pause.isActive():
            self._pause.start(PAUSE_MS if len(details.steps) < SEVERAL else 3 * PAUSE_MS)

    def refresh(self) -> None:
        """What is expected has become known."""
        if self.isVisible():
            self._refresh()

    def select(self, step_id: str) -> None:
        """Mark the step that is selected elsewhere."""
        self.chart.select(step_id)

    def clear(self) -> None:
        self._details = None
        self._tick.stop()
        self.usage.restart()

    # -- what is shown

    def _refresh(self) -> None:
        self._pause.stop()
        details = self._details
        if details is None:
            return
        execution, now = details.execution, self._clock.now()
        expected = self._expectations.expected(execution, details.steps)
        self.chart.set_empty_text(self.tr("Not started yet") if execution.started_at is None else "")
        self.chart.show_gantt(self._timeline.gantt(execution, details.steps, details.artifacts, expected, now))
        self._show_shares(details)
        live = execution.status is ExecutionStatus.RUNNING
        self.usage.watch(execution, self._log_path_of(execution.id).parent, now, live=live)
        if live and not self._tick.isActive():
            self._tick.start()
        elif not live:
            self._tick.stop()

    def _show_shares(self, details: ExecutionDetails) -> None:
        found = shares(details.steps, details.execution, self._clock.now())[:MOST_BARS]
        self.shares.set_empty_text(self.tr("No step has taken any time yet"))
        self.shares.show_bars(
            [
                Bar(
                    first_line(step.name),
                    share,
                    f"{100 * share:.0f} %",
                    token=status_token(state),
                    is_hatched=state in ("failed", "allowed"),
                    key=step.id,
                )
                for step, state, share in found
            ]
        )

    def _review_zoom(self) -> None:
        self.zoom_out.setEnabled(not self.chart.time.is_fit)
        self.zoom_fit.setEnabled(not self.chart.time.is_fit)

    def _on_chosen(self, step_id: str) -> None:
        self.chart.select(step_id)
        self.view.bring_into_sight(step_id)
        self.step_chosen.emit(step_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()
        self._tick.stop()
        self.usage.rest()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("bg"))

    def panes(self) -> list[tuple[QWidget, QWidget]]:
        """The stops of F6."""
        return [(self.card, self.chart), (self.shares, self.shares), (self.usage, self.usage.chart)]
