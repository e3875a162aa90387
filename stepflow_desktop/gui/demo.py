"""The built-in demos as requests to the engine, and the command line a dropped script becomes."""

from __future__ import annotations

import shutil
from pathlib import Path

from stepflow_desktop.core import own_programs
from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.settings import resources_dir

_INTERPRETERS = {
    ".py": ("python3", "python"),
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


def demo(*, failing: bool = False) -> NewExecution:
    """The demo, or the one that fails: standard library only, in a temporary folder of its own."""
    script = resources_dir() / "demo" / ("failing.py" if failing else "pipeline.py")
    name = "Demo that fails" if failing else "Demo"
    return NewExecution(command=own_programs.python_command(script), name=name, tags=("demo",))


def from_path(path: Path) -> NewExecution:
    """What running a dropped file or folder would mean: its interpreter, its folder, to be looked over first."""
    if path.is_dir():
        return NewExecution(command=(), working_directory=str(path))
    for program in _INTERPRETERS.get(path.suffix.lower(), ()):
        if shutil.which(program):
            return NewExecution(command=(program, str(path)), working_directory=str(path.parent))
    interpreters = _INTERPRETERS.get(path.suffix.lower())
    command = (interpreters[0], str(path)) if interpreters else (str(path),)
    return NewExecution(command=command, working_directory=str(path.parent))
