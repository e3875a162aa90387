"""Enough of JSON Schema to hold answers to the description of the API; what it does not know, it refuses.

It is stricter than the standard in one way: an object with ``properties`` has no others. A field that the code adds
must stand in the description too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

_KINDS: dict[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_NOTES = {"description", "default", "contentMediaType"}


class Checker:
    """``document`` is where references lead."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    def resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            found: Any = self._document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            schema = found
        return schema

    def problems(self, value: Any, schema: dict[str, Any], place: str = "$") -> Iterator[str]:
        schema = self.resolved(schema)
        for keyword, wanted in schema.items():
            if keyword in _NOTES:
                continue
            yield from getattr(self, f"_{keyword}")(value, wanted, schema, place)

    def _type(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        kinds = wanted if isinstance(wanted, list) else [wanted]
        if not any(_KINDS[kind](value) for kind in kinds):
            yield f"{place}: {value!r:.80} is no {' or '.join(kinds)}"

    def _enum(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        if value not in wanted:
            yield f"{place}: {value!r:.80} is none of {wanted}"

    def _const(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        if value is not wanted:
            yield f"{place}: {value!r:.80} is not {wanted}"

    def _anyOf(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        found = [list(self.problems(value, each, place)) for each in wanted]
        if all(found):
            yield from min(found, key=len)

    def _properties(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        if isinstance(value, dict):
            for name, item in value.items():
                if name in wanted:
                    yield from self.problems(item, wanted[name], f"{place}.{name}")
                else:
                    yield f"{place}: {name} is not described"

    def _required(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (f"{place}: {name} is missing" for name in wanted if name not in value)

    def _additionalProperties(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        if isinstance(value, dict):
            for name, item in value.items():
                yield from self.problems(item, wanted, f"{place}.{name}")

    def _items(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        if isinstance(value, list):
            for number, item in enumerate(value):
                yield from self.problems(item, wanted, f"{place}[{number}]")

    def _format(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        assert wanted == "date-time"
        if isinstance(value, str) and not _TIME.fullmatch(value):
            yield f"{place}: {value!r:.80} is no time of ours"

    def _bound(self, value: Any, holds: Callable[[Any], bool], place: str) -> Iterator[str]:
        try:
            held = value is None or holds(value)
        except TypeError:
            return  # of another type, which ``type`` tells
        if not held:
            yield f"{place}: {value!r:.80} is out of bounds"

    def _minimum(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        yield from self._bound(value, lambda given: given >= wanted, place)

    def _exclusiveMinimum(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        yield from self._bound(value, lambda given: given > wanted, place)

    def _maximum(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        yield from self._bound(value, lambda given: given <= wanted, place)

    def _minItems(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        yield from self._bound(value, lambda given: len(given) >= wanted, place)

    _minLength = _minProperties = _minItems

    def _maxItems(self, value: Any, wanted: Any, schema: Any, place: str) -> Iterator[str]:
        yield from self._bound(value, lambda given: len(given) <= wanted, place)

    _maxLength = _maxProperties = _maxItems
