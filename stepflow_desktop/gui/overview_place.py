"""The overview's place in the window: made when it is first shown, fed with what the window knows anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.live_counts import Counts
from stepflow_desktop.gui.machine_load import MachineLoad
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.window_memory import WindowMemory

if TYPE_CHECKING:
    from stepflow_desktop.gui.views.overview_page import OverviewPage
    from stepflow_desktop.gui.window_frame import WindowFrame


class OverviewPlace(QObject):
    """Passes on what the page asks for: a filter of the list, an execution, a message."""

    filter_wanted = Signal(str)
    execution_wanted = Signal(str)
    artifact_wanted = Signal(str)
    said = Signal(str, str)

    def __init__(self, window: WindowFrame, theme: Theme, bridge: EngineBridge, memory: WindowMemory) -> None:
        super().__init__(window)
        self._window, self._theme, self._bridge, self._memory = window, theme, bridge, memory
        self._load: MachineLoad | None = None
        self.page: OverviewPage | None = None
        window.add_page("overview", "layout-dashboard", self.tr("Overview"), self._made, first=True, of_executions=True)

    def show_counts(self, counts: Counts) -> None:
        if self.page is not None:
            self.page.show_counts(counts)

    def show_load(self, load: MachineLoad) -> None:
        self._load = load
        if self.page is not None:
            self.page.show_free_bytes(load.disk_free_bytes)

    def _made(self) -> QWidget:
        # Imported when it is first shown: the first paint does not wait for charts.
        from stepflow_desktop.core.clock import SystemClock
        from stepflow_desktop.gui.models.expectations import Expectations
        from stepflow_desktop.gui.views.overview_page import OverviewPage

        page = OverviewPage(
            self._theme,
            self._bridge,
            SystemClock(),
            expectations=Expectations(self._bridge.engine.live_facts),
            period=self._memory.choice("overview_period"),
        )
        page.filter_wanted.connect(self.filter_wanted)
        page.execution_wanted.connect(self.execution_wanted)
        page.artifact_wanted.connect(lambda _execution_id, artifact_id: self.artifact_wanted.emit(artifact_id))
        page.artifacts_wanted.connect(self._on_artifacts_wanted)
        page.period_changed.connect(lambda key: self._memory.keep_choice("overview_period", key))
        page.said.connect(self.said)
        page.show_counts(self._window.counts.counts)
        if self._load is not None:
            page.show_free_bytes(self._load.disk_free_bytes)
        self.page = page
        return page

    def _on_artifacts_wanted(self) -> None:
        """The page of all artifacts, where the window has one, else the executions that have any."""
        if "artifacts" in self._window.rail.buttons:
            self._window.show_page("artifacts")
        else:
            self.filter_wanted.emit("has:artifact")
