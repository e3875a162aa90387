"""Writes single settings into ``config.toml`` and leaves everything else of the file as it was.

People write this file by hand too: their comments, their order and their other settings stay. The new file replaces
the old one whole or not at all, and only its owner can read it, because a token may stand in it.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

from stepflow_desktop import settings
from stepflow_desktop.errors import SettingsError


def write(path: Path, changes: Mapping[str, Any]) -> None:
    """Have each setting of ``changes`` in the file with this value; None takes it out, so that the default counts.

    Blocking. Raises SettingsError when the file cannot be read or written, or a value cannot be used; nothing has
    changed then.
    """
    target = path.resolve()
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(target.parent):
            text = target.read_text("utf-8") if target.exists() else ""
            new = changed(text, changes)
            settings.check_table(tomllib.loads(new), str(path))
            if new != text:
                _replace(target, new)
    except (OSError, UnicodeDecodeError, RecursionError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            "The settings file {path} cannot be changed: {reason}", path=path, reason=str(error)
        ) from error


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Others who change a file in ``folder`` wait: what two write at the same time is all in it."""
    if fcntl is None:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def changed(text: str, changes: Mapping[str, Any]) -> str:
    """``text`` with these settings. Raises tomllib.TOMLDecodeError when it is no TOML."""
    tomllib.loads(text)
    unknown = sorted(set(changes) - settings.NAMES)
    if unknown:
        raise SettingsError("There is no setting {name!r}.", name=unknown[0])
    left, lines = dict(changes), []
    for names, statement in _statements(text):
        name = next((name for name in names if name in left), None)
        if name is None:
            lines.append(statement)
        elif (value := left.pop(name)) is not None:
            lines.append(f"{name} = {_toml(value)}{_comment(statement)}\n")
    whole = "".join(lines)
    if whole and not whole.endswith("\n"):
        whole += "\n"
    return whole + "".join(f"{name} = {_toml(value)}\n" for name, value in left.items() if value is not None)


def _statements(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each setting, comment or empty line as it stands, with the names it sets; a value may go over many lines."""
    taken = ""
    for line in text.splitlines(keepends=True):
        taken += line
        try:
            names = tuple(tomllib.loads(taken))
        except tomllib.TOMLDecodeError:
            continue
        yield names, taken
        taken = ""
    if taken:
        yield (), taken


def _comment(statement: str) -> str:
    """What somebody remarked behind a value of one line, with the blanks before it."""
    line = statement.rstrip("\r\n")
    for at in (at for at, character in enumerate(line) if character == "#" and "\n" not in line):
        try:
            tomllib.loads(line[:at])
        except tomllib.TOMLDecodeError:
            continue
        return line[len(line[:at].rstrip()) :]
    return ""


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    # A JSON text is a basic string of TOML, but for DEL, which only TOML wants escaped.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")


def _replace(target: Path, text: str) -> None:
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
