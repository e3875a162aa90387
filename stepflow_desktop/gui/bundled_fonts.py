"""The typefaces that a frozen bundle brings along; a checkout or a package of the system has none of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase


def add_bundled_fonts(folder: Path) -> list[str]:
    """Make the fonts in ``folder`` known unless the computer has their family; returns the families that came."""
    if not folder.is_dir():
        return []
    installed = {name.replace(" ", "") for name in QFontDatabase.families()}
    added = []
    for path in sorted(folder.iterdir()):
        if path.stem.split("-")[0] not in installed:
            added += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return added
