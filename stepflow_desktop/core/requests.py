"""What a user asks for, checked and made into the specification that the supervisor reads.

Nothing is created for a request that cannot be carried out; the error names the parameter and says what to do.
"""

from __future__ import annotations

import os
import shlex
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from stepflow_desktop.core.encoding import ETA
from stepflow_desktop.core.model import Execution, NewExecution
from stepflow_desktop.core.run_dir import SPEC_VERSION, RunDir
from stepflow_desktop.errors import InvalidRequest

MAX_COMMAND_BYTES = 64 * 1024
MAX_VARIABLES = 256
MAX_TAGS = 64
MAX_TAG_LENGTH = 128
MAX_NAME_LENGTH = 1_000
MAX_DESCRIPTION_LENGTH = 10_000
MAX_METADATA_DEPTH = 32
MAX_TIMEOUT_S = 10**9
MAX_RETENTION_DAYS = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A request that can be carried out: ``command`` is what people read, ``argv`` None for a shell line."""

    name: str
    command: str
    argv: tuple[str, ...] | None
    working_directory: Path


def check(request: NewExecution, default_directory: Path) -> Checked:
    """Raises InvalidRequest naming the parameter."""
    command, argv = _command(request.command)
    _environment(request.environment)
    _tags(request.tags)
    if request.timeout_s is not None and not 0 < request.timeout_s < MAX_TIMEOUT_S:
        raise InvalidRequest(
            "timeout must be a number of seconds above 0 and below {most}.", most=MAX_TIMEOUT_S, parameter="timeout"
        )
    check_retention_days(request.retention_days)
    check_metadata(request.metadata)
    return Checked(
        name=check_name(request.name) or command,
        command=command,
        argv=argv,
        working_directory=_directory(request.working_directory, default_directory),
    )


def check_name(name: str) -> str:
    """The name without blanks around it and without control characters."""
    if len(name) > MAX_NAME_LENGTH:
        raise InvalidRequest("Shorten name to {most} characters.", most=MAX_NAME_LENGTH, parameter="name")
    if "\0" in name:
        raise InvalidRequest("name must not contain NUL characters.", parameter="name")
    return "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cs")).strip()


def check_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """The tags once each, in their order."""
    _tags(tags)
    return tuple(dict.fromkeys(tags))


def check_description(text: str) -> str:
    """The text without control characters other than line breaks and tabs."""
    if len(text) > MAX_DESCRIPTION_LENGTH:
        raise InvalidRequest(
            "Shorten description to {most} characters.", most=MAX_DESCRIPTION_LENGTH, parameter="description"
        )
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def check_retention_days(days: int | None) -> None:
    """None keeps for ever."""
    if days is not None and not 0 < days < MAX_RETENTION_DAYS:
        raise InvalidRequest(
            "retention_days must be a whole number above 0 and below {most}.",
            most=MAX_RETENTION_DAYS,
            parameter="retention_days",
        )


def check_metadata(metadata: Mapping[str, Any]) -> None:
    if _depth(metadata) > MAX_METADATA_DEPTH:
        raise InvalidRequest(
            "metadata is nested deeper than {most} levels.", most=MAX_METADATA_DEPTH, parameter="metadata"
        )


def check_shell(path: str) -> None:
    """Raises InvalidRequest when the shell of the settings cannot run a line; empty is the system's own."""
    if path and not _can_run(path):
        raise InvalidRequest(
            "The shell {path} is not there or cannot be run. Choose another one in the settings.",
            path=path,
            parameter="command",
        )


def _can_run(path: str) -> bool:
    try:
        return Path(path).is_file() and os.access(path, os.X_OK)
    except OSError:  # a folder above it that may not be entered
        return False


def request_of(execution: Execution) -> NewExecution:
    """What was asked for when this execution was created."""
    return NewExecution(
        command=execution.argv if execution.argv is not None else execution.command,
        name=execution.name,
        working_directory=execution.working_directory,
        environment=execution.environment,
        tags=execution.tags,
        metadata=execution.metadata,
        timeout_s=execution.timeout_s,
        terminal=execution.terminal,
        retention_days=execution.retention_days,
    )


def without_ours(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """What a user gives as metadata, without what only our answers put there: it comes back with them."""
    return {key: value for key, value in metadata.items() if key != ETA}


def spec_of(
    execution: Execution,
    run: RunDir,
    *,
    grace_s: float,
    umask: int,
    shell: str = "",
    log_limit: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What ``spec.json`` holds; ``shell`` empty is the system's own, ``log_limit`` what ``LogLimit.order`` says."""
    return {
        "version": SPEC_VERSION,
        "id": execution.id,
        "name": execution.name,
        "command": execution.command,
        "argv": list(execution.argv) if execution.argv is not None else None,
        "cwd": execution.working_directory,
        "environment": dict(execution.environment),
        "terminal": execution.terminal,
        "timeout_s": execution.timeout_s,
        "grace_s": grace_s,
        "shell": shell or None,
        "log_limit": log_limit,
        "created_at_us": round(execution.created_at.timestamp() * 1_000_000),
        "user": execution.user,
        "tags": list(execution.tags),
        "metadata": dict(execution.metadata),
        "retention_days": execution.retention_days,
        "origin": execution.origin,
        "artifacts_dir": str(run.artifacts_dir),
        "summary_path": str(run.summary),
        "umask": umask,
    }


def execution_of(spec: Mapping[str, Any]) -> Execution:
    """The pending execution that a specification describes. Raises KeyError, TypeError or ValueError on a bad one."""
    argv = spec["argv"]
    return Execution(
        id=str(spec["id"]),
        name=str(spec["name"]),
        command=str(spec["command"]),
        argv=tuple(argv) if argv is not None else None,
        working_directory=str(spec["cwd"]),
        environment=MappingProxyType(dict(spec["environment"])),
        terminal=bool(spec["terminal"]),
        timeout_s=spec["timeout_s"],
        created_at=datetime.fromtimestamp(int(spec["created_at_us"]) / 1_000_000, UTC),
        user=str(spec["user"]),
        tags=tuple(spec["tags"]),
        metadata=MappingProxyType(dict(spec["metadata"])),
        retention_days=spec["retention_days"],
        origin=str(spec["origin"]),
    )


def _command(command: str | tuple[str, ...]) -> tuple[str, tuple[str, ...] | None]:
    parts = (command,) if isinstance(command, str) else command
    if not parts or not parts[0].strip():
        raise InvalidRequest("Enter a command, for example python train.py.", parameter="command")
    if any("\0" in part for part in parts):
        raise InvalidRequest("command must not contain NUL characters.", parameter="command")
    try:
        length = sum(len(part.encode()) for part in parts)
    except UnicodeEncodeError:
        raise InvalidRequest("command is not valid Unicode text.", parameter="command") from None
    if length > MAX_COMMAND_BYTES:
        raise InvalidRequest("command is longer than {most} bytes.", most=MAX_COMMAND_BYTES, parameter="command")
    if isinstance(command, str):
        return command, None
    return shlex.join(command), command


def _directory(given: str | None, default: Path) -> Path:
    if given is None:
        return default
    if not given.strip() or "\0" in given:
        raise InvalidRequest("working_directory is empty or not a path.", parameter="working_directory")
    try:
        path = Path(given).expanduser()
        there, found = path.exists(), path.is_dir()
        usable = os.access(path, os.X_OK)
    except (OSError, RuntimeError, UnicodeEncodeError) as error:
        raise InvalidRequest(
            "working_directory cannot be used: {reason}", reason=str(error), parameter="working_directory"
        ) from error
    if not path.is_absolute():
        raise InvalidRequest("working_directory must be an absolute path.", parameter="working_directory")
    if not found:
        if there:
            raise InvalidRequest("working_directory {path} is not a folder.", path=given, parameter="working_directory")
        raise InvalidRequest("working_directory {path} does not exist.", path=given, parameter="working_directory")
    if not usable:
        raise InvalidRequest("working_directory {path} may not be entered.", path=given, parameter="working_directory")
    return path


def _environment(environment: Mapping[str, str]) -> None:
    if len(environment) > MAX_VARIABLES:
        raise InvalidRequest("environment has more than {most} entries.", most=MAX_VARIABLES, parameter="environment")
    for name, value in environment.items():
        if not name or "=" in name or "\0" in name:
            raise InvalidRequest(
                "environment: {name!r} is no variable name; it must not be empty or contain = or NUL.",
                name=name,
                parameter="environment",
            )
        if "\0" in value:
            raise InvalidRequest("environment: the value of {name} contains NUL.", name=name, parameter="environment")
        try:
            (name + value).encode()
        except UnicodeEncodeError:
            raise InvalidRequest(
                "environment: {name!r} is not valid Unicode.", name=name, parameter="environment"
            ) from None


def _tags(tags: tuple[str, ...]) -> None:
    if len(tags) > MAX_TAGS:
        raise InvalidRequest("tags has more than {most} entries.", most=MAX_TAGS, parameter="tags")
    for tag in tags:
        if not tag.strip() or len(tag) > MAX_TAG_LENGTH or "\0" in tag:
            raise InvalidRequest(
                "tags: {tag!r} is no tag; a tag has 1 to {most} characters.",
                tag=tag[:40],
                most=MAX_TAG_LENGTH,
                parameter="tags",
            )


def _depth(value: Any) -> int:
    deepest, level = 0, [value]
    while level and deepest <= MAX_METADATA_DEPTH + 1:
        deepest += 1
        level = [
            inner
            for item in level
            if isinstance(item, Mapping | list | tuple)
            for inner in (item.values() if isinstance(item, Mapping) else item)
        ]
    return deepest - 1
