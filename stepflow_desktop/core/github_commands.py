"""GitHub-style commands at the start of a line: ``::error file=a.py,line=3::message`` and its kin."""

from __future__ import annotations

import re

from stepflow_desktop.core.events import Annotated, CommandsStopped, Event, GroupEnded, GroupStarted, MaskAdded
from stepflow_desktop.core.model import Level

COMMANDS = ("error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "stop-commands")

_LEVELS = {"error": Level.ERROR, "warning": Level.WARNING, "notice": Level.INFO, "debug": Level.DEBUG}
_ESCAPE = re.compile(r"%(25|0D|0A|3A|2C)", re.IGNORECASE)


def read_command(text: str, offset: int, end: int) -> Event | None:
    """The command on this line, None for an ordinary line."""
    text = text.removeprefix("\ufeff").lstrip()
    if not text.startswith("::"):
        return None
    head, closing, message = text[2:].partition("::")
    name, _, given = head.partition(" ")
    if not closing or name not in COMMANDS:
        return None
    message = _unescape(message.strip())
    if name in _LEVELS:
        return _annotation(_LEVELS[name], message, given, offset, end) if message else None
    if name == "group":
        return GroupStarted(offset=offset, end=end, title=message)
    if name == "endgroup":
        return GroupEnded(offset=offset, end=end)
    if not message:
        return None
    if name == "add-mask":
        return MaskAdded(offset=offset, end=end, value=message)
    return CommandsStopped(offset=offset, end=end, token=message)


def resumes(text: str, token: str) -> bool:
    """Whether this line ends what ``::stop-commands::token`` began."""
    return text.removeprefix("\ufeff").strip() == f"::{token}::"


def _annotation(level: Level, message: str, given: str, offset: int, end: int) -> Annotated:
    properties = {}
    for item in given.split(","):
        key, _, value = item.partition("=")
        properties[key.strip().casefold()] = _unescape(value.strip())
    line = properties.get("line", "")
    return Annotated(
        offset=offset,
        end=end,
        level=level,
        message=message,
        title=properties.get("title", ""),
        file=properties.get("file", ""),
        line=int(line) if line.isascii() and line.isdigit() and len(line) < 10 else None,
    )


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "%" in text else text
