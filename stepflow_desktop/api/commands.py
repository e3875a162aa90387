"""What clients of the WebSocket may say, parsed strictly: ``{"type": …, "data": {…}}``."""

from __future__ import annotations

from dataclasses import dataclass

from stepflow_desktop.api.bodies import parse_json, shown
from stepflow_desktop.errors import InvalidRequest

KINDS = ("subscribe", "unsubscribe", "get_status", "ping")
_NEED_AN_ID = ("subscribe", "unsubscribe")


class BadMessage(InvalidRequest):
    """Not JSON, of no known type, or without a field it needs."""

    code = "BAD_MESSAGE"


@dataclass(frozen=True, slots=True)
class Command:
    kind: str
    execution_id: str | None = None


def parse(text: str | bytes) -> Command:
    """Raises BadMessage."""
    if isinstance(text, bytes):
        raise BadMessage("Send text messages; this one is binary.")
    try:
        value = parse_json(text)
    except InvalidRequest as error:
        raise BadMessage(str(error).replace("The body", "The message")) from None
    if not isinstance(value, dict):
        raise BadMessage('The message must be an object such as {"type":"ping"}.')
    kind = value.get("type")
    if kind not in KINDS:
        raise BadMessage(f"type is {shown(kind)}; use one of {', '.join(KINDS)}.", parameter="type")
    data = value.get("data")
    if data is not None and not isinstance(data, dict):
        raise BadMessage("data must be an object.", parameter="data")
    execution_id = (data or {}).get("execution_id")
    if execution_id is not None and not isinstance(execution_id, str):
        raise BadMessage("data.execution_id must be a text.", parameter="execution_id")
    if execution_id is None and kind in _NEED_AN_ID:
        raise BadMessage(f"{kind} needs data.execution_id.", parameter="execution_id")
    return Command(kind, execution_id)
