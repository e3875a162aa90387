"""Links to an execution, or to a line of its log: ``stepflow://6f1c…#L120``. They show something and start nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stepflow_desktop.errors import InvalidRequest

SCHEME = "stepflow://"
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LINK = re.compile(r"(?P<id>[0-9a-f-]{36})/?(#L(?P<line>[1-9][0-9]{0,11}))?")


@dataclass(frozen=True, slots=True)
class Link:
    """``line`` counts from 1, as the log shows it; None is the execution as a whole."""

    execution_id: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{SCHEME}{self.execution_id}" + (f"#L{self.line}" if self.line is not None else "")


def parsed(text: str) -> Link:
    """Raises InvalidRequest for anything that is no such link."""
    scheme, rest = text[: len(SCHEME)].lower(), text[len(SCHEME) :]
    found = _LINK.fullmatch(rest.lower().replace("#l", "#L")) if scheme == SCHEME else None
    if found is None or not is_id(found["id"]):
        raise InvalidRequest(
            "{text!r} is no link of StepFlow; they look like {scheme}ID or {scheme}ID#L120.",
            text=text[:200],
            scheme=SCHEME,
        )
    return Link(found["id"], int(found["line"]) if found["line"] else None)


def is_id(text: str) -> bool:
    """Whether this can be the id of an execution."""
    return _ID.fullmatch(text) is not None
