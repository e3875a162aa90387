"""What the list shows: words, ``status:``, ``tag:`` and ``user:`` from the filter field, and the status chips.

The same filter asks the engine for a page and decides whether an updated execution stays in the list.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from stepflow_desktop.core.model import Execution, ExecutionQuery, ExecutionStatus

KEYS = ("status", "tag", "user")
_TOKEN = re.compile(r'(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionFilter:
    """``problem`` says in words what of the text could not be used; ``nothing`` means that no row can match."""

    statuses: tuple[ExecutionStatus, ...] = ()
    tag: str | None = None
    user: str | None = None
    text: str | None = None
    problem: str = ""
    nothing: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.statuses or self.tag or self.user or self.text or self.nothing)

    def with_chips(self, chips: Collection[ExecutionStatus]) -> ExecutionFilter:
        """This filter, narrowed to the chips that are down; no chip down narrows nothing."""
        if not chips:
            return self
        wanted = self.statuses or tuple(ExecutionStatus)
        both = tuple(status for status in wanted if status in chips)
        return replace(self, statuses=both, nothing=not both)

    def query(self, *, limit: int, offset: int = 0) -> ExecutionQuery:
        return ExecutionQuery(
            limit=limit, offset=offset, status=self.statuses, user=self.user, tag=self.tag, text=self.text
        )

    def accepts(self, execution: Execution) -> bool:
        """The same decision as the engine's, for one execution at hand."""
        if self.nothing or (self.statuses and execution.status not in self.statuses):
            return False
        if self.user is not None and execution.user != self.user:
            return False
        if self.tag is not None and self.tag not in execution.tags:
            return False
        return self.text is None or self._has_text(execution)

    def _has_text(self, execution: Execution) -> bool:
        needle = (self.text or "").casefold()
        places = (execution.name, execution.command, execution.error_message or "", *execution.tags)
        return any(needle in place.casefold() for place in places)


def parse(text: str, *, me: str = "") -> ExecutionFilter:
    """The filter that ``text`` describes; ``me`` is the name that ``user:me`` stands for.

    Quotes keep blanks together and take a colon literally. A key still being typed (``status:``) is not used yet.
    """
    words: list[str] = []
    found = ExecutionFilter()
    for key, quoted, plain in _TOKEN.findall(text):
        value = quoted or plain
        if not key and plain.endswith(":") and plain[:-1].lower() in KEYS:
            continue
        if not key or (value.startswith("/") and not quoted):
            words.append(f"{key}:{value}" if key else value)
        else:
            found = _with_key(found, key.lower(), value, me)
    return replace(found, text=" ".join(words) or None)


def _with_key(found: ExecutionFilter, key: str, value: str, me: str) -> ExecutionFilter:
    if key == "tag":
        return replace(found, tag=value)
    if key == "user":
        return replace(found, user=me if value == "me" and me else value)
    if key == "status":
        return _with_statuses(found, value)
    return replace(found, problem=_no_such("filter", key, KEYS))


def _with_statuses(found: ExecutionFilter, value: str) -> ExecutionFilter:
    names = [name for name in value.lower().split(",") if name]
    aliases = {"queued": "pending"}
    known = {status.value: status for status in ExecutionStatus}
    statuses = list(found.statuses)
    problem = found.problem
    for name in names:
        status = known.get(aliases.get(name, name))
        if status is None:
            problem = _no_such("status", name, (*known, *aliases))
        elif status not in statuses:
            statuses.append(status)
    return replace(found, statuses=tuple(statuses), problem=problem)


def _no_such(what: str, name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean {near[0]}?" if near else f" There are {', '.join(known)}."
    return f"No such {what}: {name}.{hint}"
