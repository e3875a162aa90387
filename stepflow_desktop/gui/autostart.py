"""Whether StepFlow opens at login: a file in the folder of the desktop that says so. The file itself is the setting."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from stepflow_desktop.gui.translation import reason_words

FILE_NAME = "io.github.stepflow_desktop.StepFlow.desktop"


class Autostart:
    """``folder`` is where the desktop looks, None where there is no such way; ``command`` starts the program."""

    def __init__(self, folder: Path | None, command: Sequence[str]) -> None:
        self._path = folder / FILE_NAME if folder is not None else None
        self._command = command

    @property
    def is_possible(self) -> bool:
        return self._path is not None

    @property
    def is_on(self) -> bool:
        return self._path is not None and self._path.is_file()

    def set_on(self, on: bool) -> str:
        """Switch it; returns what went wrong, empty if nothing did."""
        if self._path is None:
            return ""
        try:
            if on:
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._path.write_text(entry(self._command), "utf-8")
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            return f"{self._path}: {reason_words(error)}"
        return ""


def entry(command: Sequence[str]) -> str:
    """A desktop entry, https://specifications.freedesktop.org/autostart-spec/latest/"""
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Name=StepFlow\n"
        f"Exec={' '.join(_quoted(word) for word in command)}\n"
        "Icon=io.github.stepflow_desktop.StepFlow\n"
        "Terminal=false\n"
        "X-GNOME-Autostart-enabled=true\n"
    )


def _quoted(word: str) -> str:
    """A word as the entry's Exec line wants it: in double quotes where it is not plain, percent signs doubled."""
    if word == shlex.quote(word):
        return word.replace("%", "%%")
    escaped = "".join(f"\\\\{c}" if c in '"`$\\' else c for c in word)
    return f'"{escaped}"'.replace("%", "%%")


def autostart_here(environ: Mapping[str, str] = os.environ) -> Autostart:
    """That of this computer: the freedesktop way on Linux, none elsewhere."""
    if not sys.platform.startswith("linux"):
        return Autostart(None, ())
    folder = Path(environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "autostart"
    command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "stepflow_desktop"]
    return Autostart(folder, command)
