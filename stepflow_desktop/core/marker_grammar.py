"""The grammar of marker lines: prefix, keyword, body and parameters.

``read_marker`` is given one line as people see it and answers with the event that it stands for, or None for an
ordinary line. It takes time linear in the length of the line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from stepflow_desktop.core.events import (
    ArtifactDeclared,
    Event,
    MetaGiven,
    Parameter,
    StepCompleted,
    StepErrored,
    StepSkipped,
    StepStarted,
)
from stepflow_desktop.core.marker_prefix import LONGEST_PREFIX, allows_marker

STEP_PARAMETERS = frozenset(
    {
        "stop_on_error",
        "duration",
        "estimated_duration",
        "description",
        "weight",
        "timeout",
        "parent",
        "parallel",
        "id",
    }
)
ARTIFACT_PARAMETERS = frozenset({"name", "description", "type", "tags", "public", "retention_days"})

_KEYWORD = re.compile(r"(STEP_START|STEP_COMPLETE|STEP_ERROR|STEP_SKIP|ARTIFACT|META):")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_INTEGER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[+-]?[0-9]{0,18}\.[0-9]{1,18}")
_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_BRACKETS = {"]": ("[", "="), "}": ("{", ":")}
_PATH = re.compile(
    r"(?:[A-Za-z]:[\\/]"  # a drive
    r"|[A-Za-z][A-Za-z0-9+.-]*://"  # a URL with user, host and port
    r"(?:[^/@\s:]*(?::[^/@\s]*)?@)?(?:\[[^\]/\s]*\]|[^/:\s]*)(?::[0-9]+(?=[/:?#]|\Z))?"
    r")?[^:]*"
)


def read_marker(text: str, offset: int, end: int) -> Event | None:
    """The marker on this line, None if there is none. The leftmost keyword that may stand where it stands counts."""
    for found in _KEYWORD.finditer(text, 0, LONGEST_PREFIX + len("STEP_COMPLETE:")):
        if allows_marker(text[: found.start()]):
            return _event(found[1], text[found.end() :].strip(), offset, end)
    return None


def _event(keyword: str, body: str, offset: int, end: int) -> Event | None:
    if not body:
        return StepCompleted(offset=offset, end=end, name="") if keyword == "STEP_COMPLETE" else None
    if keyword == "STEP_ERROR":
        return StepErrored(offset=offset, end=end, message=body)
    if keyword == "META":
        key, colon, value = body.partition(":")
        key = key.strip()
        return MetaGiven(offset=offset, end=end, key=key, value=value.strip()) if colon and key else None
    if keyword == "ARTIFACT":
        return _artifact(body, offset, end)
    name, parameters = split_parameters(body, STEP_PARAMETERS)
    if keyword == "STEP_COMPLETE":
        return StepCompleted(offset=offset, end=end, name=name, parameters=parameters)
    if not name:
        return None
    kind = StepStarted if keyword == "STEP_START" else StepSkipped
    return kind(offset=offset, end=end, name=name, parameters=parameters)


def _artifact(body: str, offset: int, end: int) -> Event | None:
    body, parameters = split_parameters(body, ARTIFACT_PARAMETERS)
    found = _PATH.match(body)
    length = found.end() if found else 0
    path, description = body[:length].strip(), body[length + 1 :].strip()
    if not path:
        return None
    return ArtifactDeclared(offset=offset, end=end, path=path, description=description, parameters=parameters)


def split_parameters(body: str, known: frozenset[str]) -> tuple[str, Mapping[str, Parameter]]:
    """The name in ``body`` and the parameters after it. Of equal keys the last one counts."""
    parameters: dict[str, Parameter] = {}
    blanks = body.replace("\t", " ")
    end = len(body)
    while end:
        start, given = _last_group(body, blanks, end, known)
        if not given:
            break
        for key, value in given.items():
            parameters.setdefault(key, value)
        end = len(body[:start].rstrip()) if body[start - 1 : start].isspace() else start
    return body[:end], parameters


def _last_group(body: str, blanks: str, end: int, known: frozenset[str]) -> tuple[int, dict[str, Parameter]]:
    """The parameters that end at ``end`` and where their group starts; none if they are part of the name."""
    if body[end - 1] in _BRACKETS:
        opening, sign = _BRACKETS[body[end - 1]]
        start = body.rfind(opening, 0, end)
        return start, _bracket(body[start + 1 : end - 1], sign) if start >= 0 else {}
    limit = body.rfind(body[end - 1], 0, end - 1) if body[end - 1] in "\"'" else end
    start = blanks.rfind(" ", 0, limit if limit > 0 else end)
    word = body[start + 1 : end]
    if start < 0 or not word.startswith("--"):
        return start, {}
    key, equals, value = word[2:].partition("=")
    folded = _fold_key(key)
    if not equals or folded not in known or not value.strip():
        return start, {}
    return start, {folded: read_value(value)}


def _bracket(content: str, sign: str) -> dict[str, Parameter]:
    """``k=v, k=v``; a part without the sign goes on with the value before it. Empty if it is no list of parameters."""
    if any(bracket in content for bracket in "[]{}"):
        return {}
    texts: dict[str, str] = {}
    key = ""
    for separator, part in re.findall(r"(^|[,;])([^,;]*)", content):
        name, found, value = part.partition(sign)
        if found and _KEY.fullmatch(name.strip()):
            key = _fold_key(name)
            texts[key] = value
        elif key:
            texts[key] += separator + part
        else:
            return {}
    return {key: read_value(text) for key, text in texts.items()}


def _fold_key(key: str) -> str:
    return key.strip().casefold().replace("-", "_")


def read_value(text: str) -> Parameter:
    """A bool, an integer, a decimal, else the text; quotes around it keep it a text."""
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    if text.casefold() in _WORDS:
        return _WORDS[text.casefold()]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
