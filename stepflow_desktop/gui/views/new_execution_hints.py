"""What the form can tell by itself: the file a program is, a name, the tasks of the folder, the usual duration."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from stepflow_desktop.gui import shell_words, suggestions
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.views.new_execution_checks import FormChecks
from stepflow_desktop.gui.views.new_execution_draft import Draft, recorded_command, short_folder
from stepflow_desktop.gui.views.new_execution_estimate import Estimate, EstimateStrip, estimate
from stepflow_desktop.gui.views.new_execution_form import ExecutionForm

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge


class FormHints(QObject):
    """``strip`` shows the usual duration. Everything is taken anew when typing has stopped."""

    def __init__(self, theme: Theme, bridge: EngineBridge, form: ExecutionForm, checks: FormChecks) -> None:
        super().__init__(form)
        self._bridge, self._form, self._checks = bridge, form, checks
        self._estimated: tuple[str, str, str] | None = None
        self._folder: str | None = None
        self._tasks: list[suggestions.Task] = []
        self.strip = EstimateStrip(theme)
        checks.settled.connect(self.refresh)
        checks.changed.connect(self._show_tasks)

    @property
    def program(self) -> str:
        """``python is ~/work/.venv/bin/python``; nothing while it is unknown or was typed as a path already."""
        answer, draft = self._checks.answer, self._form.draft()
        typed = shell_words.program_of(draft.command, shell=draft.shell)
        if not answer.resolved or answer.program != typed or answer.program == answer.resolved:
            return ""
        path = short_folder(answer.resolved)
        if not answer.version:
            return self.tr("{program} is {path}").format(program=answer.program, path=path)
        words = self.tr("{program} is {path}, version {version}")
        return words.format(program=answer.program, path=path, version=answer.version)

    @property
    def suggested_name(self) -> str:
        return suggestions.name_of(self._form.draft().command)

    def refresh(self) -> None:
        draft = self._form.draft()
        self._form.name.setPlaceholderText(suggestions.name_of(draft.command) or self.tr("Taken from the command"))
        self._look_at_tasks(draft)
        self._look_at_runs(draft)

    def _look_at_runs(self, draft: Draft) -> None:
        name = draft.name.strip() or suggestions.name_of(draft.command)
        asked = (recorded_command(draft), _full(draft.folder), name)
        if asked == self._estimated:
            return
        self._estimated = asked
        if not asked[0]:
            self.strip.show_estimate(None)
            return
        self._bridge.call(
            estimate(self._bridge.engine, *asked),
            name="estimate a duration",
            done=lambda found: self._show_estimate(asked, found),
            error=lambda _message: self._show_estimate(asked, None),
        )

    def _show_estimate(self, asked: tuple[str, str, str], found: Estimate | None) -> None:
        if shiboken6.isValid(self) and asked == self._estimated:
            self.strip.show_estimate(found)

    def _look_at_tasks(self, draft: Draft) -> None:
        folder = _full(draft.folder)
        if folder == self._folder:
            self._show_tasks()
            return
        self._folder, self._tasks = folder, []
        if Path(folder).is_absolute():
            self._bridge.call(
                asyncio.to_thread(suggestions.tasks_of, Path(folder)),
                name="look for tasks",
                done=lambda tasks: self._take_tasks(folder, tasks),
            )

    def _take_tasks(self, folder: str, tasks: list[suggestions.Task]) -> None:
        if shiboken6.isValid(self) and folder == self._folder:
            self._tasks = tasks
            self._show_tasks()

    def _show_tasks(self) -> None:
        """Only where there is no command yet; somebody who types one knows what to run."""
        empty = not self._form.command.toPlainText().strip()
        self._form.tasks.show_tasks(self._tasks if empty else ())


def _full(folder: str) -> str:
    try:
        return str(Path(folder.strip()).expanduser()) if folder.strip() else ""
    except RuntimeError:
        return ""
