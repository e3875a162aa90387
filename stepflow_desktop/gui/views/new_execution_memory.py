"""What the form remembers: named templates, and what was typed when it was closed.

Both are in ``new_execution.json`` beside the settings file, which only its owner may read. Values of secret-looking
variables are never written; those of a draft live on in memory for as long as the window does.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from stepflow_desktop.gui.views.new_execution_draft import Draft, from_json, to_json

log = logging.getLogger(__name__)

FILE_NAME = "new_execution.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    draft: Draft


class FormMemory(QObject):
    """Templates and the last draft. One per window: ``of`` finds the window's own."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folder / FILE_NAME
        self._draft: Draft | None = None
        self._templates: tuple[Template, ...] = ()
        self._read()

    @classmethod
    def of(cls, window: QObject | None, folder: Path) -> FormMemory:
        found = window.findChild(FormMemory) if window is not None else None
        return found if found is not None else cls(folder, window)

    @property
    def draft(self) -> Draft | None:
        return self._draft

    @property
    def templates(self) -> tuple[Template, ...]:
        return self._templates

    def keep_draft(self, draft: Draft | None) -> None:
        """None forgets it. A draft that cannot be written is still kept in memory."""
        if draft != self._draft:
            self._draft = draft
            self._write()

    def save_template(self, name: str, draft: Draft) -> bool:
        """Keep ``draft`` under ``name``, in place of an older one; False if it could not be written."""
        others = [template for template in self._templates if template.name != name]
        self._templates = (Template(name, draft.without_secrets()), *others)
        return self._write()

    def remove_template(self, name: str) -> bool:
        self._templates = tuple(template for template in self._templates if template.name != name)
        return self._write()

    def _read(self) -> None:
        try:
            value = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError, RecursionError) as error:
            log.info("%s cannot be read and is begun anew: %s", self._path, error)
            return
        if not isinstance(value, dict):
            return
        self._draft = from_json(value.get("draft"))
        entries = value.get("templates")
        for entry in entries if isinstance(entries, list) else ():
            draft = from_json(entry.get("draft")) if isinstance(entry, dict) else None
            if draft is not None and isinstance(entry.get("name"), str):
                self._templates += (Template(entry["name"], draft),)

    def _write(self) -> bool:
        value: dict[str, Any] = {
            "version": VERSION,
            "draft": to_json(self._draft.without_secrets()) if self._draft else None,
            "templates": [{"name": template.name, "draft": to_json(template.draft)} for template in self._templates],
        }
        try:
            _replace(self._path, json.dumps(value, indent=2, ensure_ascii=False))
        except (OSError, UnicodeEncodeError) as error:
            log.info("%s cannot be written: %s", self._path, error)
            return False
        return True


def _replace(path: Path, text: str) -> None:
    """Write the whole or nothing, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
