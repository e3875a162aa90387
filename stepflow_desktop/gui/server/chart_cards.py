"""Load and traffic of the last hour."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics, QResizeEvent

from stepflow_desktop.gui.charts.chart_box import ChartBox
from stepflow_desktop.gui.charts.legend import Entry, Legend
from stepflow_desktop.gui.charts.scales import number_text
from stepflow_desktop.gui.charts.time_chart import Series, TimeChart
from stepflow_desktop.gui.server.load_history import KEPT_S, LoadHistory
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets import Card

LEAST_HEIGHT = 180
AROUND = 52


class _ChartCard(Card):
    """``short`` is the title where the long one leaves no room for the legend."""

    def __init__(self, theme: Theme, chart: TimeChart, short: str, name: str) -> None:
        super().__init__(theme)
        self.setObjectName(name)
        self._short = short
        self.header(chart.title)
        self.chart = chart
        self.legend = Legend(theme)
        self.box = ChartBox(theme, chart)
        self.header_actions.setSpacing(6)
        self.header_actions.addWidget(self.legend)
        self.header_actions.addWidget(self.box.more)
        self.box.setMinimumHeight(LEAST_HEIGHT)
        self.body.setContentsMargins(12, 0, 12, 12)
        self.body.addWidget(self.box, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_title()

    def _choose_title(self) -> None:
        metrics = QFontMetrics(self._theme.font("body_strong"))
        needed = metrics.horizontalAdvance(self.chart.title) + self.legend.sizeHint().width() + self.box.more.width()
        self.header(self.chart.title if needed + AROUND <= self.width() else self._short)

    def _show(self, series: tuple[Series, ...], entries: tuple[Entry, ...], now_s: float) -> None:
        self.chart.show_series(series, (now_s - KEPT_S, now_s))
        self.legend.show_entries(entries)
        self._choose_title()


class ComputerCard(_ChartCard):
    def __init__(self, theme: Theme) -> None:
        title = self.tr("This computer, last hour")
        chart = TimeChart(theme, title, _percent, most=100.0)
        super().__init__(theme, chart, self.tr("This computer"), "computer_chart_card")

    def show_history(self, history: LoadHistory, now_s: float) -> None:
        cpu, memory = self.tr("CPU"), self.tr("Memory")
        last = history.last
        self._show(
            (
                Series(cpu, "accent", history.points("cpu_percent")),
                Series(memory, "chart2", history.points("memory_percent")),
            ),
            (
                Entry(self.tr("CPU {percent} %").format(percent=f"{last.cpu_percent:.0f}") if last else cpu, "accent"),
                Entry(
                    self.tr("Memory {percent} %").format(percent=f"{last.memory_percent:.0f}") if last else memory,
                    "chart2",
                ),
            ),
            now_s,
        )


class TrafficCard(_ChartCard):
    def __init__(self, theme: Theme) -> None:
        title = self.tr("Traffic, last hour")
        chart = TimeChart(theme, title, number_text, least_step=1.0)
        super().__init__(theme, chart, self.tr("Traffic"), "traffic_chart_card")

    def show_history(self, history: LoadHistory, now_s: float) -> None:
        messages, requests = self.tr("Messages a minute"), self.tr("Requests")
        self._show(
            (
                Series(messages, "running", history.points("messages_a_minute")),
                Series(requests, "chart3", history.points("requests_a_minute")),
            ),
            (Entry(messages, "running"), Entry(requests, "chart3")),
            now_s,
        )


def _percent(value: float) -> str:
    return f"{value:.0f} %"
