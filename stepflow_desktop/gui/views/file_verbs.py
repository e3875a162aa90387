"""What can be done with files beside opening them: name, tags, days; copies; several at once; a copy that is gone."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from stepflow_desktop.core.model import Artifact
from stepflow_desktop.errors import StorageProblem
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.preview.extraction import free_name
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.execution_actions import LONGEST_NAME
from stepflow_desktop.gui.views.execution_edit import tags_of
from stepflow_desktop.gui.widgets.question import Answer, ask
from stepflow_desktop.gui.widgets.text_dialog import NumberDialog, text_dialog

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

MOST_DAYS = 36_500
FOR_GOOD = 0


class FileVerbs(QObject):
    """``said`` is a message: kind, title, text. ``earlier_found`` an artifact and the same file of earlier runs.

    ``deleted`` carries a title and what brings the file back.
    """

    said = Signal(str, str, str)
    earlier_found = Signal(object, object)
    deleted = Signal(str, object)

    def __init__(self, theme: Theme, bridge: EngineBridge, widget: QWidget) -> None:
        super().__init__(widget)
        self._theme = theme
        self._bridge = bridge
        self._widget = widget
        self.by_name: dict[str, Callable[[Artifact], None]] = {
            "rename": self.rename,
            "edit_tags": self.edit_tags,
            "retention": self.ask_retention,
            "copy_link": self.copy_link,
            "locate": self.locate,
            "remove": self.remove,
        }

    def do_many(self, wish: str, artifacts: Sequence[Artifact]) -> None:
        """save_all, copy_files or delete."""
        verbs: dict[str, Callable[[Sequence[Artifact]], None]] = {
            "save_all": self.save_all,
            "copy_files": self.copy_files,
            "delete": self.delete_all,
        }
        if artifacts:
            verbs[wish](artifacts)

    def answer_earlier(self, artifact: Artifact) -> None:
        self._bridge.call(
            self._bridge.engine.store.earlier_artifacts(artifact),
            name="read earlier files",
            done=lambda found: self.earlier_found.emit(artifact, found),
            error=lambda _message: None,
        )

    # -- what is written about it

    def rename(self, artifact: Artifact) -> None:
        title, label, name = self.tr("Rename"), self.tr("Name"), artifact.name or artifact.file_name
        dialog = text_dialog(self._theme, self._widget, title, label, name, word=title, needed=True)
        dialog.text_chosen.connect(lambda name: self._edit(artifact, name=name.strip()))
        dialog.open()

    def edit_tags(self, artifact: Artifact) -> None:
        label = self.tr("Tags, separated by blanks or commas")
        dialog = text_dialog(
            self._theme, self._widget, self.tr("Edit tags"), label, " ".join(artifact.tags), word=self.tr("Save")
        )
        dialog.text_chosen.connect(lambda text: self._edit(artifact, tags=tags_of(text)))
        dialog.open()

    def ask_retention(self, artifact: Artifact) -> None:
        dialog = NumberDialog(
            self._theme,
            self._widget,
            self.tr("How long it is kept"),
            self.tr("Days after which StepFlow deletes its copy, 0 to keep it for good"),
            artifact.retention_days or FOR_GOOD,
            least=FOR_GOOD,
            most=MOST_DAYS,
            word=self.tr("Save"),
        )
        dialog.setObjectName("retention_dialog")
        dialog.number_chosen.connect(lambda days: self._edit(artifact, retention_days=days or None))
        dialog.open()

    def _edit(self, artifact: Artifact, **changes: object) -> None:
        self._bridge.call(
            self._bridge.engine.edit_artifact(artifact.id, **changes),
            name="edit an artifact",
            error=lambda message: self.said.emit("error", self.tr("It was not changed"), message),
        )

    # -- copies

    def copy_link(self, artifact: Artifact) -> None:
        url = QUrl.fromLocalFile(str(self._bridge.engine.artifact_path(artifact)))
        QGuiApplication.clipboard().setText(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        self.said.emit("success", self.tr("Link copied"), "")

    def copy_files(self, artifacts: Sequence[Artifact]) -> None:
        """To be pasted in a file manager or a mail."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in self._paths(artifacts)])
        QGuiApplication.clipboard().setMimeData(data)
        told = self.tr("File copied") if len(artifacts) == 1 else self.tr("Files copied")
        self.said.emit("success", told, "")

    def save_all(self, artifacts: Sequence[Artifact]) -> None:
        dialog = QFileDialog(self._widget, self.tr("Save all files in"))
        dialog.setObjectName("save_all_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self.save_into(artifacts, Path(chosen)))
        dialog.open()

    def save_into(self, artifacts: Sequence[Artifact], folder: Path) -> None:
        """Nothing that is there is written over: a second ``report.pdf`` becomes ``report (2).pdf``."""
        self._bridge.call(
            _copy_all(self._paths(artifacts), folder),
            name="save files",
            done=lambda count: self.said.emit("success", self.tr("Saved"), wording.count(count, "file", "files")),
            error=lambda message: self.said.emit("error", self.tr("Not all files were saved"), message),
        )

    def _paths(self, artifacts: Sequence[Artifact]) -> list[Path]:
        return [self._bridge.engine.artifact_path(artifact) for artifact in artifacts]

    # -- deleting

    def delete_all(self, artifacts: Sequence[Artifact]) -> None:
        """Ask once, naming what goes."""
        files = wording.count(len(artifacts), "file", "files")
        words = self.tr("Delete {files}?").format(files=files)
        size = wording.size(sum(artifact.file_size for artifact in artifacts))
        text = self.tr("This deletes StepFlow's copies ({size}). The original files stay where they are.")
        delete = Answer("delete", self.tr("Delete"), lambda: self._remove_all(artifacts), "danger")
        ask(self._theme, self._widget, "confirm_delete_artifact", words, text.format(size=size), [delete])

    def _remove_all(self, artifacts: Sequence[Artifact]) -> None:
        for artifact in artifacts:
            self.remove(artifact)

    def remove(self, artifact: Artifact) -> None:
        """Without a question: of a file that is gone only the entry is left."""
        self._bridge.call(
            self._bridge.engine.delete_artifact(artifact.id),
            name="delete an artifact",
            done=lambda _none: self._on_deleted(artifact),
            error=lambda message: self.said.emit("error", self.tr("It was not deleted"), message),
        )

    def _on_deleted(self, artifact: Artifact) -> None:
        name = first_line(artifact.name or artifact.file_name)[:LONGEST_NAME]
        self.deleted.emit(self.tr("Deleted “{name}”").format(name=name), lambda: self.undelete(artifact))

    def undelete(self, artifact: Artifact) -> None:
        self._bridge.call(
            self._bridge.engine.undelete_artifact(artifact),
            name="undo a deletion",
            done=self._on_undeleted,
            error=lambda message: self.said.emit("error", self.tr("It could not be brought back"), message),
        )

    def _on_undeleted(self, brought_back: bool) -> None:
        if not brought_back:
            self.said.emit("error", self.tr("It could not be brought back"), self.tr("The trash was emptied."))

    # -- a copy that is gone

    def locate(self, artifact: Artifact) -> None:
        """Ask where the file is now and keep a copy of it again."""
        dialog = QFileDialog(self._widget, self.tr("Locate “{name}”").format(name=artifact.file_name))
        dialog.setObjectName("locate_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.take_back(artifact, Path(chosen)))
        dialog.open()

    def take_back(self, artifact: Artifact, source: Path) -> None:
        self._bridge.call(
            _put_back(source, self._bridge.engine.artifact_path(artifact)),
            name="locate a file",
            done=lambda _none: self._edit(artifact, name=artifact.name or artifact.file_name),
            error=lambda message: self.said.emit("error", self.tr("The file could not be taken"), message),
        )


async def _copy_all(paths: Sequence[Path], folder: Path) -> int:
    def copy() -> int:
        for path in paths:
            shutil.copyfile(path, free_name(folder / path.name))
        return len(paths)

    return await _in_thread(copy)


async def _put_back(source: Path, target: Path) -> int:
    def copy() -> int:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = target.with_name(f".{target.name}.part")
        shutil.copyfile(source, unfinished)
        unfinished.chmod(0o600)
        unfinished.replace(target)
        return 1

    return await _in_thread(copy)


async def _in_thread(work: Callable[[], int]) -> int:
    try:
        return await asyncio.to_thread(work)
    except OSError as error:
        raise StorageProblem(
            "{reason}: {path}", reason=error.strerror or str(error), path=error.filename or ""
        ) from error
