"""How this program starts itself again: from a checkout, or from a frozen bundle, which holds two programs.

``stepflow-desktop`` opens the window; ``stepflow`` is small, loads no Qt, and does everything else. What a bundle
puts into the environment for itself must not reach anybody it starts.
"""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from pathlib import Path

WINDOW, SMALL = "stepflow-desktop", "stepflow"
LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH", "LIBPATH")
OURS = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH", "QML_IMPORT_PATH")
PREFIXES = ("_PYI_", "_MEIPASS")


def frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def has_window() -> bool:
    """Whether this process may load Qt; in a bundle only one of the two programs has it."""
    return not frozen() or Path(sys.executable).stem == WINDOW


def command(*words: str, window: bool = False) -> tuple[str, ...]:
    """The command line that has ourselves do ``words``; ``window`` for what needs Qt."""
    if frozen():
        name = (WINDOW if window else SMALL) + Path(sys.executable).suffix
        return (str(Path(sys.executable).with_name(name)), *words)
    return (sys.executable, "-m", "stepflow_desktop", *words)


def python_command(script: Path) -> tuple[str, ...]:
    """Run one of our own scripts, on a computer without Python as well."""
    return command("run-script", str(script)) if frozen() else (sys.executable, "-u", str(script))


def clean_environment(environ: MutableMapping[str, str]) -> None:
    """Take out what the bundle put in and put back what it replaced. The loader of libraries has read it already."""
    for name in LIBRARY_PATHS:
        original = environ.pop(f"{name}_ORIG", None)
        bundled = str(getattr(sys, "_MEIPASS", "")) or None
        if original is not None:
            environ[name] = original
        elif bundled is not None and bundled in environ.get(name, ""):
            del environ[name]
    for name in list(environ):
        if name in OURS or name.startswith(PREFIXES):
            del environ[name]
