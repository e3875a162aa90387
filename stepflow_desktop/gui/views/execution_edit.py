"""Asks for a new name or other tags of an execution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from stepflow_desktop.core.model import Execution
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.text_dialog import text_dialog

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge


class ExecutionEdit(QObject):
    """``said`` carries kind, title and text of a message."""

    said = Signal(str, str, str)

    def __init__(self, theme: Theme, bridge: EngineBridge, widget: QWidget) -> None:
        super().__init__(widget)
        self._theme = theme
        self._bridge = bridge
        self._widget = widget

    def rename(self, execution: Execution) -> None:
        title, label = self.tr("Rename"), self.tr("Name")
        dialog = text_dialog(self._theme, self._widget, title, label, execution.name, word=title, needed=True)
        dialog.text_chosen.connect(lambda name: self.take_name(execution, name.strip()))
        dialog.open()

    def take_name(self, execution: Execution, name: str) -> None:
        self._edit(execution, name=name)

    def edit_tags(self, execution: Execution) -> None:
        label = self.tr("Tags, separated by blanks or commas")
        dialog = text_dialog(
            self._theme, self._widget, self.tr("Edit tags"), label, " ".join(execution.tags), word=self.tr("Save")
        )
        dialog.text_chosen.connect(lambda text: self._edit(execution, tags=tags_of(text)))
        dialog.open()

    def _edit(self, execution: Execution, **changes: object) -> None:
        self._bridge.call(
            self._bridge.engine.edit(execution.id, **changes),  # type: ignore[arg-type]
            name="edit an execution",
            error=lambda message: self.said.emit("error", self.tr("It was not changed"), message),
        )


def tags_of(text: str) -> tuple[str, ...]:
    """Each tag once, in the order given."""
    return tuple(dict.fromkeys(text.replace(",", " ").split()))
