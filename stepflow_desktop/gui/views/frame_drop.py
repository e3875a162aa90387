"""Dropping a script or folder on the window: what will happen is said before the mouse is let go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.drop_choice import DropZone


class DropTarget(DropZone):
    """Takes drops on ``host`` that no widget inside it wants; ``dropped`` carries the path."""

    dropped = Signal(object)  # Path

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, lambda _at: None)
        self.chosen.connect(lambda _wish, _key, paths: self.dropped.emit(paths[0]))
