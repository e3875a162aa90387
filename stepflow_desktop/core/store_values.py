"""Single values as SQLite keeps them, exactly, both ways.

A time is microseconds since 1970. Text that is not valid Unicode (a file name may be any bytes) is kept as a blob,
JSON with such text in escapes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from stepflow_desktop.core.persistent import EMPTY

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DECODER = json.JSONDecoder()


def microseconds(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def instant(microseconds_: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds_)


def optional_microseconds(at: datetime | None) -> int | None:
    return None if at is None else microseconds(at)


def optional_instant(microseconds_: int | None) -> datetime | None:
    return None if microseconds_ is None else instant(microseconds_)


def stored(text: str) -> str | bytes:
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def optional_stored(text: str | None) -> str | bytes | None:
    return None if text is None else stored(text)


def text_of(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("utf-8", "surrogatepass")


def optional_text(value: str | bytes | None) -> str | None:
    return None if value is None else text_of(value)


def json_text(value: object) -> str:
    """Readable JSON, so that searches find its words as they are; escaped only where it cannot be stored."""
    text = _ENCODER.encode(value)
    return text if isinstance(stored(text), str) else json.dumps(value)


def json_of(text: str) -> Any:
    """What ``json_text`` made a text of; it skips what ``json.loads`` does for texts from elsewhere."""
    return _DECODER.raw_decode(text)[0]


def mapping_text(mapping: Mapping[str, Any]) -> str | None:
    return json_text(dict(mapping)) if mapping else None


def mapping_of(text: str | None) -> Mapping[str, Any]:
    if text is None:
        return EMPTY
    mapping: dict[str, Any] = json_of(text)
    return mapping


def strings_text(strings: tuple[str, ...]) -> str:
    return json_text(strings) if strings else "[]"


def strings_of(text: str | None) -> tuple[str, ...]:
    return () if text is None or text == "[]" else tuple(json_of(text))
