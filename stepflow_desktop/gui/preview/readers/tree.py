"""JSON and YAML as a tree that is handed out piece by piece.

Numbers are kept as they are written, so that none grows or loses digits. What YAML names twice is one value here, not
a copy: a tree that would unfold to billions of nodes costs nothing until somebody unfolds it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stepflow_desktop.gui.preview.readers.answers import Answer, Refused
from stepflow_desktop.gui.preview.readers.text import decoded

SHOWN_CHARACTERS = 300
SEARCHED_NODES = 500_000
MOST_FOUND = 1_000
MOST_VALUE_CHARACTERS = 1_000_000


class Number(str):
    """A number as it stands in the file."""

    __slots__ = ()


class TreeReader:
    """``children`` of a node by its number; the root has the number 0."""

    def __init__(self, path: str) -> None:
        text, _encoding = decoded(Path(path).read_bytes())
        is_yaml = Path(path).suffix.lower() in (".yaml", ".yml")
        self._root = _yaml(text) if is_yaml else _json(text)
        self._language = "YAML" if is_yaml else "JSON"
        self._nodes: list[Any] = [self._root]

    def about(self) -> Answer:
        return {"language": self._language, "root": self._described("", self._root, 0)}, b""

    def children(self, node: int, start: int, count: int) -> Answer:
        rows = []
        for place, (key, value) in enumerate(_items(self._nodes[node])):
            if place < start:
                continue
            if place >= start + count:
                break
            self._nodes.append(value)
            rows.append(self._described(key, value, len(self._nodes) - 1))
        return {"rows": rows}, b""

    def value(self, node: int) -> Answer:
        """All of a value: text as it is, the rest as JSON."""
        value = self._nodes[node]
        if isinstance(value, str):
            text = value
        else:
            # A value that contains itself or grows without end is cut off.
            text = _cut_json(value)
        return {}, text[:MOST_VALUE_CHARACTERS].encode("utf-8", "replace")

    def find(self, text: str) -> Answer:
        """Where ``text`` occurs in a key or a value: lists of child places, root first."""
        found: list[tuple[int, ...]] = []
        wanted, seen = text.casefold(), 0
        stack: list[tuple[tuple[int, ...], Any]] = [((), self._root)]
        while stack and seen < SEARCHED_NODES and len(found) < MOST_FOUND:
            path, value = stack.pop()
            inner = []
            for place, (key, child) in enumerate(_items(value)):
                seen += 1
                leaf = "" if isinstance(child, dict | list) else _shown(child)
                here = (*path, place)
                if wanted in key.casefold() or wanted in leaf.casefold():
                    found.append(here)
                if isinstance(child, dict | list) and len(here) < 200:
                    inner.append((here, child))
                if seen >= SEARCHED_NODES:
                    break
            stack.extend(reversed(inner))
        found.sort()
        return {"found": found[:MOST_FOUND], "complete": not stack}, b""

    def _described(self, key: str, value: Any, number: int) -> dict[str, Any]:
        """``type`` is object, array, text, number, bool, null or other; ``size`` counts children."""
        size = len(value) if isinstance(value, dict | list) else 0
        return {
            "key": key[:SHOWN_CHARACTERS],
            "type": _type(value),
            "text": "" if isinstance(value, dict | list) else _shown(value)[:SHOWN_CHARACTERS],
            "size": size,
            "node": number,
        }


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_int=Number, parse_float=Number, parse_constant=Number)
    except json.JSONDecodeError as error:
        raise Refused("damaged", f"{error.lineno}:{error.colno}") from error


def _yaml(text: str) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        documents = list(yaml.load_all(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise Refused("damaged", f"{mark.line + 1}:{mark.column + 1}" if mark else "") from error
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise Refused("damaged") from error
    return documents[0] if len(documents) == 1 else documents


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield str(key), child
    elif isinstance(value, list):
        for place, child in enumerate(value):
            yield str(place), child


def _type(value: Any) -> str:
    match value:
        case dict():
            return "object"
        case list():
            return "array"
        case bool():
            return "bool"
        case None:
            return "null"
        case Number() | int() | float():
            return "number"
        case str():
            return "text"
    return "other"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return str(value)


def _cut_json(value: Any) -> str:
    parts: list[str] = []
    room = MOST_VALUE_CHARACTERS
    for part in _parts(value, 0):
        parts.append(part)
        room -= len(part)
        if room <= 0:
            break
    return "".join(parts)


def _parts(value: Any, depth: int) -> Iterator[str]:
    pad = "  " * (depth + 1)
    if depth > 100:
        yield "…"
    elif isinstance(value, dict | list):
        named = isinstance(value, dict)
        yield "{" if named else "["
        for place, (key, child) in enumerate(_items(value)):
            yield ("," if place else "") + "\n" + pad + (f"{json.dumps(key, ensure_ascii=False)}: " if named else "")
            yield from _parts(child, depth + 1)
        yield ("\n" + "  " * depth if value else "") + ("}" if named else "]")
    elif isinstance(value, str) and not isinstance(value, Number):
        yield json.dumps(value, ensure_ascii=False)
    else:
        yield _shown(value)
