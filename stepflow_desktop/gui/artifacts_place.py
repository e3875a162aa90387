"""The place of all artifacts in the window: made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.bridge import EngineBridge
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.window_memory import WindowMemory

if TYPE_CHECKING:
    from stepflow_desktop.gui.main_window import MainWindow
    from stepflow_desktop.gui.views.artifacts_page import ArtifactsPage

UNDO_MS = 10_000
LAYOUT = "artifacts_layout"


class ArtifactsPlace(QObject):
    """Makes the page, and has the window do what it asks for: go to an execution, show a message."""

    def __init__(self, window: MainWindow, theme: Theme, bridge: EngineBridge, memory: WindowMemory) -> None:
        super().__init__(window)
        self._window, self._theme, self._bridge, self._memory = window, theme, bridge, memory
        self.page: ArtifactsPage | None = None
        window.add_page("artifacts", "package", self.tr("Artifacts"), self._made, of_executions=True)
        window.overview.artifact_wanted.connect(self.show)

    def show(self, artifact_id: str = "") -> None:
        """The page, at a file if one is named."""
        self._window.show_page("artifacts")
        if self.page is not None and artifact_id:
            self.page.open_artifact(artifact_id)

    def _on_deleted(self, title: str, undo: Callable[[], None]) -> None:
        actions = [(self.tr("Undo"), undo)]
        self._window.toasts.show("info", title, "", actions, shown_ms=UNDO_MS)

    def _made(self) -> QWidget:
        # Imported when it is first shown: the first paint does not wait for previews.
        from stepflow_desktop.core.clock import SystemClock
        from stepflow_desktop.gui.views.artifacts_page import ArtifactsPage

        layout = self._memory.choice(LAYOUT)
        page = ArtifactsPage(self._theme, self._bridge, SystemClock(), layout=layout or "grid")
        page.execution_wanted.connect(self._window.open_execution)
        page.said.connect(self._window.toasts.show)
        page.file_deleted.connect(self._on_deleted)
        page.layout_changed.connect(lambda layout: self._memory.keep_choice(LAYOUT, layout))
        self.page = page
        return page
