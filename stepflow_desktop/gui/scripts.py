"""What would run a script or program that was chosen, dropped or opened: the command a person would type."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

from stepflow_desktop.core.model import NewExecution

_INTERPRETERS = {
    ".sh": ("bash", "sh"),
    ".bash": ("bash",),
    ".zsh": ("zsh",),
    ".r": ("Rscript",),
    ".js": ("node",),
    ".mjs": ("node",),
    ".rb": ("ruby",),
    ".pl": ("perl",),
    ".jl": ("julia",),
    ".ps1": ("pwsh", "powershell"),
}


def draft_of(path: Path) -> NewExecution:
    """What running a file or folder would mean: its command, its folder, to be looked over first."""
    if path.is_dir():
        return NewExecution(command=(), working_directory=str(path))
    return NewExecution(command=_words_of(path), working_directory=str(path.parent))


def command_of(script: Path) -> str:
    """The command line that runs a script or program."""
    return shlex.join(_words_of(script))


def interpreter_of(script: Path) -> tuple[str, ...]:
    """What would run ``script``: by its ending, else by its first line; empty if nothing tells."""
    ending = script.suffix.lower()
    if ending == ".py":
        return (_python_beside(script.parent),)
    known = _INTERPRETERS.get(ending)
    if known is None:
        return _shebang(script)
    # One that is missing is named as well, for the form to say so.
    return (next((program for program in known if shutil.which(program)), known[0]),)


def _words_of(script: Path) -> tuple[str, ...]:
    interpreter = interpreter_of(script)
    if os.access(script, os.X_OK) and (not interpreter or interpreter == _shebang(script)):
        interpreter = ()
    return (*interpreter, str(script))


def _python_beside(folder: Path) -> str:
    """A script's own environment where it has one, else the Python on the path."""
    for name in (".venv", "venv"):
        python = folder / name / "bin" / "python"
        if os.access(python, os.X_OK):
            return str(python)
    return "python3" if shutil.which("python3") or not shutil.which("python") else "python"


def _shebang(script: Path) -> tuple[str, ...]:
    """``#!/usr/bin/env -S node --flag`` as ``("node", "--flag")``."""
    try:
        with script.open("rb") as file:
            line = file.readline(256)
        words = shlex.split(line[2:].decode()) if line.startswith(b"#!") else []
    except (OSError, ValueError):
        return ()
    if words and Path(words[0]).name == "env":
        words = [word for word in words[1:] if word != "-S"]
    return (Path(words[0]).name, *words[1:]) if words else ()
