"""The language of the filter field: free words, ``key:value`` conditions, ``-`` before one to turn it round, quotes.

``parse`` is pure and always answers: what it cannot use it leaves out and reports as a *problem* with its place in
the text, so that a field can underline it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from stepflow_desktop.core.filter_match import holds
from stepflow_desktop.core.filter_words import Token, moment_of, tokens
from stepflow_desktop.core.model import Execution, ExecutionQuery, ExecutionStatus, Step
from stepflow_desktop.core.query import NEWEST, Has, Key, Order, Term

KEYS = ("status", "tag", "user", "step", "has", "exit", "since", "before", "duration", "cwd", "id")
_STATUS_ALIASES = {"queued": "pending", "canceled": "cancelled", "success": "completed", "done": "completed"}
_HAS_ALIASES = {f"{word.value}s": word.value for word in Has} | {"file": "artifact", "files": "artifact"}

_OPERATOR = re.compile(r"(>=|<=|!=|>|<|=)?(.*)", re.DOTALL)
_SPAN = re.compile(r"(\d{1,9}(?:\.\d+)?)(min|ms|m|h|d|s)?")
_UNIT_S = {"ms": 0.001, "s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400}


class ProblemKind(StrEnum):
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_VALUE = "unknown_value"
    BAD_VALUE = "bad_value"


@dataclass(frozen=True, slots=True)
class Problem:
    """``start`` to ``end`` of the text cannot be used; ``near`` is what was probably meant, or empty."""

    kind: ProblemKind
    start: int
    end: int
    key: str
    word: str
    near: str = ""
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionFilter:
    """The same filter asks the engine for a page and decides for one execution at hand.

    ``nothing`` means that no execution can match.
    """

    statuses: tuple[ExecutionStatus, ...] = ()
    tag: str | None = None
    user: str | None = None
    since: datetime | None = None
    before: datetime | None = None
    where: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    nothing: bool = False

    @property
    def is_empty(self) -> bool:
        asked = self.statuses or self.tag is not None or self.user is not None or self.where
        return not (asked or self.since or self.before or self.nothing)

    @property
    def asks_for_steps(self) -> bool:
        """Whether an execution alone does not tell if it matches."""
        return any(term.key is Key.STEP for term in self.where)

    def with_statuses(self, chosen: Collection[ExecutionStatus]) -> ExecutionFilter:
        """This filter, narrowed to ``chosen``; none chosen narrows nothing."""
        if not chosen:
            return self
        wanted = self.statuses or tuple(ExecutionStatus)
        both = tuple(status for status in wanted if status in chosen)
        return replace(self, statuses=both, nothing=self.nothing or not both)

    def query(self, *, limit: int, offset: int = 0, order: Order = NEWEST) -> ExecutionQuery:
        return ExecutionQuery(
            limit=limit,
            offset=offset,
            status=self.statuses,
            user=self.user,
            tag=self.tag,
            since=self.since,
            before=self.before,
            where=self.where,
            order=order,
        )

    def accepts(self, execution: Execution, steps: Collection[Step] = ()) -> bool:
        """The same decision as the engine's. ``steps`` matter only where it ``asks_for_steps``."""
        if self.nothing or (self.statuses and execution.status not in self.statuses):
            return False
        if self.user is not None and execution.user != self.user:
            return False
        if self.tag is not None and self.tag not in execution.tags:
            return False
        if self.since is not None and execution.created_at < self.since:
            return False
        if self.before is not None and execution.created_at >= self.before:
            return False
        return all(holds(term, execution, steps) for term in self.where)


def with_condition(text: str, key: str, value: str) -> str:
    """``text`` with ``key:value`` in the place of all its conditions on ``key``; an empty value only takes them out."""
    kept, at = [], 0
    for token in tokens(text, KEYS):
        if token.key == key:
            kept.append(text[at : token.start])
            at = token.end
    kept.append(text[at:])
    rest = " ".join("".join(kept).split()) if at else text.strip()
    if not value:
        return rest
    plain = re.fullmatch(r'[^\s",]+', value)
    return f"{rest} {key}:{value}".strip() if plain else f'{rest} {key}:"{value}"'.strip()


class _Unusable(Exception):
    def __init__(self, kind: ProblemKind, known: Collection[str] = ()) -> None:
        self.kind = kind
        self.known = tuple(known)


def parse(text: str, *, now: datetime, me: str = "", home: str = "") -> ExecutionFilter:
    """The filter that ``text`` describes. ``me`` is what ``user:me`` stands for, ``home`` what ``cwd:~`` does.

    A key still being typed (``status:``) is not used yet.
    """
    found = ExecutionFilter()
    problems: list[Problem] = []
    reader = _Reader(now, me, home)
    for token in tokens(text, KEYS):
        try:
            found = reader.take(found, token)
        except _Unusable as why:
            word = token.key if why.kind is ProblemKind.UNKNOWN_KEY else token.value
            near = next(iter(difflib.get_close_matches(word.lower(), why.known, n=1)), "")
            problems.append(Problem(why.kind, token.start, token.end, token.key, word, near, why.known))
    return replace(found, problems=tuple(problems))


class _Reader:
    def __init__(self, now: datetime, me: str, home: str) -> None:
        self._now = now
        self._me = me
        self._home = home
        self._readers: dict[str, Callable[[ExecutionFilter, Token], ExecutionFilter]] = {
            "": self._text,
            "status": self._status,
            "tag": self._tag,
            "user": self._user,
            "step": lambda found, token: _with(found, Term(Key.STEP, (token.value,), negated=token.negated)),
            "has": self._has,
            "exit": self._exit,
            "since": self._since,
            "before": self._before,
            "duration": self._duration,
            "cwd": self._cwd,
            "id": lambda found, token: _with(found, Term(Key.ID, (token.value.lower(),), negated=token.negated)),
        }

    def take(self, found: ExecutionFilter, token: Token) -> ExecutionFilter:
        if token.key not in self._readers:
            raise _Unusable(ProblemKind.UNKNOWN_KEY, KEYS)
        return self._readers[token.key](found, token)

    def _text(self, found: ExecutionFilter, token: Token) -> ExecutionFilter:
        return _with(found, Term(Key.TEXT, (token.value,), negated=token.negated))

    def _status(self, found: ExecutionFilter, token: Token) -> ExecutionFilter:
        known = {status.value: status for status in ExecutionStatus}
        chosen = [known[name] for name in _words(token, known, _STATUS_ALIASES)]
        if token.negated:
            rest = tuple(status for status in found.statuses or tuple(ExecutionStatus) if status not in chosen)
            return replace(found, statuses=rest, nothing=found.nothing or not rest)
        return replace(found, statuses=tuple(dict.fromkeys((*found.statuses, *chosen))))

    def _tag(self, found: ExecutionFilter, token: Token) -> ExecutionFilter:
        values = token.values
        if found.tag is None and len(values) == 1 and not token.negated:
            return replace(found, tag=values[0])
        return _with(found, Term(Key.TAG, values, negated=token.negated))

    def _user(self, found: ExecutionFilter, token: Token) -> ExecutionFilter:
        values = tuple(self._me if name == "me" and self._me else name for name in token.values)
        if found.user is None and len(values) == 1 and not token.negated:
            return replace(found, user=values[0])
        return _with(found, Term(Key.USER, values, negated=token.negated))

    def _has(self, found: ExecutionFilter, token: Token) -> ExecutionFilter:
        words = _words(token, {word.value: word for word in Has}, _HAS_ALIASES)
        return _with(found, Term(Key.HAS, tuple(words), negated=token.negated))

    def _exit(self, found: ExecutionFilter, token: Token) -> ExecutionFilter:
        op, rest = _operator(token.value)
        parts = [part for part in rest.split(",") if part]
        if not parts or not all(re.fullmatch(r"-?\d{1,10}", part) for part in parts) or (op and len(parts) > 1):
            raise _Unusable(ProblemKind.BAD_VALUE)
        return _with(found, Term(Key.EXIT, tuple(int(part) for part in parts), op or "=", token.negated))

    def _duration(self, found: ExecutionFilter, token: Token) -> ExecutionFilter:
        op, rest = _operator(token.value)
        seconds = _span_s(rest)
        if seconds is None or op in ("=", "!="):
            raise _Unusable(ProblemKind.BAD_VALUE)
        return _with(found, Term(Key.DURATION, (seconds,), op or ">=", token.negated))

    def _cwd(self, found: ExecutionFilter, token: Token) -> ExecutionFilter:
        path = token.value
        if path == "~" or path.startswith("~/"):
            path = self._home + path[1:]
        return _with(found, Term(Key.CWD, (path.rstrip("/") or "/",), negated=token.negated))

    def _since(self, found: ExecutionFilter, token: Token) -> ExecutionFilter:
        moment = self._moment(token.value)
        return _not_after(found, moment) if token.negated else _not_before(found, moment)

    def _before(self, found: ExecutionFilter, token: Token) -> ExecutionFilter:
        moment = self._moment(token.value)
        return _not_before(found, moment) if token.negated else _not_after(found, moment)

    def _moment(self, text: str) -> datetime:
        moment = moment_of(text, self._now)
        if moment is None:
            raise _Unusable(ProblemKind.BAD_VALUE)
        return moment


def _with(found: ExecutionFilter, term: Term) -> ExecutionFilter:
    return replace(found, where=(*found.where, term)) if term not in found.where else found


def _not_before(found: ExecutionFilter, moment: datetime) -> ExecutionFilter:
    return replace(found, since=moment if found.since is None else max(found.since, moment))


def _not_after(found: ExecutionFilter, moment: datetime) -> ExecutionFilter:
    return replace(found, before=moment if found.before is None else min(found.before, moment))


def _words(token: Token, known: Collection[str], aliases: dict[str, str]) -> list[str]:
    words = [aliases.get(word, word) for word in (each.lower() for each in token.values)]
    if any(word not in known for word in words):
        raise _Unusable(ProblemKind.UNKNOWN_VALUE, (*known, *aliases))
    return list(dict.fromkeys(words))


def _operator(text: str) -> tuple[str, str]:
    match = _OPERATOR.match(text)
    assert match is not None
    return match[1] or "", match[2].strip()


def _span_s(text: str) -> float | None:
    """Seconds of ``90``, ``10m``, ``1h30m``; None for anything else."""
    total, at = 0.0, 0
    for match in _SPAN.finditer(text.lower()):
        if match.start() != at or (match[2] is None and (at > 0 or match.end() < len(text))):
            return None
        total += float(match[1]) * _UNIT_S[match[2] or "s"]
        at = match.end()
    return total if text and at == len(text) else None
