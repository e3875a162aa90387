"""A Gantt chart with its times above it; rows scroll under them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from stepflow_desktop.gui.charts.gantt import GanttChart
from stepflow_desktop.gui.charts.gantt_axis import GanttAxis
from stepflow_desktop.gui.theme import Theme


class GanttView(QWidget):
    def __init__(self, theme: Theme, chart: GanttChart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self.axis = GanttAxis(theme)
        self._area = _Area(chart)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.axis)
        column.addWidget(self._area, 1)
        chart.window_changed.connect(self._show_axis)
        chart.changed.connect(self._show_axis)
        chart.dragged.connect(self._scroll_by)
        self._area.verticalScrollBar().rangeChanged.connect(lambda *_: self._show_axis())

    def bring_into_sight(self, key: str) -> None:
        place = self.chart.row_rect(key)
        if place is not None:
            self._area.ensureVisible(0, place.center().y(), 0, place.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The area knows its width only after the event.
        QTimer.singleShot(0, self, self._show_axis)

    def _show_axis(self) -> None:
        self.axis.show_window(self.chart.time, self.chart.plot(), self.chart.gantt.now)

    def _scroll_by(self, pixels: int) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pixels)


class _Area(QScrollArea):
    def __init__(self, chart: GanttChart) -> None:
        super().__init__()
        self._chart = chart
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(chart)
        chart.setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._chart.set_room(event.size().height())
        super().resizeEvent(event)
