"""What can be done with several executions at once: run again, tag, save their logs, delete."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from stepflow_desktop.core.model import Execution, ExecutionDetails
from stepflow_desktop.errors import StepFlowError
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import error_words
from stepflow_desktop.gui.views.execution_edit import tags_of
from stepflow_desktop.gui.views.execution_files import copy_masked, file_stem
from stepflow_desktop.gui.widgets.question import Answer, ask
from stepflow_desktop.gui.widgets.text_dialog import text_dialog

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

ASKED_ABOVE = 5
"""So many are run again without a question."""


class BulkActions(QObject):
    """``said`` carries kind, title, text and actions of a message."""

    said = Signal(str, str, str, object)

    def __init__(self, theme: Theme, bridge: EngineBridge, widget: QWidget) -> None:
        super().__init__(widget)
        self._theme = theme
        self._bridge = bridge
        self._widget = widget

    # -- run again

    def run_again(self, executions: Sequence[Execution]) -> None:
        if len(executions) <= ASKED_ABOVE:
            self._run_again(executions)
            return
        words = self.tr("Run {n} again?").format(n=wording.count(len(executions), "execution", "executions"))
        again = Answer("run_again", self.tr("Run again"), lambda: self._run_again(executions))
        ask(self._theme, self._widget, "confirm_run_again", words, "", [again], kind="info")

    def _run_again(self, executions: Sequence[Execution]) -> None:
        # The oldest first, so that they stand in the list as before.
        runs = sorted(executions, key=lambda run: run.row_id)
        self._each(runs, lambda run: self._bridge.engine.rerun(run.id), "run several again", self._on_run)

    def _on_run(self, done: Sequence[Execution]) -> None:
        count = wording.count(len(done), "execution", "executions")
        self.said.emit("success", self.tr("Started {n}").format(n=count), "", [])

    # -- tags

    def add_tag(self, executions: Sequence[Execution]) -> None:
        title = self.tr("Add tag")
        label = self.tr("Tag for {n}").format(n=wording.count(len(executions), "execution", "executions"))
        dialog = text_dialog(self._theme, self._widget, title, label, word=title, needed=True)
        dialog.text_chosen.connect(lambda text: self.add_tags(executions, tags_of(text)))
        dialog.open()

    def add_tags(self, executions: Sequence[Execution], tags: tuple[str, ...]) -> None:
        """To those that lack one of them."""
        changed = [run for run in executions if set(tags) - set(run.tags)]
        self._each(
            changed,
            lambda run: self._bridge.engine.edit(run.id, tags=tuple(dict.fromkeys((*run.tags, *tags)))),
            "tag several",
            lambda done: self._on_tagged(done, tags),
        )

    def _on_tagged(self, done: Sequence[Execution], tags: tuple[str, ...]) -> None:
        if done and tags:
            words = self.tr("Tagged {n}").format(n=wording.count(len(done), "execution", "executions"))
            self.said.emit("success", words, " ".join(tags), [])

    # -- logs

    def save_logs(self, executions: Sequence[Execution]) -> None:
        dialog = QFileDialog(self._widget, self.tr("Save logs into"))
        dialog.setObjectName("save_logs_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self.save_logs_into(executions, Path(chosen)))
        dialog.open()

    def save_logs_into(self, executions: Sequence[Execution], folder: Path) -> None:
        self._each(
            executions,
            lambda run: self._save_log(run, folder),
            "save several logs",
            lambda done: self._on_saved(done, folder),
        )

    async def _save_log(self, run: Execution, folder: Path) -> bool:
        source = self._bridge.engine.log_path(run.id)
        masks = tuple(mask.encode() for mask in (await self._bridge.engine.get(run.id)).masks if mask)
        target = folder / f"{file_stem(run.name)} {run.started_at or run.created_at:%Y-%m-%d} {run.id[:8]}.log"
        if not await asyncio.to_thread(source.is_file):
            return False
        await copy_masked(source, target, masks)
        return True

    def _on_saved(self, done: Sequence[bool], folder: Path) -> None:
        count = wording.count(sum(done), "file", "files")
        self.said.emit("success", self.tr("Saved {n}").format(n=count), str(folder), [])

    # -- deleting

    def delete(self, executions: Sequence[Execution]) -> None:
        """Ask once, naming what goes; the sizes are read first."""
        self._each(
            executions, lambda run: self._bridge.engine.get(run.id), "read before deleting", self._confirm_delete
        )

    def _confirm_delete(self, found: Sequence[ExecutionDetails]) -> None:
        if not found:
            return
        text = self.tr("Files in the working folders stay.")
        if any(not details.execution.status.is_final for details in found):
            text = self.tr("Those that are not finished are stopped first. Files in the working folders stay.")
        runs = [details.execution for details in found]
        delete = Answer("delete", self.tr("Delete"), lambda: self._delete(runs), "danger")
        ask(self._theme, self._widget, "confirm_delete", what_goes(found), text, [delete])

    def _delete(self, executions: Sequence[Execution]) -> None:
        self._each(executions, self._deleted, "delete several", self._on_deleted)

    async def _deleted(self, run: Execution) -> Execution:
        await self._bridge.engine.delete(run.id)
        return run

    def _on_deleted(self, done: Sequence[Execution]) -> None:
        if not done:
            return
        undo = (self.tr("Undo"), lambda: self._undelete(done))
        count = wording.count(len(done), "execution", "executions")
        title = self.tr("Deleted {n}").format(n=count)
        if len(done) == 1:
            title = self.tr("Deleted “{name}”").format(name=first_line(done[0].name)[:60])
        self.said.emit("info", title, "", [undo])

    def _undelete(self, executions: Sequence[Execution]) -> None:
        runs = sorted(executions, key=lambda run: run.row_id)
        self._each(runs, lambda run: self._bridge.engine.undelete(run.id), "undo deletions", self._on_undeleted)

    def _on_undeleted(self, brought_back: Sequence[bool]) -> None:
        if not all(brought_back):
            text = self.tr("The trash was emptied.")
            self.said.emit("error", self.tr("Not all could be brought back"), text, [])

    # -- one after another

    def _each(
        self,
        executions: Sequence[Execution],
        work: Callable[[Execution], object],
        name: str,
        done: Callable[[list], None],  # type: ignore[type-arg]
    ) -> None:
        """``work`` for each; those that were refused are told together, the others go to ``done``."""
        self._bridge.call(
            self._one_by_one(executions, work), name=name, done=lambda found: self._told(found[0], found[1], done)
        )

    async def _one_by_one(
        self, executions: Sequence[Execution], work: Callable[[Execution], object]
    ) -> tuple[list[object], list[str]]:
        found: list[object] = []
        refused: list[str] = []
        for run in executions:
            try:
                found.append(await work(run))  # type: ignore[misc]
            except (StepFlowError, OSError) as problem:
                refused.append(error_words(problem))
        return found, refused

    def _told(self, found: list[object], refused: list[str], done: Callable[[list], None]) -> None:  # type: ignore[type-arg]
        if refused:
            title = self.tr("{n} of {all} failed").format(n=len(refused), all=len(refused) + len(found))
            self.said.emit("error", title, refused[0], [])
        if found:
            done(found)


def what_goes(found: Sequence[ExecutionDetails]) -> str:
    """``Delete 2 executions, 5 artifacts, 1.9 GB?``"""
    artifacts = [artifact for details in found for artifact in details.artifacts]
    total = sum(artifact.file_size for artifact in artifacts) + sum(details.execution.log_size for details in found)
    executions = wording.count(len(found), "execution", "executions")
    files = wording.count(len(artifacts), "artifact", "artifacts")
    words = QCoreApplication.translate("BulkActions", "Delete {executions}, {artifacts}, {size}?")
    return words.format(executions=executions, artifacts=files, size=wording.size(total))
