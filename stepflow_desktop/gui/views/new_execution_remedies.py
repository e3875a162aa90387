"""What the buttons beside messages do: another program, a folder made or chosen, a script made executable."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QDir, QObject
from PySide6.QtWidgets import QFileDialog

from stepflow_desktop.errors import StorageProblem
from stepflow_desktop.gui import shell_words, suggestions
from stepflow_desktop.gui.validation import Field, Offer, Problem, Remedy
from stepflow_desktop.gui.views.new_execution_checks import FormChecks
from stepflow_desktop.gui.views.new_execution_draft import short_folder
from stepflow_desktop.gui.views.new_execution_form import ExecutionForm

if TYPE_CHECKING:
    from stepflow_desktop.gui.bridge import EngineBridge

MAX_ENV_BYTES = 512 * 1024


class Remedies(QObject):
    """Carries out offers, and asks for the folder and the ``.env`` file."""

    def __init__(self, bridge: EngineBridge, form: ExecutionForm, checks: FormChecks) -> None:
        super().__init__(form)
        self._bridge, self._form, self._checks = bridge, form, checks
        form.offered.connect(self.carry_out)
        form.folder_requested.connect(self.choose_folder)
        form.variables.import_requested.connect(self.import_env)

    def carry_out(self, offer: Offer) -> None:
        match offer.remedy:
            case Remedy.USE_PROGRAM | Remedy.RUN_WITH:
                self._replace_program(offer.value)
            case Remedy.USE_SHELL:
                self._form.shell.setChecked(True)
            case Remedy.MAKE_EXECUTABLE:
                self._work(Field.COMMAND, _make_executable, Path(offer.value))
            case Remedy.USE_FOLDER:
                self.take_folder(offer.value)
            case Remedy.CREATE_FOLDER:
                self._work(Field.FOLDER, _create_folder, Path(offer.value))
            case Remedy.CHOOSE_FOLDER:
                self.choose_folder()

    def _replace_program(self, program: str) -> None:
        draft = self._form.draft()
        old = shell_words.program_of(draft.command, shell=draft.shell)
        if old:
            self._form.command.set_text(shell_words.with_program(draft.command, old, program))
            self._form.command.setFocus()
            self._checks.look()

    def _work(self, field: Field, act: object, path: Path) -> None:
        self._bridge.call(
            asyncio.to_thread(act, path),  # type: ignore[arg-type]
            name="mend the form",
            done=lambda _nothing: self._look_again(),
            error=lambda message: self._checks.refuse(Problem(field, message)),
        )

    def _look_again(self) -> None:
        if shiboken6.isValid(self):
            self._bridge.call(self._checks.look_again(), name="look up a command")

    def choose_folder(self) -> None:
        start = Path(self._form.folder.text().strip() or "~").expanduser()
        while not start.is_dir() and start != start.parent:
            start = start.parent
        picker = QFileDialog(self._form.window(), self.tr("Working folder"), str(start))
        picker.setObjectName("folder_picker")
        picker.setFileMode(QFileDialog.FileMode.Directory)
        picker.setOption(QFileDialog.Option.ShowDirsOnly)
        picker.fileSelected.connect(self.take_folder)
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def take_folder(self, path: str) -> None:
        self._form.folder.setText(short_folder(path))
        self._checks.look()

    def import_env(self) -> None:
        picker = QFileDialog(self._form.window(), self.tr("Import variables"), self._form.draft().folder)
        picker.setObjectName("env_picker")
        picker.setFileMode(QFileDialog.FileMode.ExistingFile)
        picker.setNameFilters([self.tr("Environment files (.env* *.env)"), self.tr("All files (*)")])
        picker.setFilter(QDir.Filter.AllDirs | QDir.Filter.Files | QDir.Filter.Hidden)
        picker.fileSelected.connect(lambda name: self.read_env(Path(name)))
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def read_env(self, path: Path) -> None:
        """Take the variables of a file in; one that cannot be read is said under the variables."""
        self._bridge.call(
            asyncio.to_thread(_read_env, path),
            name="read an environment file",
            done=lambda entries: self._form.variables.merge(dict(entries)),
            error=lambda message: self._form.variables.say(message),
        )


def _make_executable(path: Path) -> None:
    """As ``chmod +x``: for whoever may read it."""
    try:
        mode = path.stat().st_mode
        path.chmod(mode | (mode & 0o444) >> 2)
    except OSError as error:
        raise StorageProblem(
            "{name} could not be made executable: {reason}", name=path.name, reason=error.strerror or str(error)
        ) from error


def _create_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageProblem(
            "The folder could not be created: {reason}", reason=error.strerror or str(error)
        ) from error


def _read_env(path: Path) -> list[tuple[str, str]]:
    try:
        if path.stat().st_size > MAX_ENV_BYTES:
            raise StorageProblem("{name} is too big for a file of variables", name=path.name)
        entries = suggestions.variables_of(path.read_text("utf-8"))
    except OSError as error:
        raise StorageProblem(
            "{name} cannot be read: {reason}", name=path.name, reason=error.strerror or str(error)
        ) from error
    except UnicodeDecodeError as error:
        raise StorageProblem("{name} is not a text file", name=path.name) from error
    if not entries:
        raise StorageProblem("{name} sets no variables", name=path.name)
    return entries
