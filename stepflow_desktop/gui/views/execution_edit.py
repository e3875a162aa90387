"""Asks for a new name or other tags of an execution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from stepflow_desktop.core.model import Execution

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge


class ExecutionEdit(QObject):
    """``said`` carries kind, title and text of a message."""

    said = Signal(str, str, str)

    def __init__(self, bridge: EngineBridge, widget: QWidget) -> None:
        super().__init__(widget)
        self._bridge = bridge
        self._widget = widget

    def rename(self, execution: Execution) -> None:
        dialog = self._dialog(self.tr("Rename"), self.tr("Name"), execution.name)
        dialog.textValueSelected.connect(lambda name: self._edit(execution, name=name.strip()))
        dialog.open()

    def edit_tags(self, execution: Execution) -> None:
        label = self.tr("Tags, separated by blanks or commas")
        dialog = self._dialog(self.tr("Edit tags"), label, " ".join(execution.tags))
        dialog.textValueSelected.connect(lambda text: self._edit(execution, tags=tags_of(text)))
        dialog.open()

    def _dialog(self, title: str, label: str, text: str) -> QInputDialog:
        dialog = QInputDialog(self._widget)
        dialog.setObjectName("edit_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextValue(text)
        dialog.setMinimumWidth(420)
        return dialog

    def _edit(self, execution: Execution, **changes: object) -> None:
        self._bridge.call(
            self._bridge.engine.edit(execution.id, **changes),  # type: ignore[arg-type]
            name="edit an execution",
            error=lambda message: self.said.emit("error", self.tr("It was not changed"), message),
        )


def tags_of(text: str) -> tuple[str, ...]:
    """Each tag once, in the order given."""
    return tuple(dict.fromkeys(text.replace(",", " ").split()))
