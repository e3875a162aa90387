"""Query parameters, checked: an error names the parameter and says what it takes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from stepflow_desktop.core.model import ArtifactQuery, ArtifactType, ExecutionQuery, ExecutionStatus
from stepflow_desktop.errors import InvalidRequest

DEFAULT_LIMIT = 100
MAX_LIMIT = 1000
_MAX_INTEGER = 2**63 - 1
_MOST_DIGITS = 40
_WORDS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_Choice = TypeVar("_Choice", bound=StrEnum)


def integer(query: Mapping[str, str], name: str, default: int, *, low: int) -> int:
    """More than a database counts is as much as it counts: it means everything, or beyond everything."""
    text = query.get(name)
    if text is None:
        return default
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        raise InvalidRequest(f"{name} is {text[:40]!r}; use a whole number from {low} up.", parameter=name)
    # Some thousand digits are more than Python turns into a number.
    number = int(text[:_MOST_DIGITS])
    if number < low:
        raise InvalidRequest(f"{name} is {text[:40]}; use a whole number from {low} up.", parameter=name)
    return min(number, _MAX_INTEGER)


def limit(query: Mapping[str, str], default: int = DEFAULT_LIMIT) -> int:
    """More than the most we give is no error: fewer come back, and ``has_more`` says so."""
    return min(integer(query, "limit", default, low=1), MAX_LIMIT)


def choice(query: Mapping[str, str], name: str, kind: type[_Choice]) -> _Choice | None:
    text = query.get(name)
    return None if text is None else chosen(text, name, kind)


def chosen(text: str, name: str, kind: type[_Choice]) -> _Choice:
    try:
        return kind(text)
    except ValueError:
        raise InvalidRequest(f"{name} is {text[:40]!r}; use one of {', '.join(kind)}.", parameter=name) from None


def flag(query: Mapping[str, str], name: str) -> bool:
    text = query.get(name)
    if text is None:
        return False
    if text.lower() not in _WORDS:
        raise InvalidRequest(f"{name} is {text[:40]!r}; use true or false.", parameter=name)
    return _WORDS[text.lower()]


def moment(query: Mapping[str, str], name: str) -> datetime | None:
    """A date or an RFC 3339 time; without a zone it is UTC."""
    text = query.get(name)
    if text is None:
        return None
    try:
        # An unescaped + in a query arrives as a blank.
        given = datetime.fromisoformat(text.strip().replace(" ", "+") if "T" in text else text.strip())
    except ValueError:
        raise InvalidRequest(
            f"{name} is {text[:40]!r}; use a time such as 2024-01-15T10:30:00Z.", parameter=name
        ) from None
    if given.tzinfo is None:
        return given.replace(tzinfo=UTC)
    try:
        return given.astimezone(UTC)
    except OverflowError:
        # Hours before the first year or after the last one: nothing was created out there either.
        return datetime.min.replace(tzinfo=UTC) if given.year == 1 else datetime.max.replace(tzinfo=UTC)


def execution_query(query: Mapping[str, str]) -> ExecutionQuery:
    status = query.get("status")
    return ExecutionQuery(
        limit=limit(query),
        offset=integer(query, "offset", 0, low=0),
        status=()
        if status is None
        else tuple(dict.fromkeys(chosen(word, "status", ExecutionStatus) for word in status.split(","))),
        user=query.get("user"),
        tag=query.get("tag"),
        text=query.get("text"),
        since=moment(query, "since"),
        before=moment(query, "before"),
    )


def artifact_query(query: Mapping[str, str]) -> ArtifactQuery:
    return ArtifactQuery(
        limit=limit(query),
        offset=integer(query, "offset", 0, low=0),
        execution_id=query.get("execution_id"),
        step_id=query.get("step_id"),
        artifact_type=choice(query, "artifact_type", ArtifactType),
    )
