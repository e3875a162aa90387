"""What can be done with an execution: stop, run again, copy, look at its folder, delete.

Everything is asked of the engine through the bridge; a refusal comes back in words through ``said``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from stepflow_desktop.core.engine import request_of
from stepflow_desktop.core.model import Execution, ExecutionDetails
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import translate
from stepflow_desktop.gui.widgets.question import Answer, ask

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

LONGEST_NAME = 60
OpenUrl = Callable[[QUrl], bool]


class ExecutionActions(QObject):
    """The verbs; ``widget`` is what dialogs belong to. ``said`` carries kind, title and text of a message."""

    draft_requested = Signal(object)  # NewExecution
    created = Signal(str)
    stop_asked = Signal(str)
    released = Signal(str)
    deleted = Signal(str, str)  # id, name
    said = Signal(str, str, str)

    def __init__(
        self, theme: Theme, bridge: EngineBridge, widget: QWidget, open_url: OpenUrl = QDesktopServices.openUrl
    ) -> None:
        super().__init__(widget)
        self._theme = theme
        self._bridge = bridge
        self._widget = widget
        self._open_url = open_url

    def stop(self, execution: Execution, *, force: bool = False) -> None:
        self._bridge.call(
            self._bridge.engine.cancel(execution.id, force=force),
            name="stop an execution",
            done=lambda _execution: self.stop_asked.emit(execution.id),
            error=lambda message: self.said.emit("error", self.tr("It was not stopped"), message),
        )

    def release(self, execution: Execution) -> None:
        """Let one that waits since an earlier session take its turn."""
        self._bridge.call(
            self._bridge.engine.release(execution.id),
            name="run a held execution",
            done=lambda _execution: self.released.emit(execution.id),
            error=lambda message: self.said.emit("error", self.tr("It was not started"), message),
        )

    def run_again(self, execution: Execution) -> None:
        self._bridge.call(
            self._bridge.engine.rerun(execution.id),
            name="run again",
            done=lambda new: self.created.emit(new.id),
            error=lambda message: self.said.emit("error", self.tr("It could not be run again"), message),
        )

    def edit_and_run(self, execution: Execution) -> None:
        self.draft_requested.emit(request_of(execution))

    def copy_command(self, execution: Execution) -> None:
        self.copy(execution.command, self.tr("Command copied"))

    def copy(self, text: str, told: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit("success", told, "")

    def open_folder(self, execution: Execution) -> None:
        folder = Path(execution.working_directory)
        if folder.is_dir():
            self._open_url(QUrl.fromLocalFile(str(folder)))
        else:
            self.said.emit("warning", self.tr("This folder does not exist any more"), str(folder))

    # -- deleting

    def delete(self, execution: Execution) -> None:
        """Ask once, naming what goes; the sizes are read first."""
        self._bridge.call(
            self._bridge.engine.get(execution.id),
            name="read before deleting",
            done=self._confirm_delete,
            error=lambda message: self.said.emit("error", self.tr("It was not deleted"), message),
        )

    def _confirm_delete(self, details: ExecutionDetails) -> None:
        execution = details.execution
        words = self.tr("Delete “{name}”?").format(name=first_line(execution.name)[:LONGEST_NAME])
        delete = Answer("delete", self.tr("Delete"), lambda: self._delete(execution), "danger")
        ask(self._theme, self._widget, "confirm_delete", words, what_goes(details), [delete])

    def _delete(self, execution: Execution) -> None:
        self._bridge.call(
            self._bridge.engine.delete(execution.id),
            name="delete an execution",
            done=lambda _nothing: self.deleted.emit(execution.id, execution.name),
            error=lambda message: self.said.emit("error", self.tr("It was not deleted"), message),
        )

    def undelete(self, execution_id: str) -> None:
        self._bridge.call(
            self._bridge.engine.undelete(execution_id),
            name="undo a deletion",
            done=self._on_undeleted,
            error=lambda message: self.said.emit("error", self.tr("It could not be brought back"), message),
        )

    def _on_undeleted(self, brought_back: bool) -> None:
        if not brought_back:
            self.said.emit("error", self.tr("It could not be brought back"), self.tr("The trash was emptied."))


def what_goes(details: ExecutionDetails) -> str:
    """Everything that a deletion takes along, in our own words and numbers only."""
    execution, files = details.execution, details.artifacts
    if not execution.status.is_final:
        with_files = translate(
            "WhatGoes",
            "This stops and deletes 1 execution, {artifacts} ({size}) and its log ({log})."
            " Files in the working folder stay.",
        )
        bare = translate(
            "WhatGoes", "This stops and deletes 1 execution and its log ({log}). Files in the working folder stay."
        )
    else:
        with_files = translate(
            "WhatGoes",
            "This deletes 1 execution, {artifacts} ({size}) and its log ({log}). Files in the working folder stay.",
        )
        bare = translate("WhatGoes", "This deletes 1 execution and its log ({log}). Files in the working folder stay.")
    return (with_files if files else bare).format(
        artifacts=wording.count(len(files), "artifact", "artifacts"),
        size=wording.size(sum(artifact.file_size for artifact in files)),
        log=wording.size(execution.log_size),
    )
