"""A form as it is filled in: a plain value that becomes a request, a template, or a draft for next time."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from stepflow_desktop.core.encoding import looks_secret
from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.core.persistent import EMPTY
from stepflow_desktop.gui import suggestions
from stepflow_desktop.gui.validation import seconds_of, time_limit_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What stands in the fields, as typed. ``metadata`` and ``retention_days`` have no field and are carried along."""

    command: str = ""
    shell: bool = True
    terminal: bool = False
    folder: str = ""
    name: str = ""
    tags: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    time_limit: str = ""
    metadata: Mapping[str, Any] = EMPTY
    retention_days: int | None = None

    def without_secrets(self) -> Draft:
        """The same with the values of secret-looking variables left out, as it may lie on a disk."""
        kept = tuple((name, "" if looks_secret(name) else value) for name, value in self.variables)
        return replace(self, variables=kept)


def draft_of(request: NewExecution) -> Draft:
    """The form that would ask for ``request``. A name that is only the command again is left empty."""
    is_line = isinstance(request.command, str)
    command = request.command if isinstance(request.command, str) else shlex.join(request.command)
    return Draft(
        command=command,
        shell=is_line or not request.command,
        terminal=request.terminal,
        folder=short_folder(request.working_directory or ""),
        name="" if request.name == command else request.name,
        tags=request.tags,
        variables=tuple(request.environment.items()),
        time_limit=time_limit_text(request.timeout_s),
        metadata=request.metadata,
        retention_days=request.retention_days,
    )


def request_of(draft: Draft) -> NewExecution:
    """What to ask the engine for. Raises ValueError for a command without shell that cannot be split."""
    command = draft.command.strip()
    return NewExecution(
        command=command if draft.shell else tuple(shlex.split(command)),
        name=draft.name.strip() or suggestions.name_of(command),
        working_directory=str(Path(draft.folder.strip()).expanduser()),
        environment={name: value for name, value in draft.variables if name},
        tags=tuple(dict.fromkeys(draft.tags)),
        metadata=draft.metadata,
        timeout_s=seconds_of(draft.time_limit),
        terminal=draft.terminal,
        retention_days=draft.retention_days,
    )


def recorded_command(draft: Draft) -> str:
    """The command as executions record it, or nothing where it cannot be split."""
    command = draft.command.strip()
    if draft.shell:
        return command
    try:
        return shlex.join(shlex.split(command))
    except ValueError:
        return ""


def short_folder(path: str) -> str:
    """``path`` with ``~`` for the home folder."""
    home = str(Path.home())
    if path == home:
        return "~"
    return "~" + path[len(home) :] if home != "/" and path.startswith(home + "/") else path


def to_json(draft: Draft) -> dict[str, Any]:
    return {
        "command": draft.command,
        "shell": draft.shell,
        "terminal": draft.terminal,
        "folder": draft.folder,
        "name": draft.name,
        "tags": list(draft.tags),
        "variables": [list(pair) for pair in draft.variables],
        "time_limit": draft.time_limit,
    }


def from_json(value: Any) -> Draft | None:
    """The draft that ``to_json`` wrote; None for anything else."""
    if not isinstance(value, dict):
        return None
    texts = {key: value.get(key, "") for key in ("command", "folder", "name", "time_limit")}
    tags, variables = value.get("tags", []), value.get("variables", [])
    if not all(isinstance(text, str) for text in texts.values()) or not _is_texts(tags):
        return None
    if not isinstance(variables, list) or not all(_is_texts(pair) and len(pair) == 2 for pair in variables):
        return None
    return Draft(
        shell=value.get("shell") is not False,
        terminal=value.get("terminal") is True,
        tags=tuple(tags),
        variables=tuple((name, text) for name, text in variables),
        **texts,
    )


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
