"""``stepflow open``: what is to be shown, in the words that one start of the program says to another.

The words are ``()`` for the window alone, ``new``, ``execution ID [LINE]`` or ``path FILE``. Each of them shows
something or fills a form; none starts a command.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from stepflow_desktop.core import links
from stepflow_desktop.errors import NotFound
from stepflow_desktop.settings import Settings
from stepflow_desktop.verbs.sources import full_id, source_of

_BEGINNING = re.compile(r"[0-9a-f-]{4,36}")


def words(settings: Settings, *, target: str, new: bool) -> tuple[str, ...]:
    """Raises NotFound, InvalidRequest for what cannot be shown."""
    if new:
        return ("new",)
    if not target:
        return ()
    if target.lower().startswith(links.SCHEME):
        link = links.parsed(target)
        return ("execution", link.execution_id, *([str(link.line)] if link.line is not None else []))
    path = _path(target)
    if path.exists():
        return ("path", str(path))
    if _BEGINNING.fullmatch(target.lower()):
        return ("execution", full_id(source_of(settings), target.lower()))
    raise NotFound(f"There is no file {target}, and it is not the beginning of an execution's id.")


def _path(target: str) -> Path:
    """A file manager hands over a path or a ``file:`` address."""
    if target.startswith("file://"):
        target = unquote(urlsplit(target).path)
    return Path(target).expanduser().absolute()
