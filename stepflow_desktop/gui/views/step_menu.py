"""The menu of a step in the steps card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stepflow_desktop.core.model import Step
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.menu import Menu


class StepMenu(Menu):
    """``wished`` names the entry: ``show_only``, ``copy_name``, ``save_step_log``, ``attach_to_step`` or ``usual``."""

    wished = Signal(str)

    def __init__(self, theme: Theme, step: Step, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("step_menu")
        has_lines = bool(step.id) and step.start_offset is not None
        for name, icon, words, can in (
            ("show_only", "funnel", self.tr("Show only this step"), has_lines),
            ("copy_name", "copy", self.tr("Copy name"), True),
            ("save_step_log", "download", self.tr("Save its log…"), has_lines),
            ("attach_to_step", "upload", self.tr("Attach files…"), bool(step.id)),
            ("usual", "clock-fading", self.tr("Usual durations"), True),
        ):
            action = self.add(name, icon, words)
            action.setEnabled(can)
            action.triggered.connect(lambda _checked=False, name=name: self.wished.emit(name))
        # What a double click does.
        self.setDefaultAction(self.actions()[0])
