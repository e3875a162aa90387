"""What is dropped on the form: a ``.env`` file, a folder, a script, another file, or the text of a command."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from PySide6.QtCore import QMimeData

from stepflow_desktop.gui import scripts
from stepflow_desktop.gui.views.new_execution_form import ExecutionForm
from stepflow_desktop.gui.views.new_execution_remedies import Remedies


def can_take(mime: QMimeData) -> bool:
    return bool(_paths(mime)) or bool(mime.hasText() and not mime.hasUrls())


def take_drop(mime: QMimeData, form: ExecutionForm, remedies: Remedies) -> None:
    """Fill the field that what was dropped belongs to."""
    paths = _paths(mime)
    if not paths:
        form.command.set_text(mime.text().strip())
        form.command.setFocus()
        return
    for path in paths:
        if path.is_dir():
            remedies.take_folder(str(path))
            form.command.setFocus()
        elif _is_env(path):
            remedies.read_env(path)
        else:
            _take_file(path, form, remedies)


def _take_file(path: Path, form: ExecutionForm, remedies: Remedies) -> None:
    """A script is what is to run; any other file is an argument of what stands there already."""
    typed = form.command.toPlainText().rstrip()
    runs = os.access(path, os.X_OK) or scripts.interpreter_of(path)
    if runs or not typed:
        form.command.set_text(scripts.command_of(path))
        remedies.take_folder(str(path.parent))
    else:
        form.command.set_text(f"{typed} {shlex.quote(str(path))}")
    form.command.setFocus()


def _is_env(path: Path) -> bool:
    return path.name == ".env" or path.name.startswith(".env.") or path.suffix == ".env"


def _paths(mime: QMimeData) -> list[Path]:
    return [path for url in mime.urls() if url.isLocalFile() and (path := Path(url.toLocalFile())).exists()]
