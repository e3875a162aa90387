"""JSON bodies, checked for shape: an error names the field and says what it takes.

What the values mean is the engine's to judge.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.errors import InvalidRequest

MAX_BODY_BYTES = 1024 * 1024


async def read_json(request: web.Request) -> Any:
    """The body as JSON. Raises InvalidRequest, and 413 through the framework."""
    return parse_json(await request.read())


def parse_json(body: bytes | str) -> Any:
    """Strict JSON: no NaN, no infinite number, no lone surrogate."""
    if not body.strip():
        raise InvalidRequest("The body is empty; send a JSON object.")
    try:
        value = json.loads(body, parse_constant=_refuse_constant, parse_float=_finite)
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeError:
        raise InvalidRequest("The body is not valid JSON: it contains text that is not valid Unicode.") from None
    except RecursionError:
        raise InvalidRequest("The body is not usable JSON: it is nested too deeply.") from None
    except ValueError as error:
        # Python's own words about a number of thousands of digits speak to programmers of it.
        said = "a number has too many digits" if "int_max_str_digits" in str(error) else error
        raise InvalidRequest(f"The body is not valid JSON: {said}.") from None
    return value


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text[:40]} is too large a number")
    return number


def new_execution(body: Any) -> NewExecution:
    """What ``POST /api/executions`` asks for. A field that is null counts as missing; unknown fields are ignored."""
    if not isinstance(body, Mapping):
        raise InvalidRequest("The body must be a JSON object with at least a command.")
    given = {name: value for name, value in body.items() if value is not None}
    if "command" not in given:
        raise InvalidRequest("command is missing. Send a shell line or an array of arguments.", parameter="command")
    return NewExecution(
        command=_command(given["command"]),
        name=_text(given, "name") or "",
        working_directory=_text(given, "working_directory"),
        environment=_texts_by_name(given, "environment"),
        tags=_texts(given, "tags"),
        metadata=_object(given, "metadata"),
        timeout_s=_number(given, "timeout"),
        terminal=_boolean(given, "terminal"),
        retention_days=_days(given, "retention_days"),
    )


def execution_changes(body: Any) -> dict[str, Any]:
    """What ``PATCH /api/executions/{id}`` changes: arguments of the engine's ``edit``."""
    return _changes(body, {"name": _text, "tags": _texts, "metadata": _object})


def artifact_changes(body: Any) -> dict[str, Any]:
    """What ``PATCH /api/artifacts/{id}`` changes. ``retention_days`` may be null: kept for ever."""
    fields = {"name": _text, "description": _text, "tags": _texts, "retention_days": _days, "is_public": _boolean}
    return _changes(body, fields, may_be_null="retention_days")


def _changes(body: Any, fields: Mapping[str, Callable[..., Any]], may_be_null: str = "") -> dict[str, Any]:
    """The values of ``fields`` that ``body`` gives; a change of nothing is a mistake."""
    if not isinstance(body, Mapping):
        raise InvalidRequest("The body must be a JSON object with the fields to change.")
    changes = {
        name: read(body, name)
        for name, read in fields.items()
        if name in body and (body[name] is not None or name == may_be_null)
    }
    if not changes:
        raise InvalidRequest(f"Nothing is to be changed. Send at least one of {', '.join(fields)}.")
    return changes


def _command(value: Any) -> str | tuple[str, ...]:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(value)
    raise InvalidRequest("command must be a text or an array of texts.", parameter="command")


def _text(given: Mapping[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is None or isinstance(value, str):
        return value
    raise InvalidRequest(f"{name} must be a text.", parameter=name)


def _texts(given: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = given.get(name, [])
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise InvalidRequest(f"{name} must be an array of texts.", parameter=name)


def _texts_by_name(given: Mapping[str, Any], name: str) -> Mapping[str, str]:
    value = _object(given, name)
    for key, item in value.items():
        if not isinstance(item, str):
            raise InvalidRequest(f"{name}: the value of {key:.80} must be a text, not {shown(item)}.", parameter=name)
    return value


def shown(value: Any) -> str:
    """A value of JSON, as JSON has it, short enough for a sentence."""
    return json.dumps(value, ensure_ascii=False)[:40]


def _object(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = given.get(name, {})
    if isinstance(value, dict):
        return value
    raise InvalidRequest(f"{name} must be an object.", parameter=name)


def _number(given: Mapping[str, Any], name: str) -> float | None:
    value = given.get(name)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise InvalidRequest(f"{name} must be a number of seconds.", parameter=name)


def _boolean(given: Mapping[str, Any], name: str) -> bool:
    value = given.get(name, False)
    if isinstance(value, bool):
        return value
    raise InvalidRequest(f"{name} must be true or false.", parameter=name)


def _days(given: Mapping[str, Any], name: str) -> int | None:
    value = given.get(name)
    if isinstance(value, float) and value.is_integer():
        return int(value)  # JSON has one kind of number: 30.0 is 30
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise InvalidRequest(f"{name} must be a whole number of days.", parameter=name)
