"""What a run uses of processor and memory, over the time it has run."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from stepflow_desktop.core.model import Execution, Stamp
from stepflow_desktop.core.run_usage import NO_USAGE, Usage
from stepflow_desktop.gui.charts.chart_box import ChartBox
from stepflow_desktop.gui.charts.time_chart import TimeChart
from stepflow_desktop.gui.models.usage_feed import UsageFeed
from stepflow_desktop.gui.models.usage_words import memory_text, percent, series_of, usage_words
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Card, ElidedLabel
from stepflow_desktop.gui.widgets.choice_switch import ChoiceSwitch


class UsageCard(Card):
    """One of two lines at a time, both in words: they have no scale in common."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("timeline_usage")
        self._execution: Execution | None = None
        self._usage = NO_USAGE
        self._live = False
        self._until = 0.0
        self._feed = UsageFeed(self)
        self._feed.ready.connect(self._on_ready)
        actions = self.header(self.tr("Resources of this run"))
        self.chart = TimeChart(theme, self.tr("Resources of this run"), self._value_text, least_step=1)
        self.chart.setObjectName("timeline_usage_chart")
        self.words = ElidedLabel(theme, "", "small", "text2")
        self.words.setObjectName("timeline_usage_words")
        choices = (("cpu", self.tr("CPU")), ("memory", self.tr("Memory")))
        self.what = ChoiceSwitch(theme, "timeline_usage_what", choices, "cpu", height=26)
        self.what.setAccessibleName(self.tr("What is shown"))
        self.what.chosen.connect(lambda _key: self._show())
        box = ChartBox(theme, self.chart)
        box.more.setObjectName("timeline_usage_more")
        actions.setSpacing(8)
        actions.addWidget(self.words)
        actions.addWidget(self.what)
        actions.addWidget(box.more)
        self.body.addWidget(box, 1)

    def watch(self, execution: Execution, folder: Path, now: Stamp, *, live: bool) -> None:
        """Read what the run in ``folder`` used; on and on while it is ``live``."""
        first = self._execution is None
        self._execution, self._live = execution, live
        self._until = now.wall_us / 1_000_000 if live else self._end(execution)
        if first:
            self.chart.set_empty_text("")
            self._show()
        self._feed.watch(folder, live=live)

    def rest(self) -> None:
        """Nobody looks."""
        self._feed.stop()

    def restart(self) -> None:
        """Another run is shown."""
        self._feed.stop()
        self._execution, self._usage = None, NO_USAGE

    def close_feed(self) -> None:
        self._feed.close()

    @staticmethod
    def _end(execution: Execution) -> float:
        end = execution.completed_at or execution.started_at or execution.created_at
        return end.timestamp()

    def _on_ready(self, usage: Usage) -> None:
        if self._execution is not None:
            self._usage = usage
            self._show()

    def _show(self) -> None:
        execution = self._execution
        if execution is None:
            return
        self.words.set_text(usage_words(self._usage, live=self._live))
        line = series_of(self._usage, execution, self.what.key)
        start = execution.started_at.timestamp() if execution.started_at is not None else self._until
        self.chart.set_empty_text(self._nothing() if not line.points else "")
        self.chart.show_series([line] if line.points else [], (start, max(start + 1.0, self._until)))

    def _nothing(self) -> str:
        if self._live:
            return self.tr("The first figures come after two seconds")
        return self.tr("It ended before there were any figures")

    def _value_text(self, value: float) -> str:
        return percent(value) if self.what.key == "cpu" else memory_text(value)
