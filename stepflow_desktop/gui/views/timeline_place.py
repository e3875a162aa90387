"""The place of the timeline among the tabs: the timeline itself is made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.model import ExecutionDetails
from stepflow_desktop.gui.models.expectations import Expectations
from stepflow_desktop.gui.theme import Theme

if TYPE_CHECKING:
    from stepflow_desktop.gui.views.timeline_tab import TimelineTab


class TimelinePlace(QWidget):
    """Signals are those of the tab."""

    step_chosen = Signal(str)
    step_opened = Signal(str)
    said = Signal(str, str)

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
        self._theme, self._clock, self._log_path_of, self._expectations = theme, clock, log_path_of, expectations
        self._details: ExecutionDetails | None = None
        self._selected = ""
        self.tab: TimelineTab | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_details(self, details: ExecutionDetails) -> None:
        """Take the execution as it is now; ``details`` holds nothing that must not be shown."""
        if self._details is not None and self._details.execution.id != details.execution.id:
            self._selected = ""
        self._details = details
        if self.tab is not None:
            self.tab.show_details(details)

    def select(self, step_id: str) -> None:
        self._selected = step_id
        if self.tab is not None:
            self.tab.select(step_id)

    def refresh(self) -> None:
        """What is usual of the run has become known."""
        if self.tab is not None:
            self.tab.refresh()

    def clear(self) -> None:
        self._details = None
        if self.tab is not None:
            self.tab.clear()

    @property
    def stop(self) -> QWidget:
        """Where F6 goes."""
        return self if self.tab is None else self.tab.chart

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.tab is None:
            self._make()

    def _make(self) -> None:
        # Imported when it is first shown: nobody waits for charts who reads a log.
        from stepflow_desktop.gui.views.timeline_tab import TimelineTab

        self.tab = TimelineTab(self._theme, self._clock, self._log_path_of, expectations=self._expectations)
        self.tab.step_chosen.connect(self.step_chosen)
        self.tab.step_opened.connect(self.step_opened)
        self.tab.said.connect(self.said)
        self._column.addWidget(self.tab)
        if self._details is not None:
            self.tab.show_details(self._details)
        self.tab.select(self._selected)
        self.tab.show()
