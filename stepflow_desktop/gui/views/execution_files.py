"""What can be done with the files of an execution: open, keep elsewhere, attach, delete, save the log."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from stepflow_desktop.core.model import Artifact, ExecutionDetails
from stepflow_desktop.errors import StorageProblem
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_actions import LONGEST_NAME, OpenUrl
from stepflow_desktop.gui.views.file_verbs import FileVerbs
from stepflow_desktop.gui.widgets.question import Answer, ask

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

# Opening one of these may run it.
PROGRAM_SUFFIXES = frozenset(
    (
        *(".app", ".appimage", ".bat", ".cmd", ".com", ".command", ".desktop", ".exe", ".jar", ".js", ".lnk", ".msi"),
        *(".pl", ".ps1", ".py", ".pyw", ".rb", ".run", ".scr", ".sh", ".url", ".vbs", ".wsf"),
    )
)


class ExecutionFiles(QObject):
    """The verbs for artifacts and logs; ``said`` carries kind, title and text of a message."""

    said = Signal(str, str, str)

    def __init__(
        self, theme: Theme, bridge: EngineBridge, widget: QWidget, open_url: OpenUrl = QDesktopServices.openUrl
    ) -> None:
        super().__init__(widget)
        self._theme = theme
        self._bridge = bridge
        self._widget = widget
        self._open_url = open_url
        self._attaching: set[str] = set()
        self.more = FileVerbs(theme, bridge, widget)
        self.more.said.connect(self.said)

    def do(self, wish: str, artifact: Artifact) -> None:
        """Carry out what a view of files wished."""
        verbs: dict[str, Callable[[Artifact], None]] = {
            "open": self.open,
            "open_with": self.open_with,
            "save_as": self.save_as,
            "show_in_folder": self.show_in_folder,
            "copy_path": self.copy_path,
            "copy_files": lambda one: self.more.copy_files([one]),
            "delete": self.delete,
        }
        (verbs | self.more.by_name)[wish](artifact)

    # -- one file

    def open(self, artifact: Artifact) -> None:
        """Open it with the desktop's program for its type; something that might run is asked about."""
        path = self._present(artifact)
        if path is None:
            return
        if may_run(path):
            self._ask_before_running(artifact, path)
        else:
            self._open_path(path)

    def open_with(self, artifact: Artifact) -> None:
        """Let a program be chosen that opens it."""
        path = self._present(artifact)
        if path is not None:
            # Imported when it is first asked for: a page does not wait for it.
            from stepflow_desktop.gui.views.open_with import OpenWith

            opener = OpenWith(self._theme, self._widget)
            opener.said.connect(self.said)
            opener.ask(path, _short_name(artifact), may_run=may_run(path))

    def _ask_before_running(self, artifact: Artifact, path: Path) -> None:
        words = self.tr("Open “{name}”?").format(name=_short_name(artifact))
        text = self.tr("It is a program or script. Opening it may run it.")
        answer = Answer("open", self.tr("Open"), lambda: self._open_path(path), "danger")
        ask(self._theme, self._widget, "confirm_open", words, text, [answer])

    def _open_path(self, path: Path) -> None:
        if not self._open_url(QUrl.fromLocalFile(str(path))):
            self.said.emit("warning", self.tr("No program could open this file"), str(path))

    def show_in_folder(self, artifact: Artifact) -> None:
        self._open_path(self._bridge.engine.artifact_path(artifact).parent)

    def copy_path(self, artifact: Artifact) -> None:
        QGuiApplication.clipboard().setText(str(self._bridge.engine.artifact_path(artifact)))
        self.said.emit("success", self.tr("Path copied"), "")

    def save_as(self, artifact: Artifact) -> None:
        path = self._present(artifact)
        if path is not None:
            self._ask_where(artifact.file_name, lambda target: self._save(_copy(path, target), target))

    def delete(self, artifact: Artifact) -> None:
        words = self.tr("Delete “{name}”?").format(name=_short_name(artifact))
        text = self.tr("This deletes StepFlow's copy ({size}). The original file stays where it is.")
        answer = Answer("delete", self.tr("Delete"), lambda: self.more.remove(artifact), "danger")
        text = text.format(size=wording.size(artifact.file_size))
        ask(self._theme, self._widget, "confirm_delete_artifact", words, text, [answer])

    def _present(self, artifact: Artifact) -> Path | None:
        path = self._bridge.engine.artifact_path(artifact)
        if path.is_file():
            return path
        self.said.emit("warning", self.tr("The file was moved or deleted"), str(path))
        return None

    # -- attaching

    def ask_files(self, execution_id: str, step_id: str | None = None) -> None:
        dialog = QFileDialog(self._widget, self.tr("Attach files"))
        dialog.setObjectName("attach_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.attach(execution_id, [Path(name) for name in names], step_id))
        dialog.open()

    def attach(self, execution_id: str, paths: Sequence[Path], step_id: str | None = None) -> None:
        """Copy each regular file into the execution; folders are named and left out."""
        for path in paths:
            if not path.is_file():
                self.said.emit("warning", self.tr("Only files can be attached"), str(path))
                continue
            self._bridge.call(
                self._attached(execution_id, path, step_id),
                name="attach a file",
                error=lambda message: self.said.emit("error", self.tr("The file was not attached"), message),
            )

    async def _attached(self, execution_id: str, path: Path, step_id: str | None) -> None:
        """Kept under its name, or as ``report (2).pdf`` where the execution has a file of that name."""
        engine = self._bridge.engine
        taken = {artifact.name or artifact.file_name for artifact in (await engine.get(execution_id)).artifacts}
        name = unused_name(path.name, taken | self._attaching)
        self._attaching.add(name)
        try:
            await engine.attach(execution_id, path, name=name, file_name=path.name, step_id=step_id)
        finally:
            self._attaching.discard(name)

    # -- the log

    def save_log(self, details: ExecutionDetails) -> None:
        source = self._bridge.engine.log_path(details.execution.id)
        if not source.is_file():
            self.said.emit("warning", self.tr("There is no log yet"), "")
            return
        name = f"{file_stem(details.execution.name)}.log"
        masks = tuple(mask.encode() for mask in details.masks if mask)
        self._ask_where(name, lambda target: self._save(copy_masked(source, target, masks), target))

    def _ask_where(self, name: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._widget, self.tr("Save as"))
        dialog.setObjectName("save_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()

    def _save(self, copying: object, target: Path) -> None:
        self._bridge.call(
            copying,  # type: ignore[arg-type]
            name="save a file",
            done=lambda _nothing: self.said.emit("success", self.tr("Saved"), str(target)),
            error=lambda message: self.said.emit("error", self.tr("It was not saved"), message),
        )


def _short_name(artifact: Artifact) -> str:
    return first_line(artifact.name or artifact.file_name)[:LONGEST_NAME]


def unused_name(name: str, taken: Collection[str]) -> str:
    """``name``, or with the first number behind it that no name in ``taken`` has."""
    path, number, free = Path(name), 2, name
    while free in taken:
        free = f"{path.stem} ({number}){path.suffix}"
        number += 1
    return free


def may_run(path: Path) -> bool:
    """Whether opening the file might run it: by its name, or because it is marked executable."""
    return path.suffix.lower() in PROGRAM_SUFFIXES or os.access(path, os.X_OK)


def file_stem(name: str) -> str:
    stem = "".join(char if char.isalnum() or char in " ._-" else "_" for char in first_line(name))[:80].strip(" .")
    return stem or "log"


async def _copy(source: Path, target: Path) -> None:
    await _in_thread(lambda: shutil.copyfile(source, target))


async def copy_masked(source: Path, target: Path, masks: Sequence[bytes]) -> None:
    def copy() -> None:
        if not masks:
            shutil.copyfile(source, target)
            return
        with source.open("rb") as lines, target.open("wb") as out:
            for line in lines:
                for mask in masks:
                    line = line.replace(mask, b"***")
                out.write(line)

    await _in_thread(copy)


async def _in_thread(work: Callable[[], object]) -> None:
    try:
        await asyncio.to_thread(work)
    except OSError as error:
        raise StorageProblem(
            "{reason}: {path}", reason=error.strerror or str(error), path=error.filename or ""
        ) from error
