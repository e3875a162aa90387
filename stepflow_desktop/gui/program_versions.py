"""The version that a well-known interpreter or tool tells of itself, once for each file.

Only names that are known to answer ``--version`` and to do nothing else are asked, and only those that were found on
the path: a file that happens to lie in a working folder is never started because its name was typed.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

PATIENCE_S = 3.0
_KNOWN = re.compile(
    r"(?:python|pypy)[\d.]*|node|deno|bun|npm|pnpm|ruby|perl|php|julia|Rscript|bash|zsh|fish|make|cmake|cargo|rustc"
    r"|git|docker|podman|uv|pytest|ruff|mypy|ffmpeg|pandoc"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)+")


class Versions:
    """``of`` may be called from any thread; it starts the program at its first call for a file. Blocking."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, int], str] = {}

    def of(self, resolved: str, search_path: str, folder: Path) -> str:
        """The version of the file ``resolved``; empty where it is not asked or does not tell."""
        path = Path(resolved)
        if not path.is_absolute() or not _KNOWN.fullmatch(path.name):
            return ""
        try:
            key = (resolved, path.stat().st_mtime_ns)
            if key not in self._told:
                self._told[key] = _asked(resolved, search_path, folder)
        except OSError:
            return ""
        return self._told[key]


def _asked(program: str, search_path: str, folder: Path) -> str:
    word = "-version" if Path(program).name == "ffmpeg" else "--version"
    try:
        answer = subprocess.run(
            [program, word],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
            cwd=folder if folder.is_dir() else Path.home(),
            env={**os.environ, "PATH": search_path},
        )
    except (subprocess.SubprocessError, ValueError):
        return ""
    if answer.returncode != 0:
        return ""
    found = _NUMBER.search((answer.stdout or answer.stderr).decode(errors="replace"))
    return found.group() if found else ""
